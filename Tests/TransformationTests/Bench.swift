// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry
// What a test writes down is well-formed; where it is not, the test had better stop.

import PhusaModel
@testable import Transformation

/// A value of a checked batch, as a test writes it.
enum Given: ExpressibleByStringLiteral {
    case text(String)
    case number(String)
    case mark(Mark)
    case value(CheckedValue)
    case absent
    case invalid

    init(stringLiteral value: String) { self = .text(value) }
}

/// A pipeline with its surroundings, run over a few records.
struct Bench {
    var steps: [StepDefinition]
    /// Alias and header, in order; `*` before an alias marks a pattern column.
    var columns: [String]
    var headers: [String]?
    var fact = Sample.observation
    var load: [String: String] = [:]
    var drop = Sample.drop()
    var codeMaps: [String: CodeMap] = [:]
    var indicators = ["NN.01", "DS.01", "DS.02", "LD.01", "YT.01"]
    var areaRoot = ""
    var kinds: [PeriodKind] = []
    var edition = AreaEdition.on(Sample.day("2025-01-01"))

    struct Result {
        /// One for each record, also where there is nothing to say.
        var outcomes: [RecordOutcome]
        var rows: FactRows
        var transformer: PipelineTransformer
        let fact: FactTable

        var violations: [Violation] { outcomes.flatMap(\.violations) }
        var exclusions: [Exclusion] { outcomes.flatMap(\.exclusions) }
        /// How many rows each record has made.
        var rowCounts: [Int] {
            outcomes.indices.map { index in rows.rows.count { Int($0.record) == index } }
        }
        /// Each row as texts, in the order of the fact's columns; `nil` for null.
        var cells: [[String?]] { rows.rows.map { FactDecoder.cells($0, of: rows, fact) } }
        /// Keys alone.
        var spared: [[String?]] { rows.spared.map { FactDecoder.cells($0, of: rows, fact) } }
    }

    func run(_ records: [[Given]], broken: Set<Int> = [], excluded: Set<Int> = []) -> Result {
        var transformer = makeTransformer()
        var rows = FactRows(fact)
        let outcomes = transformer.transform(
            batch(records, broken: broken, excluded: excluded), into: &rows)
        return Result(
            outcomes: outcomes.dense(count: records.count), rows: rows, transformer: transformer,
            fact: fact)
    }

    var checkedColumns: [CheckedBatch.Column] {
        columns.enumerated().map { index, name in
            CheckedBatch.Column(
                alias: name.hasPrefix("*") ? String(name.dropFirst()) : name,
                header: headers?[index] ?? "Cột \(name)")
        }
    }

    func makeTransformer() -> PipelineTransformer {
        PipelineTransformer(
            pipeline: PipelineDefinition(
                dataset: "stc.a.thang", steps: steps,
                load: LoadDefinition(fact: fact.name, mode: .merge, columns: load)),
            contract: contract, fact: fact, schema: Sample.schema, catalogue: Sample.catalogue,
            codeMaps: codeMaps, drop: drop, displayPath: "stc/a.csv", columns: checkedColumns)
    }

    private var contract: ContractDefinition {
        let percent = ExactDecimal(5)
        return ContractDefinition(
            dataset: "stc.a.thang", appliesFrom: nil,
            owner: ContractOwner(agency: "stc", answerable: "", contact: ""),
            file: FileDefinition(
                name: try! NamePattern("*"), format: .csv, encoding: "utf-8", delimiter: 44,
                quote: 34, skippedLineCount: 0, headerLineCount: 1, recordPath: [],
                numbers: .plain, unpackedByteCountMax: 1000),
            covers: Cover(
                indicators: Sample.indicators.map(\.key).filter { indicators.contains($0.code) },
                areaRoot: areaRoot, periods: kinds),
            areas: edition, columns: columns.map(columnContract), unique: [], due: nil,
            drift: DriftPolicy(newColumn: .ignore, badValue: .quarantineRow),
            accept: AcceptedShares(quarantinedPercent: percent, closedPercent: percent),
            allowsEmpty: false, allowsSameBytes: false)
    }

    private func columnContract(_ name: String) -> ColumnContract {
        let isPattern = name.hasPrefix("*")
        return ColumnContract(
            header: isPattern ? .pattern(try! NamePattern("*")) : .name(name),
            alias: isPattern ? String(name.dropFirst()) : name, type: .text, isRequired: false,
            isOptional: false, minimum: nil, maximum: nil, pattern: nil, values: [], codes: "",
            marks: [:], dateForm: "", periodKinds: [], characterCountMax: 100, numbers: nil)
    }

    func batch(
        _ records: [[Given]], broken: Set<Int> = [], excluded: Set<Int> = []
    ) -> CheckedBatch {
        var batch = CheckedBatch(columns: checkedColumns)
        for (index, record) in records.enumerated() {
            let place = FilePosition(path: "stc/a.csv", line: index + 2, column: 1)
            let breach = Violation(
                rule: .contractDecimal, position: place, found: "?", expected: .integer)
            batch.records.append(
                CheckedBatch.Record(number: index, line: index + 2, byte: index * 10))
            let remark = CheckedBatch.Remark(
                record: index, violations: broken.contains(index) ? [breach] : [],
                excludedBy: excluded.contains(index) ? "2025-001" : nil)
            if !remark.isEmpty { batch.remarks.append(remark) }
            for value in record { append(value, to: &batch) }
        }
        return batch
    }

    private func append(_ given: Given, to batch: inout CheckedBatch) {
        switch given {
        case .text(let text):
            let start = Int32(batch.arena.count)
            batch.arena.append(contentsOf: text.utf8)
            batch.values.append(
                .text(.init(start: start, count: Int32(batch.arena.count) - start)))
        case .number(let text): batch.values.append(.decimal(ExactDecimal(text)!))
        case .mark(let mark): batch.values.append(.mark(mark))
        case .value(let value): batch.values.append(value)
        case .absent: batch.values.append(.absent)
        case .invalid: batch.values.append(.invalid)
        }
    }
}

extension [RecordOutcome] {
    /// One for each of so many records.
    func dense(count: Int) -> [RecordOutcome] {
        var all = (0..<count).map { RecordOutcome(record: $0, violations: [], exclusions: []) }
        for outcome in self { all[outcome.record] = outcome }
        return all
    }
}

extension NormaliseDefinition {
    /// The columns of the tests by their usual names, each left out on request.
    static func usual(
        indicator: String? = "ma", edition: String? = nil, area: String? = "tinh",
        period: String? = "ky", agency: String? = nil, breakdown: [String: String] = [:],
        value: String? = "gia_tri", unit: String? = nil, status: String? = nil
    ) -> NormaliseDefinition {
        NormaliseDefinition(
            indicator: indicator, edition: edition, methodology: nil, area: area, period: period,
            agency: agency, breakdown: breakdown, value: value, unit: unit, status: status)
    }
}
