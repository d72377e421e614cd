import Testing

@Suite("Formulas over other areas and breakdowns follow every change of theirs")
struct SpreadFormulaTests {
    private typealias Step = DerivedCourse.Step

    private static let districts = ["842"] + (844...851).map { "\($0)" }

    @Test("sums, averages and ratios over districts: whole ones, and partial ones marked so")
    func districts() async throws {
        let lab = try await Lab(
            computing: .always("X.S", "lượt", "sum(YT.NT over district)"),
            .always("X.P", "lượt", "sum(YT.NT over district)").partial,
            .always("X.TBS", "lượt", "avg(YT.NT over district)"),
            .always("X.TBP", "lượt", "avg(YT.NT over district)").partial,
            .always("X.TLP", "%", "100 * sum(YT.NT over district) / sum(YT.KCB over district)")
                .partial)
        func sheet(_ admissions: [String: Int], _ visits: [String: Int])
            -> [(period: String, figures: [HealthFigure])]
        {
            let figures =
                admissions.sorted { $0.key < $1.key }.map {
                    HealthFigure($0.key, "YT.NT", $0.value)
                }
                + visits.sorted { $0.key < $1.key }.map { HealthFigure($0.key, "YT.KCB", $0.value) }
            return [("2024-M01", figures)]
        }
        let visits = ["842": 10, "844": 14, "846": 100]
        let all = Dictionary(uniqueKeysWithValues: Self.districts.map { ($0, 2) })
        try await DerivedCourse(lab: lab, area: "84").run([
            // The ratio is of those two districts that have both.
            Step(
                day: "2024-02-05", figures: sheet(["842": 5, "844": 7, "845": 1], visits),
                expected: [
                    "X.P": "2024-M01=13U", "X.TBP": "2024-M01=4.3333U", "X.TLP": "2024-M01=50U",
                ]),
            Step(
                day: "2024-03-05", figures: sheet(["842": 5, "844": 9, "845": 1], visits),
                expected: [
                    "X.P": "2024-M01=15U", "X.TBP": "2024-M01=5U", "X.TLP": "2024-M01=58.3333U",
                ]),
            Step(
                day: "2024-04-05", figures: sheet(["842": 5, "844": 9], visits),
                expected: [
                    "X.P": "2024-M01=14U", "X.TBP": "2024-M01=7U", "X.TLP": "2024-M01=58.3333U",
                ]),
            Step(
                day: "2024-05-05", figures: sheet(all, all.mapValues { $0 * 2 }),
                expected: [
                    "X.S": "2024-M01=18", "X.P": "2024-M01=18", "X.TBS": "2024-M01=2",
                    "X.TBP": "2024-M01=2", "X.TLP": "2024-M01=50",
                ]),
            Step(
                day: "2024-06-05",
                figures: sheet(all.filter { $0.key != "851" }, all.mapValues { $0 * 2 }),
                expected: [
                    "X.P": "2024-M01=16U", "X.TBP": "2024-M01=2U", "X.TLP": "2024-M01=50U",
                ]),
            Step(
                day: "2024-07-05", figures: sheet([:], ["844": 3]), expected: [:]),
        ])
    }

    @Test("the communes of a month are those at its end")
    func communes() async throws {
        let lab = try await Lab(
            computing: .always("X.XS", "lượt", "sum(YT.NT over commune)"),
            .always("X.XP", "lượt", "sum(YT.NT over commune)").partial)
        // Of the ten communes of the city two were merged into a third in 2025.
        let since2025 = [
            "29236", "29239", "29242", "29248", "29254", "29257", "29260", "29263",
        ]
        let before = since2025 + ["29245", "29251"]
        func sheet(_ codes: [String], _ values: [String: Int] = [:]) -> [HealthFigure] {
            codes.map { HealthFigure($0, "YT.NT", values[$0] ?? 1) }
        }
        let december = "2024-M12@842=10 "
        let provinceDecember = december + "2024-M12@84=10U "
        try await DerivedCourse(lab: lab, area: "842").run([
            Step(
                day: "2025-02-05",
                figures: [("2024-M12", sheet(before)), ("2025-M01", sheet(since2025))],
                expected: [
                    "X.XS": december + "2025-M01=8",
                    "X.XP": provinceDecember + "2025-M01=8 2025-M01@84=8U",
                ]),
            Step(
                day: "2025-03-05", figures: [("2025-M01", sheet(since2025, ["29242": 3]))],
                expected: [
                    "X.XS": december + "2025-M01=10",
                    "X.XP": provinceDecember + "2025-M01=10 2025-M01@84=10U",
                ]),
            Step(
                day: "2025-04-05",
                figures: [
                    ("2025-M01", sheet(since2025.filter { $0 != "29254" }, ["29242": 3]))
                ],
                expected: [
                    "X.XS": december,
                    "X.XP": provinceDecember + "2025-M01=9U 2025-M01@84=9U",
                ]),
        ])
    }

