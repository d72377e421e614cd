package import PhusaModel

/// Tells drops whose every row stood in the period before, with the same values.
package struct CopyReads {
    package struct Question: Hashable, Sendable {
        /// The drop's event.
        package let event: Int
        package let period: Period
        package let previous: Period

        package init(event: Int, period: Period, previous: Period) {
            self.event = event
            self.period = period
            self.previous = previous
        }
    }

    /// Rows with a value other than 0 that a copy must have: fewer may repeat by chance.
    package static let rowCountMin = 3

    private let shape: FactShape
    private let fact: FactTable
    private let connection: Connection

    package init(_ fact: FactTable, on connection: Connection) {
        self.fact = fact
        self.connection = connection
        shape = FactShape(fact)
    }

    /// The events of those drops whose rows of the period are all among the rows, of any vintage known
    /// when the drop came, of the period before; a value that had been corrected since is among them.
    ///
    /// Each row is looked up on its own, and the first that is new ends the question: a true delivery
    /// costs a look or two.
    ///
    /// - Parameter indicators: Those that the dataset covers; only they are looked at where the fact
    ///   has indicators.
    package func copies(
        _ questions: [Question], indicators: [IndicatorKey]
    ) throws(WarehouseError) -> Set<Int> {
        guard let scope = shape.scopeIndex, !questions.isEmpty else { return [] }
        let period = shape.keyColumns[scope]
        let hasIndicators = fact.keyColumns.contains { $0.name == "indicator_id" }
        let covered =
            hasIndicators ? " and r.indicator_id = any ((select ids from covered)::integer[])" : ""
        let own = """
            r.\(period) = q.period_id and coalesce(r.origin_id, r.event_id) = q.event_id
                and r.definition_id is null\(covered)
            """
        let result = try connection.query(
            """
            with covered as (select array_agg(indicator_id) as ids from warehouse.dim_indicator
                where (edition || '|' || code || '|' || methodology) = any ($1))
            select q.event_id from (values \(Self.values(questions)))
                as q (event_id, period_id, previous_id)
            join ledger.event e on e.event_id = q.event_id
            where (select count(*) from (select from \(rows) r where \(own)\(nonZero)
                    limit \(Self.rowCountMin)) found) = \(Self.rowCountMin)
                and (select true from \(rows) r where \(own) and \(isNew(period)) limit 1) is null
            """, [.textArray(hasIndicators ? indicators.map(\.description) : [])])
        return Set((0..<result.rowCount).compactMap { result.int($0, 0) })
    }

    private static func values(_ questions: [Question]) -> String {
        questions.map { "(\($0.event), \($0.period.id), \($0.previous.id))" }
            .joined(separator: ", ")
    }

    /// All versions of the fact's rows.
    private var rows: String {
        let columns =
            (shape.keyColumns + shape.payloadColumns + ["event_id", "origin_id", "definition_id"])
            .joined(separator: ", ")
        let current = "select \(columns) from \(shape.table)"
        guard shape.keepsVintages else { return "(\(current))" }
        return "(\(current) union all select \(columns) from \(shape.closedTable))"
    }

    /// What a figure says, where the fact has figures; else all that a row says.
    private var measures: [String] {
        let figures = ["value", "mark"].filter { name in
            fact.payloadColumns.contains { $0.name == name }
        }
        return figures.contains("value") ? figures : shape.payloadColumns
    }

    private var nonZero: String { measures.first == "value" ? " and r.value <> 0" : "" }

    /// That no row of the period before says the same as `r`.
    private func isNew(_ period: String) -> String {
        let keys = shape.keyColumns.filter { $0 != period }.map { "p.\($0) = r.\($0)" }
        let values = measures.map { "p.\($0) is not distinct from r.\($0)" }
        return """
            (select true from \(rows) p join ledger.event k on k.event_id = p.event_id
                where p.\(period) = q.previous_id and k.known_at <= e.known_at
                    and \((keys + values).joined(separator: " and ")) limit 1) is null
            """
    }
}
