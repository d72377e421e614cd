extension LedgerReader {
    /// Keys of all events of the ledger.
    package func eventKeys() throws(WarehouseError) -> Set<String> {
        let result = try connection.query("select event_key from ledger.event")
        return Set((0..<result.rowCount).compactMap { result.text($0, 0) })
    }
}
