import Foundation
import PhusaModel
import Testing
import Workspace

@Suite("areas with time")
struct AreaViewCommandTests {
    private struct View: Decodable {
        struct Area: Decodable {
            let code: String
            let name: String
        }

        struct Row: Decodable {
            let area: Area
            let value: ExactDecimal?
            let status: String
            let parts: [String]
            let missing: [String]
        }

        struct Total: Decodable {
            let breakdown: String
            let before: ExactDecimal
            let after: ExactDecimal
            let withheld: ExactDecimal
        }

        let view: String
        let boundaries: String?
        let rows: [Row]
        let unanswered: [Unanswered]
        let totals: [Total]
    }

    private struct Unanswered: Decodable {
        let area: View.Area
    }

    private static let head =
        "Mã chỉ tiêu;Chỉ tiêu;Năm;Mã địa bàn;Giới tính;Khu vực;Cây trồng;Vụ;Cấp học;Đơn vị tính;"
        + "Giá trị;Trạng thái;Nguồn\n"

    /// A yearbook of 2024 with figures of every commune of Trà Vinh in force at the end of the year.
    private func loaded(leavingOut left: Set<String> = []) async throws -> (Lab, [Area]) {
        let lab = try await Lab()
        let files = try DefinitionFiles(readingFolder: lab.pipelines)
        let list = try WorkspaceLoader.load(files).catalogue.areas
        let day = try #require(CalendarDay("2024-12-31"))
        let communes = list.areas.indices.filter {
            list.areas[$0].level == .commune && list.areas[$0].isValid(on: day)
                && list.isInSubtree($0, of: "84", on: day)
        }.map { list.areas[$0] }
        #expect(communes.count == 106)
        var text = Self.head
        for (index, area) in communes.enumerated() where !left.contains(area.code) {
            let people = 5_000 + index * 137
            let hectares = "\(1_000 + index * 13),\(index % 97)7"
            let rows = [
                "T0102;Dân số;2024;\(area.code);;;;;;người;\(people);Chính thức;x",
                "T0102;Dân số nữ;2024;\(area.code);F;;;;;người;\(people / 2);Chính thức;x",
                "T0103;Số hộ;2024;\(area.code);;;;;;hộ;\(people / 4);Sơ bộ;x",
                "T0101;Diện tích;2024;\(area.code);;;;;;ha;\(hectares);Chính thức;x",
                "DS.MD;Mật độ;2024;\(area.code);;;;;;người/km²;\(100 + index),5;Chính thức;x",
            ]
            text += rows.joined(separator: "\n") + "\n"
        }
        try lab.write("ctk/niengiam-2024-2025-06-20.csv", text)
        #expect(try await lab.run().total.drops.loaded == 1)
        return (lab, communes)
    }

