import PhusaModel
import Testing

@testable import Transformation

@Suite("Uses of code maps")
struct MapUseTests {
    private static let map = CodeMap(
        name: "ten", valueColumns: ["ma"], values: ["lúa": ["NN.01"], "dân số": ["DS.01"]],
        matchesNames: true)

    private func transformer() -> PipelineTransformer {
        var bench = Bench(
            steps: [
                .map(column: "ten", using: "ten", into: "ma"),
                .unpivot(columns: "nam", header: "ky", value: "gia_tri"),
                .lookup(column: "ten", using: "ten", into: ["ma": "ma2"]),
                .normalise(.usual()),
            ], columns: ["ten", "tinh", "*nam", "*nam"], headers: ["ten", "tinh", "2023", "2024"])
        bench.codeMaps = ["ten": Self.map]
        return bench.makeTransformer()
    }

    private func batch(_ names: [String]) -> CheckedBatch {
        var bench = Bench(
            steps: [], columns: ["ten", "tinh", "*nam", "*nam"],
            headers: ["ten", "tinh", "2023", "2024"])
        bench.codeMaps = ["ten": Self.map]
        return bench.batch(names.map { [.text($0), "84", .number("1"), .number("2")] })
    }

    @Test("a record counts once for an entry, whatever steps and cells meet it, batch after batch")
    func counts() {
        var transformer = transformer()
        var rows = FactRows(Sample.observation)
        transformer.mapUses = MapUses()
        for names in [["Lúa", "LÚA", "Ngô"], ["lúa", "Dân số"]] {
            transformer.mapUses?.beginBatch()
            _ = transformer.transform(batch(names), into: &rows)
        }
        #expect(
            transformer.mapUses?.recordCounts == [
                MapUses.Entry(map: "ten", key: "lúa"): 3,
                MapUses.Entry(map: "ten", key: "dân số"): 1,
            ])
    }

    @Test("nothing is counted where nobody asks")
    func silent() {
        var transformer = transformer()
        var rows = FactRows(Sample.observation)
        _ = transformer.transform(batch(["Lúa"]), into: &rows)
        #expect(transformer.mapUses == nil)
        #expect(rows.rows.count == 2)
    }
}
