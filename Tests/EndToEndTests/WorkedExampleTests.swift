import Foundation
import PhusaModel
import Testing

/// The page of worked examples is run as it stands: files, drops, figures, arithmetic, refusals.
@Suite("Worked examples")
struct WorkedExampleTests {
    @Test("every figure of the page comes out of PostgreSQL")
    func figures() async throws {
        let page = try ExamplePage()
        let lab = try await page.lab()
        let names = try page.deliver(to: lab)
        #expect(names.count >= 10)
        let report = try await lab.run()
        #expect(report.files.map(\.state) == names.map { _ in "loaded" })
        #expect(report.total.records.quarantined == 0)
        let results = page.rows(of: "figure")
        #expect(results.count >= 25)
        for row in results {
            let (code, area, period) = (row[0], row[1], try #require(Period(row[2])).description)
            let found = try lab.rows(
                """
                select f.value::text, f.status from warehouse.fact_observation f
                join warehouse.dim_period p using (period_id)
                join warehouse.dim_indicator i using (indicator_id)
                join warehouse.dim_area a using (area_id)
                where i.code = '\(code)' and a.code = '\(area)' and p.code = '\(period)'
                """)
            let expected =
                switch row[4] {
                case "none": [[String]]()
                case "no value": [["∅", row[5]]]
                default: [[row[4], row[5]]]
                }
            #expect(found == expected, "\(code) \(area) \(period)")
        }
        let verified = try await lab.phusa("warehouse", "verify")
        #expect(verified.status == 0, "\(verified.out)")
        let tested = try await lab.phusa("test")
        #expect(tested.status == 0, "\(tested.out)")
    }

    @Test(
        "every number by hand is what its arithmetic gives, and no figure is one of the wrong ones")
    func arithmetic() async throws {
        let page = try ExamplePage()
        let lab = try await Lab()
        let sums =
            page.rows(of: "figure").filter { !$0[3].isEmpty }.map { ($0[3], $0[4]) }
            + page.rows(of: "not").map { ($0[1], $0[2]) }
        #expect(sums.count >= 25)
        for (sum, result) in sums {
            let sql = sum.replacingOccurrences(of: "×", with: "*")
                .replacingOccurrences(of: "−", with: "-")
                .replacingOccurrences(
                    of: "[0-9.]+", with: "$0::numeric", options: .regularExpression)
            let value = try lab.value("select trim_scale(round(\(sql), 4))")
            #expect(value == result, "\(sum)")
        }
        let right = Set(page.rows(of: "figure").map { $0[4] })
        #expect(page.rows(of: "not").allSatisfy { !right.contains($0[2]) })
    }

    @Test("the definitions that the page calls refused are refused in its words")
    func refused() async throws {
        let page = try ExamplePage()
        #expect(page.refused.count == 2)
        for (definition, message) in page.refused {
            let lab = try await page.lab()
            try lab.append(definition, to: "catalogue/indicators/vi-du.yml")
            let lint = try await lab.phusa("lint")
            #expect(lint.status == 65)
            #expect(lint.err.contains(message) || lint.out.contains(message), "\(lint.err)")
        }
    }

    @Test("the index before the new base was decided is known as it was then")
    func asOf() async throws {
        let page = try ExamplePage()
        let lab = try await page.lab()
        _ = try page.deliver(to: lab)
        _ = try await lab.run()
        #expect(try lab.figure("VD.GIANOI", "84", "2025-M01", asOf: "2025-02-05") == nil)
        #expect(try lab.figure("VD.GIANOI", "84", "2025-M01", asOf: "2025-02-07") == "121.2")
        let why = try await lab.phusa("why", "VD.GIAT", "84", "2025-M01")
        #expect(why.out.contains("weight(1.2) * [TV/2020|VD.GIA|goc-2024]"), "\(why.out)")
        #expect(why.out.contains("[TV/2020|VD.GIA|goc-2019]"), "\(why.out)")
    }
}

/// What stands on the page, in its order.
private struct ExamplePage {
    /// Path in the workspace and what is written or added there.
    private var files: [(path: String, text: String)] = []
    /// Definitions without a path, each with the message that follows it.
    private(set) var refused: [(definition: String, message: String)] = []
    /// By the first cell of the header.
    private var tables: [String: [[String]]] = [:]

    init() throws {
        let text = try String(
            contentsOfFile: Repository.folder
                + "/Sources/Workspace/Workspace.docc/WorkedExamples.md", encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var index = 0
        var path: String?
        var heading: String?
        while index < lines.count {
            let line = lines[index]
            index += 1
            if line.hasPrefix("```") {
                let end = try #require(lines[index...].firstIndex(of: "```"))
                take(line, lines[index..<end].map { $0 + "\n" }.joined(), path)
                (path, index) = (nil, end + 1)
            } else if line.hasPrefix("`"), line.hasSuffix("`:") {
                path = String(line.dropFirst().dropLast(2))
            } else if line.hasPrefix("| ") {
                let cells = line.dropFirst(1).dropLast(1).split(
                    separator: "|", omittingEmptySubsequences: false
                ).map { $0.trimmingCharacters(in: .whitespaces) }
                if cells.allSatisfy({ $0 == "---" }) { continue }
                if let heading { tables[heading, default: []].append(cells) }
                heading = heading ?? cells[0]
            }
            if !line.hasPrefix("|") { heading = nil }
        }
    }

    private mutating func take(_ fence: String, _ text: String, _ path: String?) {
        if let path {
            files.append((path, text))
        } else if fence == "```yaml" {
            refused.append((text, ""))
        } else if fence == "```text", !refused.isEmpty {
            refused[refused.count - 1].message = text
        }
    }

    func rows(of table: String) -> [[String]] { tables[table] ?? [] }

    /// A workspace with the page's files.
    func lab() async throws -> Lab {
        let lab = try await Lab()
        for (path, text) in files { try lab.append(text, to: path) }
        return lab
    }

    /// Writes one drop for each day.
    ///
    /// - Returns: Their paths.
    func deliver(to lab: Lab) throws -> [String] {
        let days = Dictionary(grouping: rows(of: "known")) { $0[0] }
        return try days.keys.sorted().map { day in
            let lines = (days[day] ?? []).map { $0[1...].joined(separator: ";") }
            let path = "ctk/vidu-\(day).csv"
            let header = "Chỉ tiêu;Địa bàn;Kỳ;Giá trị;Đơn vị;Trạng thái"
            try lab.write(path, ([header] + lines).joined(separator: "\n") + "\n")
            return path
        }
    }
}

extension Lab {
    /// Adds to a definition of the workspace, or makes it.
    fileprivate func append(_ text: String, to path: String) throws {
        let old = try? String(contentsOfFile: pipelines + "/" + path, encoding: .utf8)
        try define(path, (old ?? "") + text)
    }
}
