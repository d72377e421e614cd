package import PhusaModel

/// The versions of each cell in the order of their events: none reaches into the next, each ends
/// after it began, and one at most stands now.
package struct IntervalCheck: WarehouseCheck {
    private let schema: StarSchema

    package init(_ schema: StarSchema) { self.schema = schema }

    package func findings(on connection: Connection) throws(WarehouseError) -> [VerifyFinding] {
        var found: [VerifyFinding?] = []
        for fact in schema.facts {
            let rows = FactRowText(fact, schema)
            found.append(
                try VerifyFinding(.overlap, listing: Self.overlaps(rows), on: connection))
            guard fact.history == .vintages else { continue }
            found.append(
                try VerifyFinding(.reversed, listing: Self.reversed(rows), on: connection))
        }
        return VerifyFinding.merged(found)
    }

    /// Each event's place in history.
    private static let places = """
        select event_id, rank() over (order by known_at, kind_rank, sequence, content) as place
        from ledger.event
        """

    private static func overlaps(_ rows: FactRowText) -> String {
        let keys = rows.shape.keyColumns.joined(separator: ", ")
        let versions = rows.tables.map { table in
            """
            select \(keys), event_id, \(table.isClosed ? "closed_by" : "null::integer") as closed_by
            from \(table.name)
            """
        }
        return """
            with places as (\(Self.places)),
            versions as (
                select v.*, c.place as closed, lead(o.place) over (
                    partition by \(keys) order by o.place, c.place nulls last) as next
                from (\(versions.joined(separator: " union all "))) v
                join places o on o.event_id = v.event_id
                left join places c on c.event_id = v.closed_by
            )
            select \(rows.text) from versions f \(rows.keyJoins)
            where f.next is not null and (f.closed_by is null or f.closed > f.next)
            """
    }

    private static func reversed(_ rows: FactRowText) -> String {
        """
        with places as (\(Self.places))
        select \(rows.text) from \(rows.shape.closedTable) f
        join places o on o.event_id = f.event_id join places c on c.event_id = f.closed_by
        \(rows.keyJoins)
        where c.place <= o.place
        """
    }
}
