/// The quarantined counts of every drop against the records that the quarantine lists.
///
/// A record that was replayed has moved to loaded or unchanged; one that is open, fixed by a later
/// file, or waived still counts as quarantined.
package struct QuarantineSumCheck: WarehouseCheck {
    package init() {}

    package func findings(on connection: Connection) throws(WarehouseError) -> [VerifyFinding] {
        let finding = try VerifyFinding(
            .quarantineSum,
            listing: """
                select format('%s (drop %s): %s records, %s cells; listed %s records, %s cells',
                    d.path, d.drop_id, d.records_quarantined, d.cells_quarantined,
                    coalesce(q.records, 0), coalesce(q.cells, 0))
                from ledger.drop d left join (
                    select drop_id, count(*) as records, sum(cells) as cells
                    from ledger.quarantine where state <> 'replayed' group by drop_id
                ) q on q.drop_id = d.drop_id
                where (d.records_quarantined, d.cells_quarantined)
                    <> (coalesce(q.records, 0), coalesce(q.cells, 0))
                """, on: connection)
        return VerifyFinding.merged([finding])
    }
}
