/// Enterprises and investment: three months a file, tabs between columns.
enum EnterpriseFeed: Feed {
    static let code = "skhdt.doanh-nghiep.quy"
    /// State, non-state and foreign owners among a hundred.
    private static let owners = [2, 92, 6]
    static let header = "Tháng\tMã chỉ tiêu\tChỉ tiêu\tLoại hình\tĐơn vị\tSố liệu"

    static func write(_ plan: Plan, to sink: (Drop) throws -> Void) rethrows {
        for end in plan.quarterEnds {
            let day = vintage(end, after: 1, day: 6 + end.quarter)
            try sink(
                Drop("skhdt/dkdn-\(end.year)-Q\(end.quarter)-\(day.code).txt", text(plan, end)))
        }
    }

    static func text(_ plan: Plan, _ end: Month) -> String {
        let months = (-2...0).flatMap { rows(plan, end.adding($0)) }
        return ([header] + months).joined(separator: "\n") + "\n"
    }

    private static func rows(_ plan: Plan, _ month: Month) -> [String] {
        var random = plan.random("skhdt", month.index)
        let founded = Series.enterprises.value(month, &random)
        let capital = founded * random.int(62_000...118_000)
        let closed = random.int(4...11) + (month.isAfterPandemic ? 6 : 0)
        let paused = random.int(9...24) + (month.month == 1 ? 28 : 0)
        let projects = random.int(0...6)
        let invested = projects * random.int(90_000...620_000)
        let ownFounded = allocate(founded, by: owners)
        let ownProjects = allocate(projects, by: owners)
        let figures: [(String, String, String, Int, [Int], Int)] = [
            ("DN.DK", "Doanh nghiệp thành lập mới", "doanh nghiệp", 0, ownFounded, founded),
            ("DN.VON", "Vốn đăng ký", "triệu đồng", 1, ownFounded, capital),
            ("DN.GT", "Doanh nghiệp giải thể", "doanh nghiệp", 0, owners, closed),
            ("DN.TN", "Doanh nghiệp tạm ngừng kinh doanh", "doanh nghiệp", 0, owners, paused),
            ("DT.DA", "Dự án cấp mới", "dự án", 0, ownProjects, projects),
            ("DT.VONDK", "Vốn đầu tư đăng ký", "triệu đồng", 1, ownProjects, invested),
        ]
        let rows = figures.flatMap { code, name, unit, scale, weights, total in
            zip(["", "NN", "NNN", "FDI"], [total] + allocate(total, by: weights)).map {
                let text = $1 == 0 ? "-" : Fixed($1, scale: scale).vietnamese
                return [month.vietnamese, code, name, $0, unit, text].joined(separator: "\t")
            }
        }
        return rows + disbursement(month, plan)
    }

    /// Public investment of the month, and the share of the year's plan reached by its end.
    private static func disbursement(_ month: Month, _ plan: Plan) -> [String] {
        var months: [Int] = []
        for earlier in 1...month.month {
            var random = plan.random("skhdt.giải-ngân", Month(month.year, earlier).index)
            months.append(Series.disbursed.value(Month(month.year, earlier), &random))
        }
        let year = (1...12).map { Series.disbursed.expected(Month(month.year, $0)) }.reduce(0, +)
        let share = Fixed(months.reduce(0, +) * 100, over: year * 107 / 100, scale: 2)
        let amount = Fixed(months.last ?? 0, scale: 1).vietnamese
        return [
            [month.vietnamese, "DT.GN", "Giải ngân vốn đầu tư công", "", "triệu đồng", amount],
            [
                month.vietnamese, "DT.TLGN", "Tỷ lệ giải ngân lũy kế so kế hoạch năm", "", "%",
                share.vietnamese,
            ],
        ].map { $0.joined(separator: "\t") }
    }
}

extension Month {
    /// `03/2024`.
    var vietnamese: String { "\(padded(month, 2))/\(year)" }

    /// The months of distancing and those after, when firms gave up.
    var isAfterPandemic: Bool { self >= Month(2021, 7) && self < Month(2022, 4) }
}
