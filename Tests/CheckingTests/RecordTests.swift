import PhusaModel
import Testing

@testable import Checking

@Suite("Records")
struct RecordTests {
    private func twoColumns() throws -> ContractChecker {
        try checker(
            contract([column("a", required: true), column("b", .integer)]), header: ["a", "b"])
    }

    @Test("names every breach of a record in the order of the file, and keeps the good values")
    func allBreaches() throws {
        var checker = try checker(
            contract([
                column("c", .integer), column("b", .date), column("a", required: true), column("d"),
            ]), header: ["a", "b", "c", "d"])
        let checked = checker.check(batch([["", "31/02", "x", "ok"]], line: 118))
        let violations = checked.violations(0)
        #expect(violations.map(\.rule) == [.contractRequired, .contractDate, .contractInteger])
        #expect(violations.map(\.position.column) == [1, 2, 3])
        #expect(violations.map(\.column) == ["a", "b", "c"])
        #expect(
            violations[1].position
                == FilePosition(path: "syt/a.csv", line: 118, column: 2, byte: 11_800))
        #expect(violations[1].found == "31/02")
        #expect(checked.row(0) == [.invalid, .invalid, .invalid, .text("ok")])
    }

    @Test("numbers records through the batches, one for one")
    func numbers() throws {
        var checker = try twoColumns()
        let first = checker.check(batch([["x", "1"], ["y", "2"]]))
        let second = checker.check(batch([["z", "3"]], line: 9))
        #expect(first.records.map(\.number) == [0, 1])
        #expect(second.records.map(\.number) == [2])
        #expect(second.records.map(\.line) == [9])
        #expect(second.row(0) == [.text("z"), .value(.integer(3))])
    }

    @Test("T11: reads no value of a record with too many or too few fields", arguments: [1, 3])
    func fieldCount(count: Int) throws {
        var checker = try twoColumns()
        let checked = checker.check(batch([Array(repeating: "7", count: count)]))
        let violation = try #require(checked.violations(0).first)
        #expect(checked.rules(0) == [.recordFields])
        #expect(violation.expected == .fieldCount(2))
        #expect(
            violation.found == "\(count): "
                + Array(repeating: "7", count: count).joined(separator: ";"))
        #expect(checked.row(0) == [.invalid, .invalid])
    }

    @Test("T17: takes a repeated header for what it is, and not for a record")
    func repeatedHeader() throws {
        var checker = try checker(contract([column("a"), column("b")]), header: ["a", "b"])
        let checked = checker.check(batch([["a", "b"], ["a", "c"], [" a ", "b"]]))
        #expect(checked.rules(0) == [.recordHeader])
        #expect(checked.row(0) == [.invalid, .invalid])
        #expect(checked.rules(1).isEmpty)
        #expect(checked.rules(2) == [.recordHeader])
    }

    @Test(
        "turns a fault of the whole record into its rule",
        arguments: [
            (.openQuote, .recordQuote, .ruleKept), (.strayQuote, .recordQuote, .ruleKept),
            (.tooLong(byteCountMax: 9), .recordTooLong, .byteCount(maximum: 9)),
            (.json(byte: 7, expected: "}"), .recordJSON, .message("}")),
        ] as [(RowBatch.RecordFault, Rule, PhusaModel.Expectation)])
    func wholeFault(fault: RowBatch.RecordFault, rule: Rule, expected: PhusaModel.Expectation)
        throws
    {
        var checker = try twoColumns()
        let checked = checker.check(batch([["x", "1"]], fault: fault))
        #expect(checked.rules(0) == [rule])
        #expect(checked.violations(0)[0].expected == expected)
        #expect(checked.violations(0)[0].found == "x;1")
        #expect(checked.row(0) == [.invalid, .invalid])
    }

    @Test("T5, T10: keeps what a fault of one field left whole, and names the other breaches too")
    func fieldFault() throws {
        var checker = try twoColumns()
        let bytes: [UInt8] = [0x54, 0xE0, 0x78]
        let checked = checker.check(
            batch([["x", .bytes(bytes)]], fault: .encoding(byte: 4711)))
        let violation = try #require(checked.violations(0).first)
        #expect(checked.rules(0) == [.recordEncoding])
        #expect(violation.position.byte == 4711)
        #expect(violation.position.column == 2)
        #expect(violation.column == "b")
        #expect(violation.found == "T\u{FFFD}x")
        #expect(violation.expected == .encoding("utf-8"))
        #expect(checked.row(0) == [.text("x"), .invalid])

        let withNUL = checker.check(batch([["x\u{0}", "y"]], fault: .nul))
        #expect(withNUL.rules(0) == [.recordNUL, .contractInteger])
        #expect(withNUL.row(0) == [.invalid, .invalid])
    }

    @Test("cuts a long value for the message without reading all of it")
    func longValue() throws {
        var checker = try twoColumns()
        let checked = checker.check(batch([["x", .text(String(repeating: "ộ", count: 5_000))]]))
        let found = try #require(checked.violations(0).first).found
        #expect(found == String(repeating: "ộ", count: Violation.foundLengthMax) + "…")
    }
}

@Suite("JSON records")
struct JSONRecordTests {
    private func json(_ columns: [ColumnContract], _ header: [String]) throws -> ContractChecker {
        try checker(contract(columns, format: .json, numbers: .vietnamese), header: header)
    }

