// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry
// What a test writes down is well-formed; where it is not, the test had better stop.

import PhusaModel
import Testing

@testable import Transformation

/// What steps remember of texts, words and days must not be seen in what they make: one transformer
/// for many records against a new one, which knows nothing, for each.
@Suite("Memories of the transformation")
struct MemoryTests {
    private static let seeds: [UInt64] = [1, 2, 3]

    private var bench: Bench {
        var bench = Bench(
            steps: [
                .filter(
                    keep: .compare(.notEqual, .column("ghi_chu", .text), .text("bỏ")),
                    reason: "bỏ"),
                .normalise(
                    .usual(
                        breakdown: ["sex": "gioi", "age": "tuoi"], unit: "don_vi", status: "tt")),
            ],
            columns: [
                "ma", "tinh", "ky", "gioi", "tuoi", "gia_tri", "don_vi", "tt", "ghi_chu", "thua",
            ])
        bench.indicators = ["NN.01", "DS.01", "DS.02", "LD.01"]
        bench.areaRoot = "84"
        bench.kinds = [.month, .quarter]
        bench.edition = .atPeriodEnd
        return bench
    }

    /// Values of each column: sound ones, then faulty ones.
    private static let choices: [[Given]] = [
        ["DS.02", "DS.02", "DS.02", "DS.02", "LD.01", "NN.01", "DS.01", "YT.01", "NN.10", "XH.99"],
        ["84", "842", "01234", "86", "1234", "8"],
        [
            "2025-Q1", "T3/2025", "2025-M08", .value(.period(Period("2024-Q4", seasons: [])!)),
            .value(.day(Sample.day("2025-02-03"))), "2025", "quý", "2024-Q2",
        ],
        ["", "M", "F", "_T", "N"],
        ["", "15-24", "25-54", "0-14"],
        [
            .number("12.5"), .number("-3"), "7.25", .mark(.zero), .mark(.missing), .absent,
            .number("99999999999999999999999999.999"), "bảy", .value(.integer(4)),
        ],
        ["người", "nghìn người", "người", "ca", "tấn", "km"],
        ["A", "", "P", "Sơ bộ", "F", "Z"],
        ["", "giữ", "bỏ", .invalid],
        ["không ai đọc", .number("1"), .absent],
    ]

    private func records(_ seed: UInt64, count: Int) -> [[Given]] {
        var generator = SplitMix(state: seed)
        return (0..<count).map { _ in
            Self.choices.map { choices in
                // Mostly of the first half, which is sound.
                let isAny = Int.random(in: 0..<8, using: &generator) == 0
                let range = isAny ? choices[...] : choices[..<((choices.count + 1) / 2)]
                return range.randomElement(using: &generator)!
            }
        }
    }

    private func broken(_ records: [[Given]]) -> Set<Int> {
        Set(
            records.indices.filter { index in
                records[index].contains { if case .invalid = $0 { true } else { false } }
            })
    }

    /// The batch with some of its texts as words, as a checker makes them.
    private func withWords(
        _ batch: CheckedBatch, _ words: inout WordList, _ generator: inout SplitMix
    ) -> CheckedBatch {
        var batch = batch
        for index in batch.values.indices {
            guard case .text(let span) = batch.values[index], span.count > 0,
                Int.random(in: 0..<4, using: &generator) > 0
            else { continue }
            let text = batch.text(span)
            let known = (0..<Int32(words.count)).first { words[$0].elementsEqual(text) }
            let number = known ?? text.withUnsafeBufferPointer { words.append($0) }
            batch.values[index] = .word(number)
        }
        batch.words = words
        return batch
    }

