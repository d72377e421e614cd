package import PhusaModel

/// Which drops to list; `nil` parts do not narrow.
package struct DropFilter: Sendable, Hashable {
    package var dataset: String?
    package var outcome: NewDrop.Outcome?
    package var runID: Int?
    package var sha256: String?
    package var eventID: Int?

    package init(
        dataset: String? = nil, outcome: NewDrop.Outcome? = nil, runID: Int? = nil,
        sha256: String? = nil, eventID: Int? = nil
    ) {
        self.dataset = dataset
        self.outcome = outcome
        self.runID = runID
        self.sha256 = sha256
        self.eventID = eventID
    }
}

/// Which quarantined records to list; `nil` parts do not narrow.
package struct QuarantineFilter: Sendable, Hashable {
    package var dataset: String?
    package var dropID: Int?
    package var state: QuarantineRecord.State?
    /// The rule of a record's first breach.
    package var rule: String?
    /// Code of the agency that sent the drop.
    package var agency: String?
    /// Path of the drop in the drop zone.
    package var path: String?
    /// Numbers of the records.
    package var ids: [Int]?

    package init(
        dataset: String? = nil, dropID: Int? = nil, state: QuarantineRecord.State? = nil,
        rule: String? = nil, agency: String? = nil, path: String? = nil, ids: [Int]? = nil
    ) {
        self.dataset = dataset
        self.dropID = dropID
        self.state = state
        self.rule = rule
        self.agency = agency
        self.path = path
        self.ids = ids
    }

    /// What the parts say of `ledger.quarantine q`, `ledger.drop d` and `ledger.dataset s`.
    static let condition = """
        ($1::text IS NULL OR s.code = $1) AND ($2::int IS NULL OR q.drop_id = $2)
        AND ($3::text IS NULL OR q.state = $3) AND ($4::text IS NULL OR q.rule = $4)
        AND ($5::text IS NULL OR s.agency = $5) AND ($6::text IS NULL OR d.path = $6)
        AND ($7::bigint[] IS NULL OR q.quarantine_id = ANY ($7))
        """

    var parameters: [SQLParameter] {
        [
            .text(orNull: dataset), .int(orNull: dropID), .text(orNull: state?.rawValue),
            .text(orNull: rule), .text(orNull: agency), .text(orNull: path),
            ids.map { .textArray($0.map(String.init)) } ?? .null,
        ]
    }
}

extension LedgerReader {
    package func drop(_ id: Int) throws(WarehouseError) -> DropRecord? {
        try drops("d.drop_id = $1", [.int(id)]).first
    }

    /// The drop of this identity that is loaded, held or withdrawn; `nil` where it is new, or was
    /// refused, which may be judged again.
    package func drop(
        datasetID: Int, sha256: String, vintage: Vintage, period: String?
    ) throws(WarehouseError) -> DropRecord? {
        try drops(
            """
            d.dataset_id = $1 AND d.sha256 = $2 AND d.vintage = $3 AND d.sequence = $4
                AND d.period IS NOT DISTINCT FROM $5 AND d.outcome <> 'refused'
            """,
            [
                .int(datasetID), .text(sha256), .moment(vintage.moment), .int(vintage.sequence),
                .text(orNull: period),
            ]
        ).first
    }

    /// By dataset, vintage, sequence and id.
    package func drops(_ filter: DropFilter = DropFilter()) throws(WarehouseError) -> [DropRecord] {
        try drops(
            """
            ($1::text IS NULL OR s.code = $1) AND ($2::text IS NULL OR d.outcome = $2)
                AND ($3::int IS NULL OR d.run_id = $3) AND ($4::text IS NULL OR d.sha256 = $4)
                AND ($5::int IS NULL OR d.event_id = $5)
            """,
            [
                .text(orNull: filter.dataset), .text(orNull: filter.outcome?.rawValue),
                .int(orNull: filter.runID), .text(orNull: filter.sha256),
                .int(orNull: filter.eventID),
            ])
    }

    /// Sizes in bytes of all drops of at least so many.
    package func dropSizes(from byteCount: Int) throws(WarehouseError) -> Set<Int> {
        let rows = try connection.query(
            "SELECT DISTINCT byte_count FROM ledger.drop WHERE byte_count >= $1",
            [.int(byteCount)])
        return Set((0..<rows.rowCount).compactMap { rows.int($0, 0) })
    }

    private func drops(_ condition: String, _ parameters: [SQLParameter]) throws(WarehouseError)
        -> [DropRecord]
    {
        let rows = try connection.query(
            """
            SELECT d.drop_id, s.code, d.dataset_id, d.path, d.sha256, d.byte_count, d.vintage,
                d.sequence, d.is_declared, d.received_at, d.period, d.outcome, d.definitions,
                d.event_id, d.run_id, d.violations, d.records_read, d.records_accepted,
                d.records_quarantined, d.records_excluded, d.cells_read, d.cells_loaded,
                d.cells_unchanged, d.cells_quarantined, d.cells_excluded, d.cells_closed,
                d.cells_changed
            FROM ledger.drop d JOIN ledger.dataset s ON s.dataset_id = d.dataset_id
            WHERE \(condition) ORDER BY s.code COLLATE "C", d.vintage, d.sequence, d.drop_id
            """, parameters)
        var drops: [DropRecord] = []
        for row in 0..<rows.rowCount {
            if let drop = try Self.drop(rows, row) { drops.append(drop) }
        }
        return drops
    }

