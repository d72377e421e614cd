import Foundation
import PhusaTestSupport
import Testing
import Warehouse

/// Folders of labs, which go with their lab, or, where a lab lives as long as the process, with it.
///
/// Unchecked: the lock guards the list.
final class LeftFolders: @unchecked Sendable {
    static let shared = LeftFolders()

    private let lock = NSLock()
    private var folders: Set<String> = []

    private init() {
        atexit { for folder in LeftFolders.shared.all { LeftFolders.shared.remove(folder) } }
    }

    private var all: Set<String> { lock.withLock { folders } }

    func make() throws -> String {
        let folder = try ScratchCluster.temporaryFolder()
        _ = lock.withLock { folders.insert(folder) }
        return folder
    }

    func remove(_ folder: String) {
        _ = lock.withLock { folders.remove(folder) }
        try? FileManager.default.removeItem(atPath: folder)
    }
}

/// One database with the star schema, from which the others are copied.
actor AppliedTemplate {
    static let shared = AppliedTemplate()

    private var making: Task<String, any Error>?

    func name() async throws -> String {
        if let making { return try await making.value }
        let task = Task { try await Self.make() }
        making = task
        return try await task.value
    }

    private static func make() async throws -> String {
        let name = "e_template"
        let cluster = try await ScratchCluster.shared.cluster()
        try Connection(cluster.connectionTarget(database: "postgres"))
            .execute("create database \(name) template template0")
        guard case .parameters(let parameters) = try cluster.connectionTarget(database: name)
        else { throw CocoaError(.featureUnsupported) }
        let url = parameters.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
        var program = Program(
            path: Program.phusa,
            arguments: ["warehouse", "apply", "--workspace", Repository.pipelines])
        program.environment = Lab.environment.merging(["PHUSA_DATABASE_URL": url]) { $1 }
        let output = try await program.run()
        try #require(output.status == 0, "warehouse apply: \(output.err)")
        return name
    }
}
