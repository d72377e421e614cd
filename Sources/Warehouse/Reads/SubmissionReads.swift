package import PhusaModel

/// A row of `fact_submission` by natural keys, without the event that it cites.
package struct SubmissionEntry: Hashable, Sendable {
    /// Natural keys.
    package let period: String
    package let agency: String
    package let dataset: String
    package let dueOn: CalendarDay?
    package let receivedAt: Moment?
    package let state: String
    package let fileCount: Int

    package init(
        period: String, agency: String, dataset: String, dueOn: CalendarDay?, receivedAt: Moment?,
        state: String, fileCount: Int
    ) {
        self.period = period
        self.agency = agency
        self.dataset = dataset
        self.dueOn = dueOn
        self.receivedAt = receivedAt
        self.state = state
        self.fileCount = fileCount
    }

    /// All rows that there are.
    package static func all(
        _ fact: FactTable, _ schema: StarSchema, on connection: Connection
    ) throws(WarehouseError) -> [SubmissionEntry] {
        let rows = FactRowText(fact, schema)
        let names = [
            "period_id", "agency_id", "dataset", "due_on", "received_at", "state", "file_count",
        ]
        let columns = names.compactMap { name in
            fact.columns.firstIndex { $0.name == name }.map { rows.columns[$0] }
        }
        guard columns.count == names.count else { return [] }
        let result = try connection.query(
            "select \(columns.joined(separator: ", ")) from \(rows.shape.table) f \(rows.joins)")
        return (0..<result.rowCount).map { row in
            SubmissionEntry(
                period: result.text(row, 0) ?? "", agency: result.text(row, 1) ?? "",
                dataset: result.text(row, 2) ?? "", dueOn: result.day(row, 3),
                receivedAt: result.moment(row, 4), state: result.text(row, 5) ?? "",
                fileCount: result.int(row, 6) ?? 0)
        }
    }
}
