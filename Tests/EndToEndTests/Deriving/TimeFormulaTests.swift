import Testing

@Suite("Formulas over other periods follow every change of theirs")
struct TimeFormulaTests {
    private typealias Step = DerivedCourse.Step

    /// What all months of 2024 but those in `except` are in each of them.
    private static func months(_ values: [String], from first: Int = 1) -> String {
        values.enumerated().map { index, value in
            "2024-M\(index + first < 10 ? "0" : "")\(index + first)=\(value)"
        }.joined(separator: " ")
    }

    private static func tens(_ numbers: ClosedRange<Int>, from first: Int) -> String {
        months(numbers.map { "\($0 * 10)" }, from: first)
    }

    @Test("earlier months, sums and averages of them, quarters of months, years of quarters")
    func months() async throws {
        let lab = try await Lab(
            computing: .always("X.LAG", "lượt", "YT.NT - lag(YT.NT)"),
            .always("X.LAG3", "lượt", "lag(YT.NT, 3)"),
            .always("X.YTD", "lượt", "ytd(YT.NT)"),
            .always("X.SUM3", "lượt", "sum(YT.NT over last 3)"),
            .always("X.AVG3", "lượt", "avg(YT.NT over last 3)"),
            .always("X.QUY", "lượt", "sum(YT.NT over months)").additive.for("quarter"),
            .always("X.NAMQ", "lượt", "sum(X.QUY over quarters)").for("half, year"),
            .always("X.TB", "lượt", "avg(X.QUY over quarters)").for("year"),
            .always("X.NAM", "lượt", "sum(YT.NT over months)").for("year"),
            .always("X.PHAN", "%", "100 * YT.NT / in_year(X.NAM)"),
            .always("X.NTR", "lượt", "YT.NT - year_ago(YT.NT)"))
        let sheets = (1...12).map { month in
            (
                period: "2024-M\(month < 10 ? "0" : "")\(month)",
                figures: [HealthFigure("842", "YT.NT", 10 * month)]
            )
        }
        let next = (period: "2025-M02", figures: [HealthFigure("842", "YT.NT", 50)])
        try await DerivedCourse(lab: lab, area: "842").run([
            Step(day: "2025-03-05", figures: sheets + [next], expected: Self.delivered),
            Step(
                day: "2025-04-05",
                figures: [("2024-M02", [HealthFigure("842", "YT.NT", 26)])],
                expected: Self.revised),
            Step(
                day: "2025-05-05",
                figures: [("2024-M02", [HealthFigure("844", "YT.KCB", 1)])],
                expected: Self.vanished),
        ])
    }

    /// Ten times the month's number; February of 2025 50.
    private static let delivered = [
        "X.LAG": months(Array(repeating: "10", count: 11), from: 2),
        "X.LAG3": tens(1...9, from: 4)
            + " 2025-M01=100 2025-M02=110 2025-M03=120 2025-M05=50",
        "X.YTD": months(
            ["10", "30", "60", "100", "150", "210", "280", "360", "450", "550", "660", "780"]),
        "X.SUM3": months(
            ["60", "90", "120", "150", "180", "210", "240", "270", "300", "330"], from: 3),
        "X.AVG3": tens(2...11, from: 3),
        "X.QUY": "2024-Q1=60 2024-Q2=150 2024-Q3=240 2024-Q4=330",
        "X.NAMQ": "2024-S1=210 2024-S2=570 2024=780",
        "X.TB": "2024=195",
        "X.NAM": "2024=780",
        "X.PHAN": months([
            "1.2821", "2.5641", "3.8462", "5.1282", "6.4103", "7.6923", "8.9744", "10.2564",
            "11.5385", "12.8205", "14.1026", "15.3846",
        ]),
        "X.NTR": "2025-M02=30",
    ]

    /// February 26 instead of 20.
    private static let revised = [
        "X.LAG": months(["16", "4"] + Array(repeating: "10", count: 9), from: 2),
        "X.LAG3": "2024-M04=10 2024-M05=26 " + tens(3...9, from: 6)
            + " 2025-M01=100 2025-M02=110 2025-M03=120 2025-M05=50",
        "X.YTD": months(
            ["10", "36", "66", "106", "156", "216", "286", "366", "456", "556", "666", "786"]),
        "X.SUM3": months(
            ["66", "96", "120", "150", "180", "210", "240", "270", "300", "330"], from: 3),
        "X.AVG3": "2024-M03=22 2024-M04=32 " + tens(4...11, from: 5),
        "X.QUY": "2024-Q1=66 2024-Q2=150 2024-Q3=240 2024-Q4=330",
        "X.NAMQ": "2024-S1=216 2024-S2=570 2024=786",
        "X.TB": "2024=196.5",
        "X.NAM": "2024=786",
        "X.PHAN": months([
            "1.2723", "3.3079", "3.8168", "5.0891", "6.3613", "7.6336", "8.9059", "10.1781",
            "11.4504", "12.7226", "13.9949", "15.2672",
        ]),
        "X.NTR": "2025-M02=24",
    ]

    /// No February in 2024.
    private static let vanished = [
        "X.LAG": months(Array(repeating: "10", count: 9), from: 4),
        "X.LAG3": "2024-M04=10 " + tens(3...9, from: 6)
            + " 2025-M01=100 2025-M02=110 2025-M03=120 2025-M05=50",
        "X.YTD": "2024-M01=10",
        "X.SUM3": months(["120", "150", "180", "210", "240", "270", "300", "330"], from: 5),
        "X.AVG3": tens(4...11, from: 5),
        "X.QUY": "2024-Q2=150 2024-Q3=240 2024-Q4=330",
        "X.NAMQ": "2024-S2=570",
    ]

    @Test("what a figure counted from January rose by")
    func flow() async throws {
        let lab = try await Lab(computing: .always("X.FL", "lượt", "flow(YT.NT)"))
        let contract = "syt/y-te/contract.yml"
        let kinds = "[month, cumulative, quarter, half]"
        try lab.replace("{period:month}", with: "{so:digits}", in: contract)
        try lab.replace("periods: [month]", with: "periods: \(kinds)", in: contract)
        func file(_ period: String, _ value: Int) -> (period: String, figures: [HealthFigure]) {
            (period, [HealthFigure("842", "YT.NT", value)])
        }
        var course = DerivedCourse(lab: lab, area: "842")
        course.isNumbered = true
        let counted = [
            file("2024-M01", 40), file("2024-01-01/P2M", 70), file("2024-Q1", 100),
            file("2024-01-01/P4M", 130), file("2024-01-01/P5M", 150), file("2024-S1", 190),
        ]
        let later = "2024-M05=20 2024-M06=40 2024-S1=190"
        try await course.run([
            Step(
                day: "2025-03-05", figures: counted,
                expected: [
                    "X.FL": "2024-M01=40 2024-M02=30 2024-M03=30 2024-M04=30 2024-Q1=100 "
                        + "2024-Q2=90 " + later
                ]),
            Step(
                day: "2025-04-05", figures: [file("2024-01-01/P2M", 75)],
                expected: [
                    "X.FL": "2024-M01=40 2024-M02=35 2024-M03=25 2024-M04=30 2024-Q1=100 "
                        + "2024-Q2=90 " + later
                ]),
            Step(
                day: "2025-05-05",
                figures: [("2024-Q1", [HealthFigure("844", "YT.KCB", 1)])],
                expected: ["X.FL": "2024-M01=40 2024-M02=35 " + later]),
        ])
    }
}
