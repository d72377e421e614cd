import Foundation
import Testing

@Suite("Every cell is accounted for, and a second run changes nothing")
struct AccountingTests {
    @Test("all clean drops balance, and the second run writes no row")
    func allDrops() async throws {
        let lab = try await Lab()
        try lab.setDropZone(Repository.drops)
        let report = try await lab.run()

        let fileCount = try FileManager.default.subpathsOfDirectory(atPath: Repository.drops)
            .count { $0.split(separator: "/").count > 1 }
        #expect(report.total.drops.loaded == fileCount)
        #expect(report.total.quarantined == 0)
        try expectBalance(report, lab)
        let before = try lab.checksums()

        let second = try await lab.phusa("run")
        #expect(second.status == 0, "\(second.err)")
        #expect(
            second.lastLine == "read 0 = loaded 0 + unchanged 0 + quarantined 0 + excluded 0")
        #expect(try lab.checksums() == before)
    }

    @Test("drops with faults balance, in the document, in the text and in the ledger")
    func faultyDrops() async throws {
        let lab = try await Lab()
        try lab.deliverMixture()
        let first = try await lab.phusa("run")
        #expect(first.status == 1, "one file is refused: \(first.err)")
        let ledger = try lab.value(
            """
            select 'read ' || sum(cells_read) || ' = loaded ' || sum(cells_loaded)
                || ' + unchanged ' || sum(cells_unchanged) || ' + quarantined '
                || sum(cells_quarantined) || ' + excluded ' || sum(cells_excluded)
            from ledger.drop
            """)
        #expect(first.lastLine == ledger)

        let stored = try await lab.phusa("runs", "show", "1", "--json")
        let report: RunReport = try stored.decode()
        #expect(report.total.line == ledger)
        #expect(report.total.quarantined == 6, "five records of one file, one of another")
        #expect(report.total.unchanged > 0, "the second edition repeats figures of the first")
        #expect(report.total.drops.refused == 1)
        try expectBalance(report, lab)

        let before = try lab.checksums()
        let second = try await lab.run()
        #expect(second.total.read == 0)
        #expect(second.total.drops.known == 5)
        #expect(try lab.checksums() == before)
    }

    private func expectBalance(_ report: RunReport, _ lab: Lab) throws {
        for pipeline in report.pipelines {
            #expect(pipeline.balance.isBalanced, "\(pipeline.pipeline)")
        }
        let total = report.total
        #expect(total.isBalanced)
        #expect(report.pipelines.reduce(0) { $0 + $1.balance.read } == total.read)
        #expect(report.pipelines.reduce(0) { $0 + $1.balance.loaded } == total.loaded)
        #expect(report.files.reduce(0) { $0 + $1.records.read } == total.records.read)
        let sums = try lab.rows(
            """
            select sum(cells_read), sum(cells_loaded), sum(cells_unchanged),
                sum(cells_quarantined), sum(cells_excluded), sum(cells_closed), sum(records_read),
                sum(records_accepted), sum(records_quarantined), sum(records_excluded)
            from ledger.drop
            """)[0].map { Int($0) }
        let records = total.records
        #expect(
            sums == [
                total.read, total.loaded, total.unchanged, total.quarantined, total.excluded,
                total.closed, records.read, records.accepted, records.quarantined,
                records.excluded,
            ])
    }
}

@Suite("A plan says what the next run does")
struct PlanTests {
    @Test("its counts are the run's, before the first run and before a later one")
    func counts() async throws {
        let lab = try await Lab()
        try lab.deliverMixture()
        try await expectPlanEqualsRun(lab)

        try lab.write(
            MonthlySheet.sample(month: 2, edition: 7).path("02-20"),
            MonthlySheet.sample(month: 2, edition: 7).text)
        try lab.deliver("syt/yte-2024-M04-2024-05-06.json.gz")
        try await expectPlanEqualsRun(lab)
    }

    private func expectPlanEqualsRun(_ lab: Lab) async throws {
        let before = try lab.checksums()
        let runs = try lab.value("select count(*) from ledger.run")
        let files = Self.files(below: lab.archive)
        let plan: RunReport = try await lab.phusa("plan", "--json").decode()
        #expect(try lab.checksums() == before)
        #expect(try lab.value("select count(*) from ledger.run") == runs)
        #expect(Self.files(below: lab.archive) == files)
        #expect(plan.run == nil)

        let run = try await lab.run()
        #expect(plan.total == run.total)
        #expect(plan.total.loaded > 0)
        #expect(plan.pipelines.map(\.balance) == run.pipelines.map(\.balance))
        #expect(
            plan.files.map { "\($0.path) \($0.state) \($0.cells)" }
                == run.files.map { "\($0.path) \($0.state) \($0.cells)" })
    }

    private static func files(below folder: String) -> [String] {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return paths.filter { $0.contains(".") || $0.hasPrefix("objects/") }.sorted()
    }
}

extension Lab {
    /// Five drops: two editions of a month, one record in quarantine, a refused file, another feed.
    func deliverMixture() throws {
        let first = MonthlySheet.sample(month: 2)
        var second = MonthlySheet.sample(month: 2, edition: 1)
        second.lines[2].value = "chưa có"
        var refused = MonthlySheet.sample(month: 3)
        for index in 0..<5 { refused.lines[index].value = "?" }
        try write(first.path("03-04"), first.text)
        try write(second.path("04-04"), second.text)
        try write(refused.path("04-05"), refused.text)
        try deliver("syt/yte-2024-M03-2024-04-05.json.gz", "skhdt/dkdn-2024-Q1-2024-04-08.txt")
    }
}
