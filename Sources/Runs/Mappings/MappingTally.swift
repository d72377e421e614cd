import Checking
import Extraction
import PhusaModel
import Transformation

/// What the names of several drops of a dataset met.
struct MappingTally {
    private struct Unknown: Hashable {
        let rule: Rule
        /// Name of the code map; empty for lists of the catalogue.
        let list: String
        let found: String
    }

    private struct Sightings {
        var recordCount = 0
        let position: FilePosition
        var suggestion: String?
    }

    private let dataset: DatasetDefinition
    private var dropCount = 0
    private var uses = MapUses()
    private var unknown: [Unknown: Sightings] = [:]
    private var metIndicators: Set<String> = []
    private var unread: [DatasetMappings.Unread] = []

    init(dataset: DatasetDefinition) { self.dataset = dataset }

    // MARK: Reading

    /// A drop that could not be read.
    mutating func miss(_ path: String, _ violation: Violation) {
        unread.append(DatasetMappings.Unread(path: path, violations: [violation]))
    }

    mutating func read(_ settings: ReadingSettings) {
        do throws(ExtractionError) {
            let reader = try settings.reader()
            let listed = settings.contract.columns.filter { !$0.codes.isEmpty }
            let checker = settings.checker(for: reader, reading: Set(listed.map(\.alias)))
            guard checker.fileViolations.isEmpty else {
                unread.append(
                    DatasetMappings.Unread(
                        path: settings.drop.path, violations: checker.fileViolations))
                return
            }
            var columns = checker.columns
            var transformer = settings.transformer(for: columns)
            var rows = FactRows(settings.fact)
            let batches = ReadAhead(reader, CheckStage(checker))
            while let checked = try batches.next()?.checked {
                if columns != checked.columns {
                    columns = checked.columns
                    transformer = settings.transformer(for: columns)
                }
                uses.beginBatch()
                note(checked, listed)
                transformer.mapUses = uses
                let outcomes = transformer.transform(checked, into: &rows)
                uses = transformer.mapUses ?? uses
                note(outcomes, checked)
            }
            dropCount += 1
            metIndicators.formUnion(rows.members["indicator_id"]?.keys ?? [])
        } catch {
            miss(settings.drop.path, error.violation)
        }
    }

    /// Texts of columns whose contract allows the keys of a code map alone.
    private mutating func note(_ checked: CheckedBatch, _ listed: [ColumnContract]) {
        for column in listed {
            guard let map = dataset.codeMaps[column.codes] else { continue }
            for place in checked.columns.indices where checked.columns[place].alias == column.alias
            {
                for (index, record) in checked.records.enumerated() {
                    let value = checked.values[index * checked.columns.count + place]
                    guard let text = checked.text(of: value) else { continue }
                    uses.note(
                        String(decoding: text, as: UTF8.self), in: map, record: record.number)
                }
            }
        }
    }

    private mutating func note(_ outcomes: [RecordOutcome], _ checked: CheckedBatch) {
        let excluded = Set(checked.remarks.filter { $0.excludedBy != nil }.map(\.record))
        var byRecord: [Int: [Violation]] = [:]
        for remark in checked.remarks where remark.excludedBy == nil {
            byRecord[remark.record, default: []] += remark.violations
        }
        for outcome in outcomes where !excluded.contains(outcome.record) {
            byRecord[outcome.record, default: []] += outcome.violations
        }
        for (_, violations) in byRecord.sorted(by: { $0.key < $1.key }) {
            var seen: Set<Unknown> = []
            for violation in violations {
                guard let unknown = unknown(violation), seen.insert(unknown).inserted else {
                    continue
                }
                self.unknown[unknown, default: Sightings(position: violation.position)]
                    .recordCount += 1
                if let suggestion = violation.suggestion {
                    self.unknown[unknown]?.suggestion = suggestion
                }
            }
        }
    }

    /// The name that a violation does not know; `nil` where it is about something else.
    private func unknown(_ violation: Violation) -> Unknown? {
        // Blanks around a name never count.
        let found = violation.found.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        switch violation.rule {
        case .transformMap, .transformLookup, .contractCode:
            guard case .oneOf(let list, _) = violation.expected, dataset.codeMaps[list] != nil
            else { return nil }
            // One map, whoever looks into it.
            return Unknown(rule: .transformMap, list: list, found: found)
        case .normaliseIndicator, .normaliseArea, .normaliseAgency, .normaliseBreakdown,
            .normaliseUnit, .normaliseStatus:
            return Unknown(rule: violation.rule, list: "", found: found)
        default: return nil
        }
    }

    // MARK: What it comes to

    func mappings(_ catalogue: Catalogue) -> DatasetMappings {
        let maps = dataset.codeMaps.values.sorted { $0.name < $1.name }.map { map in
            DatasetMappings.Map(
                name: map.name, entries: entries(map), missing: missing(.transformMap, map.name))
        }
        let names = Rule.allCases.compactMap { rule -> DatasetMappings.Names? in
            let missing = missing(rule, "")
            return missing.isEmpty ? nil : DatasetMappings.Names(rule: rule, missing: missing)
        }
        return DatasetMappings(
            dataset: dataset.code, drops: dropCount, maps: maps, names: names,
            unusedIndicators: unusedIndicators(catalogue), unread: unread)
    }

    private func entries(_ map: CodeMap) -> [DatasetMappings.Entry] {
        map.values.map { key, values in
            DatasetMappings.Entry(
                key: key, values: values,
                position: map.positions[key] ?? FilePosition(path: "", line: 0, column: 0),
                records: uses.recordCounts[MapUses.Entry(map: map.name, key: key)] ?? 0)
        }.sorted { ($0.position, $0.key) < ($1.position, $1.key) }
    }

    /// The most frequent first.
    private func missing(_ rule: Rule, _ list: String) -> [DatasetMappings.Missing] {
        unknown.filter { $0.key.rule == rule && $0.key.list == list }.map { unknown, sightings in
            DatasetMappings.Missing(
                found: unknown.found, records: sightings.recordCount,
                position: sightings.position, suggestion: sightings.suggestion)
        }.sorted { ($1.records, $0.found) < ($0.records, $1.found) }
    }

    /// None where nothing was read, or no step looks for indicators.
    private func unusedIndicators(_ catalogue: Catalogue) -> [DatasetMappings.UnusedIndicator] {
        guard dropCount > 0, dataset.pipeline.steps.contains(where: \.findsIndicators) else {
            return []
        }
        let covered = Set(dataset.contracts.flatMap(\.covers.indicators))
        return catalogue.indicators.filter {
            covered.contains($0.key) && !metIndicators.contains($0.key.description)
        }.map {
            DatasetMappings.UnusedIndicator(
                indicator: $0.key.description, definedAt: $0.definedAt)
        }
    }
}

extension StepDefinition {
    fileprivate var findsIndicators: Bool {
        if case .normalise(let definition) = self { definition.indicator != nil } else { false }
    }
}
