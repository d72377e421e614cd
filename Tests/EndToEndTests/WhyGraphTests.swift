import Foundation
import PhusaModel
import Testing

@Suite("why as a drawing and as text, and what a formula says of itself")
struct WhyGraphTests {
    /// A computed indicator of the health department.
    private static func definition(
        _ code: String, unit: String, _ versions: String...
    ) -> String {
        """
        - indicator: \(code)
          edition: TV/2020
          title: {vi: Chỉ tiêu \(code), en: Indicator \(code)}
          unit: '\(unit)'
          over_time: none
          over_area: recompute
          agency: syt
          scale: 4
          formula:
        \(versions.map { "    - {\($0)}" }.joined(separator: "\n"))

        """
    }

    private static let start = "effective_from: 2020, known_at: 2020-01-01"
    private static let share = definition(
        "X.TL", unit: "%", "\(start), is: 100 * YT.NT / (YT.NT + YT.KCB)")
    private static let half = definition("X.NUA", unit: "%", "\(start), is: X.TL / 2")
    private static let communes = definition(
        "X.XA", unit: "lượt", "\(start), is: sum(YT.NT over commune)")

    private static let doubled = definition("X.DOI", unit: "lượt", "\(start), is: 2 * YT.NT")

    private func lab(_ definitions: String...) async throws -> Lab {
        let lab = try await Lab()
        try lab.define("catalogue/indicators/tinh.yml", definitions.joined())
        return lab
    }

    /// A month's file of the health department.
    private func drop(
        _ lab: Lab, _ period: String, on day: String, _ values: [(String, String, String)]
    ) throws {
        let records = values.map { area, code, value in
            """
            {"ma_dia_ban": "\(area)", "thang": "\(period)", "chi_tieu": "\(code)", \
            "gia_tri": \(value), "don_vi": "lượt"}
            """
        }
        try lab.write(
            "syt/yte-\(period)-\(day).json", "[\n" + records.joined(separator: ",\n") + "\n]\n")
    }

    private func parts(_ lab: Lab, _ inpatients: String, _ visits: String, on day: String) throws {
        try drop(
            lab, "2024-M01", on: day,
            [("842", "YT.NT", inpatients), ("842", "YT.KCB", visits)])
    }

    @Test("the drawing leads from a nested figure to the file, in both languages")
    func drawing() async throws {
        let lab = try await lab(Self.share, Self.half)
        try parts(lab, "1.5", "4.5", on: "2024-02-05")
        _ = try await lab.run()
        let hash = try lab.value("select left(sha256, 12) from ledger.drop")
        for (language, number) in [("vi", "12,5 %"), ("en", "12.5 %")] {
            let output = try await lab.phusa(
                "why", "X.NUA", "842", "2024-M01", "--format", "svg", "--lang", language)
            #expect(output.status == 0 && output.err.isEmpty, "\(output.err)")
            #expect(output.out.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
            #expect(output.out.hasSuffix("</svg>\n"))
            #expect(output.out.contains(" lang=\"\(language)\""))
            let texts = output.out.split(separator: "\n").filter { $0.hasPrefix("<text") }
            for word in [number, "X.TL / 2", "SHA-256 \(hash)", "YT.KCB"] {
                #expect(texts.contains { $0.contains(word) }, "\(word)")
            }
            #expect(texts.count { $0.contains("yte-2024-M01-2024-02-05.json") } == 1)
        }
        let again = try await lab.phusa("why", "X.NUA", "842", "2024-M01", "--format", "svg")
        let same = try await lab.phusa("why", "X.NUA", "842", "2024-M01", "--format", "svg")
        #expect(again.out == same.out)
    }

