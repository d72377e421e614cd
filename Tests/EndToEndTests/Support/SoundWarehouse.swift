import Foundation
import Testing

/// A small warehouse with everything that `verify` looks at: two editions of a month, quarantined,
/// refused, withdrawn and released drops, submissions and an archive; made once, copied by tests.
actor SoundWarehouse {
    static let shared = SoundWarehouse()

    private var making: Task<Lab, any Error>?

    /// A copy of its own.
    static func copy() async throws -> Lab { try await Lab(copying: shared.original()) }

    private func original() async throws -> Lab {
        if let making { return try await making.value }
        let task = Task { try await Self.make() }
        making = task
        return try await task.value
    }

    private static func make() async throws -> Lab {
        let lab = try await Lab()
        try lab.deliverMixture()
        try lab.deliver(month: 4, edition: 0, "05-06")
        try #require(try await lab.run().total.drops.loaded == 5)
        try lab.deliver(month: 4, edition: 3, "06-05")
        var thin = MonthlySheet.sample(month: 4, edition: 4)
        thin.lines.removeSubrange(2..<5)
        try lab.write(thin.path("07-05"), thin.text)
        let report = try await lab.run()
        let second = try #require(report.files.first { $0.state == "loaded" }?.drop)
        let held = try #require(report.files.first { $0.state == "held" }?.drop)
        let release = try await lab.phusa("release", "\(held)", "--reason", "đã xác minh")
        try #require(release.status == 0, "\(release.err)")
        let withdrawal = try await lab.phusa("withdraw", "\(second)", "--reason", "gửi nhầm")
        try #require(withdrawal.status == 0, "\(withdrawal.err)")
        // Brings the submissions in line with both decisions.
        try #require(try await lab.run().total.read == 0)
        return lab
    }
}

/// What `warehouse verify --json` prints.
struct VerifyReport: Decodable {
    struct Finding: Decodable {
        let rule: String
        let isWrong: Bool
        let count: Int
        let examples: [String]
    }

    let isSound: Bool
    let findings: [Finding]
    let milliseconds: Int
}

extension Lab {
    /// `phusa warehouse verify --json`, read, with its exit status.
    func verify(_ arguments: String...) async throws -> (report: VerifyReport, status: Int32) {
        let output = try await phusa(["warehouse", "verify", "--json"] + arguments)
        do {
            return (try output.decode(), output.status)
        } catch {
            Issue.record("verify ended with \(output.status): \(output.err)\n\(output.out)")
            throw error
        }
    }
}
