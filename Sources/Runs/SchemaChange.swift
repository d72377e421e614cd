package import PhusaModel
package import Warehouse

/// What `warehouse apply` does: the ledger's numbered files, then the declared star schema.
package struct SchemaChange {
    package let migrations: [String]
    /// SQL in the order in which it ran, or would run.
    package let statements: [String]

    /// - Throws: `WarehouseError` of kind `.drift` that lists every difference that is not additive,
    ///   with the SQL that a person would have to run; then nothing was changed.
    package init(
        _ schema: StarSchema, on connection: Connection, isDryRun: Bool
    ) throws(WarehouseError) {
        guard isDryRun else {
            migrations = try Migrator.apply(on: connection)
            statements = try SchemaPlan.apply(schema, on: connection)
            return
        }
        migrations = try Migrator.pending(on: connection)
        try connection.begin()
        defer { connection.rollback() }
        try Migrator.applyInTransaction(on: connection)
        statements = try SchemaPlan(schema, on: connection).statements
    }
}
