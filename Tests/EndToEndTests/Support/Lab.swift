import Foundation
import PhusaTestSupport
import Storage
import Testing
import Warehouse

/// A workspace, a drop zone, an archive and a database of their own for one test; all gone with it.
final class Lab: Sendable {
    let folder: String
    let target: ConnectionTarget
    let databaseName: String
    private let cluster: EmbeddedCluster

    var pipelines: String { folder + "/Pipelines" }
    var drops: String { folder + "/drops" }
    var archive: String { folder + "/archive" }
    var state: String { folder + "/state" }

    /// - Parameter isApplied: Whether the star schema of the repository's workspace is in place.
    convenience init(isApplied: Bool = true) async throws {
        try await self.init(
            on: ScratchCluster.shared.cluster(),
            template: isApplied ? AppliedTemplate.shared.name() : "template0")
    }

    /// On a server of the test's own.
    init(on cluster: EmbeddedCluster, template: String = "template0") async throws {
        self.cluster = cluster
        folder = try LeftFolders.shared.make()
        databaseName = "e_" + UUID().uuidString.prefix(8).lowercased()
        target = try cluster.connectionTarget(database: databaseName)
        try Self.administer("create database \(databaseName) template \(template)", cluster)
        try Self.copyWorkspace(into: folder)
    }

    /// The same workspace, drop zone, archive and database again; nobody may be using the original.
    init(copying other: Lab) async throws {
        cluster = other.cluster
        folder = try LeftFolders.shared.make()
        databaseName = "e_" + UUID().uuidString.prefix(8).lowercased()
        target = try cluster.connectionTarget(database: databaseName)
        try Self.administer(
            "create database \(databaseName) template \(other.databaseName)", cluster)
        for name in try FileManager.default.contentsOfDirectory(atPath: other.folder) {
            try FileManager.default.copyItem(
                atPath: other.folder + "/" + name, toPath: folder + "/" + name)
        }
        try ageDrops()
    }

    /// Lets every drop look as if it had come an hour ago.
    private func ageDrops() throws {
        let old = Date(timeIntervalSinceNow: -3600)
        for path in try FileManager.default.subpathsOfDirectory(atPath: drops) {
            try FileManager.default.setAttributes(
                [.modificationDate: old], ofItemAtPath: drops + "/" + path)
        }
    }

    deinit {
        LeftFolders.shared.remove(folder)
        let (name, cluster) = (databaseName, cluster)
        Task { try? Self.administer("drop database if exists \(name) with (force)", cluster) }
    }

    private static func administer(_ sql: String, _ cluster: EmbeddedCluster) throws {
        try Connection(cluster.connectionTarget(database: "postgres")).execute(sql)
    }

    /// A copy of the repository's pipelines whose places lie in the folder.
    static func copyWorkspace(into folder: String) throws {
        // A copied link would lead every change of a test into the repository itself.
        let source = URL(fileURLWithPath: Repository.pipelines).resolvingSymlinksInPath().path
        try FileManager.default.copyItem(atPath: source, toPath: folder + "/Pipelines")
        let kind = try FileManager.default.attributesOfItem(atPath: folder + "/Pipelines")[.type]
        try #require(kind as? FileAttributeType == .typeDirectory)
        try FileManager.default.createDirectory(
            atPath: folder + "/drops", withIntermediateDirectories: true)
        let path = folder + "/Pipelines/phusa.yml"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let kept = lines.filter {
            !$0.hasPrefix("drops:") && !$0.hasPrefix("state:") && !$0.hasPrefix("archive:")
        }
        let places = ["drops: ../drops", "state: ../state", "archive: ../archive"]
        try (kept.joined(separator: "\n") + places.joined(separator: "\n") + "\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
        try leaveOutFormats(folder + "/Pipelines/reports")
    }

    /// Page and table are enough for what these tests ask: to set paper takes seconds, and the formats
    /// have tests of their own.
    private static func leaveOutFormats(_ folder: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let path = "\(folder)/\(name)"
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false)
            try lines.filter { !$0.hasPrefix("formats:") }.joined(separator: "\n")
                .write(toFile: path, atomically: true, encoding: .utf8)
        }
    }

    /// Lets the workspace read another drop zone.
    func setDropZone(_ folder: String) throws {
        let path = pipelines + "/phusa.yml"
        try String(contentsOfFile: path, encoding: .utf8)
            .replacingOccurrences(of: "drops: ../drops", with: "drops: \(folder)")
            .write(toFile: path, atomically: true, encoding: .utf8)
    }

    // MARK: The program

    /// Runs `phusa` on this workspace and database, speaking English.
    func phusa(
        _ arguments: String..., environment: [String: String] = [:], outputPath: String? = nil
    ) async throws -> ProgramOutput {
        try await phusa(arguments, environment: environment, outputPath: outputPath)
    }

    func phusa(
        _ arguments: [String], environment: [String: String] = [:], outputPath: String? = nil,
        whenStarted: (@Sendable (Int32) -> Void)? = nil
    ) async throws -> ProgramOutput {
        var program = Program(
            path: Program.phusa, arguments: arguments + ["--workspace", pipelines])
        program.environment = Self.environment.merging(["PHUSA_DATABASE_URL": databaseURL]) { $1 }
            .merging(environment) { $1 }
        return try await program.run(outputPath: outputPath, whenStarted: whenStarted)
    }

    static let environment = [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LANG": "C.UTF-8",
        "PHUSA_LANG": "en", "HOME": "/nonexistent",
    ]

    /// `phusa run --json`, read.
    func run() async throws -> RunReport {
        let output = try await phusa("run", "--json")
        do {
            return try output.decode()
        } catch {
            Issue.record("run ended with \(output.status): \(output.err)\n\(output.out)")
            throw error
        }
    }

    /// The database in libpq's keyword form.
    var databaseURL: String {
        guard case .parameters(let parameters) = target else { return "" }
        return parameters.sorted { $0.key < $1.key }.map { "\($0.key)='\($0.value)'" }
            .joined(separator: " ")
    }

    // MARK: The drop zone

    /// Puts a file of `Fixtures/drops` into the drop zone.
    func deliver(_ paths: String...) throws {
        for path in paths {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: Repository.drops + "/" + path))
            try write(path, bytes)
        }
    }

    /// Writes a drop that looks as if it had come an hour ago.
    func write(_ path: String, _ text: String) throws { try write(path, Data(text.utf8)) }

    func write(_ path: String, _ bytes: Data) throws {
        let place = URL(fileURLWithPath: drops + "/" + path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: place)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: place.path)
    }

    // MARK: The database

    /// Rows as text, null as "∅".
    func rows(_ sql: String) throws -> [[String]] {
        let result = try Connection(target).query(sql)
        return (0..<result.rowCount).map { row in
            result.columnNames.indices.map { result.text(row, $0) ?? "∅" }
        }
    }

    /// Waits until a session of this database is as the condition on `pg_stat_activity` says.
    func wait(for condition: String) async throws { try await wait(condition, isThere: true) }

    /// Waits until no session of this database is so.
    func waitForNo(_ condition: String) async throws { try await wait(condition, isThere: false) }

    private func wait(_ condition: String, isThere: Bool) async throws {
        for _ in 0..<4_800 {
            let sql = """
                select count(*) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and \(condition)
                """
            if (try value(sql) != "0") == isThere { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("waited in vain for \(isThere ? "" : "no ")session with \(condition)")
    }

    /// The only value of the only row.
    func value(_ sql: String) throws -> String {
        let rows = try rows(sql)
        return try #require(rows.first?.first, "no row: \(sql)")
    }
}
