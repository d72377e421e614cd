import Foundation
import FoundationXML
import Testing

@Suite("Nightly")
struct NightlyTests {
    @Test(
        "what a missed night left is caught up; nothing new writes nothing; what is published stays"
    )
    func caughtUp() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        let first = try await lab.nightly()
        #expect(first.output.status == 0, "\(first.output.err)")
        #expect(
            first.report.reportStates == [
                "kpi-thang 2024-M01 built", "van-hanh 2024-M01 built",
            ])
        #expect(first.report.total.files.loaded == 1)

        let sums = try lab.checksums()
        let quiet = try await lab.nightly()
        #expect(quiet.output.status == 0)
        #expect(quiet.report.reports.isEmpty && quiet.report.total.files.loaded == 0)
        #expect(try lab.checksums() == sums)

        // Two months came while no timer ran.
        try lab.deliver(month: 2, edition: 0, "03-04")
        try lab.deliver(month: 3, edition: 0, "04-04")
        let late = try await lab.nightly()
        #expect(
            late.report.reportStates == [
                "kpi-thang 2024-M02 built", "kpi-thang 2024-M03 built",
                "van-hanh 2024-M02 built", "van-hanh 2024-M03 built",
            ])

        let published = try lab.value(
            "select path from ledger.report_build where period = '2024-M01'")
        let printed = try String(contentsOfFile: published, encoding: .utf8)
        try lab.deliver(month: 1, edition: 5, "02-20")
        for _ in 0..<2 {
            let moved = try await lab.nightly()
            #expect(moved.report.reportStates.contains("kpi-thang 2024-M01 would-move"))
            #expect(moved.report.reports.allSatisfy { $0.moved > 0 })
            #expect(
                moved.report.decisions.map(\.command)
                    .contains("phusa report build kpi-thang --period 2024-M01"))
            #expect(moved.output.status == 0)
        }
        #expect(try String(contentsOfFile: published, encoding: .utf8) == printed)
        #expect(
            try lab.value("select count(*) from ledger.report_build where period <> '2024-M03'")
                == "4")

        let build = try await lab.phusa("report", "build", "kpi-thang", "--period", "2024-M01")
        #expect(build.status == 0, "\(build.err)")
        let after = try await lab.nightly()
        #expect(!after.report.reportStates.contains("kpi-thang 2024-M01 would-move"))
    }

    @Test("one bad agency: the others load, the page says who, why and what to type; exit 1")
    func badAgency() async throws {
        let lab = try await Lab()
        try lab.write("ctk/ktxh-2024-M01-2024-02-05.csv", "a;b\n1;2\n")
        try lab.write("ctk/<script>.csv", "x")
        try lab.deliver("syt/yte-2024-M03-2024-04-05.json.gz")
        let (report, output) = try await lab.nightly()
        #expect(output.status == 1 && report.exit == 1)
        #expect(report.total.files == .init(loaded: 1, known: 0, refused: 1, held: 0, failed: 0))
        let refused = try #require(report.drops.first { $0.state == "refused" })
        #expect(refused.path == "ctk/ktxh-2024-M01-2024-02-05.csv")
        #expect(refused.reasons.map(\.rule).contains("file.missing-column"))
        #expect(report.decisions.contains { $0.command.hasPrefix("phusa validate ") })
        #expect(report.faults.isEmpty)

        let run = try #require(report.run)
        let names = try FileManager.default.contentsOfDirectory(atPath: lab.state + "/nightly")
        let day = try #require(names.first { $0.hasSuffix("-run\(run).html") }?.prefix(10))
        #expect(
            names.sorted() == [
                "\(day)-run\(run).html", "\(day)-run\(run).json", "latest.html", "latest.json",
            ])
        let kept: NightReport = try lab.document("state/nightly/latest.json")
        #expect(kept.run == run && kept.exit == 1)
        #expect(try lab.text("state/nightly/latest.json") == output.out)
        let html = try lab.text("state/nightly/latest.html")
        _ = try XMLDocument(xmlString: html)
        #expect(html.contains("Cục Thống kê tỉnh Trà Vinh") || html.contains("ctk/ktxh-2024-M01"))
        #expect(html.contains("ctk/&lt;script&gt;.csv") && !html.contains("<script"))

        let page = try await lab.phusa("nightly", "--on", "2024-04-30")
        #expect(page.status == 1, "a file that nobody claims still lies there")
        #expect(page.out.contains("read 0 = loaded 0"))
    }

    @Test("late: who owes what, by how many working days, and what came instead")
    func late() async throws {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        try lab.write("ctk/ktxh-2024-M02-2024-03-05.csv", "a;b\n1;2\n")
        #expect(try await lab.nightly().output.status == 1)
        let output = try await lab.phusa(
            "late", "--on", "2024-04-10", "--agency", "ctk", "--json")
        #expect(output.status == 0, "\(output.err)")
        let owed: [NightReport.Owed] = try output.decode()
        let monthly = owed.filter { $0.dataset == "ctk.kinh-te-xa-hoi.thang" }
        #expect(monthly.map(\.period) == ["2024-M02", "2024-M03"])
        #expect(monthly.map(\.state) == ["refused", "missing"])
        // March is due on the fifth working day of April: Friday the 5th.
        #expect(monthly.last?.dueOn == "2024-04-05")
        #expect(monthly.last?.workingDaysLate == 3)
        let before = try await lab.phusa("late", "--on", "2024-04-05", "--json")
        #expect(
            try before.decode([NightReport.Owed].self).allSatisfy {
                $0.dataset != "ctk.kinh-te-xa-hoi.thang" || $0.period != "2024-M03"
            }, "the due day itself is in time")
        let others = try await lab.phusa("late", "--on", "2024-04-10", "--json")
        #expect(
            try others.decode([NightReport.Owed].self).contains {
                $0.dataset == "syt.y-te.thang" && $0.period == "2024-M01"
            }, "one that never sent anything is not forgotten")
        let text = try await lab.phusa("late", "--on", "2024-04-10", "--agency", "ctk")
        #expect(text.out.contains("3 working days late"))
        #expect(try await lab.phusa("late", "--agency", "ctkk").status == 64)
        #expect(try await lab.phusa("late", "--on", "10/4/2024").status == 64)
    }
}
