import Foundation
import Storage
import Testing

@Suite("A killed run leaves whole drops, and the next run completes it")
struct KillTests {
    /// Further passages of places that mean something else each time.
    static let passages = [
        "after-event-record:1", "after-copy:1", "before-commit:1", "before-commit:6",
    ]

    /// Places that a run over these drops does not come to, with the reason.
    static let elsewhere: [FaultSite: String] = [
        .beforeDefinitions: "the first run", .afterDefinitions: "the first run",
        .afterLedgerQuarantine: "a dirty drop", .afterLedgerExclusions: "a dirty drop",
        .afterLedgerCorrections: "no drop meets a correction",
        .afterDerive: "DerivingKillTests: no figure has all its parts",
        .beforeReportRecord: "report", .afterReportRecord: "report", .afterReportPage: "report",
        .afterReportWrite: "report", .beforeMigration: "apply", .afterMigration: "apply",
        .beforeSchema: "apply", .afterSchema: "apply",
        .afterBackupDump: "backup", .beforeBackupName: "backup",
    ]

    @Test("a run passes every place but those listed, some of them many times")
    func places() async throws {
        let passed = try await Unbroken.shared.states().passed
        #expect(FaultSite.allCases.count > 40)
        for site in FaultSite.allCases {
            #expect((passed[site] == nil) == (Self.elsewhere[site] != nil), "\(site)")
        }
    }

    @Test(
        "T55: at every place of a run, with a revision and a late drop among six",
        arguments: FaultSite.allCases.filter { elsewhere[$0] == nil })
    func killed(at site: FaultSite) async throws {
        let count = try await Unbroken.shared.states().passed[site] ?? 1
        try await kill(at: "\(site.rawValue):\((count + 1) / 2)")
    }

    @Test("T55: at other passages", arguments: passages)
    func killed(passage: String) async throws { try await kill(at: passage) }

    private func kill(at place: String) async throws {
        let (start, before, after, _) = try await Unbroken.shared.states()
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
        let isFinished = place.hasPrefix(FaultSite.afterRunFinish.rawValue)
        #expect(
            try lab.rows("select state, count(*) from ledger.run group by 1 order by 1")
                == (isFinished ? [["done", "3"]] : [["done", "2"], ["interrupted", "1"]]))
        #expect(lab.temporaryFiles() == [], "I4: \(place)")
    }

    @Test(
        "T55: in a first run, over a drop with a bad record and a repeated one",
        arguments: [
            "before-definitions:1", "after-definitions:1", "after-ledger-quarantine:1",
            "after-ledger-exclusions:1",
        ])
    func firstRun(place: String) async throws {
        let (whole, lab) = (try await Lab(), try await Lab())
        var sheet = MonthlySheet.sample(month: 1, edition: 0)
        sheet.lines[2].value = "119,,301"
        sheet.lines.append(sheet.lines[0])
        for each in [whole, lab] { try each.write(sheet.path("02-05"), sheet.text) }
        let unbroken = try await whole.run()
        try #require(unbroken.total.quarantined == 1 && unbroken.total.excluded == 1)
        let killed = try await lab.phusa("run", environment: ["PHUSA_FAULT": place])
        #expect(killed.isKilled, "\(place) was not reached")
        #expect(try lab.observations() == [])
        #expect(try await lab.run().total == unbroken.total)
        #expect(try lab.observations() == whole.observations())
        let records = """
            select (select count(*) from ledger.quarantine), (select count(*) from ledger.exclusion),
                (select count(*) from ledger.drop)
            """
        #expect(try lab.rows(records) == [["1", "1", "1"]])
    }

    @Test(
        "T55: while the warehouse is made",
        arguments: [
            "before-migration:1", "after-migration:1", "before-schema:1", "after-schema:1",
        ])
    func apply(place: String) async throws {
        let lab = try await Lab(isApplied: false)
        let killed = try await lab.phusa(
            "warehouse", "apply", environment: ["PHUSA_FAULT": place])
        #expect(killed.isKilled && killed.status == SIGKILL, "\(place) was not reached")
        #expect(try await lab.phusa("warehouse", "apply").status == 0)
        #expect(try await lab.phusa("warehouse", "status").status == 0)
    }

    @Test("also when the agency has taken the file away since")
    func takenAway() async throws {
        let (start, _, after, _) = try await Unbroken.shared.states()
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

    @Test(
        "T64: a killed report leaves no half file, and the next one is whole",
        arguments: [
            "before-report-record:1", "after-report-record:1", "after-file-open:1",
            "after-file-write:1", "after-file-flush:2", "after-report-page:1",
            "after-report-write:1",
        ])
    func report(place: String) async throws {
        let (start, _, _, _) = try await Unbroken.shared.states()
        let lab = try await Lab(copying: start)
        let arguments = [
            "report", "build", "kpi-thang", "--period", "2024-M02", "--format", "xlsx", "--format",
            "json",
        ]
        let killed = try await lab.phusa(
            arguments, environment: ["PHUSA_FAULT": place])
        #expect(killed.isKilled)
        for path in lab.reports() {
            guard path.hasSuffix(".html") else { continue }
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.hasSuffix("</html>\n"), "\(path)")
        }
        let next = try await lab.phusa(arguments)
        #expect(next.status == 0, "\(next.err)")
        let kinds = Set(lab.reports().map { URL(fileURLWithPath: $0).pathExtension })
        #expect(kinds == ["html", "csv", "xlsx", "json"])
        #expect(try lab.value("select count(*) from ledger.report_build") == "1")
        #expect(lab.temporaryFiles() == [], "I4: \(place)")
    }
}

extension Lab {
    fileprivate func reports() -> [String] {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: state)) ?? []
        let kinds = [".html", ".csv", ".xlsx", ".json"]
        return paths.filter { path in kinds.contains { path.hasSuffix($0) } }
            .map { state + "/" + $0 }
    }
}
