import PhusaTestSupport
import Testing

@Suite("A rebuilt warehouse has the same computed figures, those that stood before too")
struct DerivedRebuildTests {
    private static let versions = [
        "effective_from: 2020, known_at: 2020-01-01, is: 100 * YT.NT / (YT.NT + YT.KCB)",
        "effective_from: 2024-02, known_at: 2024-04-15, is: 100 * YT.NT / YT.KCB, "
            + "restate: Mẫu số đúng",
        "effective_from: 2024-03, known_at: 2024-05-20, is: none, restate: Thôi công bố",
    ]
    private static let half = ComputedIndicator.always("X.NUA", "%", "X.TL / 2")
    private static let province = ComputedIndicator.always(
        "X.TINH", "lượt", "sum(YT.NT over district)"
    ).partial
    private static let months = ["2024-M01", "2024-M02", "2024-M03"]

    private static func share(_ count: Int) -> ComputedIndicator {
        ComputedIndicator(code: "X.TL", unit: "%", versions: Array(versions.prefix(count)))
    }

    private static func sheet(
        _ admissions: Int, _ visits: Int, in areas: [String] = ["842", "844"]
    )
        -> [HealthFigure]
    {
        areas.flatMap {
            [HealthFigure($0, "YT.NT", admissions), HealthFigure($0, "YT.KCB", visits)]
        }
    }

    /// Vintages, a late drop, a release, a withdrawal, a correction, a restatement of a period and
    /// versions of a formula that came one by one.
    private func livedLab() async throws -> Lab {
        let lab = try await Lab(computing: Self.share(1), Self.half)
        for (index, month) in Self.months.enumerated() {
            try lab.health(month, on: "2024-04-05", Self.sheet(1 + index, 3))
        }
        _ = try await lab.run()
        try lab.health("2024-M01", on: "2024-06-05", Self.sheet(5, 3, in: ["842"]))
        let withdrawn = try lab.health("2024-M02", on: "2024-05-05", Self.sheet(7, 3))
        try await lab.loadAll()
        try lab.define([Self.share(2), Self.half, Self.province])
        try lab.health("2024-M01", on: "2024-04-25", Self.sheet(4, 4))
        try lab.health("2024-M02", on: "2024-06-05", Self.sheet(8, 5))
        try await lab.loadAll()
        try await lab.withdraw(path: withdrawn)
        try lab.define([Self.share(3), Self.half, Self.province])
        try lab.define(
            "syt/y-te/corrections.yml",
            """
            - correction: 2024-009
              decided: 2024-07-01
              by: Trưởng phòng
              reason: Nhập thừa
              match: {ma_dia_ban: '842', thang: 2024-M02, chi_tieu: YT.NT}
              change: {column: gia_tri, expect: '8', value: '6'}
            """)
        let rerun = try await lab.phusa("rerun", "--period", "2024-M02", "--reason", "đọc lại")
        #expect(rerun.status == 0, "\(rerun.err)")
        _ = try await lab.run()
        return lab
    }

    @Test("figures, former versions, and the version of the formula behind each")
    func rebuild() async throws {
        let lab = try await livedLab()
        // 100 * 6 / 5 by the second formula, corrected; March has none by the third.
        #expect(try lab.figure("X.TL", "842", "2024-M02") == "120")
        #expect(try lab.figure("X.TL", "844", "2024-M02") == "160")
        #expect(try lab.figure("X.TL", "842", "2024-M02", asOf: "2024-06-20") == "160")
        #expect(try lab.figure("X.TL", "842", "2024-M02", asOf: "2024-05-10") == "233.3333")
        #expect(try lab.figure("X.TL", "842", "2024-M02", asOf: "2024-04-20") == "66.6667")
        #expect(try lab.figure("X.TL", "842", "2024-M02", asOf: "2024-04-10") == "40")
        #expect(try lab.figure("X.TL", "842", "2024-M03") == nil)
        #expect(try lab.figure("X.TL", "842", "2024-M03", asOf: "2024-05-10") == "100")
        #expect(try lab.figure("X.NUA", "842", "2024-M03") == nil)
        #expect(try lab.figure("X.TINH", "84", "2024-M01") == "5")
        try await lab.expectSound()

        let other = try await Lab(isApplied: false)
        let database = ["PHUSA_DATABASE_URL": other.databaseURL]
        let rebuilt = try await lab.phusa(["warehouse", "rebuild"], environment: database)
        #expect(rebuilt.status == 0, "\(rebuilt.err)")
        #expect(try other.observations() == lab.observations())
        #expect(try other.observations(isClosed: true) == lab.observations(isClosed: true))
        for table in ["fact_observation", "fact_observation_closed"] {
            let formulas = try lab.rows(Self.formulas(of: table))
            #expect(!formulas.isEmpty)
            #expect(try other.rows(Self.formulas(of: table)) == formulas)
        }
        let verify = try await lab.phusa(["warehouse", "verify"], environment: database)
        #expect(verify.status == 0, "\(verify.out)")
        let sums = try other.checksums()
        let again = try await lab.phusa(["warehouse", "rebuild"], environment: database)
        #expect(again.status == 0, "\(again.err)")
        #expect(try other.checksums() == sums, "a second one does nothing")
    }

    @Test(
        "also one that was killed while figures were computed, and gone on with",
        arguments: ["after-derive:1", "before-derive:3", "after-derive:4"])
    func killed(place: String) async throws {
        let lab = try await livedLab()
        let other = try await Lab(isApplied: false)
        let database = ["PHUSA_DATABASE_URL": other.databaseURL]
        let killed = try await lab.phusa(
            ["warehouse", "rebuild"], environment: database.merging(["PHUSA_FAULT": place]) { $1 })
        #expect(killed.isKilled, "\(place) was not reached")
        let rebuilt = try await lab.phusa(["warehouse", "rebuild"], environment: database)
        #expect(rebuilt.status == 0, "\(rebuilt.err)")
        #expect(try other.observations() == lab.observations())
        #expect(try other.observations(isClosed: true) == lab.observations(isClosed: true))
    }

    /// Each derived row with the version of its formula, and why that took the place of another.
    private static func formulas(of table: String) -> String {
        """
        select p.code, i.code, a.code, f.value, d.effective_from, d.known_at, d.formula,
            e.kind, e.reason
        from warehouse.\(table) f join warehouse.dim_definition d using (definition_id)
        join warehouse.dim_period p using (period_id)
        join warehouse.dim_indicator i using (indicator_id)
        join warehouse.dim_area a using (area_id)
        join ledger.event e on e.event_id = f.event_id
        order by 1, 2, 3, 4, 5, 6, 8, 9
        """
    }
}
