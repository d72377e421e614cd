import Foundation
package import Warehouse

/// A PostgreSQL server that lives as long as the test process, in a temporary folder.
package actor ScratchCluster {
    package static let shared = ScratchCluster()

    private var starting: Task<EmbeddedCluster, any Error>?

    /// Starts the server on first use.
    package func cluster() async throws -> EmbeddedCluster {
        if let starting { return try await starting.value }
        let task = Task { try await Self.start() }
        starting = task
        return try await task.value
    }

    /// A temporary folder that the server's account can reach; its owner removes it.
    package static func temporaryFolder() throws -> String {
        let folder =
            "/tmp/phusa-test-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o711])
        return folder
    }

    /// Settings that make a server quick and careless, for tests that never cut its power.
    package static let carelessSettings = EmbeddedCluster.carelessSettings
        .merging(["max_connections": "200"]) { $1 }

    /// A server apart from the shared one, for a test that stops it; it ends with the process.
    package static func start(
        settings: [String: String] = carelessSettings
    ) async throws -> EmbeddedCluster {
        let folder = try temporaryFolder()
        let cluster = EmbeddedCluster(folder: folder, settings: settings)
        try await cluster.start()
        ExitCleaner.shared.register(cluster)
        return cluster
    }
}

/// A database of its own for one test, with the ledger in it.
package struct ScratchWarehouse: Sendable {
    package let target: ConnectionTarget
    package let databaseName: String

    /// - Parameter isMigrated: Whether the ledger's migrations are applied.
    package init(isMigrated: Bool = true) async throws {
        let cluster = try await ScratchCluster.shared.cluster()
        databaseName = "t_" + UUID().uuidString.prefix(8).lowercased()
        target = try cluster.connectionTarget(database: databaseName)
        let name = isMigrated ? try await MigratedTemplate.shared.name(cluster) : "template0"
        let owner = try Connection(cluster.connectionTarget(database: "postgres"))
        try owner.execute(
            "CREATE DATABASE \(Connection.quoteIdentifier(databaseName)) TEMPLATE \(name)")
    }

    /// A new session; its user closes it by letting go of it.
    package func connect(applicationName: String = "phusa") throws -> Connection {
        try Connection(target, applicationName: applicationName)
    }
}

/// One database with the ledger, from which the others are copied.
private actor MigratedTemplate {
    static let shared = MigratedTemplate()

    private var making: Task<String, any Error>?

    func name(_ cluster: EmbeddedCluster) async throws -> String {
        if let making { return try await making.value }
        let task = Task { try Self.make(cluster) }
        making = task
        return try await task.value
    }

    private static func make(_ cluster: EmbeddedCluster) throws -> String {
        let name = "phusa_template"
        try Connection(cluster.connectionTarget(database: "postgres"))
            .execute("CREATE DATABASE \(name) TEMPLATE template0")
        try Migrator.apply(on: Connection(cluster.connectionTarget(database: name)))
        return name
    }
}

/// Ends the servers of a test process when it exits.
///
/// Unchecked: the lock guards the list.
private final class ExitCleaner: @unchecked Sendable {
    static let shared = ExitCleaner()

    private let lock = NSLock()
    private var clusters: [EmbeddedCluster] = []

    private init() { atexit { ExitCleaner.shared.clean() } }

    func register(_ cluster: EmbeddedCluster) { lock.withLock { clusters.append(cluster) } }

    private func clean() {
        for cluster in lock.withLock({ clusters }) {
            if let processID = cluster.status().processID { kill(processID, SIGQUIT) }
            for _ in 0..<100 where cluster.status().isRunning { usleep(50_000) }
            try? FileManager.default.removeItem(atPath: cluster.folder)
        }
    }
}
