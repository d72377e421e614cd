import Foundation
import PhusaModel
import Testing

@testable import Reporting

/// The two reports of a small Trà Vinh and receipts of a drop, byte by byte.
///
/// `UPDATE_GOLDEN=1 swift test` rewrites the files; read the difference before committing it.
@Suite struct GoldenTests {
    static let cases: [(ReportDefinition, Language)] = [
        (SampleWorkspace.kpiReport, .vi), (SampleWorkspace.kpiReport, .en),
        (SampleWorkspace.satisfactionReport, .vi), (SampleWorkspace.satisfactionReport, .en),
    ]

    @Test("prints the same bytes as the golden page and table", arguments: cases)
    func matchesGolden(report: ReportDefinition, language: Language) throws {
        let document = try Build.report(report, SampleProvince.make(), language: language)
        try compare(document.html, "\(report.code).\(language.rawValue).html")
        try compare(document.csv, "\(report.code).\(language.rawValue).csv")
    }

    @Test(
        "prints the same bytes as the golden page about an agency, and about all of them",
        arguments: Language.allCases)
    func matchesGoldenAgency(language: Language) throws {
        let workspace = SampleWorkspace.make(agencies: SampleWorkspace.agencies)
        for report in [
            SampleWorkspace.agencyReport.about("stnmt"), SampleWorkspace.measuresReport,
        ] {
            let document = try Build.report(
                report, SampleProvince.withScales(), workspace: workspace, language: language)
            try compare(document.html, "\(report.code).\(language.rawValue).html")
            try compare(document.csv, "\(report.code).\(language.rawValue).csv")
        }
    }

    @Test("prints the same bytes as the golden receipts", arguments: Language.allCases)
    func matchesGoldenReceipt(language: Language) throws {
        try compare(
            SampleReceipt.page(SampleReceipt.accepted, language),
            "receipt-accepted.\(language.rawValue).html")
        try compare(
            SampleReceipt.page(SampleReceipt.refused, language),
            "receipt-refused.\(language.rawValue).html")
    }

    @Test("draws the same bytes as the golden lineage of a share", arguments: Language.allCases)
    func matchesGoldenLineage(language: Language) throws {
        let graph = FigureGraph(
            [SampleTrail.ratio], SampleTrail.catalogue, language: language)
        try compare(graph.svg, "lineage.\(language.rawValue).svg")
    }

    @Test("writes the same bytes as the golden JSON, whatever the language")
    func matchesGoldenJSON() throws {
        try compare(
            String(decoding: try SampleReceipt.accepted.json(), as: UTF8.self),
            "receipt-accepted.json")
        try compare(
            String(decoding: try SampleReceipt.refused.json(), as: UTF8.self),
            "receipt-refused.json")
    }

    private func compare(_ text: String, _ name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: file)
        }
        let golden = try Data(contentsOf: file)
        #expect(golden == Data(text.utf8), "\(name) differs; UPDATE_GOLDEN=1 rewrites it")
    }
}