    @Test("the merger of 1 July 2025 keeps every total of additive figures to the last digit")
    func merger() async throws {
        let (lab, communes) = try await loaded()
        for code in ["T0101", "T0102", "T0103"] {
            let words = ["area", "view", code, "2024", "--json"]
            let published: View = try await lab.phusa(words).decode()
            #expect(published.view == "as-published" && published.boundaries == nil)
            #expect(Set(published.rows.map(\.area.code)) == Set(communes.map(\.code)))
            let moved: View = try await lab.phusa(words + ["--boundaries", "2025-07-01"]).decode()
            #expect(moved.view == "on-boundaries" && moved.boundaries == "2025-07-01")
            #expect(Set(moved.rows.map(\.area.code)).count == 41 && moved.unanswered.isEmpty)
            #expect(moved.rows.allSatisfy { $0.value != nil && $0.missing.isEmpty })
            let before = published.rows.compactMap(\.value)
            let after = moved.rows.compactMap(\.value)
            #expect(try sum(before) == sum(after))
            for total in moved.totals {
                #expect(total.before == total.after && total.withheld == .zero)
            }
            let status = code == "T0103" ? "P" : "A"
            #expect(moved.rows.allSatisfy { $0.status == status })
        }
        // By plain SQL: the bridge of the warehouse, composed over January and July.
        let view: View = try await lab.phusa(
            "area", "view", "T0101", "2024", "--boundaries", "2025-07-01", "--json"
        ).decode()
        let rows = try lab.rows(Self.composed)
        #expect(rows.count == 41)
        #expect(
            Dictionary(uniqueKeysWithValues: rows.map { ($0[0], ExactDecimal($0[1])) })
                == Dictionary(uniqueKeysWithValues: view.rows.map { ($0.area.code, $0.value) }))
        #expect(try lab.value("select count(*) from warehouse.fact_observation_closed") == "0")
    }

    private func sum(_ values: [ExactDecimal]) throws -> ExactDecimal {
        try values.reduce(.zero) { try #require($0.adding($1)) }
    }

    private static let composed = """
        with recursive bridge as (
            select area_id as from_id, area_id as to_id, 1::numeric as weight
            from warehouse.dim_area
            union all
            select b.from_id, c.to_area_id, b.weight * c.weight
            from bridge b join warehouse.dim_area_change c on c.from_area_id = b.to_id
            where c.basis = 'all' and c.to_area_id is not null and c.valid_on <= '2025-07-01')
        select t.code, sum(f.value * b.weight)::text
        from warehouse.fact_observation f
        join warehouse.dim_indicator i using (indicator_id)
        join bridge b on b.from_id = f.area_id
        join warehouse.dim_area t on t.area_id = b.to_id
            and coalesce(t.valid_from, '-infinity') <= '2025-07-01'
            and coalesce(t.valid_to, 'infinity') > '2025-07-01'
        where i.code = 'T0101' and t.level = 'commune' group by t.code
        """

    @Test("a missing part is listed, and its sum is not guessed")
    func missing() async throws {
        let (lab, _) = try await loaded(leavingOut: ["29245"])
        let view: View = try await lab.phusa(
            "area", "view", "T0102", "2024", "--boundaries", "2025-07-01", "--json"
        ).decode()
        let ward = try #require(view.rows.first { $0.area.code == "29242" })
        #expect(ward.value == nil && ward.missing == ["T0102 29245"])
        let total = try #require(view.totals.first)
        #expect(!total.withheld.isZero)
        #expect(total.after.adding(total.withheld) == total.before)
        let text = try await lab.phusa(
            "area", "view", "T0102", "2024", "--boundaries", "2025-07-01", "--lang", "vi")
        #expect(text.status == 0 && text.out.contains("thiếu T0102 29245"))
        #expect(text.out.contains("trên địa giới ngày 01/07/2025"))
    }

    @Test("ratios and abolished levels are refused, with what to do instead")
    func refused() async throws {
        let (lab, _) = try await loaded()
        let to = ["2024", "--boundaries", "2025-07-01", "--lang", "en"]
        let ratio = try await lab.phusa(["area", "view", "DS.MD"] + to)
        #expect(ratio.status == 1 && ratio.out.isEmpty)
        #expect(ratio.err.contains("recompute it from its parts"))
        let published = try await lab.phusa("area", "view", "DS.MD", "2024", "--lang", "en")
        #expect(published.status == 0 && published.out.contains("as published"))
        try lab.deliver("ctk/niengiam-2023-2024-06-20.csv")
        #expect(try await lab.run().total.drops.loaded == 1)
        let district = try await lab.phusa(
            "area", "view", "T0102", "2023", "--level", "district", "--boundaries", "2025-07-01")
        #expect(district.status == 1 && district.out.contains("its level was abolished"))
        #expect(district.err.contains("no figure of T0102 comes over"))
        let none = try await lab.phusa("area", "view", "T0102", "2019")
        #expect(none.status == 1 && none.err.contains("T0102"))
        let wrong = try await lab.phusa("area", "view", "T0102", "2024", "--boundaries", "1/7")
        #expect(wrong.status == 64)
    }

    @Test("the page on areas shows the merger in two commands")
    func demonstration() async throws {
        let lab = try await Lab()
        let name = "niengiam-2019-2020-06-22.csv"
        let path = "\(Repository.folder)/Fixtures/xa-truoc-sap-nhap/\(name)"
        try lab.write("ctk/" + name, try Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(try await lab.run().total.drops.loaded == 1)
        let words = ["area", "view", "T0102", "2019", "--json"]
        let published: View = try await lab.phusa(words).decode()
        let moved: View = try await lab.phusa(words + ["--boundaries", "2025-07-01"]).decode()
        #expect(published.rows.count == 106 && moved.rows.count == 41)
        let total = try sum(published.rows.compactMap(\.value))
        #expect(try total == sum(moved.rows.compactMap(\.value)))
        // Between the two reforms: two wards less.
        let between: View = try await lab.phusa(words + ["--boundaries", "2025-06-30"]).decode()
        #expect(between.rows.count == 104)
        #expect(try total == sum(between.rows.compactMap(\.value)))
        let none = try await lab.phusa(words + ["--as-of", "2020-06-21"])
        #expect(none.status == 1)
    }

    @Test("lists the areas of a day, and the history of a code with its decrees")
    func lists() async throws {
        let lab = try await Lab(isApplied: false)
        struct Entry: Decodable { let code: String }
        for (day, count) in [("2025-06-30", 212), ("2025-07-01", 84)] {
            let areas: [Entry] = try await lab.phusa(
                "area", "list", "--on", day, "--level", "commune", "--json"
            ).decode()
            #expect(areas.count == count)
        }
        let within = try await lab.phusa(
            "area", "list", "--on", "2025-06-30", "--within", "842", "--lang", "en")
        #expect(within.status == 0 && within.out.contains("29263") && !within.out.contains("29266"))
        let gone = try await lab.phusa("area", "list", "--on", "2025-07-01", "--within", "842")
        #expect(gone.status == 64 && gone.err.contains("842"))
        let history = try await lab.phusa("area", "history", "29242", "--lang", "en")
        #expect(history.status == 0)
        #expect(history.out.contains("← 29251 Phường 6: merged, 2025-01-01, NQ 1277/NQ-UBTVQH15"))
        #expect(history.out.contains("→ 29242 Phường Trà Vinh: merged, 2025-07-01"))
        let unknown = try await lab.phusa("area", "history", "2924x")
        #expect(unknown.status == 64 && unknown.err.contains("2924x"))
    }
}
