/// What the People's Committee assigns for a year: months and the year's total.
enum TargetFeed: Feed {
    static let code = "skhdt.ke-hoach.nam"

    private struct Target {
        let code: String
        let unit: String
        let scale: Int
        /// How the months make the year: their sum, or no total.
        var isSummed = true
        let month: (Month) -> Int
    }

    static func write(_ plan: Plan, to sink: (Drop) throws -> Void) rethrows {
        for year in plan.years {
            let day = Day(year, 1, 6).worked
            try sink(drop(year, on: day, isLowered: false))
            // Lowered after the distancing of 2021.
            if year == 2021 { try sink(drop(year, on: Day(2021, 9, 20), isLowered: true)) }
        }
    }

    static func drop(_ year: Int, on day: Day, isLowered: Bool) -> Drop {
        Drop("skhdt/kehoach-\(year)-\(day.code).json", text(year, isLowered: isLowered))
    }

    private static func text(_ year: Int, isLowered: Bool) -> String {
        var records: [String] = []
        for target in targets {
            var sum = 0
            for number in 1...12 {
                let month = Month(year, number)
                var value = target.month(month)
                if isLowered, number > 9, target.isSummed { value = value * 88 / 100 }
                sum += value
                records.append(record(target, month.code, value))
            }
            if target.isSummed { records.append(record(target, "\(year)", sum)) }
        }
        return jsonArray(records)
    }

    private static func record(_ target: Target, _ period: String, _ value: Int) -> String {
        let number = Fixed(value, scale: target.scale).plain
        return "{\"chi_tieu\": \"\(target.code)\", \"ky\": \"\(period)\","
            + " \"ke_hoach\": \(number), \"don_vi\": \"\(target.unit)\"}"
    }

    private static func summed(
        _ code: String, _ unit: String, _ scale: Int, percent: Int, _ bases: [Baseline]
    ) -> Target {
        Target(code: code, unit: unit, scale: scale) { month in
            bases.map { $0.expected(month) }.reduce(0, +) * percent / 100
        }
    }

    private static func level(
        _ code: String, _ unit: String, _ scale: Int, _ month: @escaping (Month) -> Int
    ) -> Target {
        Target(code: code, unit: unit, scale: scale, isSummed: false, month: month)
    }

    private static var targets: [Target] {
        [
            level("KTXH.IIP", "chỉ số", 1) { _ in 1060 },
            level("KTXH.CPI", "chỉ số", 2) { _ in 10_400 },
            summed("KTXH.DIEN", "triệu kWh", 1, percent: 101, [Series.power]),
            summed("KTXH.BLHH", "triệu đồng", 0, percent: 101, Series.retail),
            summed("KTXH.XK", "nghìn USD", 0, percent: 102, [Series.exports]),
            summed("KTXH.KDL", "lượt người", 0, percent: 102, [Series.visitors]),
            summed("KTXH.TS", "tấn", 0, percent: 101, [Series.farmed, Series.caught]),
            summed("KTXH.TOM", "tấn", 0, percent: 101, [Series.shrimp]),
            summed("KTXH.TNGT", "vụ", 0, percent: 95, [Series.accidents]),
            level("KTXH.TNGTC", "người", 0) { _ in 6 },
            summed("T0601", "triệu đồng", 1, percent: 100, Series.revenue.map(\.base)),
            summed("DT.GN", "triệu đồng", 1, percent: 107, [Series.disbursed]),
            summed("DN.DK", "doanh nghiệp", 0, percent: 104, [Series.enterprises]),
            level("DN.VON", "tỷ đồng", 0) { 340 + ($0.year - 2020) * 22 },
            summed("YT.SXH", "ca", 0, percent: 100, [Series.dengue]),
            level("YT.TIEM", "%", 1) { $0.month * 80 },
            level("YT.BHYT", "%", 1) { 900 + ($0.year - 2020) * 12 },
            level("MC.TLDH", "%", 2) { _ in 9_800 },
            level("MC.TRE", "hồ sơ", 0) { _ in 700 },
            level("MC.TLTT", "%", 2) { min(8_000, 1_500 + ($0.year - 2020) * 1_500) },
        ]
    }
}
