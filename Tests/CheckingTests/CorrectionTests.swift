import PhusaModel
import Testing

@testable import Checking

@Suite("Corrections")
struct CorrectionTests {
    private func correction(
        _ id: String = "2025-001", match: [String: String] = ["ma": "842"],
        change: (String, String, String)? = ("v", "470", "47,0"), decided: String = "2025-04-01",
        expires: String? = "2025-06-30"
    ) throws -> CorrectionDefinition {
        CorrectionDefinition(
            id: id, decided: try #require(CalendarDay(decided)),
            expires: expires.flatMap { CalendarDay($0) }, reason: "", decidedBy: "", match: match,
            change: change.map { .init(column: $0.0, expected: $0.1, value: $0.2) })
    }

    private func corrected(
        _ corrections: [CorrectionDefinition], vintage: String = "2025-04-06"
    ) throws -> ContractChecker {
        try checker(
            contract(
                [column("Mã", as: "ma"), column("Giá trị", as: "v", .decimal, max: "100")],
                unique: ["ma"], numbers: .vietnamese),
            header: ["Mã", "Giá trị"], corrections: corrections, vintage: vintage)
    }

    private func decimal(_ text: String) throws -> Plain {
        .value(.decimal(try #require(ExactDecimal(text))))
    }

    @Test("puts the corrected text in place before it is typed, and says so")
    func applies() throws {
        var checker = try corrected([correction()])
        let checked = checker.check(batch([["841", "47"], [" 842 ", "470 "]]))
        #expect(checked.remarks.allSatisfy { $0.violations.isEmpty })
        #expect(checked.row(1) == [.text("842"), try decimal("47")])
        #expect(
            checker.applied == [
                AppliedCorrection(
                    correction: "2025-001", line: 3, column: "Giá trị", found: "470 ",
                    value: "47,0")
            ])
        #expect(checker.finish().reports.isEmpty)
    }

    @Test("leaves the record as it is where the file no longer says what was wrong")
    func guarded() throws {
        var checker = try corrected([correction()])
        let checked = checker.check(batch([["842", "48"]]))
        #expect(checked.row(0) == [.text("842"), try decimal("48")])
        #expect(checker.applied.isEmpty)
        let report = try #require(checker.finish().reports.first)
        #expect(checker.finish().reports.count == 1)
        #expect(report.rule == .correctionGuard)
        #expect(report.position == FilePosition(path: "syt/a.csv", line: 2, column: 2, byte: 200))
        #expect(report.found == "48")
        #expect(report.expected == .oneOf(list: "2025-001", values: ["470"]))
    }

    @Test("reports a correction that found no record")
    func matchesNothing() throws {
        var checker = try corrected([correction(match: ["ma": "999", "v": "1"])])
        _ = checker.check(batch([["842", "470"]]))
        let report = try #require(checker.finish().reports.first)
        #expect(report.column == nil)
        #expect(report.expected == .oneOf(list: "2025-001", values: ["ma=999", "v=1"]))
    }

    @Test(
        "applies from the day of its decision to the last vintage named",
        arguments: [
            ("2025-03-31", false), ("2025-04-01", true), ("2025-06-30", true),
            ("2025-07-01", false),
        ])
    func dates(vintage: String, isApplied: Bool) throws {
        var checker = try corrected([correction()], vintage: vintage)
        let checked = checker.check(batch([["842", "470"]]))
        #expect(checker.applied.isEmpty != isApplied)
        #expect(checked.rules(0) == (isApplied ? [] : [.contractRange]))
        #expect(checker.finish().reports.isEmpty)
    }

    @Test("excludes a record whole: without breaches, and without holding its key")
    func excludes() throws {
        var checker = try corrected([correction(match: ["v": "bỏ"], change: nil)])
        let checked = checker.check(batch([["842", "bỏ"], ["842", "1"]]))
        #expect(checked.records.indices.map(checked.excludedBy) == ["2025-001", nil])
        #expect(checked.remarks.allSatisfy { $0.violations.isEmpty })
        #expect(checker.applied.map(\.correction) == ["2025-001"])
        #expect(checker.finish().lateViolations.isEmpty)
    }

    @Test("checks the corrected text by the column's rules, and shows it")
    func correctedTextIsChecked() throws {
        var checker = try corrected([correction(change: ("v", "470", "471"))])
        let checked = checker.check(batch([["842", "470"]]))
        #expect(checked.rules(0) == [.contractRange])
        #expect(checked.violations(0)[0].found == "471")
    }

    @Test("lets a later correction start from what an earlier one left")
    func chain() throws {
        var checker = try corrected([
            correction("1", change: ("v", "470", "47")), correction("2", change: ("v", "47", "48")),
            correction("3", change: ("v", "470", "49")),
        ])
        let checked = checker.check(batch([["842", "470"]]))
        #expect(checked.row(0)[1] == (try decimal("48")))
        #expect(checker.applied.map(\.correction) == ["1", "2"])
        #expect(checker.finish().reports.map(\.found) == ["48"])
    }

    @Test("corrects none of two columns of a pattern that hold the same text")
    func ambiguousPattern() throws {
        var checker = try checker(
            contract([column("T*", as: "t", .integer)]), header: ["T1", "T2"],
            corrections: [correction(match: ["t": "470"], change: ("t", "470", "47"))])
        let checked = checker.check(batch([["470", "470"], ["1", "470"]]))
        #expect(checked.row(0) == [.value(.integer(470)), .value(.integer(470))])
        #expect(checked.row(1) == [.value(.integer(1)), .value(.integer(47))])
        #expect(checker.finish().reports.count == 1)
    }
}

@Suite("Unique keys")
struct UniqueTests {
    @Test("quarantines every holder of a repeated key, also the first, each with another's line")
    func allHolders() throws {
        var checker = try checker(
            contract([column("k"), column("n", .decimal), column("v")], unique: ["k", "n"]),
            header: ["k", "n", "v"])
        let first = checker.check(batch([["a", "1", "x"], ["a", "2", "x"], ["b", "1", "x"]]))
        let second = checker.check(batch([["a", "1.0", "y"], ["a", "1", "z"]], line: 5))
        #expect(first.remarks.allSatisfy { $0.violations.isEmpty })
        #expect(
            second.records.indices.map { second.violations($0).map(\.expected) } == [
                [.unique(firstLine: 2)], [.unique(firstLine: 2)],
            ])
        #expect(second.violations(0)[0].rule == .contractUnique)
        #expect(second.violations(0)[0].found == "a | 1.0")
        let late = checker.finish().lateViolations
        #expect(late.map(\.record) == [0])
        #expect(late.first?.violation.expected == .unique(firstLine: 5))
        #expect(late.first?.violation.position.line == 2)
    }