    @Test("each version of a formula reads its own parts, whatever the others read")
    func versions() async throws {
        func versions(_ code: String, _ unit: String, _ first: String, _ second: String)
            -> ComputedIndicator
        {
            ComputedIndicator(
                code: code, unit: unit,
                versions: [
                    "effective_from: 2020, known_at: 2020-01-01, is: '\(first)'",
                    "effective_from: 2024-02, known_at: 2024-03-20, is: '\(second)', "
                        + "restate: Cách tính mới",
                ])
        }
        let admissions = "sum(YT.NT over district)"
        let lab = try await Lab(
            computing: versions(
                "X.P", "lượt", admissions, "\(admissions) + sum(YT.KCB over district)"
            ).partial,
            versions(
                "X.NU", "%", "100 * YT.NT{sex=F} / YT.NT{}", "100 * YT.NT / YT.NT{}"))
        let sheet = [
            HealthFigure("842", "YT.NT", 5), HealthFigure("842", "YT.KCB", 1),
            HealthFigure("844", "YT.NT", 7), HealthFigure("844", "YT.NT", 3, sex: "F"),
        ]
        try lab.health("2024-M01", on: "2024-03-05", sheet)
        try lab.health("2024-M02", on: "2024-03-05", sheet)
        _ = try await lab.run()
        let first = [
            "X.P 2024-M01 84": "12 U", "X.NU 2024-M01 844": "42.8571 A",
            "X.P 2024-M02 84": "12 U", "X.NU 2024-M02 844": "42.8571 A",
            "X.P 2024-M01 84 sex=F": "3 U", "X.P 2024-M02 84 sex=F": "3 U",
        ]
        try lab.expectComputed(first, asOf: "2024-03-10", "the first")
        // The sum of both is of the one district that has both.
        let second = [
            "X.P 2024-M02 84": "6 U", "X.NU 2024-M02 842": "100 A", "X.NU 2024-M02 844": "100 A",
            "X.NU 2024-M02 844 sex=F": "42.8571 A",
        ]
        try lab.expectComputed(
            first.filter { $0.key.contains("M01") }.merging(second) { $1 }, "both")
        try await lab.expectSound()
    }

    @Test("fixed breakdowns, sums over an axis, and a sum over an axis of last month")
    func breakdowns() async throws {
        let lab = try await Lab(
            computing: .always("X.NU", "%", "100 * YT.NT{sex=F} / YT.NT{}"),
            .always("X.GT", "lượt", "sum(YT.NT over sex)"),
            .always("X.CC", "%", "100 * YT.NT / YT.NT{}"),
            .always("X.TR", "lượt", "sum(lag(YT.NT) over sex)"))
        func sheet(women: Int?, total: Int?) -> [(period: String, figures: [HealthFigure])] {
            let figures = [
                total.map { HealthFigure("842", "YT.NT", $0) },
                women.map { HealthFigure("842", "YT.NT", $0, sex: "F") },
                HealthFigure("842", "YT.NT", 40, sex: "M"),
                HealthFigure("842", "YT.NT", 3, sex: "M", age: "00-04"),
                HealthFigure("842", "YT.NT", 5, sex: "F", age: "00-04"),
            ]
            return [("2024-M01", figures.compactMap { $0 })]
        }
        let young = "2024-M01@842@age=00-04=8"
        let youngLater = "2024-M02@842@age=00-04=8"
        let rest =
            "2024-M01@842@sex=M=40 2024-M01@842@age=00-04;sex=M=3 2024-M01@842@age=00-04;sex=F=5"
        try await DerivedCourse(lab: lab, area: "842").run([
            Step(
                day: "2024-03-05", figures: sheet(women: 60, total: 100),
                expected: [
                    "X.NU": "2024-M01=60", "X.GT": "2024-M01=100 \(young)",
                    "X.CC": "2024-M01=100 2024-M01@842@sex=F=60 \(rest)",
                    "X.TR": "2024-M02=100 \(youngLater)",
                ]),
            Step(
                day: "2024-04-05", figures: sheet(women: 70, total: 100),
                expected: [
                    "X.NU": "2024-M01=70", "X.GT": "2024-M01=110 \(young)",
                    "X.CC": "2024-M01=100 2024-M01@842@sex=F=70 \(rest)",
                    "X.TR": "2024-M02=110 \(youngLater)",
                ]),
            Step(
                day: "2024-05-05", figures: sheet(women: nil, total: 100),
                expected: [
                    "X.GT": young, "X.CC": "2024-M01=100 \(rest)", "X.TR": youngLater,
                ]),
            Step(
                day: "2024-06-05", figures: sheet(women: nil, total: nil),
                expected: ["X.GT": young, "X.TR": youngLater]),
        ])
    }
}
