package import PhusaModel

extension FactTable {
    /// The fact that the engine keeps itself, from calendar and ledger.
    package static let submission = "fact_submission"
}

/// One obligation of `fact_submission`.
package struct SubmissionRow: Sendable, Hashable {
    /// Surrogate keys of the period and of the agency.
    package let period: Int32
    package let agency: Int32
    package let dataset: String
    package let dueOn: CalendarDay
    /// The first delivery that was loaded; `nil` while there is none.
    package let receivedAt: Moment?
    package let state: String
    package let fileCount: Int
    /// The first delivery's event; `nil` where nothing came.
    package let event: Int?

    package init(
        period: Int32, agency: Int32, dataset: String, dueOn: CalendarDay, receivedAt: Moment?,
        state: String, fileCount: Int, event: Int?
    ) {
        self.period = period
        self.agency = agency
        self.dataset = dataset
        self.dueOn = dueOn
        self.receivedAt = receivedAt
        self.state = state
        self.fileCount = fileCount
        self.event = event
    }
}

/// Keeps `fact_submission`: the one fact that the engine fills itself, from ledger and calendar.
package struct SubmissionWriter {
    private let connection: Connection

    package init(connection: Connection) { self.connection = connection }

    /// Brings the rows in line; equal ones are not touched.
    ///
    /// An obligation that nothing came for cites the latest event that brought definitions.
    ///
    /// - Returns: Rows written.
    @discardableResult
    package func write(_ rows: [SubmissionRow], fact: FactTable) throws(WarehouseError) -> Int {
        guard !rows.isEmpty else { return 0 }
        let table = "warehouse." + Connection.quoteIdentifier(fact.name)
        let values = rows.map(Self.values).joined(separator: ",\n")
        let result = try connection.query(
            """
            insert into \(table) as held (period_id, agency_id, dataset, due_on, received_at, state,
                file_count, event_id)
            select v.period_id, v.agency_id, v.dataset, v.due_on, v.received_at, v.state,
                v.file_count, coalesce(v.event_id, (select max(event_id) from ledger.event
                    where kind = 'definition'))
            from (values \(values)) as v (period_id, agency_id, dataset, due_on, received_at, state,
                file_count, event_id)
            on conflict (period_id, agency_id, dataset) do update set due_on = excluded.due_on,
                received_at = excluded.received_at, state = excluded.state,
                file_count = excluded.file_count, event_id = excluded.event_id
            where (held.due_on, held.received_at, held.state, held.file_count) is distinct from
                (excluded.due_on, excluded.received_at, excluded.state, excluded.file_count)
            """)
        return result.affectedRowCount
    }

    private static func values(_ row: SubmissionRow) -> String {
        let received = row.receivedAt.map { Connection.quoteLiteral($0.description) } ?? "null"
        let event = row.event.map(String.init) ?? "null"
        let dataset = Connection.quoteLiteral(row.dataset)
        let due = Connection.quoteLiteral(row.dueOn.description)
        return "(\(row.period), \(row.agency), \(dataset), \(due)::date, \(received)::timestamptz, "
            + "\(Connection.quoteLiteral(row.state)), \(row.fileCount), \(event)::integer)"
    }
}