    @Test("tells keys apart that look alike when joined, and values of different kinds")
    func noFalseAlarm() throws {
        var checker = try checker(
            contract(
                [column("a", marks: ["-": .zero]), column("b")], unique: ["a", "b"]),
            header: ["a", "b"])
        let checked = checker.check(
            batch([
                ["ab", "c"], ["a", "bc"], ["", "abc"], ["-", "abc"], ["abcdefgh", ""],
                ["abcdefg", "h"],
            ]))
        #expect(checked.remarks.allSatisfy { $0.violations.isEmpty })
        #expect(checker.finish().lateViolations.isEmpty)
    }

    @Test("does not judge records whose key cannot be read")
    func unreadableKey() throws {
        var checker = try checker(contract([column("k", .integer)], unique: ["k"]), header: ["k"])
        let checked = checker.check(batch([["x"], ["x"]]))
        #expect(checked.rules(1) == [.contractInteger])
        #expect(checker.finish().lateViolations.isEmpty)
    }

    @Test("finds exactly the repeated keys among many")
    func many() throws {
        var checker = try checker(contract([column("k")], unique: ["k"]), header: ["k"])
        let keys = (0..<20_000).map { "khoa-\($0 % 19_990)" }
        let checked = checker.check(batch(keys.map { [.text($0)] }))
        #expect(
            checked.remarks.map { checked.records[$0.record].number }
                == Array(19_990..<20_000))
        #expect(checker.finish().lateViolations.map(\.record) == Array(0..<10))
    }
}
