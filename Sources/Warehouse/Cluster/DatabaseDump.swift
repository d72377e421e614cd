/// The warehouse's schemas as one file, written and read by PostgreSQL's own programs.
package enum DatabaseDump {
    private static let schemas = ["ledger", "warehouse", "staging"]

    /// Writes what a snapshot sees, flushed to disk.
    ///
    /// - Parameters:
    ///   - snapshot: Exported by a transaction that is still open: ``Connection/exportSnapshot()``.
    ///   - serverVersion: As ``Connection/serverVersion``; a program of an older version refuses.
    /// - Throws: Kind `.cluster` with what the program said; the file may be there, cut short.
    package static func write(
        _ target: ConnectionTarget, serverVersion: Int, snapshot: String, to path: String
    ) async throws(WarehouseError) {
        let programs = try await ServerPrograms.find(atLeast: serverVersion / 10_000)
        let client = try target.client()
        try await programs.runClient(
            "pg_dump",
            ["--format=custom", "--no-password", "--snapshot", snapshot, "--file", path]
                + schemas.map { "--schema=\($0)" } + client.arguments,
            environment: client.environment)
    }

    /// Reads a file into the empty database of a cluster that runs.
    ///
    /// - Throws: Kind `.cluster` with what the program said; part of the file may be restored.
    package static func restore(
        _ path: String, into cluster: EmbeddedCluster
    ) async throws(WarehouseError) {
        let programs = try await ServerPrograms.find(majorVersion: cluster.status().majorVersion)
        let client = try cluster.connectionTarget().client()
        try await programs.runClient(
            "pg_restore",
            ["--exit-on-error", "--no-owner", "--no-privileges", "--no-password"]
                + client.arguments + [path], environment: client.environment)
    }
}

extension Connection {
    /// The name by which another session sees what this transaction sees, while it lasts.
    package func exportSnapshot() throws(WarehouseError) -> String {
        try query("select pg_export_snapshot()").text(0, 0) ?? ""
    }

    /// What tells this database from every other: the cluster's number and the database's name;
    /// the name alone where the role may not ask for the number.
    package func databaseIdentity() throws(WarehouseError) -> String {
        let mayAsk = try query(
            "select has_function_privilege('pg_control_system()', 'execute')"
        ).bool(0, 0)
        guard mayAsk == true else { return databaseName }
        let number = try query("select system_identifier from pg_control_system()").text(0, 0)
        return "\(number ?? "")/\(databaseName)"
    }
}
