import PhusaModel

/// Reads the ledger.
package struct LedgerReader {
    let connection: Connection

    package init(_ connection: Connection) { self.connection = connection }

    // MARK: Runs

    /// The latest runs, newest first.
    package func runs(limit: Int) throws(WarehouseError) -> [RunRecord] {
        try runs("ORDER BY run_id DESC LIMIT $1", [.int(limit)])
    }

    package func run(_ id: Int) throws(WarehouseError) -> RunRecord? {
        try runs("WHERE run_id = $1", [.int(id)]).first
    }

    private func runs(_ clause: String, _ parameters: [SQLParameter]) throws(WarehouseError)
        -> [RunRecord]
    {
        let rows = try connection.query(
            """
            SELECT run_id, started_at, finished_at, actor, host, command, program_version,
                definitions, state, summary
            FROM ledger.run \(clause)
            """, parameters)
        return (0..<rows.rowCount).compactMap { row in
            guard let id = rows.int(row, 0), let startedAt = rows.moment(row, 1),
                let state = rows.text(row, 8).flatMap(RunRecord.State.init)
            else { return nil }
            return RunRecord(
                id: id, startedAt: startedAt, finishedAt: rows.moment(row, 2),
                actor: rows.text(row, 3) ?? "", host: rows.text(row, 4) ?? "",
                command: rows.text(row, 5) ?? "", programVersion: rows.text(row, 6) ?? "",
                definitions: rows.text(row, 7), state: state, summary: rows.text(row, 9))
        }
    }

    // MARK: Datasets and events

    /// The id of a dataset; `nil` where nothing of it was ever recorded.
    package func datasetID(code: String) throws(WarehouseError) -> Int? {
        try connection.query(
            "SELECT dataset_id FROM ledger.dataset WHERE code = $1", [.text(code)]
        ).int(orNone: 0)
    }

    package func event(_ id: Int) throws(WarehouseError) -> EventRecord? {
        try events("event_id = $1", [.int(id)]).first
    }

    package func event(key: String) throws(WarehouseError) -> EventRecord? {
        try events("event_key = $1", [.text(key)]).first
    }

    /// Events of a dataset in the order of the fold: when known, kind, sequence, content.
    ///
    /// - Parameter periods: Natural keys; only events that touch one of them, corrections, which are
    ///   about the whole dataset, and drops that such an event reads again: they may say something in
    ///   a period that they did not touch by themselves. `nil` for all.
    package func events(datasetID: Int, touching periods: [String]? = nil) throws(WarehouseError)
        -> [EventRecord]
    {
        guard let periods else { return try events("dataset_id = $1", [.int(datasetID)]) }
        return try events(
            """
            dataset_id = $1 AND (scope && $2::text[] OR kind = 'correction'
                OR (kind = 'drop' AND scope && \(Self.rereadScope)))
            """, [.int(datasetID), .textArray(periods)])
    }

    /// Periods of the events that touch one of `$2` and read drops again.
    private static let rereadScope = """
        (SELECT coalesce(array_agg(p), '{}') FROM ledger.event r, unnest(r.scope) p
        WHERE r.dataset_id = $1 AND r.scope && $2::text[] AND r.kind IN ('replay', 'restatement'))
        """

    /// Events of all datasets, in the order of the fold.
    package func allEvents() throws(WarehouseError) -> [EventRecord] { try events("true", []) }

    /// Whether an event of the dataset is folded after this one and touches one of its periods, or
    /// is a correction: then the fast path is closed.
    package func hasLaterEvent(than event: NewEvent) throws(WarehouseError) -> Bool {
        let rank = (EventKind.allCases.firstIndex(of: event.kind) ?? 0) + 1
        return try connection.query(
            """
            SELECT EXISTS (SELECT FROM ledger.event WHERE dataset_id = $1
                AND (scope && $2::text[] OR kind = 'correction')
                AND (known_at, kind_rank, sequence, content)
                    > ($3::timestamptz, $4::smallint, $5::int, $6 COLLATE "C"))
            """,
            [
                .int(orNull: event.datasetID), .textArray(event.scope), .moment(event.knownAt),
                .int(rank), .int(event.sequence), .text(event.content),
            ]
        ).bool(0, 0) ?? false
    }

    private func events(_ condition: String, _ parameters: [SQLParameter]) throws(WarehouseError)
        -> [EventRecord]
    {
        let rows = try connection.query(
            """
            SELECT event_id, event_key, kind, dataset_id, scope, known_at, sequence, recorded_at,
                definitions, content, target_event, reason, actor, run_id
            FROM ledger.event WHERE \(condition)
            ORDER BY known_at, kind_rank, sequence, content, event_id
            """, parameters)
        return (0..<rows.rowCount).compactMap { row in
            guard let id = rows.int(row, 0), let kind = rows.text(row, 2).flatMap(EventKind.init),
                let knownAt = rows.moment(row, 5)
            else { return nil }
            let event = NewEvent(
                key: rows.text(row, 1) ?? "", kind: kind, datasetID: rows.int(row, 3),
                scope: rows.textArray(row, 4) ?? [], knownAt: knownAt,
                sequence: rows.int(row, 6) ?? 0, recordedAt: rows.moment(row, 7),
                definitions: rows.text(row, 8) ?? "", content: rows.text(row, 9) ?? "",
                targetEventID: rows.int(row, 10), reason: rows.text(row, 11),
                actor: rows.text(row, 12) ?? "", runID: rows.int(row, 13))
            return EventRecord(id: id, event: event)
        }
    }

    // MARK: Reports

    /// Builds of a report about an agency, or about the province, for a period, the latest first; all
    /// periods where none is given.
    package func reportBuilds(
        _ report: String, agency: String?, period: String? = nil
    ) throws(WarehouseError) -> [ReportBuildRecord] {
        try reportBuilds(
            "report = $1 AND agency IS NOT DISTINCT FROM $2 AND ($3::text IS NULL OR period = $3)",
            [.text(report), .text(orNull: agency), .text(orNull: period)])
    }

    /// Builds of all reports, the latest first.
    package func allReportBuilds() throws(WarehouseError) -> [ReportBuildRecord] {
        try reportBuilds("true", [])
    }

    /// One build; `nil` where there is none of this number.
    package func reportBuild(_ number: Int) throws(WarehouseError) -> ReportBuildRecord? {
        try reportBuilds("build_id = $1", [.int(number)]).first
    }

    /// All that a build says, as JSON; `nil` for one from before it was kept.
    package func reportContent(_ number: Int) throws(WarehouseError) -> String? {
        let rows = try connection.query(
            "select content from ledger.report_build where build_id = $1", [.int(number)])
        return rows.rowCount > 0 ? rows.text(0, 0) : nil
    }

    private func reportBuilds(_ condition: String, _ parameters: [SQLParameter])
        throws(WarehouseError) -> [ReportBuildRecord]
    {
        let rows = try connection.query(
            """
            SELECT build_id, built_at, period, as_of, actor, program_version, definitions, cells,
                html_sha256, csv_sha256, path, run_id, report, language, asked_by, paper, reason,
                agency,
                \(ReportFormat.further.map { "files ->> '\($0.rawValue)'" }.joined(separator: ", "))
            FROM ledger.report_build WHERE \(condition)
            ORDER BY build_id DESC
            """, parameters)
        return (0..<rows.rowCount).compactMap { row in
            guard let id = rows.int(row, 0), let builtAt = rows.moment(row, 1),
                let asOf = rows.moment(row, 3)
            else { return nil }
            var files: [ReportFormat: String] = [:]
            for (index, format) in ReportFormat.further.enumerated() {
                files[format] = rows.text(row, 18 + index)
            }
            let build = NewReportBuild(
                report: rows.text(row, 12) ?? "", agency: rows.text(row, 17),
                period: rows.text(row, 2) ?? "", asOf: asOf,
                actor: rows.text(row, 4) ?? "", programVersion: rows.text(row, 5) ?? "",
                definitions: rows.text(row, 6) ?? "", cells: rows.text(row, 7) ?? "",
                htmlSHA256: rows.text(row, 8) ?? "", csvSHA256: rows.text(row, 9) ?? "",
                path: rows.text(row, 10) ?? "", runID: rows.int(row, 11),
                language: rows.text(row, 13).flatMap(Language.init(rawValue:)), files: files,
                commission: ReportCommission(
                    askedBy: rows.text(row, 14), paper: rows.text(row, 15),
                    reason: rows.text(row, 16)))
            return ReportBuildRecord(id: id, builtAt: builtAt, build: build)
        }
    }
}