    @Test("a sum over all communes of the province names twelve and counts the others")
    func communes() async throws {
        let lab = try await lab(Self.communes)
        // The first run fills the list of areas.
        _ = try await lab.run()
        let codes = try lab.rows(
            """
            select distinct a.code from warehouse.dim_area a where a.level = 'commune'
                and a.parent in ('842', '844', '845', '846', '847', '848', '849', '850', '851')
                and coalesce(a.valid_from, '-infinity') <= '2024-06-30'
                and coalesce(a.valid_to, 'infinity') > '2024-06-30' order by 1
            """
        ).map { $0[0] }
        try #require(codes.count > 60)
        try drop(
            lab, "2024-M06", on: "2024-07-05",
            codes.enumerated().map { ($1, "YT.NT", "\($0 + 1)") })
        _ = try await lab.run()
        let total = codes.count * (codes.count + 1) / 2
        #expect(try lab.figure("X.XA", "84", "2024-M06") == "\(total)")
        let output = try await lab.phusa(
            "why", "X.XA", "84", "2024-M06", "--format", "svg", "--lang", "en")
        #expect(output.out.contains("… and \(codes.count - 12) others"), "\(output.out)")
        let shown = (0..<12).reduce(0) { $0 + codes.count - $1 }
        let rest = ExactDecimal(total - shown).text(decimalMark: ".", groupMark: ",", scale: 0)
        #expect(output.out.contains("together \(rest) lượt"))
        for code in codes.suffix(12) { #expect(output.out.contains("(\(code))")) }
        for code in codes.dropLast(12) { #expect(!output.out.contains("(\(code))")) }
        // The full list is in the text and in JSON.
        let text = try await lab.phusa("why", "X.XA", "84", "2024-M06")
        for code in codes { #expect(text.out.contains("(\(code))")) }
        let trails: [Trail] = try await lab.phusa(
            "why", "X.XA", "84", "2024-M06", "--format", "json"
        ).decode()
        let inputs = try #require(trails.first?.versions.first?.inputs)
        #expect(inputs.map(\.area).sorted() == codes)
        #expect(Set(inputs.map(\.reference)) == ["sum([TV/2020|YT.NT|default] over commune)"])
    }

    @Test("a withdrawal is told with its reason, of the figure and of what was computed from it")
    func withdrawn() async throws {
        let lab = try await lab(Self.doubled)
        try drop(lab, "2024-M06", on: "2024-07-05", [("842", "YT.NT", "7")])
        _ = try await lab.run()
        let number = try lab.value("select drop_id from ledger.drop")
        let decided = try await lab.phusa("withdraw", number, "--reason", "gửi nhầm <tháng>")
        try #require(decided.status == 0, "\(decided.err)")
        for code in ["YT.NT", "X.DOI"] {
            let text = try await lab.phusa("why", code, "842", "2024-M06", "--lang", "vi")
            #expect(text.out.contains("lý do đóng: gửi nhầm <tháng>, do "), "\(text.out)")
            let drawing = try await lab.phusa("why", code, "842", "2024-M06", "--format", "svg")
            #expect(
                drawing.out.contains("No longer stated") && drawing.out.contains("&lt;tháng&gt;"))
            #expect(drawing.out.contains("File, withdrawn"))
            let early = try await lab.phusa(
                "why", code, "842", "2024-M06", "--format", "svg", "--as-of", "2024-08-01")
            #expect(early.status == 0 && !early.out.contains("tháng"))
        }
    }

    @Test("a part is of the version of an area that the formula reads, whatever another one says")
    func areaVersions() async throws {
        let lab = try await lab(Self.doubled)
        try drop(lab, "2024-M06", on: "2024-07-05", [("29242", "YT.NT", "7")])
        _ = try await lab.run()
        // The same commune under its version of 2025, as a later yearbook may have it.
        _ = try lab.rows(
            """
            insert into warehouse.fact_observation
            select (jsonb_populate_record(f, jsonb_build_object('value', 1000, 'area_id',
                (select area_id from warehouse.dim_area
                    where code = '29242' and valid_from = '2025-01-01')))).*
            from warehouse.fact_observation f join warehouse.dim_indicator i using (indicator_id)
            where i.code = 'YT.NT' returning 1
            """)
        let stored: [Trail] = try await lab.phusa(
            "why", "YT.NT", "29242", "2024-M06", "--json"
        ).decode()
        #expect(stored.map(\.areaValidFrom) == [nil, "2025-01-01"])
        let trails: [Trail] = try await lab.phusa(
            "why", "X.DOI", "29242", "2024-M06", "--json"
        ).decode()
        let version = try #require(trails.first?.versions.first)
        #expect(trails.count == 1 && version.value == "14")
        #expect(version.inputs.compactMap { $0.versions.first?.value } == ["7"])
    }

    private struct Trail: Decodable {
        struct Version: Decodable {
            let value: String?
            let knownAt: Moment
            let replacedAt: Moment?
            let closedAt: Moment?
            let inputs: [Trail]
        }

        let area: String
        let areaValidFrom: String?
        let reference: String?
        let versions: [Version]
    }

    @Test("a part that was replaced while the figure stayed is told, but not before its day")
    func replaced() async throws {
        let lab = try await lab(Self.share)
        try parts(lab, "1", "3", on: "2024-02-05")
        try parts(lab, "2", "6", on: "2024-03-05")
        _ = try await lab.run()
        let words = ["why", "X.TL", "842", "2024-M01"]
        let trails: [Trail] = try await lab.phusa(words + ["--json"]).decode()
        let figure = try #require(trails.first?.versions)
        #expect(figure.map(\.value) == ["25"], "the same figure is one version")
        let parts = figure[0].inputs.compactMap(\.versions.first)
        #expect(parts.map(\.value) == ["1", "3"] && parts.allSatisfy { $0.closedAt == nil })
        #expect(parts.map { $0.replacedAt?.day.description } == ["2024-03-05", "2024-03-05"])
        let told = "replaced on 2024-03-05 (drop, syt/yte-2024-M01-2024-03-05.json)"
        let text = try await lab.phusa(words)
        #expect(text.out.contains(told), "\(text.out)")
        let drawing = try await lab.phusa(words + ["--format", "svg"])
        #expect(drawing.out.contains("superseded on 5 March 2024"))
        let early = try await lab.phusa(words + ["--as-of", "2024-03-04"])
        #expect(early.status == 0 && !early.out.contains("replaced on"))
    }

    @Test("formats that contradict each other are refused, and nothing is drawn of no figure")
    func refused() async throws {
        let lab = try await lab(Self.share)
        let both = try await lab.phusa(
            "why", "X.TL", "842", "2024-M01", "--json", "--format", "svg")
        #expect(both.status == 64 && both.err.contains("--format svg"))
        let unknown = try await lab.phusa("why", "X.TL", "842", "2024-M01", "--format", "png")
        #expect(unknown.status == 64)
        let none = try await lab.phusa("why", "X.TL", "842", "2024-M01", "--format", "svg")
        #expect(none.status == 1 && none.out.isEmpty && none.err.contains("X.TL"))
    }

    @Test("Vietnamese text has a decimal comma, in why and in the triangle; JSON a point")
    func commas() async throws {
        let lab = try await lab(Self.share, Self.half)
        try parts(lab, "1.5", "4.5", on: "2024-02-05")
        _ = try await lab.run()
        let why = ["why", "X.NUA", "842", "2024-M01"]
        let vietnamese = try await lab.phusa(why + ["--lang", "vi"]).out
        #expect(vietnamese.contains("● 12,5 %") && vietnamese.contains("● 1,5 lượt"))
        #expect(!vietnamese.contains("12.5") && !vietnamese.contains("1.5 "))
        #expect(try await lab.phusa(why).out.contains("● 12.5 %"))
        #expect(try await lab.phusa(why + ["--json", "--lang", "vi"]).out.contains("\"12.5\""))
        let triangle = ["indicator", "vintages", "YT.NT", "842", "2024-M01"]
        let table = try await lab.phusa(triangle + ["--lang", "vi"]).out
        #expect(table.contains("1,5") && !table.contains("1.5"))
        #expect(try await lab.phusa(triangle).out.contains("1.5"))
        let computed = try await lab.phusa("indicator", "vintages", "X.NUA", "842", "2024-M01").out
        #expect(computed.contains("drop  computed") && !computed.contains(".json:0"))
        #expect(try await lab.phusa(triangle + ["--json", "--lang", "vi"]).out.contains("\"1.5\""))
    }

    @Test("formulas name indicators by code, and a long one is broken before a sign")
    func formulas() async throws {
        let terms = (1...9).map { "lag(YT.NT, \($0))" }.joined(separator: " + ")
        let lab = try await lab(
            Self.share, Self.half,
            Self.definition("X.DAI", unit: "lượt", "\(Self.start), is: '\(terms)'"))
        try parts(lab, "1", "3", on: "2024-02-05")
        for month in 2...9 {
            try drop(
                lab, "2024-M0\(month)", on: month < 9 ? "2024-0\(month + 1)-05" : "2024-10-05",
                [("842", "YT.NT", "1")])
        }
        _ = try await lab.run()
        let short = try await lab.phusa("why", "X.NUA", "842", "2024-M01")
        #expect(short.out.contains("computed: X.TL / 2; for periods from 2020-01-01"))
        #expect(!short.out.contains("[TV/2020|"))
        let long = try await lab.phusa("why", "X.DAI", "842", "2024-M10")
        let lines = long.out.split(separator: "\n").map(String.init)
        let first = try #require(lines.firstIndex { $0.contains("computed: lag(YT.NT) + ") })
        #expect(lines[first + 1].hasPrefix("        + lag(YT.NT, "), "\(long.out)")
        #expect(lines[first + 2] == "        for periods from 2020-01-01, known since 2020-01-01")
        #expect(lines.filter { $0.contains("lag(") }.allSatisfy { $0.count <= 94 })
    }

    @Test("indicator show prints each version of the formula, what it reads and what reads it")
    func show() async throws {
        let lab = try await lab(
            Self.definition(
                "X.TL", unit: "%", "\(Self.start), is: 100 * YT.NT / (YT.NT + YT.KCB)",
                "effective_from: 2024, known_at: 2025-01-01, is: 100 * YT.NT / YT.KCB, restate: Mẫu số"
            ),
            Self.half)
        let text = try await lab.phusa("indicator", "show", "X.TL").out
        for words in [
            "a quotient to 4 decimals", "(skip-if-any)",
            "for periods from 2020-01-01, known since 2020-01-01:",
            "100 * YT.NT / (YT.NT + YT.KCB)",
            "for periods from 2024-01-01, known since 2025-01-01:",
            "reads YT.KCB, YT.NT", "restates: Mẫu số", "read by      X.NUA",
        ] { #expect(text.contains(words), "\(words)\n\(text)") }
        let vietnamese = try await lab.phusa("indicator", "show", "YT.NT", "--lang", "vi").out
        #expect(vietnamese.contains("được đọc bởi  ") && vietnamese.contains("X.TL"))
        #expect(!vietnamese.contains("được tính"))
        let entry: Entry = try await lab.phusa("indicator", "show", "X.TL", "--json").decode()
        #expect(entry.readBy == ["TV/2020|X.NUA|default"])
        let derivation = try #require(entry.derivation)
        #expect(derivation.scale == 4 && derivation.missing == "skip-if-any")
        #expect(derivation.versions.map(\.effectiveFrom) == ["2020-01-01", "2024-01-01"])
        #expect(derivation.versions.map(\.knownAt) == ["2020-01-01", "2025-01-01"])
        #expect(derivation.versions.map(\.restates) == [nil, "Mẫu số"])
        #expect(
            derivation.versions[1].formula
                == "100 * [TV/2020|YT.NT|default] / [TV/2020|YT.KCB|default]")
        #expect(derivation.versions[1].text == "100 * YT.NT / YT.KCB")
    }

    private struct Entry: Decodable {
        struct Derivation: Decodable {
            let scale: Int
            let missing: String
            let versions: [Version]
        }

        struct Version: Decodable {
            let effectiveFrom: String
            let knownAt: String
            let formula: String?
            let text: String
            let restates: String?
        }

        let derivation: Derivation?
        let readBy: [String]?
    }
}
