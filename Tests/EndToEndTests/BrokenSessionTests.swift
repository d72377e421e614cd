import Foundation
import PhusaTestSupport
import Testing
import Warehouse

@Suite("A session that breaks in the middle of a run is opened again, and the run goes on")
struct BrokenSessionTests {
    @Test(
        "T48: ended by the administrator at each drop, before and inside its commit",
        arguments: Trap.Moment.allCases, ["n = 1", "n = 4", "n = 6", "n in (2, 4, 6)"])
    func terminated(moment: Trap.Moment, condition: String) async throws {
        let (start, _, after, _) = try await Unbroken.shared.states()
        let lab = try await Lab(copying: start)
        let trap = try Trap(Trap.endSession, when: condition, at: moment, in: lab)
        let output = try await lab.phusa("run", "--json")
        #expect(output.status == 0, "\(output.err)")
        let strikes = condition.hasPrefix("n in") ? 3 : 1
        #expect(try trap.passageCount() == 6 + strikes, "every drop that broke was loaded again")
        try expectWhole(lab, output, after)
    }

    /// The run says what the ledger says, and the figures are those of an unbroken run.
    private func expectWhole(
        _ lab: Lab, _ output: ProgramOutput, _ after: [String: [String]]
    ) throws {
        let report: RunReport = try output.decode()
        #expect(report.total.drops.loaded == 6 && report.total.isBalanced)
        let run = try #require(report.run)
        #expect(
            try lab.rows(
                """
                select count(*), sum(cells_read), sum(cells_loaded), sum(cells_unchanged)
                from ledger.drop where run_id = \(run)
                """)
                == [
                    [6, report.total.read, report.total.loaded, report.total.unchanged]
                        .map { "\($0)" }
                ])
        #expect(try lab.value("select state from ledger.run where run_id = \(run)") == "done")
        #expect(try lab.value("select count(*) from ledger.event where kind = 'drop'") == "9")
        #expect(try lab.scopes() == after)
    }

    @Test("T50: between COMMIT and its answer: never twice, never lost, and counted")
    func lostAnswer() async throws {
        let (start, _, after, _) = try await Unbroken.shared.states()
        let lab = try await Lab(copying: start)
        // The commit is on disk; its answer waits for a standby that never comes.
        let cluster = try await ScratchCluster.shared.cluster()
        let server = try Connection(cluster.connectionTarget(database: "postgres"))
        try server.execute("alter system set synchronous_standby_names = 'nobody'")
        try server.execute("select pg_reload_conf()")
        let trap = try Trap(
            "perform set_config('synchronous_commit', 'on', true)", when: "n in (1, 4)", in: lab)
        async let running = lab.phusa("run", "--json")
        for _ in 0..<2 {
            try await lab.wait(for: "wait_event = 'SyncRep'")
            try lab.execute(
                """
                select pg_terminate_backend(pid, 5000) from pg_stat_activity
                where datname = current_database() and wait_event = 'SyncRep'
                """)
        }
        let output = try await running
        try server.execute("alter system reset synchronous_standby_names")
        try server.execute("select pg_reload_conf()")
        #expect(output.status == 0, "\(output.err)")
        #expect(try trap.passageCount() == 6, "no drop was loaded twice")
        try expectWhole(lab, output, after)
        #expect(try await lab.run().total.drops.known == 9)
    }

    private static let momentCount =
        ProcessInfo.processInfo.environment["PHUSA_TORTURE_SESSIONS"].flatMap { Int($0) } ?? 6

    @Test(
        "T48: at any moment: finished, or 69 and the next run finishes", arguments: 0..<momentCount)
    func anyMoment(number: Int) async throws {
        let (start, before, after, _) = try await Unbroken.shared.states()
        let lab = try await Lab(copying: start)
        let killer = Task {
            try await Task.sleep(for: .milliseconds(300 + 1_000 * number / Self.momentCount))
            for _ in 0..<3 {
                try? lab.execute(
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and application_name like 'phusa % run'
                    """)
                try await Task.sleep(for: .milliseconds(700))
            }
        }
        let output = try await lab.phusa("run")
        killer.cancel()
        #expect([0, 69].contains(output.status), "\(output.err)")
        for (scope, rows) in try lab.scopes() {
            #expect(rows == before[scope] || rows == after[scope], "\(scope)")
        }
        _ = try? await killer.value
        let next = try await lab.phusa("run")
        #expect(next.status == 0, "\(next.err)")
        #expect(try lab.scopes() == after)
        #expect(try lab.value("select count(*) from ledger.run where state = 'running'") == "0")
    }

    @Test("T48: a dataset that another one has taken meanwhile is reported as locked")
    func takenMeanwhile() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        try #require(try await lab.run().total.drops.loaded == 1)
        try lab.deliver(month: 2, edition: 0, "03-04")
        _ = try Trap("perform pg_sleep(1); \(Trap.endSession)", when: "n = 1", in: lab)
        async let running = lab.phusa("run", "--json")
        try await lab.wait(for: "wait_event = 'PgSleep'")
        let successor = try Connection(lab.target, applicationName: "phusa lan@may 42 run")
        try AdvisoryLock.wait(dataset: 1, on: successor)
        let output = try await running
        #expect(output.status == 75, "\(output.err)")
        let report: RunReport = try output.decode()
        #expect(
            report["ctk.kinh-te-xa-hoi.thang"]?.lockedBy?.contains("phusa lan@may 42 run") == true)
        #expect(report.total.drops.loaded == 0)
        try AdvisoryLock.unlock(dataset: 1, on: successor)
        #expect(try await lab.run().total.drops.loaded == 1)
    }

    @Test("T48: a plan ends with 69 and has changed nothing")
    func plan() async throws {
        let (start, before, _, _) = try await Unbroken.shared.states()
        let lab = try await Lab(copying: start)
        let trap = try Trap(Trap.endSession, when: "n = 3", in: lab)
        let output = try await lab.phusa("plan")
        #expect(output.status == 69, "\(output.err)")
        #expect(output.err.contains("the connection broke"))
        #expect(try lab.scopes() == before)
        try trap.remove()
        #expect(try await lab.phusa("plan").status == 0)
    }

    @Test("T49: a server that stops at once and comes back: the run goes on; else the next one")
    func stoppedServer() async throws {
        let lab = try await Lab(isApplied: false)
        let server = try await OwnServer(lab)
        for (isBack, month) in [(true, 1), (false, 2)] {
            try lab.deliver(month: month, edition: 0, "0\(month + 1)-05")
            let blocker = try Blocker("ledger.drop", server.connect("blocker"))
            async let running = lab.phusa("run", environment: server.environment)
            try await server.wait(for: OwnServer.runWaits)
            try await server.cluster.stop(.immediate)
            if isBack { try await server.cluster.start() }
            let output = try await running
            if !isBack {
                #expect(output.status == 69, "\(output.err)")
                #expect(output.err.contains("no server answers"))
                try await server.cluster.start()
            }
            blocker.release()
            // A slow machine may be back too late for the run.
            if output.status != 0 {
                let next = try await lab.phusa("run", environment: server.environment)
                #expect(next.status == 0, "\(next.err)")
            }
            let count = "select count(*) from ledger.drop where outcome = 'loaded'"
            #expect(try server.value(count) == "\(month)")
        }
    }
}
