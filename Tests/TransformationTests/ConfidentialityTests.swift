import PhusaModel
import Testing

@testable import Transformation

@Suite("Normalise: whether a figure may be published")
struct ConfidentialityTests {
    /// The fact of the tests with the day on which an embargo ends.
    private static let fact = FactTable(
        name: Sample.observation.name, about: Sample.observation.about,
        columns: Sample.observation.columns
            + [Sample.column("embargo_until", .date, isNullable: true)],
        keyColumnCount: Sample.observation.keyColumnCount, scope: Sample.observation.scope,
        history: .vintages, distributeBy: "period_id")

    private func run(_ conf: Given, _ embargo: Given, value: Given = .number("1")) -> Bench.Result {
        var bench = Bench(
            steps: [
                .normalise(
                    NormaliseDefinition(
                        indicator: "ma", edition: nil, methodology: nil, area: "tinh",
                        period: "ky", agency: nil, breakdown: [:], value: "gia_tri", unit: nil,
                        status: nil, conf: "bm", embargo: "ngay"))
            ], columns: ["ma", "tinh", "ky", "gia_tri", "bm", "ngay"])
        bench.fact = Self.fact
        return bench.run([["NN.01", "84", "2024", value, conf, embargo]])
    }

    @Test("keeps every letter of CONF_STATUS", arguments: Confidentiality.allCases)
    func letters(status: Confidentiality) {
        let isEmbargo = status == .embargo
        let day = "2025-04-29"
        let result = run(.text(status.rawValue), isEmbargo ? .text(day) : .absent)
        #expect(result.violations.isEmpty)
        #expect(
            result.cells.map { Array($0[7...]) } == [[status.rawValue, isEmbargo ? day : nil]])
    }

    @Test("a day alone is that of an embargo; nothing at all says nothing")
    func dayAlone() throws {
        let day = CheckedValue.day(Sample.day("2025-04-29"))
        #expect(run(.absent, .value(day)).cells.map { Array($0[7...]) } == [["E", "2025-04-29"]])
        #expect(run("", "").cells.map { Array($0[7...]) } == [[nil, nil]])
        #expect(run("N", "", value: .mark(.missing)).cells.map { $0[7] } == ["N"])
    }

    @Test(
        "refuses what leaves open whether a figure is free, and spares the cell",
        arguments: [
            ("E", "", Rule.normaliseConfidentiality),
            ("F", "2025-04-29", .normaliseConfidentiality),
            ("C", "2025-04-29", .normaliseConfidentiality), ("c", "", .normaliseConfidentiality),
            ("Mật", "", .normaliseConfidentiality), ("E", "29/04/2025", .contractDate),
            ("E", "2025-02-30", .contractDate),
        ])
    func refuses(conf: String, embargo: String, rule: Rule) {
        let result = run(.text(conf), .text(embargo))
        #expect(result.violations.map(\.rule) == [rule])
        #expect(result.cells.isEmpty)
        #expect(result.spared.count == 1)
    }

    @Test("the second record of a text is read as the first")
    func cached() {
        var bench = Bench(
            steps: [
                .normalise(
                    NormaliseDefinition(
                        indicator: "ma", edition: nil, methodology: nil, area: "tinh",
                        period: "ky", agency: nil, breakdown: [:], value: "gia_tri", unit: nil,
                        status: nil, conf: "bm"))
            ], columns: ["ma", "tinh", "ky", "gia_tri", "bm"])
        bench.fact = Self.fact
        let result = bench.run([
            ["NN.01", "84", "2024", .number("1"), "C"], ["NN.01", "84", "2023", .number("1"), "?"],
            ["NN.01", "84", "2022", .number("1"), "C"], ["NN.01", "84", "2021", .number("1"), "?"],
        ])
        #expect(result.cells.map { $0[7] } == ["C", "C"])
        #expect(result.violations.map(\.position.line) == [3, 5])
    }
}
