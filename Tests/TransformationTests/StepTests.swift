import PhusaModel
import Testing

@testable import Transformation

@Suite("Steps")
struct StepTests {
    static let fact = Sample.fact(
        "fact_note", key: 1,
        [
            Sample.column("a", .text), Sample.column("b", .text, isNullable: true),
            Sample.column("n", .decimal, isNullable: true),
        ])

    private func bench(_ steps: [StepDefinition], _ columns: [String] = ["a"]) -> Bench {
        Bench(steps: steps, columns: columns, fact: Self.fact)
    }

    private let map = CodeMap(
        name: "dia-danh", valueColumns: ["ma", "cap"],
        values: ["huyện châu thành": ["846", ""], "xã long hòa": ["01234", "xã"]],
        matchesNames: true)

    @Test("renames a column and sets a constant")
    func renameAndConstant() {
        let steps: [StepDefinition] = [
            .rename(column: "x", into: "a"), .constant(value: "Trà Vinh", into: "b"),
        ]
        let result = bench(steps, ["x"]).run([["Sở Y tế"], ["Sở Tài chính"]])
        #expect(
            result.cells == [["Sở Y tế", "Trà Vinh", nil], ["Sở Tài chính", "Trà Vinh", nil]])
        #expect(result.violations.isEmpty)
    }

    @Test("gives each record its line, to load and to reckon with")
    func line() {
        var bench = bench([
            .filter(
                keep: .compare(.notEqual, .column("record.line", .text), .text("3")), reason: "x")
        ])
        bench.load = ["b": "record.line"]
        let result = bench.run([["Kim"], ["An"], ["Kim"]])
        #expect(result.cells == [["Kim", "2", nil], ["Kim", "4", nil]])
        #expect(result.exclusions.map(\.line) == [3])
    }

    @Test("reads a capture of the file's name as a column")
    func captures() {
        var bench = bench([.rename(column: "file.loai", into: "b")])
        bench.drop = Sample.drop(captures: ["loai": "sơ bộ"])
        #expect(bench.run([["1"]]).cells == [["1", "sơ bộ", nil]])
    }

    @Test("maps names however case, blanks and tone marks stand")
    func mapsNames() {
        var bench = bench([.map(column: "x", using: "dia-danh", into: "a")], ["x"])
        bench.codeMaps = ["dia-danh": map]
        let result = bench.run([["Xã Long Hoà"], ["XÃ  LONG HÒA"], ["Huyện Châu Thành"]])
        #expect(result.cells.map(\.first) == ["01234", "01234", "846"])
    }

    @Test("reports a text that the map does not have, with the nearest one that it has")
    func unknownInMap() {
        var bench = bench([.map(column: "x", using: "dia-danh", into: "a")], ["x"])
        bench.codeMaps = ["dia-danh": map]
        let result = bench.run([["Xã Long Hoa"]])
        #expect(
            result.violations == [
                Violation(
                    rule: .transformMap,
                    position: FilePosition(path: "stc/a.csv", line: 2, column: 1, byte: 0),
                    column: "Cột x", found: "Xã Long Hoa",
                    expected: .oneOf(list: "dia-danh", values: []), suggestion: "xã long hòa")
            ])
        #expect(result.cells.isEmpty)
        #expect(result.rows.hasUnreadableKey)
    }

    @Test("looks up several values at once, an empty one as nothing")
    func lookup() {
        var bench = bench(
            [.lookup(column: "x", using: "dia-danh", into: ["ma": "a", "cap": "b"])], ["x"])
        bench.codeMaps = ["dia-danh": map]
        let result = bench.run([["Xã Long Hòa"], ["Huyện Châu Thành"], ["?"]])
        #expect(result.cells == [["01234", "xã", nil], ["846", nil, nil]])
        #expect(result.violations.map(\.rule) == [.transformLookup])
    }

    @Test("makes a cell of each column that the pattern matched, by its header")
    func unpivot() {
        var bench = bench(
            [.unpivot(columns: "nam", header: "b", value: "n")], ["a", "*nam", "*nam"])
        bench.headers = ["Chỉ tiêu", "Năm 2023", "Sơ bộ 2024"]
        let result = bench.run([["Lúa", .number("1.5"), .number("-2")]])
        #expect(result.cells == [["Lúa", "Năm 2023", "1.5"], ["Lúa", "Sơ bộ 2024", "-2"]])
        #expect(result.transformer.cellCountPerRecord == 2)
        #expect(result.rowCounts == [2])
        #expect(result.rows.rows.map(\.record) == [0, 0])
    }

    @Test("names the unpivoted column that a value broke a rule in")
    func originOfUnpivoted() {
        var bench = bench(
            [
                .unpivot(columns: "nam", header: "b", value: "v"),
                .compute(is: .column("v", .decimal), type: .decimal, into: "n"),
            ], ["a", "*nam", "*nam"])
        bench.headers = ["Chỉ tiêu", "Năm 2023", "Năm 2024"]
        let violations = bench.run([["Lúa", .number("1"), "hai"]]).violations
        #expect(violations.map(\.column) == ["Năm 2024"])
        #expect(violations.map(\.position.column) == [3])
        #expect(violations.map(\.found) == ["hai"])
    }

    @Test(
        "splits by the first pattern that matches; what only others capture is absent",
        arguments: [
            ("Sơ bộ 2024", ["2024", "Sơ bộ", nil] as [String?]), ("2023", ["2023", nil, nil]),
        ])
    func split(text: String, cells: [String?]) throws {
        let patterns = [
            try NamePattern("{b:Sơ bộ|Ước tính} {a:year}"), try NamePattern("{a:year}"),
        ]
        let result = bench([.split(column: "x", patterns: patterns)], ["x"]).run([[.text(text)]])
        #expect(result.cells == [cells])
    }

    @Test("reports a text that no pattern matches, once for each record")
    func splitFails() throws {
        let patterns = [try NamePattern("{a:year}"), try NamePattern("Năm {a:year}")]
        let result = bench([.split(column: "x", patterns: patterns)], ["x"]).run([["Tết"], ["Tết"]])
        #expect(result.violations.map(\.rule) == [.transformSplit, .transformSplit])
        #expect(result.violations.map(\.position.line) == [2, 3])
        #expect(result.violations[0].expected == .pattern("{a:year} | Năm {a:year}"))
    }

    @Test("leaves out what a filter does not keep, with its reason")
    func filter() {
        let keep = Expression.compare(.notEqual, .column("a", .text), .text("Tổng số"))
        let result = bench([.filter(keep: keep, reason: "Dòng tổng")]).run([["Tổng số"], ["Nam"]])
        #expect(result.cells == [["Nam", nil, nil]])
        #expect(
            result.exclusions == [
                Exclusion(
                    cause: .filter, reason: "Dòng tổng", line: 2, cellCount: 1,
                    isWholeRecord: true)
            ])
    }

    @Test("leaves out single cells of a record behind an unpivot")
    func filterOfCells() {
        let keep = Expression.compare(.greater, .column("n", .decimal), .decimal(.zero))
        var bench = bench(
            [
                .unpivot(columns: "nam", header: "b", value: "n"),
                .filter(keep: keep, reason: "không dương"),
            ], ["a", "*nam", "*nam", "*nam"])
        bench.headers = ["a", "1", "2", "3"]
        let result = bench.run([["x", .number("0"), .number("4"), .number("-1")]])
        #expect(result.cells == [["x", "2", "4"]])
        #expect(result.exclusions.map(\.cellCount) == [2])
        #expect(result.exclusions.map(\.isWholeRecord) == [false])
    }

    @Test("gives the same result when texts are forgotten between batches")
    func forgettingTexts() {
        var bench = bench([.map(column: "x", using: "dia-danh", into: "a")], ["x"])
        bench.codeMaps = ["dia-danh": map]
        var transformer = bench.makeTransformer()
        var rows = FactRows(Self.fact)
        _ = transformer.transform(bench.batch([["Xã Long Hòa"], ["?"]]), into: &rows)
        transformer.bench.pool.fillForTest()
        let outcomes = transformer.transform(
            bench.batch([["Huyện Châu Thành"], ["Xã Long Hòa"], ["?"]]), into: &rows
        ).dense(count: 3)
        #expect(transformer.bench.pool.byteCount < TextPool.byteCountMax)
        let cells = rows.rows.map { FactDecoder.cells($0, of: rows, Self.fact)[0] }
        #expect(cells == ["01234", "846", "01234"])
        #expect(outcomes.map(\.violations.count) == [0, 0, 1])
    }
}

extension TextPool {
    /// Grows the pool beyond its bound.
    mutating func fillForTest() {
        let text = String(repeating: "x", count: 1024)
        for number in 0...(Self.byteCountMax / 1024) { _ = id(of: text + String(number)) }
    }
}
