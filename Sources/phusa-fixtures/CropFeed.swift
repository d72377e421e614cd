/// Crops by season and district: names, not codes; area, yield, output.
enum CropFeed: Feed {
    static let code = "snnptnt.trong-trot.vu"
    static let header = "Địa bàn;Cây trồng;Chỉ tiêu;Đơn vị;Số lượng;Trạng thái"

    struct Season {
        let code: String
        /// The last month.
        let endMonth: Int
        /// Paddy: area in tenths of a hectare, yield in tenths of a quintal.
        let area: Int
        let yield: Int
    }

    static let seasons = [
        Season(code: "DX", endMonth: 4, area: 635_000, yield: 642),
        Season(code: "HT", endMonth: 8, area: 742_000, yield: 528),
        Season(code: "TD", endMonth: 12, area: 681_000, yield: 537),
    ]

    /// Code, name, area and yield of a season, and each district's part in hundredths.
    private static let others: [(name: String, area: Int, yield: Int, parts: [Int])] = [
        ("Ngô", 14_200, 548, [4, 14, 12, 12, 22, 16, 12, 5, 3]),
        ("Lạc", 13_600, 491, [2, 1, 1, 3, 4, 54, 14, 19, 2]),
        ("Rau, đậu các loại", 88_000, 2_310, [9, 11, 10, 12, 17, 19, 14, 6, 2]),
        ("Mía", 9_400, 10_420, [0, 0, 0, 9, 0, 0, 91, 0, 0]),
    ]
    /// Rice does not grow everywhere alike: the coast has shrimp.
    private static let paddyParts = [3, 18, 14, 17, 17, 11, 17, 2, 1]

    static func write(_ plan: Plan, to sink: (Drop) throws -> Void) rethrows {
        for month in plan.months {
            guard let season = seasons.first(where: { $0.endMonth == month.month }) else {
                continue
            }
            let first = vintage(month, after: 1, day: 15)
            try sink(drop(plan, season, month, on: first, isFinal: false))
            let last = vintage(month, after: 3, day: 10)
            try sink(drop(plan, season, month, on: last, isFinal: true))
        }
    }

    static func drop(
        _ plan: Plan, _ season: Season, _ month: Month, on day: Day, isFinal: Bool
    ) -> Drop {
        Drop(
            "snnptnt/trongtrot-\(season.code)-\(month.year)-\(day.code).csv",
            text(plan, season, month, isFinal: isFinal))
    }

    static func text(_ plan: Plan, _ season: Season, _ month: Month, isFinal: Bool) -> String {
        var random = plan.random("snnptnt", month.index)
        var revision = plan.random("snnptnt.sơ-bộ", month.index)
        var rows = [header]
        let status = isFinal ? "Chính thức" : "Sơ bộ"
        // Drought and salt water of the dry season 2019-2020.
        let isSalty = season.code == "DX" && month.year == 2020
        let paddy = ("Lúa", season.area, isSalty ? 371 : season.yield, paddyParts)
        for crop in [paddy] + others.map({ ($0.name, $0.area, $0.yield, $0.parts) }) {
            var totals = (area: 0, output: 0)
            var lines: [String] = []
            for (district, part) in zip(Province.districts, crop.3) {
                var area = crop.1 * part / 100 * random.int(955...1045) / 1000
                if !isFinal { area = provisional(area, &revision) }
                let yield = crop.2 * random.int(930...1070) / 1000
                lines += figures(district.name, crop.0, area, yield, status)
                totals.area += area
                totals.output += area * yield
            }
            rows += lines + provinceFigures(crop.0, totals.area, totals.output, status)
        }
        return rows.joined(separator: "\n") + "\n"
    }

    /// Area × yield / 10 is the output, to the last digit.
    private static func figures(
        _ place: String, _ crop: String, _ area: Int, _ yield: Int, _ status: String
    ) -> [String] {
        guard area > 0 else {
            return [
                "\(place);\(crop);Diện tích gieo trồng;ha;-;\(status)",
                "\(place);\(crop);Sản lượng;tấn;-;\(status)",
            ]
        }
        return [
            "\(place);\(crop);Diện tích gieo trồng;ha;\(Fixed(area, scale: 1).vietnamese);\(status)",
            "\(place);\(crop);Năng suất;tạ/ha;\(Fixed(yield, scale: 1).vietnamese);\(status)",
            "\(place);\(crop);Sản lượng;tấn;\(Fixed(area * yield, scale: 3).vietnamese);\(status)",
        ]
    }

    private static func provinceFigures(
        _ crop: String, _ area: Int, _ output: Int, _ status: String
    ) -> [String] {
        let yield = Fixed(output, over: area * 10, scale: 2)
        return [
            "Toàn tỉnh;\(crop);Diện tích gieo trồng;ha;\(Fixed(area, scale: 1).vietnamese);\(status)",
            "Toàn tỉnh;\(crop);Năng suất;tạ/ha;\(yield.vietnamese);\(status)",
            "Toàn tỉnh;\(crop);Sản lượng;tấn;\(Fixed(output, scale: 3).vietnamese);\(status)",
        ]
    }
}
