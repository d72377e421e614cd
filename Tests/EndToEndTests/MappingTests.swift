import Foundation
import Testing

@Suite("Code maps tell what they lack and what nobody needs")
struct MappingTests {
    private struct Mappings: Decodable {
        struct Position: Decodable {
            let path: String
            let line: Int
        }

        struct Entry: Decodable {
            let key: String
            let values: [String]
            let position: Position
            let records: Int
        }

        struct Missing: Decodable {
            let found: String
            let records: Int
            let position: Position
            let suggestion: String?
        }

        struct Map: Decodable {
            let name: String
            let entries: [Entry]
            let missing: [Missing]
        }

        struct Names: Decodable {
            let rule: String
            let missing: [Missing]
        }

        struct Indicator: Decodable {
            let indicator: String
            let definedAt: String
        }

        struct Unread: Decodable {
            let path: String
        }

        let dataset: String
        let drops: Int
        let maps: [Map]
        let names: [Names]
        let unusedIndicators: [Indicator]
        let unread: [Unread]

        var map: Map? { maps.first { $0.name == "khoan-muc" } }

        func records(_ key: String) -> Int? { map?.entries.first { $0.key == key }?.records }
    }

    private static let dataset = "stc.ngan-sach.thang"
    private static let first = "stc/thungansach-2024-M01-2024-02-05.csv"
    private static let second = "stc/thungansach-2024-M02-2024-03-05.csv"

    /// Two months, the second with one item misspelt and one unit that there is not.
    private func lab() async throws -> Lab {
        let lab = try await Lab()
        try lab.deliver(Self.first)
        let text = try String(
            contentsOfFile: Repository.drops + "/" + Self.second, encoding: .utf8)
        let edited = text.replacingOccurrences(of: "Chi thường xuyên", with: "Chi thường xuyn")
        #expect(edited != text)
        try lab.write(Self.second, edited)
        #expect(try await lab.run().total.drops.loaded == 2)
        return lab
    }

    private func mappings(_ lab: Lab) async throws -> Mappings {
        let output = try await lab.phusa("mapping", "list", "--dataset", Self.dataset, "--json")
        let all: [Mappings] = try output.decode()
        return try #require(all.first)
    }

    @Test("each entry with its line and the records that met it; what is missing, with the nearest")
    func list() async throws {
        let lab = try await lab()
        let found = try await mappings(lab)
        #expect(found.drops == 2 && found.unread.isEmpty && found.names.isEmpty)
        let map = try #require(found.map)
        #expect(map.entries.count == 12)
        #expect(map.entries.map(\.position.line) == Array(2...13))
        #expect(map.entries.allSatisfy { $0.position.path.hasSuffix("ngan-sach/khoan-muc.csv") })
        // One record each month, however many districts stand in it.
        #expect(found.records("chi đầu tư phát triển") == 2)
        #expect(found.records("chi thường xuyên") == 1)
        let missing = try #require(map.missing.first)
        #expect(map.missing.count == 1 && missing.records == 1)
        #expect(missing.found == "Chi thường xuyn" && missing.suggestion == "Chi thường xuyên")
        #expect(missing.position.path == Self.second && missing.position.line == 13)
        let text = try await lab.phusa("mapping", "list", "--dataset", Self.dataset)
        #expect(text.out.contains("khoan-muc.csv: 12 entries, 0 unused, 1 values missing"))
        #expect(text.out.contains("nearest: \"Chi thường xuyên\""))
    }

    @Test(
        "an entry that no drop met is unused; one for a missing value ends that; nothing is written"
    )
    func unused() async throws {
        let lab = try await lab()
        try lab.replace(
            "Chi thường xuyên,NS.CHITX",
            with: "Chi thường xuyên,NS.CHITX\nChi thường xuyn,NS.CHITX\nChi khác,NS.CHITX",
            in: "stc/ngan-sach/khoan-muc.csv")
        let before = try lab.rows("select count(*) from ledger.event")
        let found = try await mappings(lab)
        #expect(found.map?.missing.isEmpty ?? false)
        #expect(found.records("chi thường xuyn") == 1)
        let unused = found.map?.entries.filter { $0.records == 0 } ?? []
        #expect(unused.map(\.key) == ["chi khác"] && unused.map(\.position.line) == [15])
        #expect(try lab.rows("select count(*) from ledger.event") == before)
        let text = try await lab.phusa(
            "mapping", "list", "--dataset", Self.dataset, "--unused", "--lang", "vi")
        #expect(text.out.contains("\"chi khác\" → NS.CHITX: không dùng"))
        #expect(!text.out.contains("chi đầu tư"))
    }

    @Test("a drop that was withdrawn needs no entries")
    func withdrawn() async throws {
        let lab = try await lab()
        let drop = try lab.value("select drop_id from ledger.drop where path = '\(Self.second)'")
        let output = try await lab.phusa("withdraw", drop, "--reason", "Gửi nhầm")
        #expect(output.status == 0, "\(output.err)")
        let found = try await mappings(lab)
        #expect(found.drops == 1 && found.records("chi đầu tư phát triển") == 1)
        #expect(found.map?.missing.isEmpty ?? false)
    }

    @Test("names that the catalogue lacks, and covered indicators that nobody states")
    func names() async throws {
        let lab = try await Lab()
        var sheet = MonthlySheet.sample(month: 2)
        sheet.lines[5] = .init("  Thủy sản khai thác", "thúng", "-6.000")
        try lab.write(sheet.path("03-05"), sheet.text)
        _ = try await lab.run()
        let output = try await lab.phusa(
            "mapping", "list", "--dataset", "ctk.kinh-te-xa-hoi.thang", "--json")
        let all: [Mappings] = try output.decode()
        let found = try #require(all.first)
        #expect(found.names.map(\.rule) == ["normalise.unit"])
        #expect(found.names.first?.missing.map(\.found) == ["thúng"])
        let stated = try lab.rows(
            """
            select distinct i.code from warehouse.fact_observation
            join warehouse.dim_indicator i using (indicator_id)
            """
        ).map { $0[0] }
        let codes = found.unusedIndicators.map { $0.indicator.split(separator: "|")[1] }
        #expect(!codes.isEmpty && codes.allSatisfy { $0.hasPrefix("KTXH.") })
        #expect(Set(codes.map(String.init)).isDisjoint(with: stated))
        #expect(found.unusedIndicators.allSatisfy { $0.definedAt.contains(".yml:") })
    }

    @Test("a drop that today's contract no longer claims is named, not left out")
    func unread() async throws {
        let lab = try await lab()
        try lab.replace("thungansach-", with: "thu-ngan-sach-", in: "stc/ngan-sach/contract.yml")
        let found = try await mappings(lab)
        #expect(found.drops == 0 && found.unread.map(\.path) == [Self.first, Self.second])
    }

    @Test("a dataset that there is not is a usage error with the nearest")
    func unknownDataset() async throws {
        let lab = try await Lab()
        let output = try await lab.phusa("mapping", "list", "--dataset", "stc.ngan-sch.thang")
        #expect(output.status == 64 && output.err.contains(Self.dataset))
    }
}
