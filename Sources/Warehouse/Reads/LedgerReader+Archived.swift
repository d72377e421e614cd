/// Bytes that the ledger speaks of and the archive must have.
package struct NamedContent: Hashable, Sendable {
    package let sha256: String
    package let byteCount: Int
    /// Where they were delivered first.
    package let path: String
}

extension LedgerReader {
    /// The contents of all drops, by hash.
    package func namedContents() throws(WarehouseError) -> [NamedContent] {
        let rows = try connection.query(
            """
            select sha256, min(byte_count), (array_agg(path order by drop_id))[1]
            from ledger.drop group by sha256 order by sha256
            """)
        return (0..<rows.rowCount).map { row in
            NamedContent(
                sha256: rows.text(row, 0) ?? "", byteCount: rows.int(row, 1) ?? 0,
                path: rows.text(row, 2) ?? "")
        }
    }

    /// Hashes of the definitions that drops and their events were read by, sorted.
    package func namedDefinitions() throws(WarehouseError) -> [String] {
        let rows = try connection.query(
            """
            select definitions from ledger.drop
            union select definitions from ledger.event where kind <> 'definition' order by 1
            """)
        return (0..<rows.rowCount).compactMap { rows.text($0, 0) }
    }

    /// Codes of the datasets by their number.
    package func datasetCodes() throws(WarehouseError) -> [Int: String] {
        let rows = try connection.query("select dataset_id, code from ledger.dataset")
        var codes: [Int: String] = [:]
        for row in 0..<rows.rowCount {
            if let id = rows.int(row, 0) { codes[id] = rows.text(row, 1) }
        }
        return codes
    }

    /// Whether `fact_submission` is as the last run left it: no event has come since, and the
    /// definitions are those of that run.
    package func isSettled(definitions: String) throws(WarehouseError) -> Bool {
        try connection.query(
            """
            select exists (select from ledger.run r
                where r.run_id = (select max(run_id) from ledger.run
                        where state = 'done' and summary is not null)
                    and r.definitions = $1
                    and not exists (select from ledger.event e where e.run_id > r.run_id))
            """, [.text(definitions)]
        ).bool(0, 0) ?? false
    }
}
