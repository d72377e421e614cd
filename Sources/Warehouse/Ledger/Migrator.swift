import Storage

/// Applies the numbered SQL files that this program carries.
package enum Migrator {
    /// One file, with the name that the ledger keeps.
    struct Migration: Sendable {
        let name: String
        let sql: [UInt8]
    }

    /// In the order in which they are applied; append only.
    ///
    /// The package manager puts an underscore in the place of a name's first digit.
    static let carried = [
        Migration(name: "0001_ledger", sql: PackageResources._001_ledger_sql),
        Migration(name: "0002_decisions", sql: PackageResources._002_decisions_sql),
        Migration(name: "0003_report_language", sql: PackageResources._003_report_language_sql),
        Migration(name: "0004_report_content", sql: PackageResources._004_report_content_sql),
        Migration(name: "0005_report_agency", sql: PackageResources._005_report_agency_sql),
    ]

    /// What the database lacks.
    ///
    /// - Throws: Kind `.drift` where an applied file differs from the one carried, or is not carried,
    ///   or where a table that it made is gone.
    package static func pending(on connection: Connection) throws(WarehouseError) -> [String] {
        try pending(carried, on: connection).map(\.name)
    }

    /// Applies what is pending, each file in a transaction of its own, one process at a time.
    ///
    /// - Returns: Names of the files applied; empty where nothing was to do.
    @discardableResult
    package static func apply(on connection: Connection) throws(WarehouseError) -> [String] {
        try apply(carried, on: connection)
    }

    /// Applies what is pending in a transaction that is under way and that the caller takes back: to
    /// plan a schema over a ledger that is not there yet.
    package static func applyInTransaction(on connection: Connection) throws(WarehouseError) {
        for migration in try pending(carried, on: connection) {
            try apply(migration, on: connection)
        }
    }

    static func apply(_ migrations: [Migration], on connection: Connection) throws(WarehouseError)
        -> [String]
    {
        var applied: [String] = []
        for migration in try pending(migrations, on: connection) {
            let isNew = try connection.transaction { () throws(WarehouseError) in
                try AdvisoryLock.waitForSchema(on: connection)
                let names = try pending(migrations, on: connection).map(\.name)
                guard names.contains(migration.name) else { return false }
                try apply(migration, on: connection)
                return true
            }
            if isNew { applied.append(migration.name) }
        }
        return applied
    }

    private static func apply(_ migration: Migration, on connection: Connection)
        throws(WarehouseError)
    {
        FaultSite.beforeMigration.pass()
        try connection.execute(String(decoding: migration.sql, as: UTF8.self))
        FaultSite.afterMigration.pass()
        _ = try connection.query(
            """
            INSERT INTO ledger.migration (name, checksum)
            VALUES ($1, encode(sha256($2), 'hex'))
            """, [.text(migration.name), .bytes(migration.sql)])
    }

    static func pending(_ migrations: [Migration], on connection: Connection)
        throws(WarehouseError) -> [Migration]
    {
        // Not `to_regclass`: after waiting for a lock it may answer from before the wait.
        let isThere = try connection.query(
            """
            SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = 'ledger' AND c.relname = 'migration')
            """
        ).bool(0, 0)
        guard isThere == true else { return migrations }
        let rows = try connection.query("SELECT name, checksum FROM ledger.migration ORDER BY name")
        var checksums: [String: String] = [:]
        for row in 0..<rows.rowCount {
            checksums[rows.text(row, 0) ?? ""] = rows.text(row, 1)
        }
        try refuseDrift(checksums, migrations, on: connection)
        return migrations.filter { checksums[$0.name] == nil }
    }

    /// Tables that the files made and that nobody may have taken away.
    private static func lostTables(
        of migrations: [Migration], on connection: Connection
    ) throws(WarehouseError) -> [String] {
        let lines = migrations.flatMap { $0.sql.split(separator: UInt8(ascii: "\n")) }
        let names = lines.compactMap { line -> String? in
            let words = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 3)
            guard words.count > 2, words[0].lowercased() == "create",
                words[1].lowercased() == "table", words[2].hasPrefix("ledger.")
            else { return nil }
            return String(words[2])
        }
        let rows = try connection.query(
            "SELECT name FROM unnest($1::text[]) AS t (name) WHERE to_regclass(name) IS NULL",
            [.textArray(names)])
        return (0..<rows.rowCount).compactMap { rows.text($0, 0) }.sorted()
    }

    private static func refuseDrift(
        _ applied: [String: String], _ migrations: [Migration], on connection: Connection
    ) throws(WarehouseError) {
        var differences: [String] = []
        var unknown = Set(applied.keys)
        for migration in migrations {
            unknown.remove(migration.name)
            guard let checksum = applied[migration.name] else { continue }
            let carried = try connection.query(
                "SELECT encode(sha256($1), 'hex')", [.bytes(migration.sql)]
            ).text(0, 0)
            if carried != checksum { differences.append("\(migration.name) was changed since") }
        }
        let applied = migrations.filter { applied[$0.name] != nil }
        differences += try lostTables(of: applied, on: connection).map {
            "\($0) is not there any more"
        }
        differences += unknown.sorted().map { "\($0) is not known to this program: it is older" }
        if !differences.isEmpty {
            throw WarehouseError(
                kind: .drift, message: "the ledger is not what this program made",
                detail: differences.joined(separator: "; "))
        }
    }
}
