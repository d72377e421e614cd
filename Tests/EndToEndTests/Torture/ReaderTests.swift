import Foundation
import PhusaTestSupport
import Synchronization
import Testing
import Warehouse

extension TortureTests {
    @Test("T47: readers during loads see whole drops: one polls, one stays in its transaction")
    func readers() async throws {
        let count = TortureSetting.count(40, full: 200)
        let start = ContinuousClock.now
        let lab = try await Lab()
        try lab.keepSheetsOnly()
        let watch = Watch(lab)
        async let polled = watch.poll()
        async let stayed = watch.stay()
        async let returned = watch.comeBack()

        var loaded = 0
        while loaded < count {
            for number in loaded..<min(loaded + Self.batch, count) {
                let (month, revision) = (number % Self.months + 1, number / Self.months + 1)
                let sheet = Self.sheet(month: month, revision: revision)
                let day = "\(month + 1)".leftPadded + "-" + "\(revision)".leftPadded
                try lab.write(sheet.path(day), sheet.text)
            }
            let report = try await lab.run()
            try #require(report.total.drops.failed == 0 && report.total.drops.held == 0)
            loaded += report.total.drops.loaded
        }
        watch.end()
        let (polls, rounds, reads) = try await (polled, returned, stayed)
        let violations = polls.violations + rounds.violations + reads.violations
        for violation in violations.prefix(20) { Issue.record("readers: \(violation)") }
        #expect(polls.count > count && reads.count > 1 && rounds.count > 1)
        let seconds = (ContinuousClock.now - start).components.seconds
        let line =
            "torture readers tried=\(loaded) violations=\(violations.count)"
            + " seed=\(TortureSetting.seed) seconds=\(seconds) stages=poll:\(polls.count),"
            + "transaction:\(rounds.count),open-throughout:\(reads.count)\n"
        FileHandle.standardOutput.write(Data(line.utf8))
    }

    private static let months = 10
    /// Loads of one run.
    private static let batch = 20

    /// A sheet whose every value is its revision: any two figures of one period must agree.
    private static func sheet(month: Int, revision: Int) -> MonthlySheet {
        var sheet = MonthlySheet.sample(month: month)
        // Its unit is converted.
        sheet.lines.removeLast()
        for index in sheet.lines.indices { sheet.lines[index].value = "\(revision)" }
        return sheet
    }
}

extension String {
    fileprivate var leftPadded: String { count < 2 ? "0" + self : self }
}

/// Readers that look on while a run loads.
private final class Watch: Sendable {
    struct Sight: Sendable {
        var count = 0
        var violations: [String] = []
    }

    /// Cells of each sheet.
    private static let cellCount = "9"

    /// Per period: how many cells, how many different revisions, and which; then the same of the
    /// closed ones that one event has closed.
    private static let query = """
        select p.code, count(*), count(distinct f.value), min(f.value)::text
        from warehouse.fact_observation f
        join warehouse.dim_period p using (period_id) group by 1
        union all
        select p.code || ' closed by ' || f.closed_by, count(*), count(distinct f.value),
            min(f.value)::text
        from warehouse.fact_observation_closed f
        join warehouse.dim_period p using (period_id) group by p.code, f.closed_by
        order by 1
        """

    private let lab: Lab
    private let isEnded = Mutex(false)

    init(_ lab: Lab) { self.lab = lab }

    func end() { isEnded.withLock { $0 = true } }

    private var goesOn: Bool { isEnded.withLock { !$0 } }

    /// Looks every five milliseconds.
    func poll() async throws -> Sight {
        let connection = try Connection(lab.target, applicationName: "reader")
        var sight = Sight()
        while goesOn {
            sight.violations += Self.mixtures(try Self.read(connection))
            sight.count += 1
            try await Task.sleep(for: .milliseconds(5))
        }
        return sight
    }

    /// Stays in one REPEATABLE READ transaction throughout, and sees nothing of the loads.
    func stay() async throws -> Sight {
        let connection = try Connection(lab.target, applicationName: "reader")
        try connection.execute("begin isolation level repeatable read read only")
        let first = try Self.read(connection)
        var sight = Sight()
        while goesOn {
            if try Self.read(connection) != first { sight.violations.append("a snapshot moved") }
            sight.count += 1
            try await Task.sleep(for: .milliseconds(50))
        }
        return sight
    }

    /// Begins a transaction again and again, and looks twice in each.
    func comeBack() async throws -> Sight {
        let connection = try Connection(lab.target, applicationName: "reader")
        var sight = Sight()
        while goesOn {
            try connection.execute("begin isolation level repeatable read read only")
            let first = try Self.read(connection)
            try await Task.sleep(for: .milliseconds(40))
            if try Self.read(connection) != first { sight.violations.append("a snapshot moved") }
            try connection.execute("rollback")
            sight.violations += Self.mixtures(first)
            sight.count += 1
        }
        return sight
    }

    private static func read(_ connection: Connection) throws -> [[String?]] {
        let result = try connection.query(query)
        return (0..<result.rowCount).map { row in (0..<4).map { result.text(row, $0) } }
    }

    private static func mixtures(_ rows: [[String?]]) -> [String] {
        rows.filter { $0[1] != cellCount || $0[2] != "1" }.map { row in
            "\(row[0] ?? ""): \(row[1] ?? "") cells, \(row[2] ?? "") revisions"
        }
    }
}
