package import PhusaModel

/// Records in quarantine that broke one rule in one dataset and are in one state.
package struct QuarantineGroup: Hashable, Sendable {
    package let dataset: String
    package let agency: String
    /// The rule of the first breach of each record.
    package let rule: String
    package let state: QuarantineRecord.State
    package let recordCount: Int
    /// Cells that the records would have made.
    package let cellCount: Int
    package let dropCount: Int
    /// First receipt of the oldest drop among them.
    package let oldest: Moment
}

extension LedgerReader {
    /// What lies in quarantine, by agency, dataset, rule and state.
    package func quarantineGroups(
        _ filter: QuarantineFilter = QuarantineFilter()
    ) throws(WarehouseError) -> [QuarantineGroup] {
        let rows = try connection.query(
            """
            select s.code, s.agency, q.rule, q.state, count(*), sum(q.cells)::bigint,
                count(distinct q.drop_id), min(d.received_at)
            from ledger.quarantine q join ledger.drop d on d.drop_id = q.drop_id
                join ledger.dataset s on s.dataset_id = d.dataset_id
            where \(QuarantineFilter.condition)
            group by s.code, s.agency, q.rule, q.state
            order by s.agency collate "C", s.code collate "C", q.rule collate "C", q.state
            """, filter.parameters)
        return (0..<rows.rowCount).compactMap { row in
            guard let state = rows.text(row, 3).flatMap(QuarantineRecord.State.init),
                let oldest = rows.moment(row, 7)
            else { return nil }
            return QuarantineGroup(
                dataset: rows.text(row, 0) ?? "", agency: rows.text(row, 1) ?? "",
                rule: rows.text(row, 2) ?? "", state: state, recordCount: rows.int(row, 4) ?? 0,
                cellCount: rows.int(row, 5) ?? 0, dropCount: rows.int(row, 6) ?? 0,
                oldest: oldest)
        }
    }
}