    private static func drop(_ rows: QueryResult, _ row: Int) throws(WarehouseError) -> DropRecord?
    {
        guard let id = rows.int(row, 0), let vintage = rows.moment(row, 6),
            let receivedAt = rows.moment(row, 9),
            let outcome = rows.text(row, 11).flatMap(NewDrop.Outcome.init)
        else { return nil }
        let count = { (column: Int) in rows.int(row, column) ?? 0 }
        let drop = NewDrop(
            datasetID: count(2), path: rows.text(row, 3) ?? "", sha256: rows.text(row, 4) ?? "",
            byteCount: count(5),
            vintage: Vintage(
                moment: vintage, sequence: count(7), isDeclared: rows.bool(row, 8) ?? false),
            receivedAt: receivedAt, period: rows.text(row, 10), outcome: outcome,
            definitions: rows.text(row, 12) ?? "", eventID: rows.int(row, 13),
            runID: rows.int(row, 14),
            records: RecordCounts(
                read: count(16), accepted: count(17), quarantined: count(18), excluded: count(19)),
            cells: CellCounts(
                read: count(20), loaded: count(21), changed: count(26), unchanged: count(22),
                quarantined: count(23), excluded: count(24), closed: count(25)),
            violations: try LedgerText.decode([Violation].self, rows.text(row, 15)))
        return DropRecord(id: id, dataset: rows.text(row, 1) ?? "", drop: drop)
    }

    /// Quarantined records by drop and line.
    ///
    /// - Parameter limit: Rows at most; `nil` for all.
    package func quarantine(_ filter: QuarantineFilter = QuarantineFilter(), limit: Int? = nil)
        throws(WarehouseError) -> [QuarantineRecord]
    {
        let rows = try connection.query(
            """
            SELECT q.quarantine_id, q.drop_id, s.code, d.path, q.line, q.column_no, q.byte_offset,
                q.column_name, q.rule, q.found, q.expected, q.suggestion, q.other, q.raw, q.cells,
                q.state, q.state_changed_at, q.state_by, q.state_reason, q.keys
            FROM ledger.quarantine q JOIN ledger.drop d ON d.drop_id = q.drop_id
                JOIN ledger.dataset s ON s.dataset_id = d.dataset_id
            WHERE \(QuarantineFilter.condition)
            ORDER BY q.drop_id, q.line, q.quarantine_id LIMIT $8
            """, filter.parameters + [.int(orNull: limit)])
        var records: [QuarantineRecord] = []
        records.reserveCapacity(rows.rowCount)
        var expectations = ExpectationMemory()
        for row in 0..<rows.rowCount {
            if let record = try Self.quarantined(rows, row, &expectations) {
                records.append(record)
            }
        }
        return records
    }

    /// Most records have one breach: then there is nothing to decode.
    private static func others(_ json: String?) throws(WarehouseError) -> [Violation] {
        json == "[]" ? [] : try LedgerText.decode([Violation].self, json)
    }

    private static func quarantined(
        _ rows: QueryResult, _ row: Int, _ expectations: inout ExpectationMemory
    ) throws(WarehouseError) -> QuarantineRecord? {
        guard let id = rows.int(row, 0), let dropID = rows.int(row, 1),
            let rule = rows.text(row, 8).flatMap(Rule.init),
            let state = rows.text(row, 15).flatMap(QuarantineRecord.State.init)
        else { return nil }
        let position = FilePosition(
            path: rows.text(row, 3) ?? "", line: rows.int(row, 4) ?? 0,
            column: rows.int(row, 5) ?? 0, byte: rows.int(row, 6))
        let violation = Violation(
            rule: rule, position: position, column: rows.text(row, 7),
            found: rows.text(row, 9) ?? "",
            expected: try expectations.decode(rows.text(row, 10)),
            suggestion: rows.text(row, 11))
        let record = QuarantinedRecord(
            violation: violation,
            others: try Self.others(rows.text(row, 12)),
            raw: rows.bytes(row, 13) ?? [], cellCount: rows.int(row, 14) ?? 0,
            keys: rows.textArray(row, 19) ?? [])
        return QuarantineRecord(
            id: id, dropID: dropID, dataset: rows.text(row, 2) ?? "", record: record, state: state,
            changedAt: rows.moment(row, 16), changedBy: rows.text(row, 17),
            reason: rows.text(row, 18))
    }
}

/// What breaches expected, decoded once for all records that say it with the same bytes.
private struct ExpectationMemory {
    /// By bytes: equal strings may be spelt with other ones.
    private var known: [[UInt8]: Expectation] = [:]

    /// Expectations kept before all are forgotten: some rules name another line in every record.
    private static let countMax = 4_096

    mutating func decode(_ json: String?) throws(WarehouseError) -> Expectation {
        let key = Array((json ?? "").utf8)
        if let expectation = known[key] { return expectation }
        if known.count >= Self.countMax { known.removeAll(keepingCapacity: true) }
        let expectation = try LedgerText.decode(Expectation.self, json)
        known[key] = expectation
        return expectation
    }
}
