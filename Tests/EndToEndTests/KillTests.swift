import Foundation
import Runs
import Testing

@Suite("A killed run leaves whole drops, and the next run completes it")
struct KillTests {
    /// Where a run is killed, and at which passage.
    static let kills = [
        "after-hash:8", "after-archive:4", "after-event-record:1", "after-event-record:4",
        "after-begin:1", "after-copy:1", "after-copy:2", "after-check:4", "before-commit:1",
        "before-commit:6", "after-commit:1", "after-commit:4", "before-run-finish:1",
    ]

    @Test("every place of a run where a kill is staged stands in the table")
    func table() {
        let places = Set(Self.kills.map { String($0.prefix { $0 != ":" }) })
        let ofRuns = Set(FaultSite.allCases).subtracting(FaultSite.outsideRuns)
        #expect(places == Set(ofRuns.map(\.rawValue)))
    }

    @Test("with a revision and a late drop among six", arguments: kills)
    func killed(at place: String) async throws {
        let (start, before, after) = try await Unbroken.shared.states()
        let lab = try await Lab(copying: start)
        let killed = try await lab.phusa("run", environment: ["PHUSA_FAULT": place])
        #expect(killed.isKilled && killed.status == SIGKILL, "\(place) was not reached")

        for (scope, rows) in try lab.scopes() {
            #expect(
                rows == before[scope] || rows == after[scope], "\(scope) is half loaded: \(place)")
        }
        #expect(
            try lab.value(
                "select count(*) from ledger.drop where outcome = 'loaded' and event_id is null")
                == "0")

        let next = try await lab.phusa("run")
        #expect(next.status == 0, "\(next.err)")
        #expect(try lab.scopes() == after, "\(place)")
        #expect(
            try lab.rows("select state, count(*) from ledger.run group by 1 order by 1") == [
                ["done", "2"], ["interrupted", "1"],
            ])
    }

    @Test("also when the agency has taken the file away since")
    func takenAway() async throws {
        let (start, _, after) = try await Unbroken.shared.states()
        let lab = try await Lab(copying: start)
        let killed = try await lab.phusa(
            "run", environment: ["PHUSA_FAULT": "after-event-record:1"])
        #expect(killed.isKilled)
        try FileManager.default.removeItem(
            atPath: lab.drops + "/" + MonthlySheet.sample(month: 1).path("02-20"))

        let next = try await lab.phusa("run")
        #expect(next.status == 0, "\(next.err)")
        #expect(try lab.scopes() == after)
        let sums = try lab.checksums()
        #expect(try await lab.run().total.read == 0)
        #expect(try lab.checksums() == sums)
    }

    @Test("a killed report leaves no half file, and the next one is whole")
    func report() async throws {
        let (start, _, _) = try await Unbroken.shared.states()
        let lab = try await Lab(copying: start)
        let arguments = ["report", "build", "kpi-thang", "--period", "2024-M02"]
        let killed = try await lab.phusa(
            arguments, environment: ["PHUSA_FAULT": "after-report-write:1"])
        #expect(killed.isKilled)
        for path in lab.reports() {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(!path.hasSuffix(".html") || text.hasSuffix("</html>\n"), "\(path)")
        }
        let next = try await lab.phusa(arguments)
        #expect(next.status == 0, "\(next.err)")
        let kinds = Set(lab.reports().map { URL(fileURLWithPath: $0).pathExtension })
        #expect(kinds == ["html", "csv"])
        #expect(try lab.value("select count(*) from ledger.report_build") == "1")
    }
}

/// The same six drops loaded without a kill, once for all kills.
private actor Unbroken {
    static let shared = Unbroken()

    typealias States = (start: Lab, before: [String: [String]], after: [String: [String]])
    private var making: Task<States, any Error>?

    /// The warehouse that the kills start from, with the drops waiting; and both its states.
    func states() async throws -> States {
        if let making { return try await making.value }
        let task = Task { try await Self.make() }
        making = task
        return try await task.value
    }

    private static func make() async throws -> States {
        let start = try await Lab()
        try start.deliver(month: 1, edition: 0, "02-05")
        try start.deliver(month: 1, edition: 2, "03-05")
        try start.deliver(month: 2, edition: 0, "03-04")
        try #require(try await start.run().total.drops.loaded == 3)
        try start.deliver(month: 1, edition: 1, "02-20")
        try start.deliver(month: 2, edition: 1, "04-04")
        try start.deliver(month: 3, edition: 0, "04-05")
        try start.deliver(month: 4, edition: 0, "05-06")
        try start.deliver("syt/yte-2024-M03-2024-04-05.json.gz")
        try start.deliver("syt/yte-2024-M04-2024-05-06.json.gz")
        let whole = try await Lab(copying: start)
        try #require(try await whole.run().total.drops.loaded == 6)
        return (start, try start.scopes(), try whole.scopes())
    }
}

extension Lab {
    /// Puts a sample sheet into the drop zone.
    func deliver(month: Int, edition: Int, _ day: String) throws {
        let sheet = MonthlySheet.sample(month: month, edition: edition)
        try write(sheet.path(day), sheet.text)
    }

    /// Figures that stand and stood, by what one drop states: period and set of indicators.
    fileprivate func scopes() throws -> [String: [String]] {
        let all = try observations() + observations(isClosed: true).map { "\($0) closed" }
        return Dictionary(grouping: all) { row in
            let words = row.split(separator: " ")
            return "\(words[0]) \(words[1].prefix { $0 != "." })"
        }
    }

    fileprivate func reports() -> [String] {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: state)) ?? []
        return paths.filter { $0.hasSuffix(".html") || $0.hasSuffix(".csv") }
            .map { state + "/" + $0 }
    }
}
