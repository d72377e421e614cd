import Foundation
package import PhusaModel
package import Reporting
import Storage

/// Where the pages of the nights lie: one pair of files per run, and the latest again under one name.
package struct NightlyShelf {
    package let folder: String

    package init(stateFolder: String) { folder = stateFolder + "/nightly" }

    /// One JSON document with sorted keys and a line end.
    package static func json(_ page: NightlyPage) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return Array(try encoder.encode(page)) + [UInt8(ascii: "\n")]
    }

    /// Writes page and document, each whole or not at all; the latest ones last.
    package func keep(_ page: NightlyPage, language: Language) throws {
        try DurableFile.makeFolder(folder)
        Leftovers.remove(below: folder)
        let html = Array(NightlyHTML(page, language: language).body.utf8)
        let json = try Self.json(page)
        let name = "\(page.startedAt.day)-" + (page.run.map { "run\($0)" } ?? "no-run")
        for base in [name, "latest"] {
            try DurableFile.write(html, to: "\(folder)/\(base).html")
            try DurableFile.write(json, to: "\(folder)/\(base).json")
        }
    }

    /// What the latest page says of published reports; `nil` where there is none that can be read.
    func previous() -> PreviousNight? {
        guard let bytes = try? FileReader.bytes(of: folder + "/latest.json") else { return nil }
        return try? JSONDecoder().decode(PreviousNight.self, from: Data(bytes))
    }
}

/// What a later night reads again of an earlier one's page.
struct PreviousNight: Decodable {
    struct Report: Decodable {
        let report: String
        let period: String
        let state: String
        let build: Int?
        let moved: Int
    }

    /// Events of runs that were over by then are in what the page says of reports.
    let reportsAsOf: Moment
    let reports: [Report]

    private enum CodingKeys: String, CodingKey { case reportsAsOf = "reports_as_of", reports }

    func movedCount(report: String, period: Period, build: Int) -> Int {
        reports.first {
            $0.report == report && $0.period == period.description && $0.build == build
                && $0.state == NightlyReport.State.wouldMove.rawValue
        }?.moved ?? 0
    }
}
