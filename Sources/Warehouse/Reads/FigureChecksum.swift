package import PhusaModel

/// What a fact says for one dataset and period, as one sum over natural keys: equal in two
/// warehouses where every row, current and closed, is.
package struct FigureChecksum: Codable, Hashable, Sendable {
    package let fact: String
    /// Code of the dataset whose drop brought the rows; empty for rows that the engine keeps.
    package let dataset: String
    /// Natural key of the period; empty for a fact without periods.
    package let period: String
    package let currentCount: Int
    package let closedCount: Int
    /// MD5, in hexadecimal, over the sorted sums of the rows: tells states apart, keeps no secret.
    package let digest: String
}

extension FigureChecksum {
    /// The sums of all facts, sorted; computed by the server.
    ///
    /// A row counts with its natural key, payload and line, and the keys of its events, which are the
    /// same for the same history on every machine. The events of `fact_submission` are left out:
    /// which one is cited depends on what was loaded first.
    package static func all(
        _ schema: StarSchema, on connection: Connection
    ) throws(WarehouseError) -> [FigureChecksum] {
        var sums: [FigureChecksum] = []
        for fact in schema.facts {
            let rows = try connection.query(statement(FactRowText(fact, schema)))
            for row in 0..<rows.rowCount {
                sums.append(
                    FigureChecksum(
                        fact: fact.name, dataset: rows.text(row, 0) ?? "",
                        period: rows.text(row, 1) ?? "", currentCount: rows.int(row, 2) ?? 0,
                        closedCount: rows.int(row, 3) ?? 0, digest: rows.text(row, 4) ?? ""))
            }
        }
        return sums
    }

    private static func statement(_ rows: FactRowText) -> String {
        let sources = rows.tables.map { source(rows, $0) }
        return """
            select dataset, period, count(*) filter (where not is_closed),
                count(*) filter (where is_closed),
                md5(string_agg(row_sum, '' order by row_sum collate "C"))
            from (\(sources.joined(separator: "\nunion all\n"))) r
            group by dataset, period order by dataset collate "C", period collate "C"
            """
    }

    private static func source(_ rows: FactRowText, _ table: FactRowText.Table) -> String {
        let isKept = rows.shape.fact.name == FactTable.submission
        let lineage = [
            "e.event_key", "o.event_key", table.isClosed ? "x.event_key" : "null", "f.line",
        ]
        let values = rows.columns + (isKept ? [] : lineage)
        let closing =
            table.isClosed ? "left join ledger.event x on x.event_id = f.closed_by" : ""
        return """
            select \(isKept ? "''" : "coalesce(s.code, '')") as dataset,
                \(rows.period) as period, \(table.isClosed) as is_closed,
                md5(row(\(values.joined(separator: ", ")), \(table.isClosed))::text) as row_sum
            from \(table.name) f \(rows.joins)
            left join ledger.event e on e.event_id = f.event_id
            left join ledger.event o on o.event_id = f.origin_id \(closing)
            left join ledger.dataset s on s.dataset_id = coalesce(o.dataset_id, e.dataset_id)
            """
    }
}

/// A part of a fact that two warehouses do not say alike.
package struct FigureDifference: Encodable, Hashable, Sendable {
    package let expected: FigureChecksum?
    package let found: FigureChecksum?

    /// The parts that differ or are missing on one side, sorted.
    package static func between(
        _ expected: [FigureChecksum], _ found: [FigureChecksum]
    ) -> [FigureDifference] {
        let left = keyed(expected)
        let right = keyed(found)
        return Set(left.keys).union(right.keys).sorted { $0.lexicographicallyPrecedes($1) }
            .filter { left[$0] != right[$0] }
            .map { FigureDifference(expected: left[$0], found: right[$0]) }
    }

    private static func keyed(_ sums: [FigureChecksum]) -> [[String]: FigureChecksum] {
        Dictionary(
            sums.map { ([$0.fact, $0.dataset, $0.period], $0) }, uniquingKeysWith: { $1 })
    }
}
