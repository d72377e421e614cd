package import PhusaModel

/// Brings the rows of derived indicators in line with what they are computed from, in the
/// transaction under way.
package struct DerivedFact {
    private let fact: FactTable
    private let schema: StarSchema
    private let shape: FactShape
    private let roles: FactRoles
    private let connection: Connection

    /// - Returns: `nil` where the fact has not the columns of a derived figure.
    package init?(fact: FactTable, schema: StarSchema, connection: Connection) {
        guard let roles = FactRoles(fact, schema) else { return nil }
        self.fact = fact
        self.schema = schema
        self.roles = roles
        self.connection = connection
        shape = FactShape(fact, isDerived: true)
    }

    /// What computing the cells of a query changes; nothing is written.
    package func changes(
        _ query: DerivedQuery
    ) throws(WarehouseError) -> (changes: FactChanges, tables: FactTables) {
        var tables = FactTables()
        let wanted = try computed(query, &tables)
        let current = try held(query, shape.table, isClosed: false, &tables)
        let closed = try held(query, shape.closedTable, isClosed: true, &tables)
        var changes = FactChanges(
            heldCurrent: current, heldClosed: closed,
            current: wanted.filter { $0.closedBy == nil },
            closed: wanted.filter { $0.closedBy != nil }, keepsVintages: true)
        changes.revaluedCount = Self.revaluedCount(from: current, to: changes.updated, tables)
        return (changes, tables)
    }

    /// A figure that another version of its formula gives too says the same.
    private static func revaluedCount(
        from held: [FactVersions.Version], to updated: [FactVersions.Version], _ tables: FactTables
    ) -> Int {
        let before = Dictionary(held.map { ($0.cell, $0.payload) }, uniquingKeysWith: { $1 })
        return updated.count { version in
            guard let old = before[version.cell] else { return false }
            return tables.payloads.bytes(old).dropLast(definitionByteCount)
                != tables.payloads.bytes(version.payload).dropLast(definitionByteCount)
        }
    }

    /// The last column of a payload: the length and the number of the version of a formula.
    private static let definitionByteCount = 8

    package func write(
        _ changes: FactChanges, tables: FactTables
    ) throws(WarehouseError) -> TouchedFigures {
        try FactWriter(shape: shape, connection: connection).write(changes, tables: tables)
        return TouchedFigures(changes, tables, fact: fact, schema: schema)
    }

    /// Periods that have figures of indicators, of any time.
    package func periods(of indicators: [Int32]) throws(WarehouseError) -> [Int32: Set<Int32>] {
        let columns = "\(roles.indicator) as i, \(roles.period) as p"
        let condition = "\(roles.indicator) = any ($1::integer[])"
        let result = try connection.query(
            """
            select distinct i, p from (select \(columns) from \(shape.table) where \(condition)
                union all select \(columns) from \(shape.closedTable) where \(condition)) f
            """, [.intArray(indicators)])
        var periods: [Int32: Set<Int32>] = [:]
        for row in 0..<result.rowCount {
            periods[Int32(result.int(row, 0) ?? 0), default: []].insert(
                Int32(result.int(row, 1) ?? 0))
        }
        return periods
    }

    // MARK: Reading

    private func computed(
        _ query: DerivedQuery, _ tables: inout FactTables
    ) throws(WarehouseError) -> [FactVersions.Version] {
        var chains = VersionChains(tables: tables, keyCount: shape.keyColumns.count)
        let payloadEnd = shape.keyColumns.count + 2 + shape.payloadColumns.count
        let period = shape.scopeIndex ?? 0
        var reader = BinaryCopyReader()
        try connection.execute(Self.plannerLimits)
        try connection.copyOut(DerivedSQL(query: query, shape: shape, roles: roles).text) {
            (message) throws(WarehouseError) in
            reader.read(message) { chains.take($0, period: period, payloadEnd: payloadEnd) }
        }
        try connection.execute(Self.noPlannerLimits)
        tables = chains.tables
        return chains.versions
    }

    /// The planner takes each part of the statement for one row and would go through one part for each
    /// row of another; and starting workers takes longer than most statements.
    private static let plannerLimits =
        "set local enable_nestloop = off; set local max_parallel_workers_per_gather = 0"
    private static let noPlannerLimits =
        "set local enable_nestloop to default; set local max_parallel_workers_per_gather to default"

    private func held(
        _ query: DerivedQuery, _ table: String, isClosed: Bool, _ tables: inout FactTables
    ) throws(WarehouseError) -> [FactVersions.Version] {
        var conditions = [
            "definition_id is not null", "\(roles.indicator) = \(query.indicator)",
            "\(roles.period) = any (\(FactScope.array(query.periods.map(\.id))))",
        ]
        if let areas = query.areas {
            conditions.append("\(roles.area) = any (\(FactScope.array(areas)))")
        }
        return try FactReader(shape: shape, connection: connection).versions(
            table, isClosed: isClosed, where: conditions.joined(separator: " and "), &tables)
    }
}

/// Makes versions of what a cell was at one moment after the other.
private struct VersionChains {
    var tables: FactTables
    let keyCount: Int
    private(set) var versions: [FactVersions.Version] = []
    private var last: FactVersions.Version?

    init(tables: FactTables, keyCount: Int) {
        self.tables = tables
        self.keyCount = keyCount
    }

    mutating func take(_ tuple: BinaryCopyReader.Tuple, period: Int, payloadEnd: Int) {
        let cell = tables.cell(
            key: tuple.encoded(0..<keyCount), period: tuple.int32(period) ?? 0)
        let event = tuple.int32(keyCount) ?? 0
        let isPresent = tuple.int32(keyCount + 1) == 1
        let payload =
            isPresent
            ? tables.payloads.number(of: tuple.encoded(keyCount + 2..<payloadEnd)) : -1
        if let last, last.cell == cell, last.closedBy == nil {
            if last.payload == payload { return }
            versions[versions.count - 1] = last.closed(by: event)
        }
        last = nil
        guard isPresent else { return }
        let version = FactVersions.Version(
            cell: cell, payload: payload, event: event, origin: event, line: 0, closedBy: nil)
        versions.append(version)
        last = version
    }
}

extension FactVersions.Version {
    fileprivate func closed(by event: Int32) -> FactVersions.Version {
        FactVersions.Version(
            cell: cell, payload: payload, event: self.event, origin: origin, line: line,
            closedBy: event)
    }
}
