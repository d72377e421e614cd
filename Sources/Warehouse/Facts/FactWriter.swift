package import PhusaModel
import Storage

/// Writes changes of one fact by binary COPY, in the transaction that the connection is in.
///
/// Rows are sorted by key before they are sent: a primary key that is in place takes sorted rows
/// twice as fast. Foreign keys are declared but their row triggers rest while the rows go in; after
/// ``write(_:tables:)``, ``ForeignKeyCheck`` looks at the event's rows as a set.
package struct FactWriter {
    private let connection: Connection
    private let shape: FactShape

    package init(fact: FactTable, connection: Connection) {
        shape = FactShape(fact)
        self.connection = connection
    }

    /// - Returns: Rows written or taken away.
    @discardableResult
    package func write(
        _ changes: FactChanges, tables: FactTables
    ) throws(WarehouseError) -> Int {
        if changes.isEmpty { return 0 }
        FaultSite.beforeCopy.pass()
        try removeClosed(changes.closedRemoved, tables)
        FaultSite.afterClosedRemove.pass()
        try insert(changes.closedInserted, into: shape.closedTable, tables)
        FaultSite.afterMove.pass()
        try remove(changes.removed, tables)
        FaultSite.afterRemove.pass()
        try update(changes.updated, tables)
        FaultSite.afterUpdate.pass()
        try insert(changes.inserted, into: shape.table, tables)
        FaultSite.afterInsert.pass()
        return changes.rowCount
    }

    private func insert(
        _ versions: [FactVersions.Version], into table: String, _ tables: FactTables
    ) throws(WarehouseError) {
        guard !versions.isEmpty else { return }
        let isClosed = table == shape.closedTable
        try copy(
            versions, into: table,
            columns: shape.copiedColumnList + (isClosed ? ", closed_by" : ""), tables)
    }

    private func update(
        _ versions: [FactVersions.Version], _ tables: FactTables
    ) throws(WarehouseError) {
        guard !versions.isEmpty else { return }
        let change = try changeTable("update")
        try copy(versions, into: change, columns: shape.copiedColumnList, tables)
        let assignments = (["event_id", "origin_id", "line"] + shape.payloadColumns)
            .map { "\($0) = change.\($0)" }.joined(separator: ", ")
        try connection.execute(
            """
            update \(shape.table) as fact set \(assignments) from \(change) as change
            where \(shape.keysEqual("fact", "change"))
            """)
    }

    private func remove(_ cells: [Int], _ tables: FactTables) throws(WarehouseError) {
        guard !cells.isEmpty else { return }
        let change = try changeTable("remove")
        try copyKeys(cells.map { ($0, nil) }, into: change, tables)
        try connection.execute(
            """
            delete from \(shape.table) as fact using \(change) as change
            where \(shape.keysEqual("fact", "change"))
            """)
    }

    private func removeClosed(
        _ versions: [FactVersions.Version], _ tables: FactTables
    ) throws(WarehouseError) {
        guard !versions.isEmpty else { return }
        let change = try changeTable("unclose")
        try copyKeys(versions.map { ($0.cell, $0.event) }, into: change, tables)
        try connection.execute(
            """
            delete from \(shape.closedTable) as fact using \(change) as change
            where \(shape.keysEqual("fact", "change")) and fact.event_id = change.event_id
            """)
    }

    /// A table of this transaction alone, with the fact's columns and no constraint.
    private func changeTable(_ purpose: String) throws(WarehouseError) -> String {
        let name = Connection.quoteIdentifier("phusa_\(purpose)")
        try connection.execute(
            """
            drop table if exists pg_temp.\(name);
            create temporary table \(name) on commit drop as
            select \(shape.copiedColumnList) from \(shape.table) with no data
            """)
        return "pg_temp." + name
    }

    private func copy(
        _ versions: [FactVersions.Version], into table: String, columns: String,
        _ tables: FactTables
    ) throws(WarehouseError) {
        let columnCount = shape.copiedColumns.count
        var encoder = TupleEncoder()
        let rows = sorted(versions, tables)
        do throws(WarehouseError) {
            try send(rows, to: "\(table) (\(columns))") { version, writer in
                encoder.begin(columnCount: columnCount + (version.closedBy == nil ? 0 : 1))
                encoder.append(tables.keys.bytes(version.cell))
                encoder.append(version.event)
                encoder.append(version.origin == version.event ? nil : version.origin)
                encoder.append(version.line == 0 ? nil : version.line)
                encoder.append(tables.payloads.bytes(version.payload))
                if let closedBy = version.closedBy { encoder.append(closedBy) }
                writer(encoder.bytes)
            }
        } catch {
            // The server counts the rows of the COPY, in the order in which they are sent.
            var refusal = error
            if let row = error.copyRow, rows.indices.contains(row - 1), rows[row - 1].line > 0 {
                refusal.dropLine = Int(rows[row - 1].line)
            }
            throw refusal
        }
    }

    private func copyKeys(
        _ keys: [(cell: Int, event: Int32?)], into table: String, _ tables: FactTables
    ) throws(WarehouseError) {
        let hasEvents = keys.first?.event != nil
        let columns = shape.keyColumns + (hasEvents ? ["event_id"] : [])
        var encoder = TupleEncoder()
        try send(keys, to: "\(table) (\(columns.joined(separator: ", ")))") { key, writer in
            encoder.begin(columnCount: columns.count)
            encoder.append(tables.keys.bytes(key.cell))
            if let event = key.event { encoder.append(event) }
            writer(encoder.bytes)
        }
    }

    private func send<Row>(
        _ rows: [Row], to target: String, _ encode: (Row, ([UInt8]) -> Void) -> Void
    ) throws(WarehouseError) {
        _ = try connection.copyIn("copy \(target) from stdin (format binary)") {
            (writer) throws(WarehouseError) in
            try writer.write(TupleEncoder.header)
            var encoded: [UInt8] = []
            for row in rows {
                encode(row) { encoded = $0 }
                try writer.write(encoded)
            }
            try writer.write(TupleEncoder.trailer)
        }
    }

    private func sorted(
        _ versions: [FactVersions.Version], _ tables: FactTables
    ) -> [FactVersions.Version] {
        versions.sorted { left, right in
            let leftKey = tables.keys.bytes(left.cell)
            let rightKey = tables.keys.bytes(right.cell)
            return leftKey.lexicographicallyPrecedes(rightKey)
        }
    }
}

/// One row of binary COPY.
private struct TupleEncoder {
    /// Signature, flags and the length of an empty extension.
    static let header: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0x00] + Array(repeating: 0, count: 8)
    static let trailer: [UInt8] = [0xff, 0xff]

    private(set) var bytes: [UInt8] = []

    mutating func begin(columnCount: Int) {
        bytes.removeAll(keepingCapacity: true)
        withUnsafeBytes(of: Int16(columnCount).bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Fields that are encoded already, each with its length.
    mutating func append(_ encoded: ArraySlice<UInt8>) { bytes.append(contentsOf: encoded) }

    mutating func append(_ value: Int32?) {
        withUnsafeBytes(of: Int32(value == nil ? -1 : 4).bigEndian) {
            bytes.append(contentsOf: $0)
        }
        guard let value else { return }
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
