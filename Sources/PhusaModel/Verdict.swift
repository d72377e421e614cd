/// Counts of records: `read = accepted + quarantined + excluded`.
package struct RecordCounts: Hashable, Sendable, Codable {
    package var read = 0
    package var accepted = 0
    package var quarantined = 0
    package var excluded = 0

    package init(read: Int = 0, accepted: Int = 0, quarantined: Int = 0, excluded: Int = 0) {
        self.read = read
        self.accepted = accepted
        self.quarantined = quarantined
        self.excluded = excluded
    }

    package var isBalanced: Bool { read == accepted + quarantined + excluded }

    package static func + (left: RecordCounts, right: RecordCounts) -> RecordCounts {
        RecordCounts(
            read: left.read + right.read, accepted: left.accepted + right.accepted,
            quarantined: left.quarantined + right.quarantined,
            excluded: left.excluded + right.excluded)
    }
}

/// Counts of cells: `read = loaded + unchanged + quarantined + excluded`.
///
/// Closed cells stand beside: they were not read.
package struct CellCounts: Hashable, Sendable, Codable {
    package var read = 0
    package var loaded = 0
    /// Those of `loaded` that took the place of another value.
    package var changed = 0
    package var unchanged = 0
    package var quarantined = 0
    package var excluded = 0
    package var closed = 0

    package init(
        read: Int = 0, loaded: Int = 0, changed: Int = 0, unchanged: Int = 0,
        quarantined: Int = 0, excluded: Int = 0, closed: Int = 0
    ) {
        self.read = read
        self.loaded = loaded
        self.changed = changed
        self.unchanged = unchanged
        self.quarantined = quarantined
        self.excluded = excluded
        self.closed = closed
    }

    package var isBalanced: Bool { read == loaded + unchanged + quarantined + excluded }

    package static func + (left: CellCounts, right: CellCounts) -> CellCounts {
        CellCounts(
            read: left.read + right.read, loaded: left.loaded + right.loaded,
            changed: left.changed + right.changed,
            unchanged: left.unchanged + right.unchanged,
            quarantined: left.quarantined + right.quarantined,
            excluded: left.excluded + right.excluded, closed: left.closed + right.closed)
    }
}

/// A record that broke a rule, kept whole so that somebody can mend it.
package struct QuarantinedRecord: Hashable, Sendable {
    /// The first breach, in the order of the columns.
    package var violation: Violation
    /// Further breaches of the same record.
    package var others: [Violation]
    /// The record as delivered (after unpacking), without its line end.
    package var raw: [UInt8]
    /// Cells that the record would have made.
    package var cellCount: Int
    /// Keys of those cells as people read them; empty where the key could not be read.
    package var keys: [String]

    package init(
        violation: Violation, others: [Violation], raw: [UInt8], cellCount: Int,
        keys: [String] = []
    ) {
        self.keys = keys
        self.violation = violation
        self.others = others
        self.raw = raw
        self.cellCount = cellCount
    }
}

/// Records or cells left out for a declared reason, not for a breach.
package struct Exclusion: Hashable, Sendable, Codable {
    package enum Cause: String, Sendable, Codable {
        /// A `filter` step.
        case filter
        /// An empty value cell that the contract does not require.
        case emptyCell = "empty-cell"
        /// The same record again, equal in every part.
        case repeated
        /// A correction says to leave it out.
        case correction
        /// The whole drop was refused or held; its sound records wait with it.
        case refused, held
    }

    package var cause: Cause
    /// The filter's reason or the correction's id.
    package var reason: String
    /// Physical line of the record, 0 where the whole drop is meant.
    package var line: Int
    package var cellCount: Int
    /// Whether the whole record is left out, or only so many of its cells.
    package var isWholeRecord: Bool

    package init(cause: Cause, reason: String, line: Int, cellCount: Int, isWholeRecord: Bool) {
        self.cause = cause
        self.reason = reason
        self.line = line
        self.cellCount = cellCount
        self.isWholeRecord = isWholeRecord
    }
}

/// A correction that was applied to a record.
package struct AppliedCorrection: Hashable, Sendable, Codable {
    package var correction: String
    package var line: Int
    package var column: String
    package var found: String
    package var value: String

    package init(correction: String, line: Int, column: String, found: String, value: String) {
        self.correction = correction
        self.line = line
        self.column = column
        self.found = found
        self.value = value
    }
}

/// What a contract says of a drop: a function of its bytes, its name, its vintage and the
/// definitions, and of nothing else; so it is the same at the agency and at the centre.
package struct Verdict: Sendable {
    package enum Outcome: String, Sendable, Codable {
        case accepted, held, refused
    }

    package var outcome: Outcome
    /// Breaches of the drop as a whole: why it is refused or held.
    package var violations: [Violation]
    package var records: RecordCounts
    /// Cells read, quarantined and excluded; what is left was offered to the warehouse.
    package var cells: CellCounts
    package var quarantine: [QuarantinedRecord]
    package var exclusions: [Exclusion]
    package var corrections: [AppliedCorrection]
    /// The periods that the drop covers in full (`replace`) or touches.
    package var periods: [Period]

    package init(
        outcome: Outcome, violations: [Violation], records: RecordCounts, cells: CellCounts,
        quarantine: [QuarantinedRecord], exclusions: [Exclusion],
        corrections: [AppliedCorrection], periods: [Period]
    ) {
        self.outcome = outcome
        self.violations = violations
        self.records = records
        self.cells = cells
        self.quarantine = quarantine
        self.exclusions = exclusions
        self.corrections = corrections
        self.periods = periods
    }

    /// Cells that the drop offers to the warehouse.
    package var offeredCellCount: Int { cells.read - cells.quarantined - cells.excluded }
}
