import Foundation
import Testing

@Suite("Statuses and marks, from the cell of a file to the page of a report")
struct StatusTests {
    @Test("each spelling is stored, told and printed as what it means", arguments: StatusRow.all)
    func row(_ row: StatusRow) async throws {
        let site = try await StatusLab.shared.lab()
        let stored = try site.lab.rows(
            """
            select f.value::text, f.status, f.mark, f.conf, f.embargo_until
            from warehouse.fact_observation f join warehouse.dim_area a using (area_id)
            where a.code = '\(row.area)'
            """)
        #expect(stored == [[row.value, row.status, row.mark, row.kept, row.until ?? "∅"]])

        let line = try #require(site.html.first { $0.contains(" \(row.area) 2024-M05\"") })
        let text = line.replacingOccurrences(of: "</th>", with: "|")
            .replacingOccurrences(of: "<[^>]*>", with: "", options: .regularExpression)
        #expect(text.split(separator: "|").last.map(String.init) == row.html)
        let name = try #require(text.split(separator: "|").first)
        #expect(site.csv.contains("\(name);\(row.csv);\(row.title);ca"), "\(name)")

        guard row.isFirstOfKind else { return }
        let why = try await site.lab.phusa("why", "TT.SO", row.area, "2024-M05", "--lang", "vi")
        let decimal = row.value.replacing(".", with: ",")
        let told = row.value == "∅" ? "(\(row.mark))" : decimal
        #expect(why.out.contains("● \(told) ca, \(row.title), biết từ"), "\(why.out)")
        #expect(why.out.contains("công bố: ") == (row.kept != "∅"), "\(why.out)")
    }

    @Test("the report explains every mark that it prints, and no other figure stands on it")
    func legend() async throws {
        let site = try await StatusLab.shared.lab()
        let notes = try #require(site.html.first { $0.contains("class=\"notes\"") })
        for (mark, meaning) in [
            ("gđ", "gián đoạn chuỗi"), ("mt", "miễn trừ"), ("kđk", "không đáng kể"),
            ("sb", "sơ bộ"), ("ước", "ước tính"), ("“-”", "không phát sinh"),
        ] {
            #expect(notes.contains("\(mark): \(meaning)"), "\(notes)")
        }
        let rows = site.html.filter { $0.contains("data-why=\"TT.SO ") }
        #expect(rows.count == StatusRow.all.count)
        #expect(StatusRow.all.count { $0.status == "A" && $0.kept == "∅" } > 3)
    }

    @Test("Ước tính, Sơ bộ and Chính thức are three versions of one value")
    func stages() async throws {
        let lab = try await StatusLab.make()
        for (day, status) in [("06-03", "Ước tính"), ("07-03", "Sơ bộ"), ("08-05", "Chính thức")] {
            try lab.write(
                "syt/trangthai-2024-M05-2024-\(day).csv", StatusLab.text(["84;41;\(status);;"]))
        }
        #expect(try await lab.run().files.map(\.state) == ["loaded", "loaded", "loaded"])
        let versions = try lab.rows(
            """
            select f.status::text || f.value::text from (
                select event_id, status, value from warehouse.fact_observation union all
                select event_id, status, value from warehouse.fact_observation_closed) f
            join ledger.event e using (event_id) order by e.known_at
            """)
        #expect(versions == [["E41"], ["P41"], ["A41"]])
        for (day, status) in [("2024-06-30", "Estimated"), ("2024-07-31", "Provisional")] {
            let why = try await lab.phusa("why", "TT.SO", "84", "2024-M05", "--as-of", day)
            #expect(why.out.contains("● 41 ca, \(status),"), "\(why.out)")
        }
        // The same sheet again as Prel.: a revision of its status alone, back to provisional.
        try lab.write("syt/trangthai-2024-M05-2024-09-05.csv", StatusLab.text(["84;41;Prel.;;"]))
        #expect(try await lab.run().total.loaded == 1)
        #expect(try lab.value("select status from warehouse.fact_observation") == "P")
    }

    @Test(
        "an empty cell is a figure without value, no figure, or a fault, as the contract says",
        arguments: [
            ("required: true, marks: {'': empty}", "loaded", 1, 0, ["O∅e"]),
            ("marks: {'-': zero}", "loaded", 0, 0, []),
            ("required: true, marks: {'-': zero}", "loaded", 0, 1, []),
        ])
    func empty(
        _ keys: String, _ state: String, loaded: Int, quarantined: Int, rows: [String]
    ) async throws {
        let lab = try await StatusLab.make(valueKeys: keys)
        try lab.write(
            "syt/trangthai-2024-M05-2024-06-03.csv",
            StatusLab.text(["84;12;A;;", "842;;Sơ bộ;;"]))
        let file = try #require(try await lab.run().files.first)
        #expect(file.state == state)
        #expect(file.cells.loaded == 1 + loaded)
        #expect(file.cells.quarantined == quarantined)
        #expect(file.cells.excluded == 1 - loaded - quarantined)
        let found = try lab.rows(
            """
            select f.status::text || coalesce(f.value::text, '∅') || f.mark::text
            from warehouse.fact_observation f join warehouse.dim_area a using (area_id)
            where a.code = '842'
            """)
        #expect(found.map { $0[0] } == rows)
        if quarantined == 1 {
            #expect(try lab.value("select rule from ledger.quarantine") == "contract.required")
        }
    }

    @Test("a code that is none is told with place, value and what was expected")
    func unknown() async throws {
        let lab = try await StatusLab.make()
        let path = lab.drops + "/syt/trangthai-2024-M05-2024-06-03.csv"
        let lines = StatusFault.all.map { "842;\($0.cells)" } + ["84;5;A;;"]
        try lab.write("syt/trangthai-2024-M05-2024-06-03.csv", StatusLab.text(lines))
        let output = try await lab.phusa("validate", path)
        #expect(output.status == 0, "within the share that this contract allows")
        for (index, fault) in StatusFault.all.enumerated() {
            let text = """
                \(path):\(index + 2):\(fault.column): error: \(fault.title)
                  found     \(fault.found.isEmpty ? "nothing" : "\"\(fault.found)\"") in \(fault.header)
                  expected  \(fault.expected)
                """
            #expect(output.out.contains(text), "\(fault.cells)\n\(output.out)")
        }
        let file = try #require(try await lab.run().files.first)
        #expect(file.records.quarantined == StatusFault.all.count)
        #expect(try lab.value("select count(*) from warehouse.fact_observation") == "1")
    }
}
