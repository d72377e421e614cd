import Foundation
import PhusaModel
import PhusaTestSupport
import Testing

@Suite("Figures that are computed from others")
struct DerivedTests {
    private static let path = ComputedIndicator.path
    private static let share = ComputedIndicator.always(
        "X.TL", "%", "100 * YT.NT / (YT.NT + YT.KCB)")
    private static let growth = ComputedIndicator.always(
        "X.TT", "%", "100 * (YT.NT / year_ago(YT.NT) - 1)")
    /// Of the figures of the first one: one derived from another.
    private static let half = ComputedIndicator.always("X.NUA", "%", "X.TL / 2")

    /// Admissions and visits of a district.
    private static func sheet(_ admissions: Int, _ visits: Int) -> [HealthFigure] {
        [HealthFigure("842", "YT.NT", admissions), HealthFigure("842", "YT.KCB", visits)]
    }

    @Test("a figure follows its parts, half to even, and so does what is computed from it")
    func follows() async throws {
        let lab = try await Lab(computing: Self.share, Self.half)
        try lab.health("2024-M01", on: "2024-02-05", Self.sheet(1, 5))
        #expect(try await lab.run().files.map(\.state) == ["loaded"])
        #expect(try lab.figure("X.TL", "842", "2024-M01") == "16.6667")
        // Half to even: 8.33335.
        #expect(try lab.figure("X.NUA", "842", "2024-M01") == "8.3334")
        try lab.health("2024-M01", on: "2024-03-05", Self.sheet(1, 3))
        _ = try await lab.run()
        #expect(try lab.figure("X.TL", "842", "2024-M01") == "25")
        #expect(try lab.figure("X.NUA", "842", "2024-M01") == "12.5")
        #expect(try lab.figure("X.NUA", "842", "2024-M01", asOf: "2024-03-01") == "8.3334")
        try await lab.expectSound()
    }

    @Test("without a part there is no figure, and a division by zero has none but says so")
    func missing() async throws {
        let lab = try await Lab(computing: Self.share)
        try lab.health(
            "2024-M01", on: "2024-02-05",
            Self.sheet(0, 0) + [HealthFigure("844", "YT.NT", 7)])
        _ = try await lab.run()
        #expect(try lab.figure("X.TL", "842", "2024-M01") == "∅")
        #expect(try lab.figure("X.TL", "844", "2024-M01") == nil)
        let status = try lab.value(
            """
            select f.status::text || f.mark::text from warehouse.fact_observation f
            where f.definition_id is not null
            """)
        #expect(status == "M.")
    }

