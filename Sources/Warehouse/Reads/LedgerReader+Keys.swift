extension LedgerReader {
    /// Keys of all events of the ledger.
    package func eventKeys() throws(WarehouseError) -> Set<String> {
        let result = try connection.query("select event_key from ledger.event")
        return Set((0..<result.rowCount).compactMap { result.text($0, 0) })
    }

    /// Numbers of the events that brought definitions, by their keys.
    package func definitionEvents() throws(WarehouseError) -> [String: Int] {
        let result = try connection.query(
            "select event_key, event_id from ledger.event where kind = 'definition'")
        var events: [String: Int] = [:]
        for row in 0..<result.rowCount {
            if let key = result.text(row, 0) { events[key] = result.int(row, 1) }
        }
        return events
    }

    /// SHA-256 of the definitions that dimensions were last brought in line with by a run that came
    /// to its end; `nil` before the first one.
    package func lastDefinitions() throws(WarehouseError) -> String? {
        let result = try connection.query(
            """
            select definitions from ledger.run where state = 'done'
                and command in ('run', 'rerun', 'nightly', 'rebuild')
            order by run_id desc limit 1
            """)
        return result.rowCount == 0 ? nil : result.text(0, 0)
    }
}
