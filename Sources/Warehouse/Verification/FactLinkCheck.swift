package import PhusaModel

/// The rows of all facts, current and closed, against what they refer to.
///
/// Loads write with row triggers at rest, so the declared foreign keys alone prove nothing.
package struct FactLinkCheck: WarehouseCheck {
    private let schema: StarSchema

    package init(_ schema: StarSchema) { self.schema = schema }

    package func findings(on connection: Connection) throws(WarehouseError) -> [VerifyFinding] {
        var found: [VerifyFinding?] = []
        for fact in schema.facts {
            let rows = FactRowText(fact, schema)
            for table in rows.tables {
                for column in fact.columns {
                    guard let name = column.dimension, let dimension = schema.dimension(named: name)
                    else { continue }
                    found.append(
                        try VerifyFinding(
                            .member,
                            listing: rows.orphans(
                                in: table, column: column.name,
                                of: TableShape.qualified(dimension.name),
                                key: dimension.idColumn), on: connection))
                }
                for column in table.isClosed
                    ? ["event_id", "origin_id", "closed_by"] : ["event_id", "origin_id"]
                {
                    found.append(
                        try VerifyFinding(
                            .event,
                            listing: rows.orphans(
                                in: table, column: column, of: "ledger.event", key: "event_id"),
                            on: connection))
                }
                found.append(
                    try VerifyFinding(
                        .definition, listing: definitionOrphans(rows, table), on: connection))
            }
        }
        return VerifyFinding.merged(found)
    }

    /// Where no dimension of definitions is declared, no row may be derived.
    private func definitionOrphans(_ rows: FactRowText, _ table: FactRowText.Table) -> String {
        guard let dimension = schema.dimension(named: "dim_definition") else {
            return rows.listing(table, "definition_id", where: "f.definition_id is not null")
        }
        return rows.orphans(
            in: table, column: "definition_id", of: TableShape.qualified(dimension.name),
            key: dimension.idColumn)
    }
}
