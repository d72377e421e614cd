package import PhusaModel

extension FactTable {
    /// The function that returns the rows in force at a moment: `warehouse.NAME(moment)`.
    package var asOfName: String { name + "_as_of" }
}

/// Rows of a fact as they were known at a moment.
///
/// Plain SQL without settings of its own, so that the planner may put it in place of its call.
struct AsOfFunction {
    private let fact: FactTable
    private let columns: [String]

    /// - Parameter columns: Those of the current table, in their physical order: the function
    ///   returns rows of its type.
    init(_ fact: FactTable, columns: [String]) {
        self.fact = fact
        self.columns = columns
    }

    var body: String {
        let current = """

            SELECT \(list) FROM \(TableShape.qualified(fact.name)) f
                JOIN ledger.event e ON e.event_id = f.event_id
            WHERE e.known_at <= $1

            """
        guard fact.history == .vintages else { return current }
        return current + """
            UNION ALL
            SELECT \(list) FROM \(TableShape.qualified(fact.closedName)) f
                JOIN ledger.event e ON e.event_id = f.event_id
                JOIN ledger.event x ON x.event_id = f.closed_by
            WHERE e.known_at <= $1 AND x.known_at > $1

            """
    }

    var creation: [String] {
        let name = TableShape.qualified(fact.asOfName)
        let about = "Rows in force at a moment, as known then"
        return [
            """
            CREATE OR REPLACE FUNCTION \(name)(moment timestamptz)
            RETURNS SETOF \(TableShape.qualified(fact.name)) LANGUAGE sql STABLE
            AS $as_of$\(body)$as_of$
            """,
            "COMMENT ON FUNCTION \(name)(timestamptz) IS \(Connection.quoteLiteral(about))",
        ]
    }

    private var list: String {
        columns.map { "f.\(Connection.quoteIdentifier($0))" }.joined(separator: ", ")
    }
}