    @Test("reads a number token in JSON's form, a string in the column's")
    func numberForms() throws {
        var checker = try json([column("v", .decimal), column("n", .integer)], ["v", "n"])
        let checked = checker.check(
            batch([[.number("1.5"), .number("1E2")], ["1,5", "1.000"], ["1.5", .number("1.5")]]))
        let half = Plain.value(.decimal(try #require(ExactDecimal("1.5"))))
        #expect(checked.row(0) == [half, .value(.integer(100))])
        #expect(checked.row(1) == [half, .value(.integer(1000))])
        #expect(checked.rules(2) == [.contractDecimal, .contractInteger])
    }

    @Test(
        "T34: reads number tokens exactly, or not at all",
        arguments: [
            ("9007199254740993", "9007199254740993"), ("-0", "0"), ("1E400", nil),
            ("0.1", "0.1"), ("1e-7", "0.0000001"), ("123456789012345678901234567890123456789", nil),
            ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
        ] as [(String, String?)])
    func tokens(token: String, expected: String?) throws {
        var checker = try json([column("v", .decimal)], ["v"])
        let checked = checker.check(batch([[.number(token)]]))
        let value = try expected.map { Plain.value(.decimal(try #require(ExactDecimal($0)))) }
        #expect(checked.row(0) == [value ?? .invalid])
        #expect(checked.rules(0) == (expected == nil ? [.contractDecimal] : []))
    }

    @Test("takes numbers and truth values as text where text is wanted, but no lists")
    func tokensAsText() throws {
        var checker = try json([column("t"), column("b", .boolean)], ["t", "b"])
        let checked = checker.check(
            batch([[.number("084"), .boolean("true")], [.nested("[1]"), .nested("{}")]]))
        #expect(checked.row(0) == [.text("084"), .value(.boolean(true))])
        #expect(checked.rules(1) == [.contractText, .contractBoolean])
    }

    @Test("lets keys be absent, and records be shorter than the keys seen so far")
    func absentKeys() throws {
        var checker = try json([column("a"), column("b", required: true)], ["a", "b"])
        let checked = checker.check(batch([[.absent, "1"], ["x"], ["x", .absent]]))
        #expect(checked.row(0) == [.absent, .text("1")])
        #expect(checked.rules(1) == [.contractRequired])
        #expect(checked.rules(2) == [.contractRequired])
        #expect(checker.finish().fileViolations.isEmpty)
    }

    @Test("takes keys that come later, given alone or with the others")
    func laterKeys() throws {
        for header in [["b"], ["a", "b"]] {
            var checker = try json([column("a"), column("b")], ["a"])
            #expect(checker.fileViolations.isEmpty)
            #expect(checker.columns.map(\.alias) == ["a", "b"])
            #expect(checker.check(batch([["1"]])).row(0) == [.text("1"), .absent])
            checker.extend(header: header)
            #expect(checker.check(batch([["1", "2"]])).row(0) == [.text("1"), .text("2")])
            #expect(checker.finish().fileViolations.isEmpty)
        }
    }

    @Test("adds a column at the end when a later key matches a pattern")
    func laterPattern() throws {
        var checker = try json(
            [column("Tháng *", as: "t", .integer), column("a")], ["Tháng 1", "a"])
        _ = checker.check(batch([[.number("1"), "x"]]))
        checker.extend(header: ["Tháng 2"])
        #expect(checker.columns.map(\.header) == ["Tháng 1", "a", "Tháng 2"])
        let row = checker.check(batch([[.number("1"), "x", .number("2")]])).row(0)
        #expect(row == [.value(.integer(1)), .text("x"), .value(.integer(2))])
    }

    @Test("refuses the file for a new key, at the first record that has it")
    func newKey() throws {
        var checker = try json([column("giá trị", as: "v")], ["giá trị"])
        checker.extend(header: ["gia tri"])
        _ = checker.check(batch([["1", .absent], ["1", "2"], ["1", "2"]], line: 5))
        let violations = checker.finish().fileViolations
        #expect(violations.map(\.rule) == [.fileNewColumn])
        #expect(
            violations.first?.position
                == FilePosition(path: "syt/a.csv", line: 6, column: 2, byte: 600))
        #expect(violations.first?.column == "gia tri")
    }

    @Test("misses a key that no record brought, with the nearest one that came")
    func missingKey() throws {
        let columns = try [column("a"), column("b"), column("Tỉnh", optional: true)]
        var checker = try json(columns, ["a"])
        #expect(checker.finish().fileViolations.isEmpty)
        _ = checker.check(batch([["1"]]))
        let violations = checker.finish().fileViolations
        #expect(violations.map(\.rule) == [.fileMissingColumn])
        #expect(violations.first?.expected == .columns(["b"]))
    }

    @Test("T32: reads neither value of a repeated key")
    func repeatedKey() throws {
        var checker = try json([column("a"), column("b")], ["a", "b"])
        let checked = checker.check(batch([["1", "2"]], fault: .repeatedKey("a")))
        #expect(checked.rules(0) == [.recordRepeatedKey])
        #expect(checked.violations(0)[0].found == "a")
        #expect(checked.row(0) == [.invalid, .text("2")])
    }
}
