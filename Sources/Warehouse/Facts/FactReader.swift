package import PhusaModel
import Storage

/// Reads loaded rows of a fact, current and closed, as numbers for the history.
package struct FactReader {
    private let connection: Connection
    private let shape: FactShape

    package init(fact: FactTable, connection: Connection) {
        self.init(shape: FactShape(fact), connection: connection)
    }

    init(shape: FactShape, connection: Connection) {
        self.shape = shape
        self.connection = connection
    }

    /// The current rows of a scope.
    package func current(
        _ scope: FactScope, tables: inout FactTables
    ) throws(WarehouseError) -> FactVersions {
        try read(shape.table, isClosed: false, scope, &tables)
    }

    /// The closed rows of a scope; none for a fact without vintages.
    package func closed(
        _ scope: FactScope, tables: inout FactTables
    ) throws(WarehouseError) -> FactVersions {
        guard shape.keepsVintages else { return FactVersions() }
        return try read(shape.closedTable, isClosed: true, scope, &tables)
    }

    /// Lets the current rows of a scope pass by a difference.
    package func pass(
        _ scope: FactScope, by diff: inout ScopeDiff
    ) throws(WarehouseError) {
        FaultSite.beforeDiff.pass()
        defer { FaultSite.afterDiff.pass() }
        guard try mayHoldRows(shape.table, scope) else { return }
        try read(shape.table, diff.columns.expressions, where: scope.condition(shape)) {
            diff.take($0)
        }
    }

    private func read(
        _ table: String, isClosed: Bool, _ scope: FactScope, _ tables: inout FactTables
    ) throws(WarehouseError) -> FactVersions {
        FaultSite.beforeDiff.pass()
        defer { FaultSite.afterDiff.pass() }
        var versions = FactVersions()
        guard try mayHoldRows(table, scope) else { return versions }
        versions.versions = try self.versions(
            table, isClosed: isClosed, where: scope.condition(shape), &tables)
        return versions
    }

    /// The rows of a table that a condition holds for.
    func versions(
        _ table: String, isClosed: Bool, where condition: String, _ tables: inout FactTables
    ) throws(WarehouseError) -> [FactVersions.Version] {
        let keyCount = shape.keyColumns.count
        let payloadEnd = shape.copiedColumns.count
        var versions: [FactVersions.Version] = []
        var found = tables
        let columns = shape.copiedColumns + (isClosed ? ["closed_by"] : [])
        try read(table, columns, where: condition) { tuple in
            let period = shape.scopeIndex.flatMap { tuple.int32($0) } ?? 0
            let event = tuple.int32(keyCount) ?? 0
            versions.append(
                FactVersions.Version(
                    cell: found.cell(key: tuple.encoded(0..<keyCount), period: period),
                    payload: found.payloads.number(of: tuple.encoded(keyCount + 3..<payloadEnd)),
                    event: event, origin: tuple.int32(keyCount + 1) ?? event,
                    line: tuple.int32(keyCount + 2) ?? 0,
                    closedBy: isClosed ? tuple.int32(payloadEnd) : nil))
        }
        tables = found
        return versions
    }

    private func read(
        _ table: String, _ columns: [String], where condition: String,
        _ body: (BinaryCopyReader.Tuple) -> Void
    ) throws(WarehouseError) {
        let sql = """
            copy (select \(columns.joined(separator: ", ")) from \(table)
            where \(condition)) to stdout (format binary)
            """
        var reader = BinaryCopyReader()
        try connection.copyOut(sql) { (message) throws(WarehouseError) in
            reader.read(message, body)
        }
    }

    /// Whether a table may hold rows of a scope: of new periods the index says at once that there are
    /// none, where a scan of a large fact would look at every row.
    private func mayHoldRows(
        _ table: String, _ scope: FactScope
    ) throws(WarehouseError) -> Bool {
        // Only where the scope column leads the primary key.
        guard let periods = scope.periods, shape.scopeIndex == 0 else { return true }
        try connection.execute("set local enable_seqscan = off")
        let result = try connection.query(
            """
            select exists (select from \(table) where \(shape.keyColumns[0]) = any ($1::integer[]))
            """, [.intArray(periods)])
        try connection.execute("set local enable_seqscan = default")
        return result.text(0, 0) == "t"
    }
}
