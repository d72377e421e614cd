package import PhusaModel
import Storage

// What a verdict says of single records: many rows, so by COPY.

extension LedgerWriter {
    package func insertQuarantine(_ records: [QuarantinedRecord], dropID: Int)
        throws(WarehouseError)
    {
        guard !records.isEmpty else { return }
        defer { FaultSite.afterLedgerQuarantine.pass() }
        let sql = """
            COPY ledger.quarantine (drop_id, line, column_no, byte_offset, column_name, rule, found,
                expected, suggestion, other, raw, cells, keys) FROM STDIN
            """
        var row = CopyTextRow()
        var expectations = ExpectationTexts()
        try connection.copyIn(sql) { writer throws(WarehouseError) in
            for record in records {
                try Self.append(record, dropID: dropID, &expectations, to: &row)
                try writer.write(row.bytes)
                row.removeAll()
            }
        }
    }

    private static func append(
        _ record: QuarantinedRecord, dropID: Int, _ expectations: inout ExpectationTexts,
        to row: inout CopyTextRow
    ) throws(WarehouseError) {
        let violation = record.violation
        row.append(dropID)
        row.append(violation.position.line)
        row.append(violation.position.column)
        row.append(violation.position.byte)
        row.append(violation.column)
        row.append(violation.rule.rawValue)
        row.append(violation.found)
        row.append(try expectations.json(violation.expected))
        row.append(violation.suggestion)
        row.append(record.others.isEmpty ? "[]" : try LedgerText.json(record.others))
        row.append(bytes: record.raw)
        row.append(record.cellCount)
        row.append(array: record.keys)
        row.endRow()
    }

    package func insertExclusions(_ exclusions: [Exclusion], dropID: Int) throws(WarehouseError) {
        guard !exclusions.isEmpty else { return }
        defer { FaultSite.afterLedgerExclusions.pass() }
        let sql = """
            COPY ledger.exclusion (drop_id, line, cause, reason, cells, is_whole_record) FROM STDIN
            """
        try connection.copyIn(sql) { writer throws(WarehouseError) in
            for exclusion in exclusions {
                var row = CopyTextRow()
                row.append(dropID)
                row.append(exclusion.line)
                row.append(exclusion.cause.rawValue)
                row.append(exclusion.reason)
                row.append(exclusion.cellCount)
                row.append(exclusion.isWholeRecord)
                row.endRow()
                try writer.write(row.bytes)
            }
        }
    }

    package func insertCorrections(_ corrections: [AppliedCorrection], dropID: Int)
        throws(WarehouseError)
    {
        guard !corrections.isEmpty else { return }
        defer { FaultSite.afterLedgerCorrections.pass() }
        let sql = """
            COPY ledger.applied_correction (drop_id, correction, line, column_name, found, value)
            FROM STDIN
            """
        try connection.copyIn(sql) { writer throws(WarehouseError) in
            for correction in corrections {
                var row = CopyTextRow()
                row.append(dropID)
                row.append(correction.correction)
                row.append(correction.line)
                row.append(correction.column)
                row.append(correction.found)
                row.append(correction.value)
                row.endRow()
                try writer.write(row.bytes)
            }
        }
    }

    /// Removes what is recorded of a drop's single records besides quarantine: before it is read by
    /// other definitions.
    package func deleteExclusionsAndCorrections(dropID: Int) throws(WarehouseError) {
        for table in ["exclusion", "applied_correction"] {
            _ = try connection.query(
                "DELETE FROM ledger.\(table) WHERE drop_id = $1", [.int(dropID)])
        }
    }

    /// Takes decisions back: the records are open as they were.
    package func reopenQuarantine(_ ids: [Int]) throws(WarehouseError) {
        guard !ids.isEmpty else { return }
        _ = try connection.query(
            """
            UPDATE ledger.quarantine SET state = 'open', state_changed_at = NULL, state_by = NULL,
                state_reason = NULL
            WHERE quarantine_id = ANY($1::bigint[])
            """, [.textArray(ids.map(String.init))])
    }

    /// Decides on open records; those decided already stay as they are.
    ///
    /// - Returns: How many were decided.
    package func closeQuarantine(
        _ ids: [Int], state: QuarantineRecord.State, actor: String, reason: String?
    ) throws(WarehouseError) -> Int {
        try connection.query(
            """
            UPDATE ledger.quarantine SET state = $2, state_changed_at = clock_timestamp(),
                state_by = $3, state_reason = $4
            WHERE quarantine_id = ANY($1::bigint[]) AND state = 'open'
            """,
            [
                .textArray(ids.map(String.init)), .text(state.rawValue), .text(actor),
                .text(orNull: reason),
            ]
        ).affectedRowCount
    }
}

/// The JSON of what was expected, which is the same for most records of a file.
private struct ExpectationTexts {
    private var texts: [Expectation: String] = [:]

    private static let countMax = 1_000

    mutating func json(_ expectation: Expectation) throws(WarehouseError) -> String {
        if let text = texts[expectation] { return text }
        let text = try LedgerText.json(expectation)
        if texts.count == Self.countMax { texts.removeAll() }
        texts[expectation] = text
        return text
    }
}
