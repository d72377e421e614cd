package import PhusaModel

/// What was left out of a drop for a declared reason.
package struct ExclusionRecord: Hashable, Sendable {
    package let dropID: Int
    package let dataset: String
    package let path: String
    package let exclusion: Exclusion
}

extension LedgerReader {
    /// Exclusions by drop and line.
    ///
    /// - Parameters:
    ///   - dataset: Code of the dataset, `nil` for all.
    ///   - drop: Number of the drop, `nil` for all.
    package func exclusions(
        dataset: String?, drop: Int?
    ) throws(WarehouseError) -> [ExclusionRecord] {
        let rows = try connection.query(
            """
            select x.drop_id, s.code, d.path, x.cause, x.reason, x.line, x.cells, x.is_whole_record
            from ledger.exclusion x join ledger.drop d using (drop_id)
            join ledger.dataset s on s.dataset_id = d.dataset_id
            where ($1::text is null or s.code = $1) and ($2::int is null or x.drop_id = $2)
            order by x.drop_id, x.line, x.cause, x.reason
            """, [.text(orNull: dataset), .int(orNull: drop)])
        return (0..<rows.rowCount).compactMap { row in
            guard let cause = rows.text(row, 3).flatMap(Exclusion.Cause.init(rawValue:)) else {
                return nil
            }
            return ExclusionRecord(
                dropID: rows.int(row, 0) ?? 0, dataset: rows.text(row, 1) ?? "",
                path: rows.text(row, 2) ?? "",
                exclusion: Exclusion(
                    cause: cause, reason: rows.text(row, 4) ?? "", line: rows.int(row, 5) ?? 0,
                    cellCount: rows.int(row, 6) ?? 0,
                    isWholeRecord: rows.bool(row, 7) ?? false))
        }
    }
}
