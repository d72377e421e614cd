import Foundation
import PhusaModel
import PhusaTestSupport
import Testing

@Suite("Definitions tried out before they are applied")
struct IndicatorPreviewTests {
    private static let first =
        "effective_from: 2020, known_at: 2020-01-01, is: 100 * YT.NT / (YT.NT + YT.KCB)"
    private static let second =
        "effective_from: 2024-02, known_at: 2024-06-01, is: 100 * YT.NT / YT.KCB, restate: Mẫu số"
    private static let ended =
        "effective_from: 2024-03, known_at: 2024-07-01, is: none, restate: Thôi công bố"

    private static func definition(_ code: String, _ versions: String...) -> String {
        ComputedIndicator(code: code, unit: "%", versions: versions).text
    }

    private static let gone =
        "effective_from: 2024-02, known_at: 2024-07-01, is: none, restate: Thôi công bố"

    /// Three months of two areas, each with another share.
    private func loaded(_ definitions: String...) async throws -> Lab {
        let lab = try await Lab()
        if !definitions.isEmpty { try lab.define(ComputedIndicator.path, definitions.joined()) }
        for (month, values) in [(1, (1, 3)), (2, (2, 3)), (3, (0, 5))] {
            try lab.health(
                "2024-M0\(month)", on: "2024-0\(month + 1)-05",
                ["842", "844"].flatMap { area in
                    [
                        HealthFigure(area, "YT.NT", values.0),
                        HealthFigure(area, "YT.KCB", values.1),
                    ]
                })
        }
        _ = try await lab.run()
        return lab
    }

    private struct Preview: Decodable, Equatable {
        struct Side: Decodable, Equatable {
            let value: String?
            let status: String
        }
        struct Move: Decodable, Equatable {
            let indicator: String
            let area: String
            let period: String
            let before: Side?
            let after: Side?
            let difference: String?
        }
        let figures: [Move]
        let renewed: Int
        let reports: [String]
    }

    private func preview(_ lab: Lab, _ draft: String) async throws -> Preview {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "draft-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "tinh.yml")
        try Data(draft.utf8).write(to: file)
        let output = try await lab.phusa("indicator", "preview", file.path, "--json")
        try #require(output.status == 0, "\(output.err)")
        return try JSONDecoder().decode(Preview.self, from: Data(output.out.utf8))
    }

    /// The current computed figures, by indicator, area and period.
    private func figures(_ lab: Lab) throws -> [String: Preview.Side] {
        var found: [String: Preview.Side] = [:]
        for row in try lab.rows(
            """
            select concat_ws(' ', i.edition || '|' || i.code || '|' || i.methodology, a.code,
                p.start_on), coalesce(trim_scale(f.value)::text, '∅'), f.status
            from warehouse.fact_observation f join warehouse.dim_indicator i using (indicator_id)
            join warehouse.dim_area a using (area_id) join warehouse.dim_period p using (period_id)
            where f.definition_id is not null
            """)
        {
            found[row[0]] = Preview.Side(value: row[1] == "∅" ? nil : row[1], status: row[2])
        }
        return found
    }

