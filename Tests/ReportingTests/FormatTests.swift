import Foundation
import PhusaModel
import Testing

@testable import Reporting

@Suite("Formats of one content") struct FormatTests {
    private func content(_ report: ReportDefinition = SampleWorkspace.kpiReport) throws
        -> ReportContent
    {
        try Build.report(report, SampleProvince.make()).content
    }

    @Test("come out the same after the content was kept as JSON and read back")
    func kept() throws {
        for report in [SampleWorkspace.kpiReport, SampleWorkspace.satisfactionReport] {
            let content = try content(report)
            let kept = try JSONEncoder().encode(content)
            let again = try JSONDecoder().decode(ReportContent.self, from: kept)
            #expect(again == content)
            #expect(again.page == content.page && again.paper == content.paper)
            #expect(again.tables == content.tables && again.figures == content.figures)
            #expect(again.json == content.json)
        }
    }

    @Test("JSON holds every frozen figure with its exact digits and its line")
    func json() throws {
        let content = try content()
        let object = try JSONSerialization.jsonObject(with: Data(content.json))
        let json = try #require(object as? [String: Any])
        #expect(json["report"] as? String == content.report)
        #expect(json["period"] as? String == "2025-M03" && json["build"] as? Int == 3)
        let figures = try #require(json["figures"] as? [[String: Any]])
        #expect(figures.count == content.cells.count)
        let text = String(decoding: content.json, as: UTF8.self)
        for cell in content.cells where !cell.value.isEmpty {
            #expect(text.contains("\"value\":\(cell.value),"), "\(cell.value)")
        }
        let origin = try #require(
            figures.compactMap { $0["origin"] as? [String: Any] }.first)
        #expect(origin["line"] is Int && (origin["sha256"] as? String)?.count == 64)
        #expect((json["tables"] as? [Any])?.count == SheetTable.tables(of: content).count)
    }

    @Test("the data file has a line for each figure, with dots and no mark of byte order")
    func data() throws {
        let content = try content()
        let lines = content.figures.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == content.cells.count + 2 && lines.last == "")
        #expect(lines[0].hasPrefix("section,row,column,value,unit,period,indicator"))
        #expect(!content.figures.contains("\r") && !content.figures.hasPrefix("\u{FEFF}"))
        let withDot = try #require(content.cells.first { $0.value.contains(".") })
        #expect(content.figures.contains(",\(withDot.value),"))
    }

    @Test("the page for paper needs nothing that a program for paper does not know")
    func paper() throws {
        let paper = try content().paper
        for word in ["var(--", "display: grid", "display: flex", "<script", "http"] {
            #expect(!paper.contains(word), "\(word)")
        }
        let drawings = paper.components(separatedBy: "<svg").count - 1
        #expect(drawings > 0 && paper.components(separatedBy: "<style>").count == drawings + 2)
        _ = try PageReader.read(paper)
    }

    @Test("name who asked for a report, and by which paper, in every head")
    func commission() throws {
        let context = Make.context
        let asked = ReportContext(
            asOf: context.asOf, builtAt: context.builtAt, buildNumber: 7,
            programVersion: context.programVersion, definitionsHash: context.definitionsHash,
            commission: ReportCommission(askedBy: "Chủ tịch <UBND>", paper: "12/UBND-TH"))
        let content = try ReportBuilder(
            report: SampleWorkspace.kpiReport, workspace: SampleWorkspace.make(), language: .vi
        ).build(period: SampleProvince.period, source: SampleProvince.make(), context: asked)
            .content
        #expect(content.page.contains("Chủ tịch &lt;UBND&gt;, văn bản số 12/UBND-TH"))
        #expect(content.head.contains { $0.contains("Chủ tịch <UBND>, văn bản số 12/UBND-TH") })
        #expect(String(decoding: content.json, as: UTF8.self).contains("\"paper\":\"12/UBND-TH\""))
    }
}
