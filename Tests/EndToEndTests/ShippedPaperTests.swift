import Foundation
import Testing

@Suite("Pages of the shipped reports on paper")
struct ShippedPaperTests {
    private struct Built: Decodable {
        let report: String
        let further: [String]
    }

    private struct Word {
        let text: String
        let page: Int
        let right: Double
    }

    @Test("nothing that is printed goes past the margin, in either language")
    func margins() async throws {
        let lab = try await Lab()
        try lab.setDropZone(Repository.drops)
        _ = try await lab.run()
        for language in ["vi", "en"] {
            let reports = try await built(lab, language)
            #expect(reports.count >= 9)
            for report in reports {
                let path = try #require(report.further.first)
                let words = try await words(path)
                #expect(words.count > 100, "\(report.report) is empty")
                let over = words.filter { $0.right > Self.margin }
                #expect(
                    over.isEmpty,
                    "\(report.report) \(language): \(over.prefix(3).map { "page \($0.page): \($0.text)" })"
                )
            }
        }
    }

    /// All shipped reports of their last period; of those about an agency one.
    private func built(_ lab: Lab, _ language: String) async throws -> [Built] {
        let about = ["co-quan"]
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Repository.folder + "/Pipelines/reports"
        ).filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(4)) }
            .filter { !about.contains($0) }
        let shared = [
            "--format", "pdf", "--json", "--lang", language, "--asked-by", "X", "--paper", "1",
        ]
        let all = try await lab.phusa(["report", "build"] + names.sorted() + shared)
        try #require(all.status == 0, "\(all.err)")
        let own = try await lab.phusa(
            ["report", "build"] + about + ["--agency", "ubnd-842"] + shared)
        try #require(own.status == 0, "\(own.err)")
        return try all.decode([Built].self) + own.decode([Built].self)
    }

    /// Where words end at the latest, in points from the sheet's edge: 15 mm (Decree 30/2020,
    /// annex I), and half a point for rounding.
    private static let margin = -42.5 + 0.5

    private func words(_ path: String) async throws -> [Word] {
        var reader = Program(
            path: "/usr/bin/env", arguments: ["pdftotext", "-bbox", path, "-"])
        reader.environment = Lab.environment
        var (page, width) = (0, 0.0)
        var words: [Word] = []
        for line in try await reader.run().out.split(separator: "\n") {
            if let start = line.firstMatch(of: /<page width="([0-9.]+)"/) {
                width = try #require(Double(start.1))
                page += 1
            } else if let word = line.firstMatch(of: /xMax="([0-9.]+)".*>(.*)<\/word>/) {
                let right = try #require(Double(word.1))
                words.append(Word(text: String(word.2), page: page, right: right - width))
            }
        }
        return words
    }
}