    @Test(
        "drops and definitions in any order give the same figures, as of any day those of its parts",
        arguments: 1...3)
    func order(seed: Int) async throws {
        var random = TortureDice("derived", round: seed)
        var drops: [(period: String, day: String, values: [HealthFigure])] = []
        for period in ["2023-M01", "2024-M01", "2024-M02"] {
            for vintage in 1...3 where Int.random(in: 0...3, using: &random) > 0 {
                var values: [HealthFigure] = []
                for area in ["842", "844"] {
                    for code in ["YT.NT", "YT.KCB"] where Int.random(in: 0...3, using: &random) > 0
                    {
                        values.append(
                            HealthFigure(area, code, Int.random(in: 1...9, using: &random)))
                    }
                }
                if !values.isEmpty { drops.append((period, "2024-0\(vintage + 2)-05", values)) }
            }
        }
        let straight = try await Lab(computing: Self.share, Self.growth, Self.half)
        for file in drops { try straight.health(file.period, on: file.day, file.values) }
        try await straight.loadAll()
        let other = try await Lab()
        let shuffled = drops.shuffled(using: &random)
        for (index, file) in shuffled.enumerated() {
            if index == shuffled.count / 2 {
                try other.define([Self.half, Self.growth, Self.share])
            }
            try other.health(file.period, on: file.day, file.values)
            try await other.loadAll()
        }
        #expect(try straight.observations() == other.observations())
        #expect(
            try straight.observations(isClosed: true) == other.observations(isClosed: true))
        for day in ["2024-03-31", "2024-04-30", "2024-12-31"] {
            try expectComputed(other, asOf: day)
        }
    }

    private func expectComputed(_ lab: Lab, asOf day: String) throws {
        for area in ["842", "844"] {
            for period in ["2023-M01", "2024-M01", "2024-M02"] {
                func part(_ code: String, _ period: String) throws -> ExactDecimal? {
                    try lab.figure(code, area, period, asOf: day).flatMap { ExactDecimal($0) }
                }
                let beds = try part("YT.NT", period)
                let visits = try part("YT.KCB", period)
                let share = beds.flatMap { beds in
                    visits.flatMap { visits in
                        beds.adding(visits).flatMap { sum in
                            beds.multiplied(by: ExactDecimal(100))?.divided(by: sum, scale: 4)
                        }
                    }
                }
                #expect(try part("X.TL", period) == share, "\(area) \(period) \(day)")
                let half = share?.divided(by: ExactDecimal(2), scale: 4)
                #expect(try part("X.NUA", period) == half, "\(area) \(period) \(day)")
            }
        }
    }

    @Test("a recorded formula is not edited in place, nor taken away")
    func edited() async throws {
        let lab = try await Lab(computing: Self.share)
        try lab.health("2024-M01", on: "2024-02-05", Self.sheet(1, 3))
        _ = try await lab.run()
        try lab.replace("100 * YT.NT / (", with: "100 * YT.KCB / (", in: Self.path)
        let edited = try await lab.phusa("run")
        #expect(edited.status == 65)
        let place = "\(Self.path):11:56: a recorded formula was edited in place"
        #expect(edited.err.contains(place), "\(edited.err)")
        try lab.define([Self.growth])
        let removed = try await lab.phusa("run")
        #expect(removed.status == 65 && removed.err.contains("X.TL"), "\(removed.err)")
        #expect(try lab.figure("X.TL", "842", "2024-M01") == "25")
    }

    @Test("a new version says that it restates figures, and what was known before stays")
    func restated() async throws {
        let lab = try await Lab(computing: Self.share)
        try lab.health("2024-M01", on: "2024-02-05", Self.sheet(1, 3))
        _ = try await lab.run()
        let first = Self.share.versions[0]
        let second = "effective_from: 2021, known_at: 2025-01-01, is: 100 * YT.NT / YT.KCB"
        try lab.define([ComputedIndicator(code: "X.TL", unit: "%", versions: [first, second])])
        let refused = try await lab.phusa("run")
        #expect(refused.status == 65 && refused.err.contains("1 periods"), "\(refused.err)")
        #expect(try lab.figure("X.TL", "842", "2024-M01") == "25")
        let reasoned = second + ", restate: Mẫu số đúng"
        try lab.define([ComputedIndicator(code: "X.TL", unit: "%", versions: [first, reasoned])])
        _ = try await lab.run()
        #expect(try lab.figure("X.TL", "842", "2024-M01") == "33.3333")
        #expect(try lab.figure("X.TL", "842", "2024-M01", asOf: "2024-12-31") == "25")
        let reason = try lab.value(
            """
            select e.reason from warehouse.fact_observation f join ledger.event e using (event_id)
            where f.definition_id is not null
            """)
        #expect(reason == "Mẫu số đúng")
    }

    @Test("a break stops comparisons across it, from the day on which it is known")
    func broken() async throws {
        let plain = ComputedIndicator.always("X.TL", "%", "100 * YT.NT / YT.KCB")
        let change = ComputedIndicator.always("X.TD", "%", "X.TL - lag(X.TL)")
        let lab = try await Lab(computing: plain, change)
        for month in 1...3 {
            try lab.health("2024-M0\(month)", on: "2024-0\(month + 1)-05", Self.sheet(month, 4))
        }
        _ = try await lab.run()
        #expect(try lab.figure("X.TD", "842", "2024-M02") == "25")
        let second =
            "effective_from: 2024-02, known_at: 2024-06-01, is: 100 * YT.NT / (2 * YT.KCB), "
            + "restate: Cách tính mới, break: true"
        let versions = [plain.versions[0], second]
        try lab.define([ComputedIndicator(code: "X.TL", unit: "%", versions: versions), change])
        _ = try await lab.run()
        #expect(try lab.figure("X.TL", "842", "2024-M02") == "25")
        #expect(try lab.figure("X.TD", "842", "2024-M02") == nil, "50 is not compared with 25")
        #expect(try lab.figure("X.TD", "842", "2024-M03") == "12.5")
        #expect(try lab.figure("X.TD", "842", "2024-M02", asOf: "2024-05-31") == "25")
        #expect(try lab.figure("X.TD", "842", "2024-M02", asOf: "2024-06-02") == nil)
        let verified = try await lab.phusa("warehouse", "verify")
        #expect(verified.status == 0, "\(verified.out)")
        try lab.replace(", break: true", with: "", in: Self.path)
        let edited = try await lab.phusa("run")
        #expect(edited.status == 65 && edited.err.contains("; break"), "\(edited.err)")
    }

    @Test("verify computes every figure again")
    func verified() async throws {
        let lab = try await Lab(computing: Self.share)
        try lab.health("2024-M01", on: "2024-02-05", Self.sheet(1, 3))
        _ = try await lab.run()
        _ = try lab.rows(
            """
            update warehouse.fact_observation set value = 26 where definition_id is not null
            returning 1
            """)
        let verified = try await lab.phusa("warehouse", "verify")
        #expect(verified.status == 1 && verified.out.contains("TV/2020|X.TL|default: 1"))
    }

    @Test(
        "why leads from a computed figure to the lines of its parts, through another computed one")
    func why() async throws {
        let lab = try await Lab(computing: Self.share, Self.half)
        try lab.health("2024-M01", on: "2024-02-05", Self.sheet(1, 3))
        _ = try await lab.run()
        let output = try await lab.phusa("why", "X.NUA", "842", "2024-M01")
        #expect(output.status == 0, "\(output.err)")
        let lines = output.out.split(separator: "\n").map(String.init)
        #expect(lines.contains { $0.contains("computed: X.TL / 2;") })
        let deep = String(repeating: " ", count: 18)
        let file = "file syt/yte-2024-M01-2024-02-05.json, line"
        #expect(lines.contains(deep + "\(file) 2 (syt.y-te.thang)"), "\(output.out)")
        #expect(lines.contains(deep + "\(file) 3 (syt.y-te.thang)"))
        #expect(!output.out.contains("line 0"))
    }

    @Test("the examples beside formulas are tried by the SQL that computes the figures")
    func examples() async throws {
        let lab = try await Lab()
        try lab.define(
            Self.path,
            Self.share.text + "  tests:\n    - {given: {YT.NT: 1, YT.KCB: 5}, expect: 16.6667}\n"
                + "    - {given: {YT.NT: 0, YT.KCB: 0}, expect: none}\n"
                + "    - {given: {YT.NT: 1, YT.KCB: 5}, expect: 16.6666}\n")
        let output = try await lab.phusa("test", "X.TL")
        #expect(output.status == 1)
        #expect(
            output.out.contains("expected 16.6666, the formula gives 16.6667"), "\(output.out)")
        #expect(output.out.contains("examples: 3, kept: 2"))
        let shipped = try await Lab().phusa("test")
        #expect(shipped.status == 0, "\(shipped.out)")
    }

    @Test("a sum over districts needs all of them")
    func districts() async throws {
        let lab = try await Lab(
            computing:
                ComputedIndicator.always("X.HUYEN", "lượt", "sum(YT.NT over district)"))
        let districts = ["842"] + (844...851).map { "\($0)" }
        try lab.health("2024-M01", on: "2024-02-05", districts.map { HealthFigure($0, "YT.NT", 2) })
        try lab.health(
            "2024-M02", on: "2024-03-05", districts.dropLast().map { HealthFigure($0, "YT.NT", 2) })
        _ = try await lab.run()
        #expect(try lab.figure("X.HUYEN", "84", "2024-M01") == "18")
        #expect(try lab.figure("X.HUYEN", "84", "2024-M02") == nil)
    }
}
