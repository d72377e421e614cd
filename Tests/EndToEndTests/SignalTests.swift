import Foundation
import PhusaTestSupport
import Synchronization
import Testing
import Warehouse

@Suite("SIGINT and SIGTERM end a run within two seconds, finished or rolled back")
struct SignalTests {
    /// Moments in all; `make torture` may ask for more.
    private static let momentCount =
        ProcessInfo.processInfo.environment["PHUSA_TORTURE_SIGNALS"].flatMap { Int($0) } ?? 20
    /// Moments that one warehouse is interrupted at, one after the other.
    private static let momentsPerLab = 5

    @Test("T56: at many moments of a run", arguments: 0..<(momentCount / momentsPerLab))
    func moments(series: Int) async throws {
        let (start, before, after, _) = try await Unbroken.shared.states()
        let lab = try await Lab(copying: start)
        for moment in 0..<Self.momentsPerLab {
            let number = series * Self.momentsPerLab + moment
            let signal = number % 2 == 0 ? SIGINT : SIGTERM
            let sent = Mutex<ContinuousClock.Instant?>(nil)
            let runCount = try lab.value("select count(*) from ledger.run")
            let delay = 0.4 * Self.share(number, of: Self.momentCount)
            let output = try await lab.phusa(["run"]) { process in
                DispatchQueue.global().async {
                    guard lab.isUnderWay(process, after: runCount) else { return }
                    Thread.sleep(forTimeInterval: delay)
                    sent.withLock { $0 = .now }
                    kill(process, signal)
                }
            }
            let elapsed = sent.withLock { $0 }.map { output.ended - $0 }
            #expect(!output.isKilled, "the signal is not left to the system")
            if let elapsed {
                // A loaded machine needs a moment to start and to reap the process.
                #expect(elapsed < .seconds(4), "moment \(number): \(elapsed)")
                #expect([0, 128 + signal].contains(output.status), "\(output.err)")
            } else {
                #expect(output.status == 0)
            }
            for (scope, rows) in try lab.scopes() {
                #expect(rows == before[scope] || rows == after[scope], "\(scope): \(number)")
            }
        }
        #expect(
            try lab.value("select count(*) from ledger.run where state = 'interrupted'") != "0")
        let next = try await lab.phusa("run")
        #expect(next.status == 0, "\(next.err)")
        #expect(try lab.scopes() == after)
        #expect(lab.temporaryFiles() == [])
        #expect(try lab.value("select count(*) from ledger.run where state = 'running'") == "0")
        #expect(try lab.value("select count(*) from ledger.run where state = 'failed'") == "0")
    }

    /// Moments in an order that no series has the early ones alone.
    private static func share(_ number: Int, of count: Int) -> TimeInterval {
        TimeInterval(number * 7 % count) / TimeInterval(count)
    }

    @Test(
        "T56: while a statement waits: rolled back, recorded, and said in words",
        arguments: [SIGINT, SIGTERM])
    func waitingStatement(signal: Int32) async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        let blocker = try Blocker("ledger.drop", lab)
        let process = ProcessNumber()
        async let running = lab.phusa(["run"], whenStarted: { process.set($0) })
        try await lab.wait(for: "wait_event_type = 'Lock' and application_name like '% run'")
        let sent = ContinuousClock.now
        kill(process.value, signal)
        let output = try await running
        #expect(output.ended - sent < .seconds(4))
        #expect(output.status == 128 + signal && !output.isKilled)
        #expect(output.err.contains("stopped as asked"), "\(output.err)")
        blocker.release()
        #expect(try lab.rows("select state from ledger.run") == [["interrupted"]])
        #expect(try lab.factRowCount() == 0)
        #expect(try await lab.run().total.drops.loaded == 1)
    }

    @Test("T56: a server that does not answer: it ends after two seconds, or on a second signal")
    func deafServer() async throws {
        guard geteuid() == 0 else {
            print("skipped: only root can stop a process of the server's account")
            return
        }
        let lab = try await Lab(isApplied: false)
        let server = try await OwnServer(lab)
        try lab.deliver(month: 1, edition: 0, "02-05")
        for isTwice in [false, true] {
            let blocker = try Blocker("ledger.drop", server.connect("blocker"))
            let process = ProcessNumber()
            async let running = lab.phusa(
                ["run"], environment: server.environment, whenStarted: { process.set($0) })
            try await server.wait(for: OwnServer.runWaits)
            let session = try #require(
                Int32(
                    try server.value(
                        "select pid from pg_stat_activity where application_name like '% run'")))
            kill(session, SIGSTOP)
            let sent = ContinuousClock.now
            kill(process.value, SIGINT)
            if isTwice {
                try await Task.sleep(for: .milliseconds(100))
                kill(process.value, SIGINT)
            }
            let output = try await running
            let elapsed = output.ended - sent
            kill(session, SIGCONT)
            blocker.release()
            #expect(output.status == 130 && !output.isKilled)
            #expect(elapsed < .seconds(4) && (isTwice || elapsed > .seconds(1.5)), "\(elapsed)")
            try await server.wait(for: "application_name like '% run'", isThere: false)
            #expect(try server.value("select count(*) from warehouse.fact_observation") == "0")
        }
        let next = try await lab.phusa("run", environment: server.environment)
        #expect(next.status == 0, "\(next.err)")
        let states = "select string_agg(state, ' ' order by run_id) from ledger.run"
        #expect(try server.value(states) == "interrupted interrupted done")
    }

    @Test("T56: the server is in a session of its own: Ctrl-C in a terminal does not reach it")
    func serverApart() async throws {
        let cluster = try await ScratchCluster.shared.cluster()
        let server = try #require(cluster.status().processID)
        #expect(getsid(server) == server && getsid(server) != getsid(0))
        #expect(getpgid(server) != getpgrp())
    }

    @Test("T56: without a session under way it ends at once")
    func withoutSession() async throws {
        let lab = try await Lab()
        // A server that takes the connection and says nothing.
        let listener = try DeafListener()
        let process = ProcessNumber()
        async let running = lab.phusa(
            ["runs", "list"],
            environment: ["PHUSA_DATABASE_URL": "host=127.0.0.1 port=\(listener.port) user=x"],
            whenStarted: { process.set($0) })
        try await listener.waitForCaller()
        let sent = ContinuousClock.now
        kill(process.value, SIGTERM)
        let output = try await running
        #expect(output.status == 143 && !output.isKilled)
        #expect(output.ended - sent < .seconds(1.7))
    }
}

