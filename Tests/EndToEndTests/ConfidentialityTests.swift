import Foundation
import Testing

@Suite("Figures that may not be published, from a drop to the report")
struct ConfidentialityTests {
    private struct Trail: Decodable {
        struct Version: Decodable {
            let value: String?
            let conf: String?
            let embargoUntil: String?
        }

        let versions: [Version]
    }

    private func lab() async throws -> Lab {
        let lab = try await Lab()
        try lab.replace(
            "  - {name: don_vi,",
            with: """
                  - {name: bao_mat, as: bao_mat, type: text, optional: true, length: 1}
                  - {name: tu_ngay, as: tu_ngay, type: date, optional: true}
                  - {name: don_vi,
                """, in: "syt/y-te/contract.yml")
        try lab.replace(
            "unit: don_vi", with: "unit: don_vi\n      conf: bao_mat\n      embargo: tu_ngay",
            in: "syt/y-te/pipeline.yml")
        return lab
    }

    private func write(_ lab: Lab, _ cells: [(area: String, value: String, more: String)]) throws {
        let records = cells.map { cell in
            """
            {"ma_dia_ban": "\(cell.area)", "thang": "2024-M05", "chi_tieu": "YT.SXH", \
            "gia_tri": \(cell.value), "don_vi": "ca"\(cell.more)}
            """
        }
        try lab.write(
            "syt/yte-2024-M05-2024-06-03.json", "[\n" + records.joined(separator: ",\n") + "\n]\n")
    }

    @Test("a confidential and an embargoed figure are kept, told by why, and not printed")
    func whole() async throws {
        let lab = try await lab()
        try write(
            lab,
            [
                ("842", "11111", #", "bao_mat": "C""#),
                ("844", "22222", #", "bao_mat": "E", "tu_ngay": "2099-01-01""#),
                ("845", "33333", #", "bao_mat": "E", "tu_ngay": "2024-07-01""#),
                ("846", "44444", #", "bao_mat": "F""#), ("84", "111110", ""),
            ])
        #expect(try await lab.run().files.map(\.state) == ["loaded"])
        let kept = try lab.rows(
            """
            select a.code, f.conf, f.embargo_until from warehouse.fact_observation f
            join warehouse.dim_area a using (area_id) order by a.code
            """)
        #expect(
            kept == [
                ["84", "∅", "∅"], ["842", "C", "∅"], ["844", "E", "2099-01-01"],
                ["845", "E", "2024-07-01"], ["846", "F", "∅"],
            ])
        let why = try await lab.phusa("why", "YT.SXH", "844", "2024-M05", "--json")
        let trails: [Trail] = try why.decode()
        #expect(trails.first?.versions.first?.conf == "E")
        #expect(trails.first?.versions.first?.embargoUntil == "2099-01-01")
        let text = try await lab.phusa("why", "YT.SXH", "844", "2024-M05", "--lang", "vi")
        #expect(text.out.contains("E, Chưa đến ngày công bố, được công bố từ 01/01/2099"))

        let build = try await lab.phusa(
            "report", "build", "kpi-thang", "--period", "2024-M05", "--lang", "vi")
        #expect(build.status == 0, "\(build.err)")
        let pages = try lab.reportFiles().filter { $0.key.contains("kpi-thang") }
        #expect(pages.count == 2)
        for (name, bytes) in pages {
            let page = String(decoding: bytes, as: UTF8.self)
            for hidden in ["11111", "11.111", "22222", "22.222"] {
                // The province's own figure has the digits of the first.
                let rest = page.replacingOccurrences(of: "111110", with: "")
                    .replacingOccurrences(of: "111.110", with: "")
                #expect(!rest.contains(hidden), "\(name): \(hidden)")
            }
            #expect(page.contains("33.333") || page.contains("33333"), "\(name)")
        }
        let cells = try lab.value("select cells::text from ledger.report_build")
        #expect(!cells.contains("\"22222\"") && !cells.contains("\"11111\""))
        #expect(cells.contains("\"44444\""))
    }

    @Test("an embargo without a day is quarantined")
    func withoutDay() async throws {
        let lab = try await lab()
        try write(lab, [("842", "1", #", "bao_mat": "E""#)])
        _ = try await lab.run()
        #expect(
            try lab.value("select rule from ledger.quarantine") == "normalise.confidentiality")
        #expect(try lab.value("select count(*) from warehouse.fact_observation") == "0")
    }

    @Test("a drop that says another confidentiality is a revision, the same one is none")
    func revision() async throws {
        let lab = try await lab()
        try write(lab, [("842", "7", #", "bao_mat": "C""#)])
        _ = try await lab.run()
        let path = "syt/yte-2024-M05-2024-07-03.json"
        let record = """
            [{"ma_dia_ban": "842", "thang": "2024-M05", "chi_tieu": "YT.SXH", "gia_tri": 7, \
            "don_vi": "ca", "bao_mat": "F"}]
            """
        try lab.write(path, record)
        _ = try await lab.run()
        let trail: [Trail] = try await lab.phusa("why", "YT.SXH", "842", "2024-M05", "--json")
            .decode()
        #expect(trail.first?.versions.map(\.conf) == ["F", "C"])
        try lab.write("syt/yte-2024-M05-2024-08-03.json", record)
        _ = try await lab.run()
        let same: [Trail] = try await lab.phusa("why", "YT.SXH", "842", "2024-M05", "--json")
            .decode()
        #expect(same.first?.versions.count == 2)
    }

    @Test("the night after an embargo has ended builds the newest report again")
    func night() async throws {
        let lab = try await lab()
        try write(lab, [("842", "7", #", "tu_ngay": "2099-01-01""#), ("84", "9", "")])
        _ = try await lab.run()
        let build = try await lab.phusa("report", "build", "kpi-thang", "--period", "2024-M05")
        #expect(build.status == 0, "\(build.err)")
        let today = try lab.value("select (now() at time zone 'Asia/Ho_Chi_Minh')::date")
        // As if the day had come: the build was made two days ago, and the embargo ends today.
        try lab.execute(
            """
            update warehouse.fact_observation set embargo_until = '\(today)'
                where embargo_until is not null;
            update ledger.report_build set as_of = as_of - interval '2 days';
            """)
        _ = try await lab.phusa("nightly", "--json")
        #expect(
            try lab.value("select count(*) from ledger.report_build where report = 'kpi-thang'")
                == "2")
        let cells = try lab.value(
            """
            select cells::text from ledger.report_build where report = 'kpi-thang'
            order by build_id desc limit 1
            """)
        #expect(cells.contains("\"7\""))
    }
}
