import Foundation
import PhusaTestSupport
import Runs
import Storage
import Testing
import Warehouse

/// Proof by force: whatever stops a run, at whatever moment, the warehouse holds whole drops and the
/// next run alone reaches what an unbroken run reaches.
@Suite("Torture", .serialized)
struct TortureTests {
    @Test("SIGKILL at every place that a run passes")
    func sites() async throws {
        let workload = try await Workload.shared()
        let sites = Self.passages(workload)
        let rounds = TortureSetting.count(1, full: 3)
        try await Ordeal(name: "kill-at-sites", count: sites.count * rounds).run { index, dice in
            var dice = dice
            let (site, count) = sites[index % sites.count]
            let passage = Int.random(in: 1...count, using: &dice)
            let lab = try await Lab(copying: workload.start)
            let killed = try await lab.phusa(
                Workload.arguments, environment: ["PHUSA_FAULT": "\(site):\(passage)"])
            var violations = killed.isKilled ? [] : ["\(site):\(passage) was not reached"]
            violations += try Invariants.afterFault(lab, workload)
            violations += try await Invariants.recovery(lab, workload)
            return Round(stage: site, violations: violations.map { "\(site):\(passage): \($0)" })
        }
    }

    /// Places of a run and how often an unbroken one passes each.
    private static func passages(_ workload: Workload) -> [(site: String, count: Int)] {
        Dictionary(grouping: workload.trace, by: { $0 }).mapValues(\.count)
            .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    @Test("SIGKILL at random moments")
    func kills() async throws {
        let count = TortureSetting.count(60, full: 600)
        try await strike("kill-at-random", count) { process, _ in kill(process, SIGKILL) }
    }

    @Test("the server ends the run's session at random moments")
    func terminations() async throws {
        let count = TortureSetting.count(10, full: 100)
        try await strike("terminate-backend", count) { _, lab in
            _ = try? lab.rows(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                """)
        }
    }

    @Test("the server is stopped at once at random moments and started again")
    func serverStops() async throws {
        var settings = ScratchCluster.carelessSettings
        // What the server has confirmed must outlive it; the machine stays up.
        settings["synchronous_commit"] = "on"
        settings["full_page_writes"] = "on"
        let server = try await ScratchCluster.start(settings: settings)
        let workload = try await Workload.make(on: server)
        let count = TortureSetting.count(5, full: 50)
        // A copied sequence is not logged again before the next checkpoint: PostgreSQL itself would
        // hand out its numbers twice.
        let checkpoint: @Sendable (Lab) throws -> Void = { _ = try $0.rows("checkpoint") }
        try await strike(
            "server-immediate-stop", count, width: 1, on: workload, prepare: checkpoint
        ) { _, _ in
            do {
                try await server.stop(.immediate)
                try await server.start()
            } catch {
                Issue.record("the server did not come back: \(error)")
            }
        }
    }

    @Test("SIGINT and SIGTERM at random moments: gone within two seconds, with the shell's code")
    func signals() async throws {
        let workload = try await Workload.shared()
        let count = TortureSetting.count(10, full: 50)
        try await Ordeal(name: "interrupt-and-terminate", count: count).run { index, dice in
            var dice = dice
            let signal = index.isMultiple(of: 2) ? SIGINT : SIGTERM
            let lab = try await Lab(copying: workload.start)
            let moment = dice.moment(within: workload.span)
            let strike = try await Strike.run(lab, at: moment) { process in
                kill(process, signal)
            }
            var violations = try Self.judged(strike.output, lab, workload, [128 + signal])
            if let span = strike.span, span > Self.patience {
                violations.append("ended \(span) after the signal")
            }
            violations += try await Invariants.recovery(lab, workload)
            return Round(stage: strike.stage, violations: violations.map { "at \(moment): \($0)" })
        }
    }

    /// Two seconds, more where others use the machine.
    private static var patience: Duration {
        var loads = [0.0]
        getloadavg(&loads, 1)
        let cores = Double(ProcessInfo.processInfo.activeProcessorCount)
        return .seconds(2) * max(1, loads[0] / cores)
    }

    @Test("two runs at once: each drop once, the second waits its turn or ends with 75")
    func twins() async throws {
        let workload = try await Workload.shared()
        let count = TortureSetting.count(5, full: 20)
        try await Ordeal(name: "two-runs-at-once", count: count, width: 1).run { _, dice in
            var dice = dice
            let lab = try await Lab(copying: workload.start)
            let moment = dice.moment(within: workload.span)
            async let first = lab.phusa(Workload.arguments)
            try await Task.sleep(for: moment)
            let second = try await lab.phusa(Workload.arguments)
            var violations = try Invariants.afterFault(lab, workload)
            for output in try await [first, second] {
                let code = output.shellStatus
                if ![0, 75, workload.status].contains(code) {
                    violations.append("exit code \(code): \(output.err)")
                }
            }
            violations += try await Invariants.recovery(lab, workload)
            let stage = second.shellStatus == 75 ? "second-locked" : "both-done"
            return Round(stage: stage, violations: violations.map { "at \(moment): \($0)" })
        }
    }

    // MARK: Rounds

    private func strike(
        _ name: String, _ count: Int, width: Int = TortureSetting.width,
        on given: Workload? = nil, prepare: @escaping @Sendable (Lab) throws -> Void = { _ in },
        blow: @escaping @Sendable (Int32, Lab) async -> Void
    ) async throws {
        let shared: Workload
        if let given { shared = given } else { shared = try await Workload.shared() }
        let workload = shared
        let span = try await Self.span(workload)
        try await Ordeal(name: name, count: count, width: width).run { _, dice in
            var dice = dice
            let lab = try await Lab(copying: workload.start)
            try prepare(lab)
            let moment = dice.moment(within: span)
            let strike = try await Strike.run(lab, at: moment) { await blow($0, lab) }
            var violations = try Self.judged(strike.output, lab, workload, [69, 128 + SIGKILL])
            violations += try await Invariants.recovery(lab, workload)
            return Round(stage: strike.stage, violations: violations.map { "at \(moment): \($0)" })
        }
    }

    /// How long an unbroken run takes now: the shortest of a few, since a moment that was drawn from a
    /// run on a busy machine would often come after the end.
    private static func span(_ workload: Workload) async throws -> Duration {
        var shortest = workload.span
        for _ in 0..<3 {
            let lab = try await Lab(copying: workload.start)
            let start = ContinuousClock.now
            _ = try await lab.phusa(Workload.arguments)
            shortest = min(shortest, ContinuousClock.now - start)
        }
        return shortest
    }

    /// The invariants right after a fault, and an exit code that is the unbroken run's or one of
    /// the expected.
    static func judged(
        _ output: ProgramOutput, _ lab: Lab, _ workload: Workload, _ expected: [Int32]
    ) throws -> [String] {
        let code = output.shellStatus
        var violations = try Invariants.afterFault(lab, workload)
        violations += try Invariants.claims(output, lab, workload)
        if !(expected + [0, workload.status]).contains(code) {
            violations.append("I9: exit code \(code): \(output.err)")
        }
        return violations
    }
}
