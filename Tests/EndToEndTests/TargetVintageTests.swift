import Foundation
import PhusaModel
import Testing
import Warehouse

@Suite("Targets and answers as reports read them")
struct TargetVintageTests {
    private static let report = """
        report: diem
        title: {vi: Điểm, en: Score}
        period: month
        sections:
          - scorecard: {title: {vi: Điểm, en: Score}, kpis: tra-vinh}
          - kpi_table: {title: {vi: Bảng, en: Table}, kpis: tra-vinh}
        """

    private func page(_ lab: Lab, _ arguments: [String]) async throws -> String {
        let output = try await lab.phusa(
            ["report", "build", "diem", "--period", "2021-M06"] + arguments)
        try #require(output.status == 0, "\(output.err)\(output.out)")
        let number = try lab.value("select max(build_id) from ledger.report_build")
        return try String(
            contentsOfFile: lab.state + "/reports/diem/diem-2021-M06-\(number).html",
            encoding: .utf8)
    }

    @Test("a report as of a day takes the target that was known that day")
    func targets() async throws {
        let lab = try await Lab()
        try lab.define("reports/diem.yml", Self.report)
        try lab.deliver(
            "skhdt/kehoach-2021-2021-01-06.json", "skhdt/kehoach-2021-2021-09-20.json")
        #expect(try await lab.run().total.drops.loaded == 2)
        let early = try await page(lab, ["--as-of", "2021-08-01"])
        #expect(early.contains("23,674.8") && !early.contains("22,930.2"))
        let late = try await page(lab, [])
        #expect(late.contains("22,930.2") && !late.contains("23,674.8"))
        for page in [early, late] {
            #expect(page.contains("No overall score"), "no figure was loaded")
        }
    }

    @Test("answers of 1 to 5 are those that plain SQL counts, by agency and question")
    func scales() async throws {
        let lab = try await Lab()
        try lab.deliver(
            "snv/hailong-2024-M06-2024-07-17.json.gz", "ttth/phananh-2024-M06-2024-07-03.ndjson.gz")
        #expect(try await lab.run().total.drops.loaded == 2)
        let reads = FigureReads(
            connection: try Connection(lab.target), asOf: nil, agencyNames: [:])
        let june = try #require(Period(year: 2024, month: 6, monthCount: 1))
        for (subject, sql) in [
            (
                TallySubject.surveyAnswers,
                """
                select g.code, f.question, f.score, count(*) from warehouse.fact_survey_answer f
                join warehouse.dim_agency g using (agency_id) where f.score is not null
                group by 1, 2, 3
                """
            ),
            (
                TallySubject.cases,
                """
                select g.code, '', f.rating, count(*) from warehouse.fact_case f
                join warehouse.dim_agency g using (agency_id) where f.rating is not null
                group by 1, 3
                """
            ),
        ] {
            let tallies = try reads.scaleTallies(of: subject, period: june)
            let found = tallies.flatMap { tally in
                zip(ScaleTally.steps, tally.counts).compactMap { step, count in
                    count > 0 ? "\(tally.agencyCode) \(tally.question) \(step) \(count)" : nil
                }
            }
            let expected = try lab.rows(sql).map { $0.joined(separator: " ") }
            #expect(!found.isEmpty && found.sorted() == expected.sorted())
            #expect(tallies.allSatisfy { $0.askedCount >= $0.counts.reduce(0, +) })
        }
    }
}
