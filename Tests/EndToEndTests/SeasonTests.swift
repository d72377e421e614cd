import Foundation
import PhusaModel
import Testing

@Suite("Crop seasons on the command line")
struct SeasonTests {
    private struct Trail: Decodable {
        struct Version: Decodable {
            let value: String?
        }

        let period: String
        let breakdown: String
        let versions: [Version]
    }

    private struct Triangle: Decodable {
        struct Cell: Decodable {
            let period: String
        }

        let cells: [Cell]
    }

    /// The final figures of four winters and of a summer.
    private func loaded() async throws -> Lab {
        let lab = try await Lab()
        try lab.deliver(
            "snnptnt/trongtrot-DX-2021-2021-07-12.csv", "snnptnt/trongtrot-DX-2022-2022-07-11.csv",
            "snnptnt/trongtrot-DX-2023-2023-07-10.csv", "snnptnt/trongtrot-DX-2024-2024-07-10.csv",
            "snnptnt/trongtrot-HT-2023-2023-11-10.csv")
        #expect(try await lab.run().total.drops.loaded == 5)
        return lab
    }

    private func trails(_ lab: Lab, _ words: String...) async throws -> [Trail] {
        let output = try await lab.phusa(["why"] + words + ["--json"])
        #expect(output.status == 0, "\(output.err)")
        return try output.decode()
    }

    @Test("why takes the code of file names, the title and the text that run prints")
    func why() async throws {
        let lab = try await loaded()
        for text in ["DX-2024", "dx-2024", "Đông Xuân 2023-2024", "2023-11-01/P6M"] {
            let found = try await trails(lab, "NN.DTGT", "842", text, "--breakdown", "crop=LUA")
            #expect(found.map(\.period) == ["2023-11-01/P6M"], "\(text)")
            #expect(found.first?.versions.map(\.value) == ["1882.1"], "\(text)")
        }
        let output = try await lab.phusa("why", "NN.NSGT", "842", "DX-2024")
        #expect(output.status == 0, "\(output.err)")
        #expect(output.out.contains("Winter-spring 2023-2024 (DX-2024)"), "\(output.out)")
        let vietnamese = try await lab.phusa("why", "NN.NSGT", "842", "HT-2023", "--lang", "vi")
        #expect(vietnamese.out.contains("Vụ Hè Thu 2023 (HT-2023)"), "\(vietnamese.out)")
        let none = try await lab.phusa("why", "NN.NSGT", "842", "DX-2019")
        #expect(none.status == 1 && none.err.contains("DX-2019"), "\(none.status) \(none.err)")
    }

    @Test("vintages take a range of one season across years, and name each by its code")
    func vintages() async throws {
        let lab = try await loaded()
        let words = ["indicator", "vintages", "NN.NSGT", "842", "DX-2022..DX-2024"]
        let output = try await lab.phusa(words)
        #expect(output.status == 0, "\(output.err)")
        for code in ["DX-2022", "DX-2023", "DX-2024"] { #expect(output.out.contains(code)) }
        #expect(!output.out.contains("DX-2021") && !output.out.contains("/P6M"), "\(output.out)")
        let triangles: [Triangle] = try await lab.phusa(words + ["--json"]).decode()
        let periods = Set(triangles.flatMap(\.cells).map(\.period))
        #expect(periods == ["2021-11-01/P6M", "2022-11-01/P6M", "2023-11-01/P6M"])
        let mixed = try await lab.phusa(
            "indicator", "vintages", "NN.NSGT", "842", "DX-2022..HT-2023")
        #expect(mixed.status == 64, "\(mixed.err)")
    }

    @Test("a rerun and its plan read the named season again, and no other")
    func rerun() async throws {
        let lab = try await loaded()
        try lab.replace(
            "quarantined: 5%", with: "quarantined: 6%", in: "snnptnt/trong-trot/contract.yml")
        for words in [["plan"], ["rerun", "--reason", "the share was raised"]] {
            let output = try await lab.phusa(words + ["--period", "DX-2023"])
            #expect(output.status == 0, "\(output.err)")
            #expect(output.out.contains("[2022-11-01/P6M] from 1 drops"), "\(output.out)")
        }
    }

    @Test("a report of a season is titled by it, and its trend goes back over the years")
    func report() async throws {
        let lab = try await loaded()
        try lab.write(report: "vu-lua")
        let output = try await lab.phusa("report", "build", "vu-lua", "--period", "DX-2024")
        #expect(output.status == 0, "\(output.err)")
        #expect(output.out.contains("Rice – Winter-spring 2023-2024"), "\(output.out)")
        let files = try lab.reportFiles().filter { $0.key.contains("vu-lua") }
        let page = files.first { $0.key.hasSuffix(".html") }
            .map { String(decoding: $0.value, as: UTF8.self) }
        let html = try #require(page)
        for years in ["2020-2021", "2021-2022", "2022-2023", "2023-2024"] {
            #expect(html.contains(">Winter-spring \(years)</th>"), "\(years)")
        }
        let other = try await lab.phusa("report", "build", "kpi-thang", "--period", "DX-2024")
        #expect(other.status == 64 && other.err.contains("DX-2024"), "\(other.err)")
    }

    @Test("what is no period ends with 64, the forms and the declared seasons, in both languages")
    func refusals() async throws {
        let lab = try await Lab(isApplied: false)
        let commands = [
            ["why", "NN.NSGT", "842", "XX-2024"],
            ["indicator", "vintages", "NN.NSGT", "842", "XX-2024"],
            ["area", "view", "NN.NSGT", "XX-2024"],
            ["report", "build", "kpi-thang", "--period", "XX-2024"],
            ["plan", "--period", "XX-2024"],
            ["rerun", "--period", "DX-2023..XX-2024", "--reason", "x"],
        ]
        for words in commands {
            for (language, expected) in [
                ("en", "expected a period, such as 2025-M03"), ("vi", "cần kỳ, ví dụ 2025-M03"),
            ] {
                let output = try await lab.phusa(words, environment: ["PHUSA_LANG": language])
                #expect(output.status == 64, "\(words) \(output.err)")
                #expect(output.err.contains(expected), "\(output.err)")
                #expect(output.err.contains("DX-2025"), "\(output.err)")
                for code in ["DX (", "HT (", "TD ("] { #expect(output.err.contains(code)) }
            }
        }
        let span = try await lab.phusa("why", "NN.NSGT", "842", "2024-11-01/P5M")
        #expect(span.status == 64 && span.err.contains("DX (Winter-spring)"), "\(span.err)")
    }
}

extension Lab {
    /// A report of the rice of each season with a trend over six of them.
    fileprivate func write(report: String) throws {
        let text = """
            report: \(report)
            title: {vi: Lúa, en: Rice}
            period: season
            sections:
              - trend: {title: {vi: Diện tích, en: Sown}, indicator: NN.DTGT, breakdown: crop=LUA, \
            periods: 6}

            """
        try define("reports/\(report).yml", text)
    }
}