    @Test("cannot be told from none", arguments: seeds)
    func sameAsWithout(seed: UInt64) {
        let bench = bench
        var generator = SplitMix(state: ~seed)
        var transformer = bench.makeTransformer()
        var rows = FactRows(bench.fact)
        var words = WordList()
        var rowCount = 0
        var expectedSpared: [[String?]] = []
        for part in 0..<6 {
            let records = records(seed &+ UInt64(part) << 32, count: 25)
            let broken = broken(records)
            let batch = withWords(bench.batch(records, broken: broken), &words, &generator)
            let firstRow = rows.rows.count
            let outcomes = transformer.transform(batch, into: &rows).dense(count: records.count)
            for (index, record) in records.enumerated() {
                let alone = bench.run([record], broken: broken.contains(index) ? [0] : [])
                let outcome = outcomes[index]
                #expect(
                    outcome.violations.map(Plain.init) == alone.violations.map(Plain.init))
                #expect(outcome.exclusions.map(\.reason) == alone.exclusions.map(\.reason))
                let made = rows.rows[firstRow...].filter { Int($0.record) == index }.map {
                    FactDecoder.cells($0, of: rows, bench.fact)
                }
                #expect(made == alone.cells)
                rowCount += made.count
                expectedSpared += alone.spared
            }
            // As after a file's worth of distinct texts.
            if part == 3 { transformer.forgetTexts() }
        }
        let spared = rows.spared.map { FactDecoder.cells($0, of: rows, bench.fact) }
        #expect(spared == expectedSpared)
        #expect(rowCount > 10)
        #expect(spared.count > 10)
    }

    /// A breach without its place, and without the suggestion, of which a file has only so many.
    private struct Plain: Equatable {
        let rule: Rule
        let column: String?
        let found: String
        let expected: PhusaModel.Expectation

        init(_ violation: Violation) {
            rule = violation.rule
            column = violation.column
            found = violation.found
            expected = violation.expected
        }
    }

    @Test("offer the same names the second time")
    func suggestions() {
        let record: [Given] = [
            "DS.2", "842", "2025-Q1", "", "", .number("1"), "nguoi", "A", "", .absent,
        ]
        let result = bench.run([record, record])
        let offered = result.outcomes.map { $0.violations.map(\.suggestion) }
        #expect(offered[0] == offered[1])
        #expect(offered[0].contains("DS.02"))
    }

    @Test("a table of numbers is a dictionary", arguments: seeds)
    func numberTable(seed: UInt64) {
        var generator = SplitMix(state: seed)
        var table = NumberTable()
        var twin: [UInt64: Int32] = [:]
        for _ in 0..<5_000 {
            let high = UInt64.random(in: 0..<60, using: &generator) << 32
            let key = high | UInt64.random(in: 0..<20, using: &generator)
            #expect(table.number(for: key) == twin[key])
            let number = Int32.random(in: -5...100, using: &generator)
            table.set(number, for: key)
            twin[key] = number
        }
        #expect(twin.allSatisfy { table.number(for: $0.key) == $0.value })
        table.removeAll()
        #expect(twin.keys.allSatisfy { table.number(for: $0) == nil })
    }
}

@Suite("Columns that a pipeline reads")
struct PipelineColumnTests {
    @Test("are those of the steps and of the fact")
    func columns() throws {
        let pattern = try NamePattern("{a}-*")
        let part = Expression.column("g", .decimal)
        let steps: [StepDefinition] = [
            .rename(column: "a", into: "A"), .constant(value: "x", into: "X"),
            .map(column: "b", using: "m", into: "B"),
            .lookup(column: "c", using: "m", into: ["n": "C"]),
            .unpivot(columns: "d", header: "h", value: "v"),
            .split(column: "e", patterns: [pattern]),
            .filter(
                keep: .and(
                    .isEmpty(.column("f", .text)),
                    .isIn(.negate(part), [.decimal(.zero), .column("h1", .decimal)])), reason: ""),
            .compute(
                is: .join(.text("-"), .column("i", .text)), type: .text, into: "I"),
            .normalise(.usual(breakdown: ["sex": "gioi"], unit: "don_vi", status: nil)),
        ]
        let pipeline = PipelineDefinition(
            dataset: "a", steps: steps,
            load: LoadDefinition(
                fact: "fact_observation", mode: .merge, columns: ["conf": "bi_mat"]))
        let read = pipeline.columnsRead(for: Sample.observation)
        let ofSteps = ["a", "b", "c", "d", "e", "f", "g", "h1", "i"]
        let ofNormalise = ["ma", "tinh", "ky", "gia_tri", "gioi", "don_vi"]
        let ofFact = [
            "period_id", "indicator_id", "area_id", "breakdown_id", "status", "value", "mark",
            "bi_mat",
        ]
        #expect(read == Set(ofSteps + ofNormalise + ofFact))
    }
}
