import PhusaModel

/// Rows of one dimension in the order of its columns, as PostgreSQL's text; and how they are read
/// and written.
struct DimensionRows {
    typealias Row = [String?]

    let dimension: DimensionTable
    private let keyIndices: [Int]

    init(_ dimension: DimensionTable) {
        self.dimension = dimension
        keyIndices = dimension.naturalKey.compactMap { name in
            dimension.columns.firstIndex { $0.name == name }
        }
    }

    private var table: String { TableShape.qualified(dimension.name) }
    private var id: String { Connection.quoteIdentifier(dimension.idColumn) }
    private var names: [String] { dimension.columns.map { Connection.quoteIdentifier($0.name) } }

    func key(_ row: Row) -> String { NaturalKeyText.join(keyIndices.map { row[$0] }) }

    /// The row of a catalogue's member, in its canonical form.
    func row(_ member: CatalogueMembers.Member) throws(WarehouseError) -> Row {
        try row(dimension.columns.map { member[$0.name] ?? nil })
    }

    /// - Throws: Kind `.data` for a value that its column cannot hold.
    func row(_ values: Row) throws(WarehouseError) -> Row {
        guard values.count == dimension.columns.count else {
            throw WarehouseError(
                kind: .data, message: "a row of \(dimension.name) has \(values.count) values")
        }
        var row: Row = []
        for (column, value) in zip(dimension.columns, values) {
            guard let value, !(value.isEmpty && column.isNullable) else {
                row.append(nil)
                continue
            }
            guard let text = column.type.canonical(value) else {
                throw WarehouseError(
                    kind: .data,
                    message: "\(dimension.name).\(column.name) takes no \"\(value)\": "
                        + "needs \(column.type.rawValue)")
            }
            row.append(text)
        }
        return row
    }

    /// All rows with their surrogate keys.
    func read(on connection: Connection) throws(WarehouseError) -> [(id: Int32, row: Row)] {
        let rows = try connection.query(
            "SELECT \(id), \(names.joined(separator: ", ")) FROM \(table)")
        return (0..<rows.rowCount).map { index in
            let row = dimension.columns.indices.map { column in
                rows.text(index, column + 1).flatMap {
                    dimension.columns[column].type.canonical($0)
                }
            }
            return (Int32(rows.int(index, 0) ?? 0), row)
        }
    }

    /// Inserts rows; those whose natural key is there already are left as they are.
    ///
    /// - Parameter ids: Surrogate keys, where they are given by us.
    func insert(_ rows: [Row], ids: [Int32]? = nil, on connection: Connection)
        throws(WarehouseError)
    {
        guard !rows.isEmpty else { return }
        var targets = names
        var sources = casts(startingAt: 1)
        var parameters = columns(rows)
        if let ids {
            targets.append(id)
            sources.append("unnest($\(parameters.count + 1)::int[])")
            parameters.append(.intArray(ids))
        }
        _ = try connection.query(
            """
            INSERT INTO \(table) (\(targets.joined(separator: ", ")))
            SELECT \(sources.joined(separator: ", ")) ON CONFLICT DO NOTHING
            """, parameters)
    }

    func delete(_ ids: [Int32], on connection: Connection) throws(WarehouseError) {
        guard !ids.isEmpty else { return }
        _ = try connection.query(
            "DELETE FROM \(table) WHERE \(id) = any ($1::int[])", [.intArray(ids)])
    }

    func update(_ rows: [(id: Int32, row: Row)], on connection: Connection)
        throws(WarehouseError)
    {
        guard !rows.isEmpty else { return }
        let aliases = names.indices.map { "c\($0)" }
        let assignments = zip(names, aliases).map { "\($0) = s.\($1)" }.joined(separator: ", ")
        let sources = zip(casts(startingAt: 2), aliases).map { "\($0) AS \($1)" }
        _ = try connection.query(
            """
            UPDATE \(table) d SET \(assignments)
            FROM (SELECT unnest($1::int[]) AS id, \(sources.joined(separator: ", "))) s
            WHERE d.\(id) = s.id
            """, [.intArray(rows.map(\.id))] + columns(rows.map(\.row)))
    }

    private func casts(startingAt first: Int) -> [String] {
        dimension.columns.enumerated().map { index, column in
            "unnest($\(first + index)::text[])::\(column.type.sql)"
        }
    }

    private func columns(_ rows: [Row]) -> [SQLParameter] {
        dimension.columns.indices.map { column in .optionalTextArray(rows.map { $0[column] }) }
    }
}