extension Lab {
    /// Waits until a process has begun a run.
    ///
    /// - Returns: `false` where the process ended before.
    fileprivate func isUnderWay(_ process: Int32, after runCount: String) -> Bool {
        guard let connection = try? Connection(target) else { return false }
        while kill(process, 0) == 0 {
            let count = try? connection.query("select count(*) from ledger.run").text(0, 0)
            if count != runCount { return true }
            usleep(5_000)
        }
        return false
    }
}

/// Another session that holds a table.
///
/// Unchecked: one test uses it, step by step.
final class Blocker: @unchecked Sendable {
    private var connection: Connection?

    convenience init(_ table: String, _ lab: Lab) throws {
        try self.init(table, Connection(lab.target, applicationName: "blocker"))
    }

    init(_ table: String, _ connection: Connection) throws {
        try connection.begin()
        try connection.execute("lock table \(table) in exclusive mode")
        self.connection = connection
    }

    func release() {
        connection?.rollback()
        connection = nil
    }
}

/// A socket of this machine that takes calls and never answers.
private final class DeafListener: Sendable {
    let port: UInt16
    private let descriptor: Int32

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let own = descriptor
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(own, $0, length) == 0 && listen(own, 8) == 0
                    && getsockname(own, $0, &length) == 0
            }
        }
        try #require(isBound)
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(descriptor) }

    func waitForCaller() async throws {
        for _ in 0..<6_000 {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&waiting, 1, 0) > 0 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("nobody called")
    }
}
