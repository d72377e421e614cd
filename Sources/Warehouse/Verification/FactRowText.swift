import PhusaModel

/// The rows of one fact by natural keys, in SQL: surrogate numbers depend on the order of loading.
struct FactRowText {
    struct Table {
        let name: String
        let isClosed: Bool
    }

    let shape: FactShape
    /// Joins the members that the rows of `f` refer to; a row without one stays.
    let joins: String
    /// Those of the key's columns alone.
    let keyJoins: String
    /// One expression over `f` and the joined members for each column of the fact.
    let columns: [String]

    init(_ fact: FactTable, _ schema: StarSchema) {
        shape = FactShape(fact)
        var joins: [(column: Int, sql: String)] = []
        var columns: [String] = []
        for (index, column) in fact.columns.enumerated() {
            let name = "f." + Connection.quoteIdentifier(column.name)
            guard let dimension = column.dimension.flatMap({ schema.dimension(named: $0) }) else {
                columns.append(name)
                continue
            }
            let member = "m\(index)"
            let id = "\(member)." + Connection.quoteIdentifier(dimension.idColumn)
            let table = TableShape.qualified(dimension.name)
            joins.append((index, "left join \(table) \(member) on \(id) = \(name)"))
            let key = dimension.naturalKey.map { part in
                "coalesce(\(member).\(Connection.quoteIdentifier(part))::text, "
                    + "'\(NaturalKeyText.unknownDate)')"
            }.joined(separator: " || '|' || ")
            columns.append("case when \(id) is null then '#' || \(name) else \(key) end")
        }
        self.joins = joins.map(\.sql).joined(separator: "\n")
        keyJoins = joins.filter { $0.column < fact.keyColumnCount }.map(\.sql)
            .joined(separator: "\n")
        self.columns = columns
    }

    var tables: [Table] {
        let current = Table(name: shape.table, isClosed: false)
        guard shape.keepsVintages else { return [current] }
        return [current, Table(name: shape.closedTable, isClosed: true)]
    }

    /// `fact_target: statistical|month|…, 84`: the fact and the row's key.
    var text: String {
        let keys = columns.prefix(shape.keyColumns.count).joined(separator: ", ")
        return "\(Connection.quoteLiteral(shape.fact.name + ": ")) || concat_ws(', ', \(keys))"
    }

    /// The natural key of the row's period; empty for a fact without periods.
    var period: String { shape.scopeIndex.map { columns[$0] } ?? "''" }

    /// A statement that lists rows, each with the value of a column of its own.
    func listing(_ table: Table, _ column: String, where condition: String) -> String {
        let name = Connection.quoteIdentifier(column)
        return """
            select \(text) || ': ' || \(Connection.quoteLiteral(column)) || ' '
                || coalesce(f.\(name)::text, 'null')
            from \(table.name) f \(keyJoins) where \(condition)
            """
    }

    /// Rows whose column refers to nothing.
    func orphans(
        in table: Table, column: String, of target: String, key: String
    ) -> String {
        let name = "f." + Connection.quoteIdentifier(column)
        let id = "t." + Connection.quoteIdentifier(key)
        return listing(
            table, column,
            where: "\(name) is not null and not exists "
                + "(select from \(target) t where \(id) = \(name))")
    }
}
