/// Budget by item and district: one column for each area, its status in the header.
enum BudgetFeed: Feed {
    static let code = "stc.ngan-sach.thang"

    static func write(_ plan: Plan, to sink: (Drop) throws -> Void) rethrows {
        for month in plan.months {
            // Late once, so that somebody can be reminded.
            let isLate = month == Month(2023, 7)
            let day = vintage(month, after: 1, day: isLate ? 18 : 4 + month.index % 3)
            try sink(drop(plan, month, on: day, isFinal: false))
            guard month.month == 12 else { continue }
            try sink(drop(plan, month, on: vintage(month, after: 2, day: 7), isFinal: true))
        }
    }

    static func drop(_ plan: Plan, _ month: Month, on day: Day, isFinal: Bool) -> Drop {
        Drop(
            "stc/thungansach-\(month.code)-\(day.code).csv", text(plan, month, isFinal: isFinal))
    }

    static func text(_ plan: Plan, _ month: Month, isFinal: Bool) -> String {
        let status = isFinal ? "Chính thức" : "Sơ bộ"
        let areas =
            [(Province.code, Province.name)] + Province.districts.map { ($0.code, $0.name) }
        let columns = areas.map { "\($0) \($1) - \(status)" }
        var rows = [(["Khoản mục", "Mã khoản", "Đơn vị tính"] + columns).joined(separator: ";")]
        var random = plan.random("stc", month.index)
        var revision = plan.random("stc.sơ-bộ", month.index)
        func money(_ digits: Int) -> Int { isFinal ? digits : provisional(digits, &revision) }
        let items = Series.revenue.map { item in
            let total = money(item.base.value(month, &random))
            return (item.name, item.code, shares(total, item.code, &random))
        }
        let totals = areas.indices.map { area in items.map { $0.2[area] }.reduce(0, +) }
        rows.append(row("Tổng thu ngân sách nhà nước trên địa bàn", "", totals))
        rows += items.map { row("  " + $0, $1, $2) }
        let invested = money(Series.disbursed.value(month, &random))
        let current = money(4_900_000 + month.index % 12 * 90_000 + random.int(0...300_000))
        let parts = [invested, current].map { shares($0, "CHI", &random) }
        let spent = areas.indices.map { parts[0][$0] + parts[1][$0] }
        rows.append(row("Tổng chi ngân sách địa phương", "", spent))
        rows.append(row("  Chi đầu tư phát triển", "", parts[0]))
        rows.append(row("  Chi thường xuyên", "", parts[1]))
        return rows.joined(separator: "\n") + "\n"
    }

    /// The province's total first, then what each district's office collects of it.
    private static func shares(_ total: Int, _ code: String, _ random: inout SplitMix64) -> [Int] {
        let percent: Int
        switch code {
        case "XSKT", "XNK", "DNNN": percent = 0
        case "FDI": percent = 0
        case "DAT": percent = 74
        case "CHI": percent = 58
        default: percent = 46
        }
        let weights = Province.weights.map { $0 * random.int(85...118) }
        return [total] + allocate(total * percent / 100, by: weights)
    }

    private static func row(_ name: String, _ code: String, _ values: [Int]) -> String {
        let texts = values.map { $0 == 0 ? "-" : Fixed($0, scale: 1).vietnamese }
        return ([name, code, "triệu đồng"] + texts).joined(separator: ";")
    }
}
