package import PhusaModel

extension FigureReads {
    /// A refused file that was judged again counts once, by its last outcome.
    package func dropTallies(period: Period, asOf moment: Moment) throws -> [DropTally] {
        let result = try connection.query(
            """
            with latest as (
                select distinct on (dataset_id, sha256, vintage, sequence, period) *
                from ledger.drop where vintage >= $1 and vintage < $2 and vintage <= $3
                order by dataset_id, sha256, vintage, sequence, period, drop_id desc)
            select s.code, s.agency, count(*) filter (where d.outcome = 'loaded'),
                count(*) filter (where d.outcome = 'refused'),
                count(*) filter (where d.outcome = 'held'),
                count(*) filter (where d.outcome = 'withdrawn'),
                sum(d.records_read)::bigint, sum(d.records_quarantined)::bigint,
                sum((select count(*) from ledger.applied_correction c
                    where c.drop_id = d.drop_id))::bigint
            from latest d join ledger.dataset s using (dataset_id)
            group by s.code, s.agency order by s.code collate "C"
            """,
            [
                .moment(Moment(startOf: period.start)), .moment(Moment(startOf: period.end)),
                .moment(moment),
            ])
        return (0..<result.rowCount).map { row in
            func count(_ column: Int) -> Int { result.int(row, column) ?? 0 }
            let agency = result.text(row, 1) ?? ""
            return DropTally(
                dataset: result.text(row, 0) ?? "", agencyCode: agency,
                agencyName: agencyNames[agency] ?? agency, loadedCount: count(2),
                refusedCount: count(3), heldCount: count(4),
                withdrawnCount: count(5), recordCount: count(6), quarantinedCount: count(7),
                correctionCount: count(8))
        }
    }
}