    /// What a preview prints is what a run then does, cell for cell, and it leaves nothing behind.
    private func expectKept(_ lab: Lab, _ draft: String) async throws -> Preview {
        let before = try figures(lab)
        let preview = try await preview(lab, draft)
        #expect(try figures(lab) == before)
        #expect(
            try lab.value(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and state like 'idle in%'
                """) == "0")
        try lab.define(ComputedIndicator.path, draft)
        _ = try await lab.run()
        let after = try figures(lab)
        var expected = before
        for move in preview.figures {
            let month = try #require(Period(move.period))
            let key = "\(move.indicator) \(move.area) \(month.start)"
            #expect(before[key] == move.before, "\(key)")
            expected[key] = move.after
            #expect(move.before != move.after, "\(key)")
        }
        #expect(after == expected)
        return preview
    }

    @Test("figures of a new indicator appear, and nothing is written")
    func new() async throws {
        let lab = try await loaded()
        let preview = try await expectKept(lab, Self.definition("X.TL", Self.first))
        #expect(preview.figures.count == 6)
        #expect(preview.figures.allSatisfy { $0.before == nil })
        #expect(preview.figures.map(\.period).prefix(3) == ["2024-M01", "2024-M02", "2024-M03"])
        #expect(preview.figures.prefix(3).map(\.after?.value) == ["25", "40", "0"])
    }

    @Test("a restatement moves figures, what is computed from them, and ends others")
    func restated() async throws {
        let half = Self.definition(
            "X.NUA", "effective_from: 2020, known_at: 2020-01-01, is: X.TL / 2")
        let lab = try await loaded(Self.definition("X.TL", Self.first), half)
        let draft = Self.definition("X.TL", Self.first, Self.second, Self.ended) + half
        let preview = try await expectKept(lab, draft)
        let moves = preview.figures.filter { $0.area == "842" }
        #expect(
            moves.map(\.indicator) == [
                "TV/2020|X.NUA|default", "TV/2020|X.NUA|default", "TV/2020|X.TL|default",
                "TV/2020|X.TL|default",
            ])
        #expect(moves.map(\.after?.value) == ["33.3334", nil, "66.6667", nil])
        #expect(moves.map(\.difference) == ["13.3334", nil, "26.6667", nil])
    }

    @Test("a published report that shows the figures is named, with the cells that would differ")
    func reports() async throws {
        let lab = try await loaded(Self.definition("X.TL", Self.first))
        try lab.define(
            "reports/ty-le.yml",
            """
            report: ty-le
            title: {vi: Tỷ lệ, en: Share}
            period: month
            sections:
              - trend: {title: {vi: Tỷ lệ, en: Share}, indicator: X.TL, breakdown: '', periods: 3}
              - areas: {title: {vi: Theo huyện, en: By district}, indicator: X.TL, level: district}
            """)
        let build = try await lab.phusa("report", "build", "ty-le", "--period", "2024-M02")
        try #require(build.status == 0, "\(build.err)")
        let draft = Self.definition("X.TL", Self.first, Self.second)
        #expect(try await preview(lab, draft).reports == ["ty-le"])
        try lab.define("../draft/tinh.yml", draft)
        let told = try await lab.phusa("indicator", "preview", lab.folder + "/draft/tinh.yml")
        #expect(told.out.contains("X.TL  X.TL (%): appear 0, move 2, vanish 0"), "\(told.out)")
        #expect(
            told.out.contains("report ty-le 2024-M02 (build 1): 2 cells would appear"),
            "\(told.out)")
        let page = try String(
            contentsOfFile: lab.state + "/reports/ty-le/ty-le-2024-M02-1.html", encoding: .utf8)
        #expect(page.contains("X.TL = 100 * YT.NT / (YT.NT + YT.KCB)"))
        let ended = Self.definition("X.TL", Self.first, Self.gone)
        try lab.define("../draft/tinh.yml", ended)
        let emptied = try await lab.phusa("indicator", "preview", lab.folder + "/draft/tinh.yml")
        #expect(emptied.out.contains("report ty-le 2024-M02 (build 1): "), "\(emptied.out)")
        try lab.define("../draft/tinh.yml", draft)
        let lines = told.out.split(separator: "\n").map { $0.split(separator: " ").suffix(4) }
        #expect(lines.contains(["2024-M02", "40", "66.6667", "+26.6667"]), "\(told.out)")
        let plan = try await lab.phusa("plan")
        #expect(!plan.out.contains("report ty-le"))
        try lab.define(ComputedIndicator.path, draft)
        let planned = try await lab.phusa("plan")
        #expect(planned.out.contains("report ty-le 2024-M02 (build 1): 2 cells"), "\(planned.out)")
    }

    @Test("what would end a run ends a preview: with the draft's own place")
    func refused() async throws {
        let lab = try await loaded(Self.definition("X.TL", Self.first))
        let folder = FileManager.default.temporaryDirectory
        let file = folder.appending(path: "tinh-\(UUID().uuidString).yml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(
            Self.definition("X.MOI", "effective_from: 2020, known_at: 2020-01-01, is: 2 * YT.KHONG")
                .utf8
        )
        .write(to: file)
        let unknown = try await lab.phusa("indicator", "preview", file.path)
        #expect(unknown.status == 65)
        #expect(unknown.err.contains("\(file.path):11:"), "\(unknown.err)")
        #expect(unknown.err.contains("YT.KHONG"), "\(unknown.err)")
        let missing = try await lab.phusa("indicator", "preview", folder.path + "/khong-co.yml")
        #expect(missing.status == 65 && missing.err.contains("khong-co.yml"), "\(missing.err)")
        let edited = try await lab.phusa(
            "indicator", "preview", lab.pipelines + "/" + ComputedIndicator.path)
        #expect(edited.status == 0 && edited.out.contains("no figure moves"), "\(edited)")
    }

    @Test("a plan counts the figures that follow from new drops")
    func plan() async throws {
        let lab = try await loaded(Self.definition("X.TL", Self.first))
        try lab.health(
            "2024-M01", on: "2024-04-20",
            [
                HealthFigure("842", "YT.NT", 3), HealthFigure("842", "YT.KCB", 3),
                HealthFigure("844", "YT.NT", 1), HealthFigure("844", "YT.KCB", 3),
            ])
        let plan = try await lab.phusa("plan")
        #expect(plan.out.contains("computed figures: add 0, change 1, close 0"), "\(plan.out)")
        let run = try await lab.phusa("run")
        #expect(run.out.contains("computed figures: add 0, change 1, close 0"), "\(run.out)")
    }
}
