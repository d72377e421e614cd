import Glibc

/// PostgreSQL of our own beside the workspace: one folder, one Unix socket, no network.
///
/// Advice to the next editor: nothing that a caller gives may reach a shell. `pg_ctl` builds shell
/// commands from its arguments, hence the check of the folder's characters and the settings file.
package struct EmbeddedCluster: Sendable {
    package static let databaseName = "phusa"
    package static let ownerRole = "phusa"

    /// Holds `data`, `run` (the socket), `server.log` and `lock`.
    package let folder: String
    /// Further server settings, written before each start.
    let settings: [String: String]

    /// Whether this process would have to hand the server to another account.
    package static var isRoot: Bool { geteuid() == 0 }

    /// - Parameter folder: An absolute path; nothing is made before ``start()``.
    package init(folder: String, settings: [String: String] = [:]) {
        self.folder = folder
        self.settings = settings
    }

    package var dataFolder: String { folder + "/data" }
    package var logPath: String { folder + "/server.log" }

    /// How to connect as the owner, whatever PG* variables say.
    package func connectionTarget(database: String = databaseName) throws(WarehouseError)
        -> ConnectionTarget
    {
        .parameters([
            "host": socketFolder, "port": Self.port, "user": Self.ownerRole, "dbname": database,
            "requirepeer": try ServerAccount.current().name,
        ])
    }

    package func status() -> ClusterStatus {
        let version = FileNames.text(dataFolder + "/PG_VERSION")?
            .split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) }
        return ClusterStatus(
            processID: runningProcessID, majorVersion: version, dataFolder: dataFolder,
            socketFolder: socketFolder, logPath: logPath)
    }

    /// Makes the cluster on first use, and starts the server where it does not run.
    ///
    /// The server outlives this process; the database is there afterwards. May be called by several processes at once. After a failure a later call begins anew: a
    /// cluster is in place whole or not at all.
    package func start() async throws(WarehouseError) {
        try checkFolder()
        let account = try ServerAccount.current()
        try FileNames.makeFolder(folder, mode: 0o711, owner: account)
        try checkTraversal(account)
        let lock = try await ClusterLock(folder + "/lock")
        defer { withExtendedLifetime(lock) {} }
        if runningProcessID == nil {
            let programs = try await ServerPrograms.find(majorVersion: status().majorVersion)
            if !FileNames.exists(dataFolder + "/PG_VERSION") {
                try await initialise(programs, account)
            }
            try await recoverFromKill()
            try writeSettings(into: dataFolder, account)
            try await launch(programs, account)
        }
        try ensureDatabase()
    }

    /// How the server treats sessions when it stops.
    package enum StopMode: String, Sendable, CaseIterable {
        /// Waits for them.
        case smart
        /// Rolls them back.
        case fast
        /// Ends without cleaning up; the next start recovers.
        case immediate
    }

    /// Stops the server; nothing where it does not run.
    package func stop(_ mode: StopMode = .fast) async throws(WarehouseError) {
        guard runningProcessID != nil else { return }
        let account = try ServerAccount.current()
        let lock = try await ClusterLock(folder + "/lock")
        defer { withExtendedLifetime(lock) {} }
        guard runningProcessID != nil else { return }
        let programs = try await ServerPrograms.find(majorVersion: status().majorVersion)
        try await programs.run(
            "pg_ctl", ["stop", "-D", dataFolder, "-m", mode.rawValue, "-w", "-t", "120", "-s"],
            as: account, in: folder)
    }

    private func launch(_ programs: ServerPrograms, _ account: ServerAccount)
        async throws(WarehouseError)
    {
        let logStart = FileNames.text(logPath)?.utf8.count ?? 0
        do {
            try await programs.run(
                "pg_ctl", ["start", "-D", dataFolder, "-l", logPath, "-w", "-t", "120", "-s"],
                as: account, in: folder)
        } catch {
            var failure = error
            let log = FileNames.text(logPath)?.utf8.dropFirst(logStart).suffix(4_000)
            failure.message = "the server did not start: see \(logPath)"
            failure.detail = log.map { String(decoding: $0, as: UTF8.self) } ?? error.detail
            throw failure
        }
    }

    private func ensureDatabase() throws(WarehouseError) {
        do {
            _ = try Connection(connectionTarget())
        } catch  where error.kind == .unknownDatabase {
            let connection = try Connection(connectionTarget(database: "postgres"))
            try connection.execute(
                "CREATE DATABASE \(Connection.quoteIdentifier(Self.databaseName))")
        }
    }
}

/// What is known of a cluster without connecting to it.
package struct ClusterStatus: Sendable, Hashable {
    /// The server's process; `nil` where it does not run.
    package let processID: Int32?
    /// Of the data; `nil` before the first start.
    package let majorVersion: Int?
    package let dataFolder: String
    package let socketFolder: String
    package let logPath: String

    package var isRunning: Bool { processID != nil }
}
