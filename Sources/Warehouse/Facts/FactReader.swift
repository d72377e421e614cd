package import PhusaModel
import Storage

/// Reads loaded rows of a fact, current and closed, as numbers for the history.
package struct FactReader {
    private let connection: Connection
    private let shape: FactShape

    package init(fact: FactTable, connection: Connection) {
        shape = FactShape(fact)
        self.connection = connection
    }

    /// The current rows of a scope.
    package func current(
        _ scope: FactScope, tables: inout FactTables
    ) throws(WarehouseError) -> FactVersions {
        try read(shape.table, closedBy: nil, scope, &tables)
    }

    /// The closed rows of a scope; none for a fact without vintages.
    package func closed(
        _ scope: FactScope, tables: inout FactTables
    ) throws(WarehouseError) -> FactVersions {
        guard shape.keepsVintages else { return FactVersions() }
        return try read(shape.closedTable, closedBy: "closed_by", scope, &tables)
    }

    private func read(
        _ table: String, closedBy: String?, _ scope: FactScope, _ tables: inout FactTables
    ) throws(WarehouseError) -> FactVersions {
        let columns = shape.copiedColumns + (closedBy.map { [$0] } ?? [])
        let sql = """
            copy (select \(columns.joined(separator: ", ")) from \(table)
            where \(scope.condition(shape))) to stdout (format binary)
            """
        let keyCount = shape.keyColumns.count
        let payloadEnd = shape.copiedColumns.count
        var reader = BinaryCopyReader()
        var versions = FactVersions()
        var found = tables
        FaultSite.beforeDiff.pass()
        try connection.copyOut(sql) { (message) throws(WarehouseError) in
            reader.read(message) { tuple in
                let period = shape.scopeIndex.flatMap { tuple.int32($0) } ?? 0
                let event = tuple.int32(keyCount) ?? 0
                versions.versions.append(
                    FactVersions.Version(
                        cell: found.cell(key: tuple.encoded(0..<keyCount), period: period),
                        payload: found.payloads.number(
                            of: tuple.encoded(keyCount + 3..<payloadEnd)),
                        event: event, origin: tuple.int32(keyCount + 1) ?? event,
                        line: tuple.int32(keyCount + 2) ?? 0,
                        closedBy: closedBy == nil ? nil : tuple.int32(payloadEnd)))
            }
        }
        FaultSite.afterDiff.pass()
        tables = found
        return versions
    }
}
