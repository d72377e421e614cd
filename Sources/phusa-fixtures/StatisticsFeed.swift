/// Monthly socio-economic figures of the statistics office: Vietnamese CSV, gzip.
enum StatisticsFeed: Feed {
    static let code = "ctk.kinh-te-xa-hoi.thang"
    static let header = "STT;Chỉ tiêu;Đơn vị tính;Kỳ;Giá trị;Trạng thái"

    struct Line {
        let name: String
        let unit: String
        let value: Fixed
        var mark: String?
    }

    /// What happened, and what the first delivery says of it.
    private struct Draw {
        var random: SplitMix64
        var revision: SplitMix64
        let isFinal: Bool

        mutating func value(_ base: Baseline, _ month: Month) -> Int {
            let final = base.value(month, &random)
            let first = provisional(final, &revision)
            return isFinal ? final : first
        }
    }

    static func write(_ plan: Plan, to sink: (Drop) throws -> Void) rethrows {
        for month in plan.months {
            let day = vintage(month, after: 1, day: 3 + month.index % 4)
            try sink(drop(plan, month, on: day, isFinal: false))
            guard month.month % 6 == 0 else { continue }
            try sink(drop(plan, month, on: vintage(month, after: 2, day: 5), isFinal: true))
        }
    }

    static func drop(_ plan: Plan, _ month: Month, on day: Day, isFinal: Bool) -> Drop {
        Drop(
            "ctk/ktxh-\(month.code)-\(day.code).csv",
            gzip: text(plan, month, isFinal: isFinal))
    }

    static func text(_ plan: Plan, _ month: Month, isFinal: Bool) -> String {
        var draw = Draw(
            random: plan.random("ctk.ktxh", month.index),
            revision: plan.random("ctk.ktxh.sơ-bộ", month.index), isFinal: isFinal)
        let lines =
            industry(month, &draw) + trade(month, &draw) + prices(month, &draw)
            + travel(month, &draw) + fishery(month, &draw) + accidents(month, &draw)
        let status = isFinal ? "Chính thức" : "Sơ bộ"
        var rows = [header]
        for (index, line) in lines.enumerated() {
            let value = line.value.digits == 0 ? "-" : line.mark ?? line.value.vietnamese
            rows.append("\(index + 1);\(line.name);\(line.unit);\(month.title);\(value);\(status)")
        }
        return rows.joined(separator: "\n") + "\n"
    }

    private static func industry(_ month: Month, _ draw: inout Draw) -> [Line] {
        let names = [
            "Chỉ số sản xuất công nghiệp (IIP)", "  Khai khoáng",
            "  Công nghiệp chế biến, chế tạo", "  Sản xuất và phân phối điện",
            "  Cung cấp nước, xử lý rác thải, nước thải",
        ]
        var lines = names.enumerated().map { index, name in
            var base = Series.industry
            base.swing += index * 90
            let value = Fixed(draw.value(base, month), scale: 1)
            return Line(name: name, unit: "chỉ số", value: value)
        }
        let power = Fixed(draw.value(Series.power, month), scale: 1)
        lines.append(Line(name: "Sản lượng điện sản xuất", unit: "triệu kWh", value: power))
        return lines
    }

    private static func trade(_ month: Month, _ draw: inout Draw) -> [Line] {
        let names = [
            "  Bán lẻ hàng hóa", "  Dịch vụ lưu trú, ăn uống", "  Du lịch lữ hành",
            "  Dịch vụ khác",
        ]
        let parts = Series.retail.map { draw.value($0, month) }
        let total = parts.reduce(0, +)
        let whole = Line(
            name: "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng", unit: "triệu đồng",
            value: Fixed(total))
        return [whole]
            + zip(names, parts).map { Line(name: $0, unit: "triệu đồng", value: Fixed($1)) }
    }

    private static func prices(_ month: Month, _ draw: inout Draw) -> [Line] {
        let monthly = 10_020 + draw.random.int(-60...75) + (month.month <= 2 ? 40 : 0)
        let yearly = Series.prices.value(month, &draw.random)
        let exports = draw.value(Series.exports, month)
        let imports = draw.value(Series.imports, month)
        return [
            Line(
                name: "Chỉ số giá tiêu dùng so với tháng trước", unit: "chỉ số",
                value: Fixed(monthly, scale: 2)),
            Line(
                name: "Chỉ số giá tiêu dùng so với cùng kỳ năm trước", unit: "chỉ số",
                value: Fixed(yearly, scale: 2)),
            Line(name: "Trị giá xuất khẩu hàng hóa", unit: "nghìn USD", value: Fixed(exports)),
            Line(name: "Trị giá nhập khẩu hàng hóa", unit: "nghìn USD", value: Fixed(imports)),
        ]
    }

    private static func travel(_ month: Month, _ draw: inout Draw) -> [Line] {
        let visitors = draw.value(Series.visitors, month)
        let guests = visitors * draw.random.int(26...33) / 100
        // Hotels were closed and nobody could be asked.
        let isUnknown = month == Month(2021, 8)
        return [
            Line(name: "Số lượt khách du lịch", unit: "lượt người", value: Fixed(visitors)),
            Line(
                name: "Số lượt khách do cơ sở lưu trú phục vụ", unit: "lượt người",
                value: Fixed(guests), mark: isUnknown ? "..." : nil),
            Line(
                name: "Khối lượng hành khách vận chuyển", unit: "nghìn lượt người",
                value: Fixed(draw.value(Series.passengers, month), scale: 1)),
            Line(
                name: "Khối lượng hàng hóa vận chuyển", unit: "nghìn tấn",
                value: Fixed(draw.value(Series.freight, month), scale: 1)),
        ]
    }

    private static func fishery(_ month: Month, _ draw: inout Draw) -> [Line] {
        let farmed = draw.value(Series.farmed, month)
        let caught = draw.value(Series.caught, month)
        let shrimp = draw.value(Series.shrimp, month)
        return [
            Line(name: "Sản lượng thủy sản", unit: "tấn", value: Fixed(farmed + caught)),
            Line(name: "  Thủy sản nuôi trồng", unit: "tấn", value: Fixed(farmed)),
            Line(name: "  Thủy sản khai thác", unit: "tấn", value: Fixed(caught)),
            Line(name: "Sản lượng tôm nuôi", unit: "tấn", value: Fixed(shrimp)),
        ]
    }

    private static func accidents(_ month: Month, _ draw: inout Draw) -> [Line] {
        let count = Series.accidents.value(month, &draw.random)
        let deaths = draw.random.int(count / 3...max(count / 3, count * 3 / 4))
        return [
            Line(
                name: "Số vụ tai nạn giao thông", unit: "vụ", value: Fixed(count)),
            Line(
                name: "Số người chết do tai nạn giao thông", unit: "người", value: Fixed(deaths)),
        ]
    }
}
