package import PhusaModel

/// What an agency is told of one drop: the facts, without words and without layout.
///
/// A function of its arguments and of no clock, so `phusa validate` at the agency and the run at the
/// centre make the same one of the same file, but for ``centre``.
package struct DropReceipt: Sendable {
    package let file: File
    package let sender: Sender
    package let outcome: Verdict.Outcome
    package let records: RecordCounts
    /// Cells read, quarantined and excluded; ``offeredCellCount`` is what is left.
    package let cells: CellCounts
    /// Breaches of the drop as a whole that refuse or hold it.
    package let reasons: [Violation]
    /// What has no consequence for the drop, but somebody should know.
    package let notices: [Violation]
    /// Every record in quarantine, in the order of the file.
    package let rows: [QuarantinedRecord]
    /// What has to be mended by rule: the rule that most records broke first.
    package let rules: [RuleGroup]
    /// By line, correction and column.
    package let corrections: [AppliedCorrection]
    package let exclusions: [ExclusionGroup]
    /// What only the centre knows; `nil` on a receipt that an agency made before sending.
    package let centre: Centre?

    /// - Parameters:
    ///   - verdict: The paths in its positions do not count: the receipt names the file once.
    package init(file: File, sender: Sender, verdict: Verdict, centre: Centre?) {
        self.file = file
        self.sender = sender
        self.centre = centre
        outcome = verdict.outcome
        records = verdict.records
        cells = verdict.cells
        let whole = verdict.violations.map(Self.picturingZero)
        reasons = whole.filter { $0.rule.effect != .report || file.dataset == nil }
        notices = whole.filter { $0.rule.effect == .report && file.dataset != nil }
        rows = Self.inFileOrder(verdict.quarantine).map(Self.picturingZero)
        rules = RuleGroup.groups(rows)
        corrections = verdict.corrections.map(Self.picturingZero).sorted {
            ($0.line, $0.correction, $0.column) < ($1.line, $1.correction, $1.column)
        }
        exclusions = ExclusionGroup.groups(verdict.exclusions)
    }

    /// Cells offered to the warehouse: it loads them or finds them unchanged.
    package var offeredCellCount: Int { cells.read - cells.quarantined - cells.excluded }
}

extension DropReceipt {
    /// The file and how the contract understands its name.
    package struct File: Sendable {
        /// Name without folders.
        package let name: String
        package let sha256: String
        package let byteCount: Int
        /// `nil` where no contract claims the name, or several do; so is all that follows.
        package let dataset: String?
        /// `nil` also where each record states its own.
        package let period: Period?
        package let vintage: Vintage?
        /// The day of first receipt.
        package let receivedOn: CalendarDay
        /// SHA-256 of the definitions that judged the drop.
        package let definitions: String?
        package let format: FileFormat?

        package init(
            path: String, sha256: String, byteCount: Int, dataset: String?, period: Period?,
            vintage: Vintage?, receivedOn: CalendarDay, definitions: String?, format: FileFormat?
        ) {
            name = path.split(separator: "/").last.map(String.init) ?? path
            self.sha256 = sha256
            self.byteCount = byteCount
            self.dataset = dataset
            self.period = period
            self.vintage = vintage
            self.receivedOn = receivedOn
            self.definitions = definitions
            self.format = format
        }
    }

    /// Who sent the file and who answers for it; empty where nobody is known.
    package struct Sender: Sendable {
        package let agency: String
        package let name: String
        package let answerable: String
        package let contact: String

        package init(agency: String, name: String, answerable: String, contact: String) {
            self.agency = agency
            self.name = name
            self.answerable = answerable
            self.contact = contact
        }

        /// The owner of a contract, under the name that the agency had on a day.
        package init(_ owner: ContractOwner, agencies: [Agency], on day: CalendarDay) {
            let versions = agencies.filter { $0.code == owner.agency }
            let inForce = versions.last { version in
                (version.validFrom.map { $0 <= day } ?? true)
                    && (version.validTo.map { day < $0 } ?? true)
            }
            self.init(
                agency: owner.agency, name: (inForce ?? versions.last)?.name ?? owner.agency,
                answerable: owner.answerable, contact: owner.contact)
        }

        package static let unknown = Sender(agency: "", name: "", answerable: "", contact: "")
    }

    /// What the centre's ledger says of the drop.
    package struct Centre: Sendable {
        package let drop: Int
        package let run: Int?
        /// `loaded`, `refused`, `held` or `withdrawn`.
        package let outcome: String
        package let receivedAt: Moment
        package let loaded: Int
        package let unchanged: Int
        package let closed: Int

        package init(
            drop: Int, run: Int?, outcome: String, receivedAt: Moment, cells: CellCounts
        ) {
            self.drop = drop
            self.run = run
            self.outcome = outcome
            self.receivedAt = receivedAt
            loaded = cells.loaded
            unchanged = cells.unchanged
            closed = cells.closed
        }
    }

