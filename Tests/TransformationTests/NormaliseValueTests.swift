import PhusaModel
import Testing
import Transformation

@Suite("Normalise: values")
struct NormaliseValueTests {
    private func run(
        _ code: String, _ value: Given, unit: Given = .absent, status: Given = .absent
    ) -> Bench.Result {
        let hasUnit = if case .absent = unit { false } else { true }
        return Bench(
            steps: [
                .normalise(.usual(unit: hasUnit ? "don_vi" : nil, status: "tt"))
            ], columns: ["ma", "tinh", "ky", "gia_tri", "don_vi", "tt"]
        ).run([[.text(code), "84", "2024", value, unit, status]])
    }

    @Test(
        "converts exactly into the canonical unit",
        arguments: [
            ("NN.01", "12.34", "tấn", "123.4"), ("NN.01", "250", "Ki-lô-gam", "2.5"),
            ("NN.01", "0.1", "TẠ", "0.1"), ("DS.01", "1034.6", "nghìn  người", "1034600"),
            ("DS.01", "-1.5", "nghìn người", "-1500"), ("LD.01", "7", "giờ", "3"),
            (
                "NN.01", "12345678901234567890123456789012345678", "tạ",
                "12345678901234567890123456789012345678"
            ),
            (
                "DS.01", "12345678901234567890123456789012345.678", "nghìn người",
                "12345678901234567890123456789012345678"
            ),
            ("DS.01", "0", "nghìn người", "0"),
        ])
    func units(code: String, value: String, unit: String, converted: String) {
        let result = run(code, .number(value), unit: .text(unit))
        #expect(result.cells.map { $0[5] } == [converted])
        #expect(result.violations.isEmpty)
    }

    @Test(
        "refuses a unit of another dimension, an unknown one and a result that does not end",
        arguments: [
            ("NN.01", "1", "người", Rule.normaliseUnit), ("NN.01", "1", "tấm", .normaliseUnit),
            ("LD.01", "1", "giờ", .normaliseDigits),
            ("DS.01", "12345678901234567890123456789012345678", "nghìn người", .normaliseDigits),
        ])
    func unitRules(code: String, value: String, unit: String, rule: Rule) {
        let result = run(code, .number(value), unit: .text(unit))
        #expect(result.violations.map(\.rule) == [rule])
        #expect(result.cells.isEmpty)
        #expect(result.spared.count == 1)
        #expect(!result.rows.hasUnreadableKey)
    }

    @Test("wants the unit of a number where the pipeline names a column for it")
    func missingUnit() {
        let result = run("NN.01", .number("1"), unit: "")
        #expect(result.violations.map(\.expected) == [.unit(of: "tạ")])
        #expect(run("NN.01", .mark(.missing), unit: "").cells.count == 1)
    }

    @Test(
        "keeps what a mark says",
        arguments: [
            (Mark.zero, "A", "0" as String?, "-"), (.missing, "L", nil, "."),
            (.empty, "O", nil, "e"),
            (.suppressed, "Q", nil, "x"),
        ])
    func marks(mark: Mark, status: String, value: String?, letter: String) {
        let result = run("NN.01", .mark(mark))
        #expect(result.cells.map { Array($0[4...]) } == [[status, value, letter, nil]])
    }

    @Test("leaves out an empty cell and looks no further")
    func emptyCell() {
        let result = Bench(
            steps: [.normalise(.usual())], columns: ["ma", "tinh", "ky", "gia_tri"]
        ).run([["NN.01", "84", "2031", .absent]])
        #expect(result.cells.isEmpty)
        #expect(result.violations.isEmpty)
        #expect(
            result.exclusions == [
                Exclusion(
                    cause: .emptyCell, reason: "", line: 2, cellCount: 1, isWholeRecord: false)
            ])
    }

    @Test(
        "reads how final a figure is",
        arguments: [("Sơ bộ", "P"), ("Ước tính", "E"), ("P", "P"), ("chính thức", "A")])
    func status(text: String, letter: String) {
        #expect(run("NN.01", .number("1"), status: .text(text)).cells.map { $0[4] } == [letter])
    }

    @Test("refuses an unknown status and spares the cell")
    func unknownStatus() {
        let result = run("NN.01", .number("1"), status: "tạm")
        #expect(result.violations.map(\.rule) == [.normaliseStatus])
        #expect(result.spared.count == 1)
    }
}
