package import PhusaModel

/// Rows that came with a drop name their line in it; `fact_submission` is kept by the engine.
package struct LineCheck: WarehouseCheck {
    private let schema: StarSchema

    package init(_ schema: StarSchema) { self.schema = schema }

    package func findings(on connection: Connection) throws(WarehouseError) -> [VerifyFinding] {
        var found: [VerifyFinding?] = []
        for fact in schema.facts where fact.name != FactTable.submission {
            let rows = FactRowText(fact, schema)
            for table in rows.tables {
                found.append(
                    try VerifyFinding(
                        .line,
                        listing: rows.listing(
                            table, "line",
                            where: "f.definition_id is null and coalesce(f.line, 0) < 1"),
                        on: connection))
            }
        }
        return VerifyFinding.merged(found)
    }
}
