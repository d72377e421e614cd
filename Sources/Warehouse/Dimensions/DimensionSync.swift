package import PhusaModel

/// What bringing a dimension in line with its list changed.
package struct DimensionChange: Hashable, Sendable {
    package let dimension: String
    package let insertedCount: Int
    package let updatedCount: Int
    /// Rows of a bridge that no fact stands on.
    package let deletedCount: Int
}

/// Brings catalogue lists and CSV members into their dimension tables: inserts what is new, updates
/// what differs, deletes nothing, since facts may stand on it; a bridge alone loses the rows that its
/// list has lost.
package enum DimensionSync {
    /// Syncs all dimensions in one transaction, one process at a time.
    ///
    /// - Parameter whenChanged: Called before the COMMIT when something changed: the place to record
    ///   the `definition` event. What it throws undoes the changes.
    /// - Returns: Dimensions that changed; empty where nothing was written.
    @discardableResult
    package static func sync(
        _ schema: StarSchema, _ catalogue: Catalogue, on connection: Connection,
        whenChanged: ([DimensionChange]) throws(WarehouseError) -> Void = { _ in }
    ) throws(WarehouseError) -> [DimensionChange] {
        try connection.transaction { () throws(WarehouseError) in
            let changes = try syncInTransaction(schema, catalogue, on: connection)
            if !changes.isEmpty { try whenChanged(changes) }
            return changes
        }
    }

    /// As ``sync(_:_:on:whenChanged:)``, in a transaction that is under way and is the caller's.
    @discardableResult
    package static func syncInTransaction(
        _ schema: StarSchema, _ catalogue: Catalogue, on connection: Connection
    ) throws(WarehouseError) -> [DimensionChange] {
        try AdvisoryLock.waitForSchema(on: connection)
        var changes: [DimensionChange] = []
        // A bridge names rows of another dimension.
        let bridges = schema.dimensions.filter { $0.members == .catalogue(.areaChanges) }
        for dimension in schema.dimensions.filter({ !bridges.contains($0) }) + bridges {
            let areaIDs = bridges.contains(dimension) ? try areaIDs(schema, on: connection) : [:]
            guard let rows = try declaredRows(dimension, catalogue, areaIDs) else { continue }
            let change = try sync(dimension, rows, on: connection)
            if change.insertedCount + change.updatedCount + change.deletedCount > 0 {
                changes.append(change)
            }
        }
        return changes
    }

    /// Surrogate keys of areas by their natural keys.
    private static func areaIDs(_ schema: StarSchema, on connection: Connection)
        throws(WarehouseError) -> [String: Int32]
    {
        let list = schema.dimensions.first { $0.members == .catalogue(.areas) }
        guard let list else {
            throw WarehouseError(
                kind: .data, message: "a dimension of area-changes needs one of areas beside it")
        }
        let table = DimensionRows(list)
        var ids: [String: Int32] = [:]
        for (id, row) in try table.read(on: connection) { ids[table.key(row)] = id }
        return ids
    }

    /// - Returns: `nil` for a dimension that grows with what is loaded.
    private static func declaredRows(
        _ dimension: DimensionTable, _ catalogue: Catalogue, _ areaIDs: [String: Int32]
    ) throws(WarehouseError) -> [DimensionRows.Row]? {
        let table = DimensionRows(dimension)
        var rows: [DimensionRows.Row] = []
        switch dimension.members {
        case .rows(let values):
            for value in values { rows.append(try table.row(value)) }
        case .catalogue(let list):
            guard
                let members = CatalogueMembers.members(
                    of: list, in: catalogue, areaIDs: areaIDs)
            else { return nil }
            for member in members { rows.append(try table.row(member)) }
        }
        return rows
    }

    private static func sync(
        _ dimension: DimensionTable, _ rows: [DimensionRows.Row], on connection: Connection
    ) throws(WarehouseError) -> DimensionChange {
        let table = DimensionRows(dimension)
        var present: [String: (id: Int32, row: DimensionRows.Row)] = [:]
        for member in try table.read(on: connection) { present[table.key(member.row)] = member }
        var seen: Set<String> = []
        var inserted: [DimensionRows.Row] = []
        var updated: [(id: Int32, row: DimensionRows.Row)] = []
        for row in rows {
            let key = table.key(row)
            guard seen.insert(key).inserted else {
                throw WarehouseError(
                    kind: .data, message: "\(dimension.name) has two members with the key \(key)")
            }
            if let member = present[key] {
                if member.row != row { updated.append((member.id, row)) }
            } else {
                inserted.append(row)
            }
        }
        var deleted: [Int32] = []
        if dimension.members == .catalogue(.areaChanges) {
            deleted = present.filter { !seen.contains($0.key) }.map(\.value.id)
            try table.delete(deleted, on: connection)
        }
        try table.insert(inserted, on: connection)
        try table.update(updated, on: connection)
        return DimensionChange(
            dimension: dimension.name, insertedCount: inserted.count, updatedCount: updated.count,
            deletedCount: deleted.count)
    }
}
