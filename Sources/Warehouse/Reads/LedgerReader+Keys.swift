package import PhusaModel

extension LedgerReader {
    /// Keys of all events of the ledger.
    package func eventKeys() throws(WarehouseError) -> Set<String> {
        let result = try connection.query("select event_key from ledger.event")
        return Set((0..<result.rowCount).compactMap { result.text($0, 0) })
    }
}

extension LedgerReader {
    /// The newest period of a kind that a fact has current rows of; `nil` where there are none.
    package func newestPeriod(
        in fact: String, kind: PeriodKind
    ) throws(WarehouseError) -> Period? {
        let table = "warehouse." + Connection.quoteIdentifier(fact)
        let result = try connection.query(
            """
            select system || '|' || kind || '|' || start_on || '|' || end_on
            from warehouse.dim_period p
            where kind = $1 and system = 'statistical'
                and exists (select from \(table) f where f.period_id = p.period_id)
            order by period_id desc limit 1
            """, [.text(kind.rawValue)])
        return result.isEmpty ? nil : result.text(0, 0).flatMap { Period(naturalKey: $0) }
    }
}
