import Foundation
import PhusaTestSupport
import Storage
import Testing

/// Commands beside the run that write, killed at each place that they pass and at random moments.
extension TortureTests {
    @Test("SIGKILL during a report: whole or absent, and the next build says the same")
    func reports() async throws {
        let start = try await Self.loadedLab()
        let arguments = ["report", "build", "kpi-thang", "--period", "2024-M03"]
        let whole = try await Lab(copying: start)
        let span = try await Self.span(whole, arguments)
        let (kinds, cells) = try (Self.reportFiles(whole).map(\.kind), Self.reportCells(whole))
        try #require(kinds.count == 2 && cells.count == 1)
        let count = TortureSetting.count(6, full: 60)
        try await Ordeal(name: "kill-report", count: count).run { _, dice in
            var dice = dice
            let lab = try await Lab(copying: start)
            let strike = try await Strike.run(
                lab, arguments, at: dice.moment(within: span)
            ) { kill($0, SIGKILL) }
            var violations = try Self.brokenReports(lab)
            let next = try await lab.phusa(arguments)
            if next.status != 0 { violations.append("the next build: \(next.err)") }
            violations += try Self.brokenReports(lab)
            if try Self.reportCells(lab) != cells { violations.append("I3: another report") }
            if try Set(Self.reportFiles(lab).map(\.kind)) != Set(kinds) {
                violations.append("I7: the report lacks a file")
            }
            return Round(stage: strike.stage, violations: violations)
        }
    }

    @Test("SIGKILL during a withdrawal: before or after, and the next run completes what has begun")
    func withdrawals() async throws {
        let start = try await Self.loadedLab()
        let path = MonthlySheet.sample(month: 3).path("05-13")
        let drop = try start.value(
            "select drop_id::text from ledger.drop where path = '\(path)' and outcome = 'loaded'")
        let arguments = ["withdraw", drop, "--reason", "gửi nhầm"]
        let before = try Self.figures(start)
        let whole = try await Lab(copying: start)
        let span = try await Self.span(whole, arguments)
        let after = try Self.figures(whole)
        try #require(before != after)
        let count = TortureSetting.count(6, full: 60)
        try await Ordeal(name: "kill-withdrawal", count: count).run { _, dice in
            var dice = dice
            let lab = try await Lab(copying: start)
            let strike = try await Strike.run(
                lab, arguments, at: dice.moment(within: span)
            ) { kill($0, SIGKILL) }
            var violations: [String] = []
            let hit = try Self.figures(lab)
            if hit != before, hit != after { violations.append("I1: half withdrawn") }
            let next = try await lab.phusa(Workload.arguments)
            if next.status != 0 { violations.append("the next run: \(next.err)") }
            // What had not begun is not done by itself: the person asks again.
            let again = try await lab.phusa(arguments)
            if ![0, 1].contains(again.status) { violations.append("again: \(again.err)") }
            if try Self.figures(lab) != after { violations.append("I3: another warehouse") }
            let events = try lab.value(
                "select count(*)::text from ledger.event where kind = 'withdrawal'")
            if events != "1" { violations.append("\(events) withdrawals") }
            return Round(stage: strike.stage, violations: violations)
        }
    }

    // MARK: Parts

    /// What an unbroken run has made.
    private static func loadedLab() async throws -> Lab {
        let workload = try await Workload.shared()
        let lab = try await Lab(copying: workload.start)
        try #require(try await lab.phusa(Workload.arguments).status == workload.status)
        return lab
    }

    private static func span(_ lab: Lab, _ arguments: [String]) async throws -> Duration {
        let began = ContinuousClock.now
        let output = try await lab.phusa(arguments)
        try #require(output.status == 0, "\(output.err)")
        return ContinuousClock.now - began
    }

    /// Values that stand, by cell and file.
    private static func figures(_ lab: Lab) throws -> [[String]] {
        try lab.rows(
            """
            select p.code, i.code, f.value, d.path, f.line from warehouse.fact_observation f
            join warehouse.dim_period p using (period_id)
            join warehouse.dim_indicator i using (indicator_id)
            join ledger.drop d on d.event_id = coalesce(f.origin_id, f.event_id)
            order by 1, 2, 4, 5
            """)
    }

    private static func reportFiles(_ lab: Lab) throws -> [(path: String, kind: String)] {
        let folder = lab.state + "/reports"
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return paths.compactMap { path in
            guard let kind = ["html", "csv"].first(where: { path.hasSuffix("." + $0) }) else {
                return nil
            }
            return (folder + "/" + path, kind)
        }
    }

    private static func reportCells(_ lab: Lab) throws -> [String] {
        try lab.rows("select cells::text from ledger.report_build order by build_id").map { $0[0] }
    }

    /// I7: a page or table that is not whole, and a build in the ledger whose file is another.
    private static func brokenReports(_ lab: Lab) throws -> [String] {
        var broken: [String] = []
        for (path, kind) in try reportFiles(lab) {
            let bytes = FileManager.default.contents(atPath: path) ?? Data()
            if !bytes.ends(with: kind == "html" ? "</html>\n" : "\n") {
                broken.append("I7: \(path) is not whole")
            }
        }
        for row in try lab.rows("select path, html_sha256 from ledger.report_build") {
            let bytes = FileManager.default.contents(atPath: row[0]) ?? Data()
            if contentHash(bytes) != row[1] {
                broken.append("I7: \(row[0]) is not what is recorded")
            }
        }
        return broken
    }
}

extension Data {
    fileprivate func ends(with text: String) -> Bool { suffix(text.utf8.count) == Data(text.utf8) }
}
