package import PhusaModel

extension LedgerReader {
    /// Whether a correction was applied when any drop of a dataset was read.
    package func isApplied(correction: String, datasetID: Int) throws(WarehouseError) -> Bool {
        try connection.query(
            """
            select exists (select from ledger.applied_correction c
                join ledger.drop d using (drop_id) where d.dataset_id = $1 and c.correction = $2)
            """, [.int(datasetID), .text(correction)]
        ).bool(0, 0) ?? false
    }

    /// Corrections that were applied to a drop, by line, correction and column.
    package func corrections(drop: Int) throws(WarehouseError) -> [AppliedCorrection] {
        let rows = try connection.query(
            """
            select correction, line, column_name, found, value from ledger.applied_correction
            where drop_id = $1 order by line, correction collate "C", column_name collate "C"
            """, [.int(drop)])
        return (0..<rows.rowCount).map { row in
            AppliedCorrection(
                correction: rows.text(row, 0) ?? "", line: rows.int(row, 1) ?? 0,
                column: rows.text(row, 2) ?? "", found: rows.text(row, 3) ?? "",
                value: rows.text(row, 4) ?? "")
        }
    }
}
