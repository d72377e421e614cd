import Foundation
import Testing

@Suite("What a report says of figures that were printed before")
struct RevisionsTests {
    private static let report = """
        report: kham
        title: {vi: Khám bệnh, en: Visits}
        period: month
        sections:
          - revisions: {title: {vi: Đã sửa, en: Revised}}
          - trend: {title: {vi: Lượt khám, en: Visits}, indicator: YT.KCB, breakdown: '', periods: 6}
          - areas: {title: {vi: Theo huyện, en: By district}, indicator: YT.KCB, level: district}
        """

    private func build(_ lab: Lab, _ period: String) async throws -> String {
        let output = try await lab.phusa("report", "build", "kham", "--period", period, "--json")
        try #require(output.status == 0, "\(output.err)\(output.out)")
        let number = try lab.value("select max(build_id) from ledger.report_build")
        return try String(
            contentsOfFile: lab.state + "/reports/kham/kham-\(period)-\(number).html",
            encoding: .utf8)
    }

    @Test("those that are others now, with both values; not those that are the same or new")
    func revised() async throws {
        let lab = try await Lab()
        try lab.define("reports/kham.yml", Self.report)
        let all = ["842", "844"]
        try lab.health(
            "2024-M01", on: "2024-02-05",
            all.map { HealthFigure($0, "YT.KCB", 1200) })
        _ = try await lab.run()
        let first = try await build(lab, "2024-M01")
        #expect(first.contains("This is the first report of its kind"))
        try lab.health(
            "2024-M01", on: "2024-03-05",
            [HealthFigure("842", "YT.KCB", 1200), HealthFigure("844", "YT.KCB", 1350)])
        _ = try await lab.run()
        let again = try await build(lab, "2024-M01")
        #expect(again.contains("(build 1, month 1/2024)") || again.contains("(build 1, "))
        #expect(again.contains("that are others now: 1."))
        let row = again.components(separatedBy: "<table class=\"revisions\">").last ?? ""
        #expect(row.contains("Càng Long"), "\(row.prefix(600))")
        #expect(row.contains(">1,200<") && row.contains(">1,350<") && row.contains(">+150<"))
        try lab.health(
            "2024-M02", on: "2024-03-06", all.map { HealthFigure($0, "YT.KCB", 1300) })
        _ = try await lab.run()
        let next = try await build(lab, "2024-M02")
        #expect(next.contains("that are others now: 0."), "new figures are no revisions")
        #expect(!next.contains("class=\"revisions\""))
    }
}
