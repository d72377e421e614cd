package import PhusaModel

/// Natural keys to surrogate keys, each dimension read once per session.
///
/// Advice to the next editor: a member that a transaction inserted is in the cache before the
/// COMMIT. Whoever rolls back calls ``forgetAdded()``, or the cache names members that are not there.
package final class DimensionMap {
    private let schema: StarSchema
    private let connection: Connection
    private var ids: [String: [String: Int32]] = [:]
    private var hasAdded: Set<String> = []

    package init(_ schema: StarSchema, on connection: Connection) {
        self.schema = schema
        self.connection = connection
    }

    /// The surrogate key of each member, in the list's order.
    ///
    /// Periods and breakdowns that are new are inserted in the transaction under way.
    ///
    /// - Throws: Kind `.data` naming the members of other dimensions that are not there.
    package func resolve(_ members: MemberList, dimension name: String) throws(WarehouseError)
        -> [Int32]
    {
        guard let dimension = schema.dimension(named: name) else {
            throw WarehouseError(kind: .data, message: "nobody declares dimension \(name)")
        }
        if ids[name] == nil { try load(dimension) }
        if !missing(members, name).isEmpty {
            try insertDerived(missing(members, name), dimension)
            // Also where another session has brought in what the catalogue has new.
            try load(dimension)
        }
        let unknown = missing(members, name)
        guard unknown.isEmpty else {
            throw WarehouseError(
                kind: .data,
                message: "\(name) has no member \(unknown.prefix(10).joined(separator: ", "))",
                detail: "\(unknown.count) unknown in all")
        }
        return members.keys.map { ids[name]?[$0] ?? 0 }
    }

    /// The surrogate key of one member, or `nil` where there is none; inserts nothing.
    package func id(of key: String, dimension name: String) throws(WarehouseError) -> Int32? {
        guard let dimension = schema.dimension(named: name) else { return nil }
        if ids[name]?[key] == nil { try load(dimension) }
        return ids[name]?[key]
    }

    /// All members of a dimension that are there.
    package func members(of name: String) throws(WarehouseError) -> [String: Int32] {
        if let dimension = schema.dimension(named: name) { try load(dimension) }
        return ids[name] ?? [:]
    }

    /// To be called after a ROLLBACK.
    package func forgetAdded() {
        for name in hasAdded { ids[name] = nil }
        hasAdded = []
    }

    /// To be called before members of the catalogue are brought in: a former attempt that was rolled
    /// back may have been read.
    package func forget() {
        ids = [:]
        hasAdded = []
    }

    private func missing(_ members: MemberList, _ name: String) -> [String] {
        let known = ids[name] ?? [:]
        return members.keys.filter { known[$0] == nil }
    }

    private func load(_ dimension: DimensionTable) throws(WarehouseError) {
        let table = DimensionRows(dimension)
        var known: [String: Int32] = [:]
        for member in try table.read(on: connection) { known[table.key(member.row)] = member.id }
        ids[dimension.name] = known
    }

    private func insertDerived(_ keys: [String], _ dimension: DimensionTable)
        throws(WarehouseError)
    {
        let table = DimensionRows(dimension)
        var rows: [DimensionRows.Row] = []
        switch dimension.members {
        case .catalogue(.periods):
            var periodIDs: [Int32] = []
            for key in keys {
                guard let member = CatalogueMembers.period(naturalKey: key),
                    let period = Period(naturalKey: key)
                else { continue }
                rows.append(try table.row(member))
                periodIDs.append(period.id)
            }
            try table.insert(rows, ids: periodIDs, on: connection)
        case .catalogue(.breakdowns):
            for key in keys {
                rows.append(try table.row(CatalogueMembers.breakdown(naturalKey: key)))
            }
            try table.insert(rows, on: connection)
        default: return
        }
        hasAdded.insert(dimension.name)
    }
}
