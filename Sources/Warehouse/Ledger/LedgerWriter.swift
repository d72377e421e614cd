package import PhusaModel
import Storage

/// Writes the ledger; what belongs together is for the caller to put into one transaction.
package struct LedgerWriter {
    let connection: Connection

    package init(_ connection: Connection) { self.connection = connection }

    // MARK: Runs

    /// Records a run, and marks it as alive for as long as this session stands.
    ///
    /// - Returns: The run's id.
    package func startRun(_ run: NewRun) throws(WarehouseError) -> Int {
        let id = try insert(
            """
            INSERT INTO ledger.run (actor, host, command, program_version, definitions)
            VALUES ($1, $2, $3, $4, $5) RETURNING run_id
            """,
            [
                .text(run.actor), .text(run.host), .text(run.command), .text(run.programVersion),
                .text(orNull: run.definitions),
            ])
        try AdvisoryLock.holdRun(id, on: connection)
        return id
    }

    /// Marks a run as alive again, in the session that took the place of a broken one.
    package func resumeRun(_ id: Int) throws(WarehouseError) {
        _ = try connection.query(
            """
            UPDATE ledger.run SET state = 'running', finished_at = NULL
            WHERE run_id = $1 AND state = 'interrupted'
            """, [.int(id)])
        try AdvisoryLock.holdRunAgain(id, on: connection)
    }

    /// - Parameter summary: JSON.
    package func finishRun(_ id: Int, _ state: RunRecord.State, summary: String?)
        throws(WarehouseError)
    {
        _ = try connection.query(
            """
            UPDATE ledger.run SET state = $2, summary = $3, finished_at = clock_timestamp()
            WHERE run_id = $1
            """,
            [
                .int(id), .text(state.rawValue),
                .text(orNull: summary.map { LedgerText.storable(json: $0) }),
            ])
        try AdvisoryLock.releaseRun(id, on: connection)
    }

    /// Marks runs as interrupted whose session is gone: killed, or cut off.
    ///
    /// - Returns: Their ids.
    @discardableResult
    package func closeAbandonedRuns() throws(WarehouseError) -> [Int] {
        let rows = try connection.query(
            """
            UPDATE ledger.run r SET state = 'interrupted', finished_at = clock_timestamp()
            WHERE state = 'running' AND NOT EXISTS (\(AdvisoryLock.runIsHeld))
            RETURNING run_id
            """, [.int(Int(AdvisoryLock.run))])
        return (0..<rows.rowCount).compactMap { rows.int($0, 0) }.sorted()
    }

    // MARK: Datasets and events

    /// The id of a dataset, new or old.
    package func datasetID(code: String, agency: String) throws(WarehouseError) -> Int {
        _ = try connection.query(
            """
            INSERT INTO ledger.dataset (code, agency) SELECT $1, $2
            WHERE NOT EXISTS (SELECT FROM ledger.dataset WHERE code = $1) ON CONFLICT DO NOTHING
            """, [.text(code), .text(agency)])
        return try insert("SELECT dataset_id FROM ledger.dataset WHERE code = $1", [.text(code)])
    }

    /// Records an event, unless its key is there already.
    ///
    /// - Returns: Its id, and whether it is new.
    package func insertEvent(_ event: NewEvent) throws(WarehouseError) -> (id: Int, isNew: Bool) {
        let rows = try connection.query(
            """
            INSERT INTO ledger.event (event_key, kind, dataset_id, scope, known_at, sequence,
                recorded_at, definitions, content, target_event, reason, actor, run_id)
            VALUES ($1, $2, $3, $4, $5, $6, coalesce($7, clock_timestamp()), $8, $9, $10, $11, $12,
                $13)
            ON CONFLICT (event_key) DO NOTHING RETURNING event_id
            """,
            [
                .text(event.key), .text(event.kind.rawValue), .int(orNull: event.datasetID),
                .textArray(event.scope), .moment(event.knownAt), .int(event.sequence),
                .moment(orNull: event.recordedAt), .text(event.definitions), .text(event.content),
                .int(orNull: event.targetEventID), .text(orNull: event.reason),
                .text(event.actor), .int(orNull: event.runID),
            ])
        FaultSite.afterLedgerEvent.pass()
        if let id = rows.int(orNone: 0) { return (id, true) }
        let id = try insert(
            "SELECT event_id FROM ledger.event WHERE event_key = $1", [.text(event.key)])
        return (id, false)
    }

    // MARK: Drops

    /// Records a drop with its verdict.
    ///
    /// - Throws: Kind `.constraint` where the same drop is there already, other than refused, or
    ///   where a balance does not hold.
    package func insertDrop(_ drop: NewDrop) throws(WarehouseError) -> Int {
        defer { FaultSite.afterLedgerDrop.pass() }
        return try insert(
            """
            INSERT INTO ledger.drop (dataset_id, path, sha256, byte_count, vintage, sequence,
                is_declared, received_at, period, outcome, definitions, event_id, run_id, violations,
                records_read, records_accepted, records_quarantined, records_excluded, cells_read,
                cells_loaded, cells_changed, cells_unchanged, cells_quarantined, cells_excluded,
                cells_closed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                $19, $20, $21, $22, $23, $24, $25)
            RETURNING drop_id
            """,
            [
                .int(drop.datasetID), .text(LedgerText.text(drop.path)), .text(drop.sha256),
                .int(drop.byteCount), .moment(drop.vintage.moment), .int(drop.vintage.sequence),
                .boolean(drop.vintage.isDeclared), .moment(drop.receivedAt),
                .text(orNull: drop.period), .text(drop.outcome.rawValue), .text(drop.definitions),
                .int(orNull: drop.eventID), .int(orNull: drop.runID),
                .text(LedgerText.json(drop.violations)),
            ] + Self.counts(drop.records, drop.cells))
    }

    /// Changes what became of a drop: released, withdrawn, replayed.
    package func updateDrop(
        _ id: Int, outcome: NewDrop.Outcome, eventID: Int?, records: RecordCounts,
        cells: CellCounts
    ) throws(WarehouseError) {
        _ = try connection.query(
            """
            UPDATE ledger.drop SET outcome = $2, event_id = $3, records_read = $4,
                records_accepted = $5, records_quarantined = $6, records_excluded = $7,
                cells_read = $8, cells_loaded = $9, cells_changed = $10, cells_unchanged = $11,
                cells_quarantined = $12, cells_excluded = $13, cells_closed = $14
            WHERE drop_id = $1
            """,
            [.int(id), .text(outcome.rawValue), .int(orNull: eventID)] + Self.counts(records, cells)
        )
    }

    private static func counts(_ records: RecordCounts, _ cells: CellCounts) -> [SQLParameter] {
        [
            records.read, records.accepted, records.quarantined, records.excluded, cells.read,
            cells.loaded, cells.changed, cells.unchanged, cells.quarantined, cells.excluded,
            cells.closed,
        ].map { .int($0) }
    }

    /// Runs a statement that returns one number.
    private func insert(_ sql: String, _ parameters: [SQLParameter]) throws(WarehouseError) -> Int {
        guard let id = try connection.query(sql, parameters).int(orNone: 0) else {
            throw WarehouseError(kind: .other, message: "the server returned no id", statement: sql)
        }
        return id
    }
}

extension QueryResult {
    /// The number in the first row, where there is one.
    func int(orNone column: Int) -> Int? { isEmpty ? nil : int(0, column) }
}
