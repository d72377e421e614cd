import PhusaModel
import Testing

@testable import Checking

@Suite("The header against the contract")
struct HeaderTests {
    @Test("T14: takes columns in any order and gives them in the contract's")
    func anyOrder() throws {
        var checker = try checker(
            contract([column("Tỉnh", as: "tinh"), column("Giá trị", as: "gia_tri", .integer)]),
            header: ["Giá trị", "Tỉnh"])
        #expect(checker.fileViolations.isEmpty)
        #expect(checker.columns.map(\.alias) == ["tinh", "gia_tri"])
        let row = checker.check(batch([["12", "Trà Vinh"]])).row(0)
        #expect(row == [.text("Trà Vinh"), .value(.integer(12))])
    }

    @Test(
        "compares names trimmed, composed and with blanks folded",
        arguments: [
            "Chỉ tiêu", " Chỉ tiêu ", "Chỉ\u{A0} tiêu", "Chi\u{309} tie\u{302}u",
            "\u{FEFF}Chỉ tiêu",
        ])
    func normalised(header: String) throws {
        let checker = try checker(contract([column("Chỉ tiêu", as: "ct")]), header: [header])
        #expect(checker.fileViolations.isEmpty)
        #expect(checker.columns == [CheckedBatch.Column(alias: "ct", header: "Chỉ tiêu")])
    }

    @Test("T14: reports missing, new and repeated columns all at once, in the order of the file")
    func allAtOnce() throws {
        let checker = try checker(
            contract([
                column("Tỉnh", as: "tinh"), column("Kỳ", as: "ky"), column("Giá trị", as: "v"),
            ]),
            header: ["Kỳ", "Tinh", "Kỳ"], headerLine: 3)
        #expect(
            checker.fileViolations.map(\.rule) == [
                .fileMissingColumn, .fileMissingColumn, .fileNewColumn, .fileRepeatedColumn,
            ])
        #expect(checker.fileViolations.map(\.position.column) == [1, 1, 2, 3])
        #expect(checker.fileViolations.allSatisfy { $0.position.line == 3 })
        #expect(checker.fileViolations[0].expected == .columns(["Tỉnh"]))
        #expect(checker.fileViolations[0].suggestion == "Tinh")
        #expect(checker.fileViolations[1].suggestion == nil)
        #expect(checker.fileViolations[2].suggestion == "Tỉnh")
        #expect(checker.fileViolations[3].found == "Kỳ")
    }

    @Test("T14: counts case: another case is another column, with the right one as suggestion")
    func caseCounts() throws {
        let checker = try checker(contract([column("Tỉnh")]), header: ["TỈNH"])
        #expect(checker.fileViolations.map(\.rule) == [.fileMissingColumn, .fileNewColumn])
        #expect(checker.fileViolations.last?.suggestion == "Tỉnh")
    }

    @Test("ignores new columns where the contract says so, also two of one name")
    func ignoresNew() throws {
        var checker = try checker(
            contract([column("a")], newColumn: .ignore), header: ["x", "a", "x"])
        #expect(checker.fileViolations.isEmpty)
        #expect(checker.check(batch([["1", "2", "3"]])).row(0) == [.text("2")])
    }

    @Test("gives a column that may be missing, absent in every record")
    func optionalColumn() throws {
        var checker = try checker(
            contract([column("a"), column("b", required: true, optional: true)]), header: ["a"])
        #expect(checker.fileViolations.isEmpty)
        let checked = checker.check(batch([["1"]]))
        #expect(checked.row(0) == [.text("1"), .absent])
        #expect(checked.rules(0).isEmpty)
    }

    @Test("gives each match of a pattern a column with the file's name")
    func patternColumn() throws {
        var checker = try checker(
            contract([column("Tháng *", as: "thang", .decimal), column("Tháng báo cáo", as: "bc")]),
            header: ["Tháng 2", "Tháng báo cáo", "Tháng 1"])
        #expect(checker.fileViolations.isEmpty)
        #expect(checker.columns.map(\.header) == ["Tháng 2", "Tháng 1", "Tháng báo cáo"])
        #expect(checker.columns.map(\.alias) == ["thang", "thang", "bc"])
        let row = checker.check(batch([["2", "x", "1"]])).row(0)
        #expect(
            row == [
                .value(.decimal(ExactDecimal(2))), .value(.decimal(ExactDecimal(1))), .text("x"),
            ])
    }

    @Test("misses a pattern column without any match, unless it is optional")
    func patternWithoutMatch() throws {
        let strict = try checker(contract([column("a"), column("Tháng *")]), header: ["a"])
        #expect(strict.fileViolations.map(\.expected) == [.columns(["Tháng *"])])
        let lax = try checker(
            contract([column("a"), column("Tháng *", optional: true)]), header: ["a"])
        #expect(lax.fileViolations.isEmpty)
        #expect(lax.columns.count == 1)
    }

    @Test("T14: ignores blank headers at the end over blank cells, and nothing else there")
    func blankEnd() throws {
        var checker = try checker(contract([column("a")]), header: ["a", "", " "])
        #expect(checker.fileViolations.isEmpty)
        let checked = checker.check(batch([["1", "", " "], ["1"], ["1", "", "x"]]))
        #expect(checked.rules(0).isEmpty)
        #expect(checked.rules(1).isEmpty)
        #expect(checked.rules(2) == [.recordFields])
    }

    @Test("takes a blank header before others for a column that nobody knows")
    func blankInside() throws {
        let checker = try checker(contract([column("a"), column("b")]), header: ["a", "", "b"])
        #expect(checker.fileViolations.map(\.rule) == [.fileNewColumn])
        #expect(checker.fileViolations.first?.position.column == 2)
    }
}
