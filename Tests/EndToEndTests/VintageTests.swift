import Foundation
import PhusaModel
import Testing

@Suite("indicator vintages")
struct VintageTests {
    private struct Triangle: Decodable {
        struct Cell: Decodable {
            let period: String
            let versions: [Version]
        }

        struct Version: Decodable {
            let value: String?
            let status: String
            let knownAt: String
            let closedAt: String?
            let recordedAt: String
            let path: String
            let line: Int
        }

        let area: String
        let cells: [Cell]
    }

    /// January twice, the second time revised, and February once in between.
    private func loaded() async throws -> Lab {
        let lab = try await Lab()
        try lab.deliver(month: 1, edition: 0, "02-05")
        try lab.deliver(month: 2, edition: 0, "03-05")
        try lab.deliver(month: 1, edition: 1, "04-05")
        #expect(try await lab.run().total.drops.loaded == 3)
        return lab
    }

    @Test("gives every version of each period, oldest first, with known and recorded dates")
    func versions() async throws {
        let lab = try await loaded()
        let words = ["indicator", "vintages", "KTXH.KDL", "84", "2024-M01..2024-M06", "--json"]
        let triangles: [Triangle] = try await lab.phusa(words).decode()
        let triangle = try #require(triangles.first)
        #expect(triangles.count == 1 && triangle.area == "84")
        #expect(triangle.cells.map(\.period) == ["2024-M01", "2024-M02"])
        let january = triangle.cells[0].versions
        #expect(january.map(\.value) == ["119100", "119101"])
        let days = january.map { Moment($0.knownAt)?.day.description }
        #expect(days == ["2024-02-05", "2024-04-05"])
        #expect(january[0].closedAt == january[1].knownAt && january[1].closedAt == nil)
        #expect(january.allSatisfy { $0.recordedAt > $0.knownAt })
        #expect(january.map(\.path).allSatisfy { $0.hasPrefix("ctk/ktxh-2024-M01-") })
        // The same by plain SQL over the fact and its closed versions.
        let stored = try lab.rows(
            """
            select f.value::text from (select event_id, indicator_id, area_id, period_id, value
                from warehouse.fact_observation union all
                select event_id, indicator_id, area_id, period_id, value
                from warehouse.fact_observation_closed) f
            join ledger.event e using (event_id) join warehouse.dim_indicator i using (indicator_id)
            join warehouse.dim_area a using (area_id) join warehouse.dim_period p using (period_id)
            where i.code = 'KTXH.KDL' and a.code = '84' and p.code = '2024-M01' order by e.known_at
            """)
        #expect(stored == january.map { [$0.value ?? "–"] })
    }

    @Test("as of a day it knows no more than was known then, in the triangle and in why")
    func asOf() async throws {
        let lab = try await loaded()
        let words = ["indicator", "vintages", "KTXH.KDL", "84", "2024-M01", "--json", "--as-of"]
        let early: [Triangle] = try await lab.phusa(words + ["2024-04-04"]).decode()
        #expect(early.first?.cells.first?.versions.map(\.value) == ["119100"])
        #expect(early.first?.cells.first?.versions.first?.closedAt == nil)
        let none = try await lab.phusa(words + ["2024-02-04"])
        #expect(none.status == 1 && none.err.contains("2024-M01"))
        let why = try await lab.phusa(
            "why", "KTXH.KDL", "84", "2024-M01", "--as-of", "2024-04-04", "--lang", "en")
        #expect(why.status == 0)
        #expect(why.out.contains("● 119100") && !why.out.contains("119101"))
        let wrong = try await lab.phusa(words + ["5/4/2024"])
        #expect(wrong.status == 64 && wrong.err.contains("5/4/2024"))
    }

    @Test("for people it is a table of periods by days, with what was revised marked")
    func text() async throws {
        let lab = try await loaded()
        let words = ["indicator", "vintages", "KTXH.KDL", "84", "2024-M01..2024-M02"]
        let output = try await lab.phusa(words + ["--lang", "en"])
        let lines = output.out.split(separator: "\n", omittingEmptySubsequences: false)
        let table = lines.drop { !$0.hasPrefix("period") }.prefix(4).map { line in
            line.split(separator: "  ", omittingEmptySubsequences: true)
                .map { $0.trimmingCharacters(in: .whitespaces) }
        }
        try #require(table.count == 4)
        #expect(table[0] == ["period \\ known", "2024-02-05", "2024-03-05", "2024-04-05"])
        #expect(table[2].first == "2024-M01" && table[2].last?.hasSuffix("*") == true)
        #expect(table[2].count == 4 && table[3].count == 3, "February is not known in February")
        let vietnamese = try await lab.phusa(words + ["--lang", "vi"])
        #expect(vietnamese.out.contains("05/04/2024") && vietnamese.out.contains("sửa đổi"))
        let mixed = try await lab.phusa("indicator", "vintages", "KTXH.KDL", "84", "2024-M01..2024")
        #expect(mixed.status == 64)
    }
}
