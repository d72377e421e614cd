import Foundation
import PhusaTestSupport
import Testing
import Warehouse

/// The run that is tortured: what waits for it, what each scope may hold on the way, and what an
/// unbroken run makes of it.
struct Workload: Sendable {
    /// Some drops are loaded; the others wait.
    let start: Lab
    /// What each dataset and period holds before, between its drops, and after.
    let permitted: [String: Set<[String]>]
    let final: WarehouseImage
    /// Exit code of the unbroken run: 1, since a held and a refused drop are among the others.
    let status: Int32
    /// From start to end of an unbroken run, at the width at which the rounds run.
    let span: Duration
    /// Places that an unbroken run passes, each as often as it does; empty where the program does
    /// not trace them.
    let trace: [String]
    /// SHA-256 of each file of the drop zone, by path.
    let files: [String: String]

    static let arguments = ["run", "--json"]

    /// On the server that the tests share.
    static func shared() async throws -> Workload { try await SharedWorkload.shared.workload() }

    /// - Parameter server: `nil` for the server that the tests share.
    static func make(on server: EmbeddedCluster? = nil) async throws -> Workload {
        let start = try await prepared(on: server)
        var images = try await stepwise(start)
        for drop in Self.waiting.joined() { try deliver(drop, to: start) }
        let tracing = try await Lab(copying: start)
        let trace = tracing.folder + "/trace"
        let whole = try await tracing.phusa(arguments, environment: ["PHUSA_FAULT_TRACE": trace])
        let report: RunReport = try whole.decode()
        try #require(report.total.drops.held == 1 && report.total.drops.refused == 1)
        try #require(report.total.drops.failed == 0 && report.total.quarantined > 0)
        let final = try WarehouseImage(tracing)
        images.append(final)
        return Workload(
            start: start, permitted: Self.states(images), final: final, status: whole.status,
            span: try await measured(start), trace: Self.lines(of: trace),
            files: try Self.hashes(start))
    }

    /// The warehouse before, and after each step of what the run loads in one go.
    private static func stepwise(_ start: Lab) async throws -> [WarehouseImage] {
        let lab = try await Lab(copying: start)
        var images = [try WarehouseImage(lab)]
        for step in Self.waiting {
            for drop in step { try deliver(drop, to: lab) }
            _ = try await lab.run()
            images.append(try WarehouseImage(lab))
        }
        return images
    }

    /// What each scope holds in one image or another.
    private static func states(_ images: [WarehouseImage]) -> [String: Set<[String]>] {
        let scopes = Set(images.flatMap(\.scopes.keys))
        return Dictionary(
            uniqueKeysWithValues: scopes.map { scope in
                (scope, Set(images.map { $0.scopes[scope] ?? [] }))
            })
    }

    /// The median of three, two of them at the same time as in the rounds.
    private static func measured(_ start: Lab) async throws -> Duration {
        let spans = try await withThrowingTaskGroup(of: Duration.self) { group in
            for _ in 0..<3 {
                let lab = try await Lab(copying: start)
                group.addTask {
                    let began = ContinuousClock.now
                    _ = try await lab.phusa(arguments)
                    return ContinuousClock.now - began
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        return spans.sorted()[1]
    }

    static func lines(of path: String) -> [String] {
        let text = try? String(contentsOfFile: path, encoding: .utf8)
        return text?.split(separator: "\n").map(String.init) ?? []
    }
}

private actor SharedWorkload {
    static let shared = SharedWorkload()

    private var making: Task<Workload, any Error>?

    func workload() async throws -> Workload {
        if let making { return try await making.value }
        let task = Task { try await Workload.make() }
        making = task
        return try await task.value
    }
}
