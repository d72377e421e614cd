import Foundation
import PhusaTestSupport
import Testing
import Warehouse

/// A server for one test that stops it, or stops its sessions: other tests' servers go on.
final class OwnServer: Sendable {
    let cluster: EmbeddedCluster
    /// Lets the program use it.
    let environment: [String: String]

    /// Starts it, with the star schema of the lab's workspace.
    init(_ lab: Lab) async throws {
        let folder = try ScratchCluster.temporaryFolder()
        cluster = EmbeddedCluster(folder: folder, settings: ScratchCluster.carelessSettings)
        try await cluster.start()
        guard case .parameters(let parameters) = try cluster.connectionTarget() else {
            throw CocoaError(.featureUnsupported)
        }
        let url = parameters.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
        environment = ["PHUSA_DATABASE_URL": url]
        let apply = try await lab.phusa("warehouse", "apply", environment: environment)
        try #require(apply.status == 0, "\(apply.err)")
    }

    deinit {
        if let process = cluster.status().processID { kill(process, SIGQUIT) }
        try? FileManager.default.removeItem(atPath: cluster.folder)
    }

    func connect(_ name: String = "test") throws -> Connection {
        try Connection(cluster.connectionTarget(), applicationName: name)
    }

    func value(_ sql: String) throws -> String {
        try #require(try connect().query(sql).text(0, 0))
    }

    /// Waits until some sessions are as the condition on `pg_stat_activity` says, or none.
    func wait(for condition: String, isThere: Bool = true) async throws {
        let connection = try connect()
        let sql = "select count(*) from pg_stat_activity where \(condition)"
        for _ in 0..<4_800 {
            if try (connection.query(sql).int(0, 0) != 0) == isThere { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("waited in vain for \(isThere ? "" : "no ")session with \(condition)")
    }

    static let runWaits = "wait_event_type = 'Lock' and application_name like '% run'"
}
