import Foundation
import PhusaModel
import Testing

@testable import Reporting

/// The two reports of a small Trà Vinh, byte by byte.
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
