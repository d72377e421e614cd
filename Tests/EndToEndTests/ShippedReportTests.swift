import Foundation
import Testing

@Suite("Figures of the shipped reports")
struct ShippedReportTests {
    private struct Built: Decodable {
        let report: String
        let further: [String]
        let warnings: [String]
    }

    private struct Page: Decodable {
        struct Figure: Decodable {
            let row: String
            let value: Decimal?
            let period: String
            let indicator: String?
            let area: String?
            let status: String?
        }
        let figures: [Figure]
    }

    /// What plain SQL says of every cell of the warehouse, by indicator, area, period and status.
    private func warehouse(_ lab: Lab) throws -> [[String]: Set<Decimal>] {
        let rows = try lab.rows(
            """
            select i.edition || '|' || i.code || '|' || i.methodology, a.code, p.code, f.status, f.value
            from warehouse.fact_observation f
            join warehouse.dim_indicator i using (indicator_id)
            join warehouse.dim_area a using (area_id)
            join warehouse.dim_period p using (period_id)
            where f.value is not null and p.system = 'statistical'
            """)
        var found: [[String]: Set<Decimal>] = [:]
        for row in rows {
            found[Array(row[..<4]), default: []].insert(try #require(Decimal(string: row[4])))
        }
        return found
    }

    @Test("are those of plain SQL over the star, for every report and every figure it prints")
    func equalSQL() async throws {
        let lab = try await Lab()
        try lab.setDropZone(Repository.drops)
        _ = try await lab.run()
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Repository.folder + "/Pipelines/reports"
        ).filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(4)) }
        let output = try await lab.phusa(
            ["report", "build"] + names.sorted()
                + ["--format", "json", "--json", "--asked-by", "Chủ tịch", "--paper", "1/UBND"])
        try #require(output.status == 0, "\(output.err)")
        let built = try output.decode([Built].self)
        #expect(Set(built.map(\.report)) == Set(names))
        let warehouse = try warehouse(lab)
        var count = 0
        for report in built {
            #expect(report.warnings.isEmpty, "\(report.report): \(report.warnings)")
            let bytes = try Data(contentsOf: URL(filePath: try #require(report.further.first)))
            for figure in try JSONDecoder().decode(Page.self, from: bytes).figures {
                guard let indicator = figure.indicator, let area = figure.area,
                    let status = figure.status, let value = figure.value
                else { continue }
                let known = warehouse[[indicator, area, figure.period, status]] ?? []
                #expect(known.contains(value), "\(report.report): \(figure)")
                count += 1
            }
        }
        #expect(count > 300, "\(count)")
    }
}
