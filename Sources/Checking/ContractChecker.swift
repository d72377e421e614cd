package import PhusaModel

// Advice to the next editor: `check` runs once per record and field of files with millions of rows.
// Everything that depends on the file alone belongs into `init`; texts are made only for breaches.

/// A contract compiled for one file's columns.
///
/// Feed it every batch in the order of the file, then ask ``finish()``. A value: a copy goes on from
/// where the original stood.
package struct ContractChecker: Sendable {
    /// Breaches by the header itself, all at once: missing, new and repeated columns.
    ///
    /// Where there are any the file is refused, and no batch need be checked.
    package let fileViolations: [Violation]
    /// The columns of checked batches: those of the contract in its order, a pattern column once per
    /// match.
    ///
    /// A named column that the file lacks is there too, with absent values. Grows at
    /// the end when ``extend(header:)`` brings a match of a pattern.
    package private(set) var columns: [CheckedBatch.Column] = []
    /// Corrections that changed or excluded a record so far, in the order of the file.
    package internal(set) var applied: [AppliedCorrection] = []

    let contract: ContractDefinition
    let displayPath: String
    let headerLine: Int
    let isCSV: Bool
    private let codeMaps: [String: CodeMap]
    /// Aliases whose values somebody asks for; `nil` for all.
    private let columnsRead: Set<String>?
    private let memo: FieldMemo
    /// Words of the batches so far.
    var words = WordList()
    private let seasons: [Season]
    private(set) var match: HeaderMatch
    /// Headers as delivered, to tell new ones in ``extend(header:)``.
    private(set) var headers: [String]
    /// One per entry of `columns`.
    var plans: [ColumnPlan] = []
    /// What the header begins with, if the file has a column of the contract.
    private(set) var headerStart: HeaderStart?
    var corrections: [CorrectionPlan]
    var keys: KeyIndex?
    /// Records checked so far: the number of the next one.
    var recordCount = 0
    var late = LateFindings()

    /// - Parameters:
    ///   - corrections: Those of the dataset; applied are those decided on or before the day of the
    ///     drop's vintage that have not expired by then.
    ///   - displayPath: The path that positions name.
    ///   - header: The reader's columns: the CSV header, or the keys of JSON seen so far.
    ///   - headerLine: Physical line of the header, from 1.
    ///   - columnsRead: Aliases whose values are asked for; those of other columns are absent when
    ///     they keep the contract. `nil` for all.
    package init(
        contract: ContractDefinition, corrections: [CorrectionDefinition],
        codeMaps: [String: CodeMap], seasons: [Season], drop: DropFile, displayPath: String,
        header: [String], headerLine: Int, columnsRead: Set<String>? = nil
    ) {
        self.init(
            contract: contract, corrections: corrections, codeMaps: codeMaps, seasons: seasons,
            drop: drop, displayPath: displayPath, header: header, headerLine: headerLine,
            columnsRead: columnsRead, memo: FieldMemo())
    }

    /// - Parameter memo: An empty one, for each column to begin with.
    init(
        contract: ContractDefinition, corrections: [CorrectionDefinition],
        codeMaps: [String: CodeMap], seasons: [Season], drop: DropFile, displayPath: String,
        header: [String], headerLine: Int, columnsRead: Set<String>?, memo: FieldMemo
    ) {
        self.columnsRead = columnsRead?.union(contract.unique)
        self.memo = memo
        self.contract = contract
        self.displayPath = displayPath
        self.headerLine = max(1, headerLine)
        self.codeMaps = codeMaps
        self.seasons = seasons
        self.corrections = CorrectionPlan.applying(corrections, on: drop.vintage.day)
        headers = header
        match = HeaderMatch(contract.columns)
        isCSV = contract.file.format == .csv
        match.append(isCSV ? Self.withoutBlankEnd(header) : header[...])
        let line = self.headerLine
        let policy = contract.drift.newColumn
        let headerViolations = match.violations(from: 0, policy: policy) { field in
            FilePosition(path: displayPath, line: line, column: field + 1)
        }
        // A key of JSON may come with a later record: it is missing when none has brought it.
        let start = FilePosition(path: displayPath, line: line, column: 1)
        let missing = isCSV ? match.missingColumns(at: start) : []
        fileViolations = (missing + headerViolations).sorted { $0.position < $1.position }
        for column in contract.columns.indices { appendPlans(for: column) }
        bind()
    }

    private static func withoutBlankEnd(_ header: [String]) -> ArraySlice<String> {
        let last = header.lastIndex { !normalisedHeader($0).isEmpty }
        return header[..<(last.map { $0 + 1 } ?? 0)]
    }

    private mutating func appendPlans(for column: Int) {
        let fields = match.fields(of: column)
        for field in fields { appendPlan(column, header: match.names[field], field: field) }
        if fields.isEmpty, case .name(let name) = contract.columns[column].header {
            appendPlan(column, header: normalisedHeader(name), field: nil)
        }
    }

    private mutating func appendPlan(_ column: Int, header: String, field: Int?) {
        let definition = contract.columns[column]
        plans.append(
            ColumnPlan(
                definition, header: header, field: field, file: contract.file,
                codeMaps: codeMaps, seasons: seasons,
                isRead: columnsRead?.contains(definition.alias) ?? true, memo: memo))
        columns.append(CheckedBatch.Column(alias: definition.alias, header: header))
    }

    private mutating func bind() {
        for index in corrections.indices { corrections[index].bind(plans) }
        if keys == nil { keys = KeyIndex(contract.unique, plans: plans) }
        headerStart = plans.lazy.compactMap { HeaderStart($0) }.first
    }

    /// Takes keys of JSON that appeared after `init`: the new ones, or all columns of the reader.
    ///
    /// A key that the contract does not know is reported by ``finish()``, with the record that
    /// brought it, unless the contract ignores new columns.
    package mutating func extend(header: [String]) {
        let known = Set(headers)
        let added = header.filter { !known.contains($0) }
        guard !added.isEmpty else { return }
        let first = match.names.count
        headers += added
        match.append(added)
        for field in first..<match.names.count {
            if case .column(let column) = match.places[field] { place(field, column) }
        }
        late.unplaced += match.violations(from: first, policy: contract.drift.newColumn) { field in
            FilePosition(path: displayPath, line: headerLine, column: field + 1)
        }
        bind()
    }

    private mutating func place(_ field: Int, _ column: Int) {
        let alias = contract.columns[column].alias
        if let plan = plans.firstIndex(where: { $0.alias == alias && $0.field == nil }) {
            plans[plan].field = field
        } else {
            appendPlan(column, header: match.names[field], field: field)
        }
    }

    /// What only the end of the file can tell: to be asked once, after the last batch.
    package func finish() -> CheckSummary {
        var fileViolations = late.fileViolations + late.unplaced
        // Without any record the file is empty, which is another matter than a missing key.
        if !isCSV, recordCount > 0 {
            let start = FilePosition(path: displayPath, line: headerLine, column: 1)
            fileViolations += match.missingColumns(at: start)
        }
        let idle = corrections.filter { !$0.hasMatched }.map { plan in
            Violation(
                rule: .correctionGuard,
                position: FilePosition(path: displayPath, line: headerLine, column: 1), found: "",
                expected: .oneOf(
                    list: plan.definition.id,
                    values: plan.definition.match.sorted { $0.key < $1.key }
                        .map { "\($0.key)=\($0.value)" }))
        }
        return CheckSummary(
            lateViolations: late.records.sorted { $0.record < $1.record },
            fileViolations: fileViolations.sorted { $0.position < $1.position },
            reports: late.reports + idle)
    }
}

/// What a contract has to say of a file after its last record.
package struct CheckSummary: Sendable {
    /// Records, by number in the drop from 0, that turned out to break a rule after their batch was
    /// handed on, in order: the first holders of keys that came again.
    package let lateViolations: [(record: Int, violation: Violation)]
    /// Further breaches of the file as a whole; the file is refused where there are any.
    package let fileViolations: [Violation]
    /// Corrections that found nothing to correct, or not what they expected; they refuse nothing.
    package let reports: [Violation]
}

/// Findings that wait for the end of the file.
struct LateFindings: Sendable {
    var records: [(record: Int, violation: Violation)] = []
    var fileViolations: [Violation] = []
    /// Breaches by new keys whose record has not come yet.
    var unplaced: [Violation] = []
    var reports: [Violation] = []
}
