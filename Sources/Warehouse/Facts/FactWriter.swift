package import PhusaModel
import Storage

/// Writes changes of one fact by binary COPY, in the transaction that the connection is in.
///
/// Rows are sorted by key before they are sent: a primary key that is in place takes sorted rows
/// twice as fast. Foreign keys are declared but their row triggers rest while the rows go in; after
/// that, ``ForeignKeyCheck`` looks at the event's rows as a set.
package struct FactWriter {
    private let connection: Connection
    private let shape: FactShape

    package init(fact: FactTable, connection: Connection) {
        self.init(shape: FactShape(fact), connection: connection)
    }

    init(shape: FactShape, connection: Connection) {
        self.shape = shape
        self.connection = connection
    }

    /// Writes what a fold changes.
    ///
    /// - Returns: Rows written or taken away.
    @discardableResult
    package func write(
        _ changes: FactChanges, tables: FactTables
    ) throws(WarehouseError) -> Int {
        if changes.isEmpty { return 0 }
        let columnCount = shape.copiedColumns.count
        func versions(_ versions: [FactVersions.Version]) -> VersionTuples {
            VersionTuples(versions, tables, columnCount: columnCount)
        }
        func keys(_ cells: [(cell: Int, event: Int32?)], _ count: Int) -> KeyTuples {
            KeyTuples(cells: cells, tables: tables, columnCount: count)
        }
        let keyCount = shape.keyColumns.count
        FaultSite.beforeCopy.pass()
        try removeClosed(keys(changes.closedRemoved.map { ($0.cell, $0.event) }, keyCount + 1))
        FaultSite.afterClosedRemove.pass()
        try close(versions(changes.closedInserted))
        FaultSite.afterMove.pass()
        try remove(keys(changes.removed.map { ($0, nil) }, keyCount))
        FaultSite.afterRemove.pass()
        try update(versions(changes.updated), columns: shape.copiedColumns)
        FaultSite.afterUpdate.pass()
        try insert(versions(changes.inserted), columns: shape.copiedColumns)
        FaultSite.afterInsert.pass()
        return changes.rowCount
    }

    /// Writes what the last drop of a scope changes.
    ///
    /// - Returns: Whether all rows of the fact are new, so that its key had a rest.
    @discardableResult
    package func write(_ changes: ScopeChanges) throws(WarehouseError) -> Bool {
        if changes.isEmpty { return false }
        let payloadCount = changes.rows.payloadColumnCount
        let columns =
            shape.keyColumns + ["event_id", "line"] + shape.payloadColumns.prefix(payloadCount)
        func tuples(_ state: ScopeChanges.State) -> RowTuples {
            RowTuples(
                changes.rows, places: changes.places(state), event: changes.event,
                payloadColumnCount: payloadCount)
        }
        FaultSite.beforeCopy.pass()
        FaultSite.afterClosedRemove.pass()
        let removed = try stage(changes.removed, "remove", columns: shape.keyColumns)
        let changed = try stage(tuples(.changed), "update", columns: columns)
        for change in [removed, changed].compactMap({ $0 }) {
            try close(rowsOf: change, by: changes.event)
        }
        FaultSite.afterMove.pass()
        if let removed { try remove(rowsOf: removed) }
        FaultSite.afterRemove.pass()
        if let changed { try update(from: changed) }
        FaultSite.afterUpdate.pass()
        let isAllNew = try insert(tuples(.new), columns: columns)
        FaultSite.afterInsert.pass()
        return isAllNew
    }

    // MARK: The five kinds of change

    /// - Returns: Whether the fact was empty, and its key had a rest.
    @discardableResult
    private func insert(
        _ tuples: some TupleSource, columns: [String]
    ) throws(WarehouseError) -> Bool {
        guard tuples.tupleCount > 0 else { return false }
        let rest = try KeyRest(shape, connection).begin(tupleCount: tuples.tupleCount)
        try copy(tuples, into: shape.table, columns: columns)
        try rest?.end()
        return rest != nil
    }

    private func close(_ tuples: some TupleSource) throws(WarehouseError) {
        try copy(tuples, into: shape.closedTable, columns: shape.copiedColumns + ["closed_by"])
    }

    /// Copies the current rows that a table names by their keys, as they are.
    private func close(rowsOf change: String, by event: Int32) throws(WarehouseError) {
        guard shape.keepsVintages else { return }
        let columns = shape.copiedColumns
        try connection.execute(
            """
            insert into \(shape.closedTable) (\(shape.copiedColumnList), closed_by)
            select \(columns.map { "fact.\($0)" }.joined(separator: ", ")), \(event)
            from \(shape.table) as fact, \(change) as change
            where \(shape.keysEqual("fact", "change"))
            """)
    }

    /// Columns that are not sent become null.
    private func update(
        _ tuples: some TupleSource, columns: [String]
    ) throws(WarehouseError) {
        guard let change = try stage(tuples, "update", columns: columns) else { return }
        try update(from: change)
    }

    private func update(from change: String) throws(WarehouseError) {
        let assignments = (["event_id", "origin_id", "line"] + shape.payloadColumns)
            .map { "\($0) = change.\($0)" }.joined(separator: ", ")
        try connection.execute(
            """
            update \(shape.table) as fact set \(assignments) from \(change) as change
            where \(shape.keysEqual("fact", "change"))
            """)
    }

    private func remove(_ tuples: some TupleSource) throws(WarehouseError) {
        guard let change = try stage(tuples, "remove", columns: shape.keyColumns) else { return }
        try remove(rowsOf: change)
    }

    private func remove(rowsOf change: String) throws(WarehouseError) {
        try connection.execute(
            """
            delete from \(shape.table) as fact using \(change) as change
            where \(shape.keysEqual("fact", "change"))
            """)
    }

    private func removeClosed(_ tuples: some TupleSource) throws(WarehouseError) {
        let columns = shape.keyColumns + ["event_id"]
        guard let change = try stage(tuples, "unclose", columns: columns) else { return }
        try connection.execute(
            """
            delete from \(shape.closedTable) as fact using \(change) as change
            where \(shape.keysEqual("fact", "change")) and fact.event_id = change.event_id
            """)
    }

    /// Copies rows into a table of this transaction alone.
    ///
    /// - Returns: Its name; `nil` where there are no rows.
    private func stage(
        _ tuples: some TupleSource, _ purpose: String, columns: [String]
    ) throws(WarehouseError) -> String? {
        guard tuples.tupleCount > 0 else { return nil }
        let change = try changeTable(purpose)
        try copy(tuples, into: change, columns: columns)
        return change
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
        _ tuples: some TupleSource, into table: String, columns: [String]
    ) throws(WarehouseError) {
        guard tuples.tupleCount > 0 else { return }
        let target = "\(table) (\(columns.joined(separator: ", ")))"
        var encoder = TupleEncoder()
        defer { encoder.deallocate() }
        var source = tuples
        do throws(WarehouseError) {
            _ = try connection.copyIn("copy \(target) from stdin (format binary)") {
                (writer) throws(WarehouseError) in
                encoder.begin()
                for index in 0..<tuples.tupleCount {
                    source.append(index, to: &encoder)
                    try encoder.sendIfFull(to: writer)
                }
                try encoder.finish(to: writer)
            }
        } catch {
            // The server counts the rows of the COPY, in the order in which they are sent.
            var refusal = error
            if let row = error.copyRow, (1...tuples.tupleCount).contains(row) {
                let line = tuples.line(row - 1)
                if line > 0 { refusal.dropLine = line }
            }
            throw refusal
        }
    }
}
