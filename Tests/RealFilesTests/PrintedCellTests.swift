import PhusaModel
import Testing
import Warehouse

/// Trà Vinh and Sóc Trăng, cell by cell: the text of the file against the warehouse.
@Suite(.enabled(if: RealFiles.arePresent, RealFiles.absence))
struct PrintedCellTests {
    /// What a table's cells are, told without the workspace.
    struct Meaning: Sendable, CustomTestStringConvertible {
        let name: String
        let indicator: String
        /// Of one printed unit in the unit that the catalogue keeps.
        var factor = 1
        var breakdown = ""
        /// Breakdown by the words beside the year; none where the header is the year alone.
        var groups: [String: String] = [:]

        var testDescription: String { name }
    }

    /// As the office writes the names.
    enum Place: String, CaseIterable, Sendable {
        case traVinh = "Tra Vinh"
        case socTrang = "Soc Trang"

        var code: String { self == .traVinh ? "84" : "94" }
    }

    static let meanings =
        [
            Meaning(
                name: "population_average", indicator: "DS.TB", factor: 1_000,
                groups: [
                    "Total": "", "Male": "sex=M", "Female": "sex=F", "Urban": "residence=U",
                    "Rural": "residence=R",
                ]),
            Meaning(name: "shrimp_production", indicator: "TS.TOM"),
            Meaning(name: "aquaculture_area", indicator: "TS.DT", factor: 1_000),
            Meaning(
                name: "hospital_beds", indicator: "YT.GB",
                groups: [
                    "Total": "", "Hospital": "establishment=BV",
                    "Regional polyclinic": "establishment=PKDK",
                    "Sanatorium and rehabilitation hospital": "establishment=DD",
                    "Medical service unit": "establishment=TYT",
                ]),
        ] + ["": "", "spring_": "DX", "autumn_": "HT", "winter_": "MUA"].flatMap(paddy)

    private static func paddy(_ table: String, _ season: String) -> [Meaning] {
        let measures = [
            ("area", "LUA.DT", 1_000), ("yield", "LUA.NS", 1), ("production", "LUA.SL", 1_000),
        ]
        return measures.map { measure, indicator, factor in
            Meaning(
                name: "paddy_\(table)\(measure)", indicator: indicator, factor: factor,
                breakdown: season.isEmpty ? "" : "crop-season=\(season)")
        }
    }

    @Test(
        "keeps every cell of Tra Vinh and Soc Trang as printed, with its line",
        arguments: meanings, Place.allCases)
    func keepsPrintedCells(meaning: Meaning, place: Place) async throws {
        let table = try RealTable(meaning.name)
        let rows = try await rows(meaning, area: place.code)
        var found: [String: ExactDecimal?] = [:]
        for row in 0..<rows.rowCount {
            #expect(rows.int(row, 3) == table.line(of: place.rawValue))
            found["\(rows.text(row, 0) ?? "")|\(rows.text(row, 1) ?? "")"] = rows.decimal(row, 2)
        }
        var printed: [String: ExactDecimal?] = [:]
        for (header, cell) in table.cells(of: place.rawValue) {
            printed[try key(of: header, meaning)] = .some(
                ExactDecimal(cell)?.multiplied(by: ExactDecimal(meaning.factor)))
        }
        #expect(printed.count == table.headers.count)
        #expect(found == printed)
    }

    private func rows(_ meaning: Meaning, area: String) async throws -> QueryResult {
        try await LoadedTables.shared().query(
            """
            select year, breakdown, value, line from o
            where indicator = $1 and area = $2 and ($3 or breakdown = $4)
            """,
            [
                .text(meaning.indicator), .text(area), .boolean(!meaning.groups.isEmpty),
                .text(meaning.breakdown),
            ])
    }

    /// `Male Prel. 2016` as `2016|sex=M`; the year 1988 of the aquaculture table is 1998.
    private func key(of header: String, _ meaning: Meaning) throws -> String {
        let words = header.split(separator: " ").filter { !["Prel.", "Pre."].contains($0) }
        let year = try #require(words.first { Int($0) != nil })
        let group = words.filter { $0 != year }.joined(separator: " ")
        let breakdown =
            group.isEmpty ? meaning.breakdown : try #require(meaning.groups[group])
        return "\(year == "1988" ? "1998" : year)|\(breakdown)"
    }
}
