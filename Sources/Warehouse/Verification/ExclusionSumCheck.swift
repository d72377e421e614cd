/// The excluded counts of every drop against the listed reasons.
///
/// Where a whole drop is refused or held, one row stands for all its sound records: then their
/// number follows from the balance, and none is accepted.
package struct ExclusionSumCheck: WarehouseCheck {
    package init() {}

    package func findings(on connection: Connection) throws(WarehouseError) -> [VerifyFinding] {
        let finding = try VerifyFinding(
            .exclusionSum,
            listing: """
                select format('%s (drop %s): %s records, %s cells; listed %s records, %s cells',
                    d.path, d.drop_id, d.records_excluded, d.cells_excluded,
                    coalesce(x.records, 0), coalesce(x.cells, 0))
                from ledger.drop d left join (
                    select drop_id, sum(cells) as cells, bool_or(is_rest) as has_rest,
                        count(*) filter (where is_whole_record and not is_rest) as records
                    from (select *, cause in ('refused', 'held') as is_rest
                        from ledger.exclusion) e
                    group by drop_id
                ) x on x.drop_id = d.drop_id
                where d.cells_excluded <> coalesce(x.cells, 0)
                    or case when x.has_rest
                        then d.records_accepted > 0 or d.records_excluded < x.records
                        else d.records_excluded <> coalesce(x.records, 0) end
                """, on: connection)
        return VerifyFinding.merged([finding])
    }
}