    /// What was left out for one reason.
    package struct ExclusionGroup: Sendable, Hashable {
        package let cause: Exclusion.Cause
        package let reason: String
        /// Records left out whole.
        package let recordCount: Int
        package let cellCount: Int
        /// Lines concerned, each once; empty where the whole drop is meant.
        package let lines: [Int]

        static func groups(_ exclusions: [Exclusion]) -> [ExclusionGroup] {
            let groups = Dictionary(grouping: exclusions) { [$0.cause.rawValue, $0.reason] }
            return groups.values.map { group in
                ExclusionGroup(
                    cause: group[0].cause, reason: group[0].reason,
                    recordCount: group.count { $0.isWholeRecord && $0.line > 0 },
                    cellCount: group.reduce(0) { $0 + $1.cellCount },
                    lines: Set(group.map(\.line)).filter { $0 > 0 }.sorted())
            }.sorted { ($0.cause.rawValue, $0.reason) < ($1.cause.rawValue, $1.reason) }
        }
    }

    /// The breaches of one rule.
    package struct RuleGroup: Sendable {
        package let rule: Rule
        package private(set) var breachCount = 0
        package private(set) var recordCount = 0
        /// Each line once, in their order.
        package private(set) var lines: [Int] = []
        /// The last record counted, by its place.
        private var lastRecord: Int?

        private init(_ rule: Rule) { self.rule = rule }

        /// - Parameter rows: In the order of their lines.
        static func groups(_ rows: [QuarantinedRecord]) -> [RuleGroup] {
            var groups: [Rule: RuleGroup] = [:]
            for (index, row) in rows.enumerated() {
                let line = row.violation.position.line
                groups[row.violation.rule, default: RuleGroup(row.violation.rule)]
                    .count(record: index, line: line)
                for other in row.others {
                    groups[other.rule, default: RuleGroup(other.rule)]
                        .count(record: index, line: line)
                }
            }
            return groups.values.sorted {
                ($1.recordCount, $0.rule.rawValue) < ($0.recordCount, $1.rule.rawValue)
            }
        }

        private mutating func count(record: Int, line: Int) {
            breachCount += 1
            guard record != lastRecord else { return }
            lastRecord = record
            recordCount += 1
            if line != lines.last { lines.append(line) }
        }
    }

    /// The ledger gives them in order, so there is mostly nothing to sort.
    private static func inFileOrder(_ records: [QuarantinedRecord]) -> [QuarantinedRecord] {
        let lines = records.map(\.violation.position.line)
        guard zip(lines, lines.dropFirst()).contains(where: { $0 > $1 }) else { return records }
        return lines.indices.sorted { (lines[$0], $0) < (lines[$1], $1) }.map { records[$0] }
    }
}

extension QuarantinedRecord {
    /// All breaches of the record, the first one first.
    var breaches: [Violation] { [violation] + others }
}

// MARK: The zero byte

extension DropReceipt {
    /// The ledger has no zero byte in its texts, so no receipt has one: both show its picture.
    private static func picturingZero(_ text: String) -> String {
        text.utf8.contains(0) ? text.replacing("\0", with: "\u{2400}") : text
    }

    private static func picturingZero(_ violation: Violation) -> Violation {
        var violation = violation
        violation.found = picturingZero(violation.found)
        violation.column = violation.column.map(picturingZero)
        violation.suggestion = violation.suggestion.map(picturingZero)
        return violation
    }

    private static func picturingZero(_ record: QuarantinedRecord) -> QuarantinedRecord {
        guard hasZero(record.violation) || record.others.contains(where: hasZero) else {
            return record
        }
        return QuarantinedRecord(
            violation: picturingZero(record.violation),
            others: record.others.map(picturingZero), raw: record.raw,
            cellCount: record.cellCount)
    }

    private static func hasZero(_ violation: Violation) -> Bool {
        violation.found.utf8.contains(0) || violation.column?.utf8.contains(0) == true
            || violation.suggestion?.utf8.contains(0) == true
    }

    private static func picturingZero(_ correction: AppliedCorrection) -> AppliedCorrection {
        AppliedCorrection(
            correction: correction.correction, line: correction.line,
            column: picturingZero(correction.column), found: picturingZero(correction.found),
            value: picturingZero(correction.value))
    }
}
