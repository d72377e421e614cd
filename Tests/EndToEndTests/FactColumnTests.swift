import Foundation
import Testing

@Suite("A column that a fact gets between others")
struct FactColumnTests {
    private static let month = "2024-M05"

    private func fact(_ columns: String) -> String {
        """
        fact: fact_note
        about: {vi: Ghi chú theo huyện, en: Notes by district}
        key: [period_id, area_id]
        columns:
          period_id: reference
          area_id: reference
        \(columns)
        references: {period_id: dim_period, area_id: dim_area}
        scope: period_id
        history: vintages
        distribute_by: area_id
        """
    }

    private func define(_ lab: Lab, hasPlace: Bool) throws {
        let place = hasPlace ? "  place: text?\n" : ""
        try lab.define("warehouse/fact_note.yml", fact("  author: text?\n\(place)  note: text?"))
        try lab.define(
            "snnptnt/ghi-chu/contract.yml",
            """
            contract: snnptnt.ghi-chu.thang
            owner: {agency: snnptnt, answerable: Chi cục trưởng, contact: ghichu@snnptnt.example}
            file:
              name: 'ghichu-{period:month}-{vintage:date}*'
              format: csv
            covers: {areas: '84', periods: [month]}
            areas: at-period-end
            columns:
              - {name: Huyện, as: huyen, type: text, required: true}
              - {name: Người, as: nguoi, type: text}
              - {name: Nơi, as: noi, type: text}
              - {name: Lời, as: loi, type: text}
            """)
        try lab.define(
            "snnptnt/ghi-chu/pipeline.yml",
            """
            pipeline: snnptnt.ghi-chu.thang
            transform:
              - normalise: {area: huyen, period: file.period}
            load:
              into: fact_note
              mode: merge
              columns: {author: nguoi, \(hasPlace ? "place: noi, " : "")note: loi}
            """)
    }

    private func deliver(_ lab: Lab, vintage: String, _ lines: [String]) async throws {
        try lab.write(
            "snnptnt/ghichu-\(Self.month)-\(vintage).csv",
            (["Huyện,Người,Nơi,Lời"] + lines).joined(separator: "\n") + "\n")
        let run = try await lab.phusa("run")
        #expect(run.status == 0, "\(run.err)\(run.out)")
    }

    private func apply(_ lab: Lab) async throws {
        let apply = try await lab.phusa("warehouse", "apply")
        try #require(apply.status == 0, "\(apply.err)")
    }

    private static let current = """
        select a.code, author, place, note from warehouse.fact_note
        join warehouse.dim_area a using (area_id) order by 1
        """

    /// Drops that are told again are read by the definitions of their day, whose rows know nothing of
    /// the new column: each value must stay in its own.
    @Test("every value stays in its own column when history is told again, and when it is rebuilt")
    func between() async throws {
        let lab = try await Lab()
        try define(lab, hasPlace: false)
        try await apply(lab)
        try await deliver(lab, vintage: "2024-06-10", ["842,An,,mưa", "844,Bình,,", "845,,,nắng"])
        try define(lab, hasPlace: true)
        try await apply(lab)
        // Two later ones by the new definitions, the second of them from between the others.
        try await deliver(lab, vintage: "2024-06-20", ["844,Bình,bến,gió"])
        try await deliver(lab, vintage: "2024-06-15", ["845,Cúc,ruộng,nắng"])
        let expected: [[String]] = [
            ["842", "An", "∅", "mưa"], ["844", "Bình", "bến", "gió"],
            ["845", "Cúc", "ruộng", "nắng"],
        ]
        #expect(try lab.rows(Self.current) == expected)
        let closed = try lab.rows(
            """
            select a.code, author, place, note from warehouse.fact_note_closed
            join warehouse.dim_area a using (area_id) order by 1
            """)
        #expect(closed == [["844", "Bình", "∅", "∅"], ["845", "∅", "∅", "nắng"]])
        #expect(try await lab.phusa("warehouse", "verify").status == 0)

        let empty = try await Lab(isApplied: false)
        let rebuilt = try await lab.phusa(
            ["warehouse", "rebuild"], environment: ["PHUSA_DATABASE_URL": empty.databaseURL])
        try #require(rebuilt.status == 0, "\(rebuilt.err)\(rebuilt.out)")
        #expect(try empty.rows(Self.current) == expected)
    }

    @Test("rows of before do not go into a column of another kind")
    func otherKind() async throws {
        let lab = try await Lab()
        try define(lab, hasPlace: false)
        try await apply(lab)
        try await deliver(lab, vintage: "2024-06-10", ["842,An,,1"])
        let path = lab.pipelines + "/warehouse/fact_note.yml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try lab.define(
            "warehouse/fact_note.yml", text.replacing("note: text?", with: "note: integer?"))
        let contract = try String(
            contentsOfFile: lab.pipelines + "/snnptnt/ghi-chu/contract.yml", encoding: .utf8)
        try lab.define(
            "snnptnt/ghi-chu/contract.yml",
            contract.replacing("as: loi, type: text", with: "as: loi, type: integer"))
        let empty = try await Lab(isApplied: false)
        let rebuilt = try await lab.phusa(
            ["warehouse", "rebuild"], environment: ["PHUSA_DATABASE_URL": empty.databaseURL])
        #expect(rebuilt.status != 0)
        #expect(
            (rebuilt.err + rebuilt.out).contains("mend warehouse/fact_note.yml"),
            "\(rebuilt.err)\(rebuilt.out)")
        #expect(try empty.value("select count(*) from warehouse.fact_note") == "0")
    }
}
