import PhusaModel
import Testing

@testable import Transformation

@Suite("Columns of a fact")
struct ColumnWriterTests {
    private func run(_ kind: ColumnKind, to dimension: String? = nil, _ value: Given)
        -> Bench.Result
    {
        let fact = Sample.fact(
            "fact_note", key: 1,
            [Sample.column("k", .text), Sample.column("v", kind, to: dimension, isNullable: true)])
        return Bench(steps: [], columns: ["k", "cot"], fact: fact, load: ["v": "cot"])
            .run([["khóa", value]])
    }

    static let good: [(ColumnKind, Given, String?)] = [
        (.decimal, .number("1.50"), "1.5"), (.decimal, .value(.integer(-7)), "-7"),
        (.decimal, .mark(.zero), "0"), (.decimal, .mark(.missing), nil), (.decimal, "0.1", "0.1"),
        (.integer, .number("12.0"), "12"), (.integer, .value(.integer(-3)), "-3"),
        (.text, "Phản ánh, “hẻm 12”", "Phản ánh, “hẻm 12”"), (.text, "", ""),
        (.text, .value(.day(Sample.day("2025-03-01"))), "2025-03-01"),
        (.date, .value(.day(Sample.day("1999-12-31"))), "1999-12-31"),
        (.date, .value(.moment(Sample.moment("2025-03-01T18:00:00Z"))), "2025-03-02"),
        (.date, "2025-03-01", "2025-03-01"),
        (
            .moment, .value(.moment(Sample.moment("2025-03-01T18:00:00.5Z"))),
            "2025-03-01T18:00:00.500000Z"
        ),
        (.moment, .value(.day(Sample.day("2025-03-02"))), "2025-03-01T17:00:00Z"),
        (.boolean, .value(.boolean(true)), "true"), (.character, "P", "P"), (.character, "", nil),
        (.text, .absent, nil),
    ]

    @Test("writes each kind", arguments: good)
    func kinds(kind: ColumnKind, value: Given, expected: String?) {
        let result = run(kind, value)
        #expect(result.cells == [["khóa", expected]])
        #expect(result.violations.isEmpty)
    }

    static let bad: [(ColumnKind, Given, Rule)] = [
        (.integer, .number("1.5"), .contractInteger),
        (.integer, .value(.integer(3_000_000_000)), .contractInteger),
        (.decimal, "mười", .contractDecimal), (.date, "01/03/2025", .contractDate),
        (.moment, "hôm nay", .contractMoment), (.boolean, "có", .contractBoolean),
        (.character, "PP", .contractText), (.character, "Đ", .contractText),
    ]

    @Test("reports what a kind cannot hold, and spares the key", arguments: bad)
    func misfits(kind: ColumnKind, value: Given, rule: Rule) {
        let result = run(kind, value)
        #expect(result.violations.map(\.rule) == [rule])
        #expect(result.violations.map(\.column) == ["Cột cot"])
        #expect(result.spared == [["khóa"]])
    }

    @Test("takes natural keys of members that exist")
    func members() {
        #expect(run(.reference, to: "dim_crop", "lúa").cells == [["khóa", "lúa"]])
        #expect(run(.reference, to: "dim_unit", "tấn").cells == [["khóa", "tấn"]])
        let month = "statistical|month|2025-03-01|2025-04-01"
        #expect(run(.reference, to: "dim_period", .text(month)).cells == [["khóa", month]])
        #expect(run(.reference, to: "dim_breakdown", "age=15-24;sex=F").violations.isEmpty)
    }

    @Test(
        "reports members that do not exist",
        arguments: [
            ("dim_crop", "lua", "lúa" as String?), ("dim_period", "2025-03", nil),
            ("dim_breakdown", "sex=F;age=15-24", nil), ("dim_breakdown", "sex=X", nil),
        ])
    func unknownMembers(dimension: String, key: String, suggestion: String?) {
        let result = run(.reference, to: dimension, .text(key))
        #expect(result.violations.map(\.rule) == [.normaliseMember])
        #expect(result.violations.map(\.expected) == [.oneOf(list: dimension, values: [])])
        #expect(result.violations.map(\.suggestion) == [suggestion])
    }

    @Test("finds the same members when texts are forgotten between batches")
    func forgettingTexts() {
        let fact = Sample.fact(
            "fact_crop", key: 1, [Sample.column("c", .reference, to: "dim_crop")])
        let bench = Bench(steps: [], columns: ["c"], fact: fact)
        var transformer = bench.makeTransformer()
        var rows = FactRows(fact)
        _ = transformer.transform(bench.batch([["ngô"], ["lúa"]]), into: &rows)
        transformer.bench.pool.fillForTest()
        _ = transformer.transform(bench.batch([["lúa"], ["ngô"]]), into: &rows)
        let cells = rows.rows.map { FactDecoder.cells($0, of: rows, fact)[0] }
        #expect(cells == ["ngô", "lúa", "lúa", "ngô"])
    }

    @Test("numbers members in order of appearance, across batches")
    func memberOrder() {
        let fact = Sample.fact(
            "fact_crop", key: 1, [Sample.column("c", .reference, to: "dim_crop")])
        let bench = Bench(steps: [], columns: ["c"], fact: fact)
        var transformer = bench.makeTransformer()
        var rows = FactRows(fact)
        for crop in ["ngô", "lúa", "ngô"] {
            _ = transformer.transform(bench.batch([[.text(crop)]]), into: &rows)
        }
        #expect(rows.members["c"]?.keys == ["ngô", "lúa"])
        #expect(rows.key(rows.rows[0]) == rows.key(rows.rows[2]))
        var others = FactRows(fact)
        _ = transformer.transform(bench.batch([["lúa"]]), into: &others)
        #expect(others.members["c"]?.keys == ["lúa"])
        #expect(FactDecoder.cells(others.rows[0], of: others, fact) == ["lúa"])
    }
}
