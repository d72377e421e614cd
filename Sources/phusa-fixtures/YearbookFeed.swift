/// Yearly figures: published ones of 2011–2016, invented ones for the years of the plan.
///
/// Invented are people, households and area by district. Every row names its source.
enum YearbookFeed: Feed {
    static let code = "ctk.nien-giam.nam"
    static let header =
        "Mã chỉ tiêu;Chỉ tiêu;Năm;Mã địa bàn;Giới tính;Khu vực;Cây trồng;Vụ;Cấp học;"
        + "Đơn vị tính;Giá trị;Trạng thái;Nguồn"

    private static let axes = ["sex", "residence", "crop", "crop-season", "school-level"]
    private static let inventedSource = "Số minh họa, không phải số liệu công bố"

    static func write(_ plan: Plan, to sink: (Drop) throws -> Void) rethrows {
        for (index, year) in YearbookTable.years.enumerated() {
            try sink(Drop("ctk/niengiam-\(year)-2018-09-21.csv", published(year, index)))
        }
        for year in plan.years {
            let day = Day(year + 1, 6, 20).worked
            try sink(Drop("ctk/niengiam-\(year)-\(day.code).csv", invented(plan, year)))
        }
    }

    static func published(_ year: Int, _ index: Int) -> String {
        let rows = YearbookTable.rows.compactMap { row -> String? in
            var value = row.values[index]
            guard value != "." else { return nil }
            let isPreliminary = value.hasSuffix("p")
            if isPreliminary { value.removeLast() }
            return line(
                row.code, row.name, year, Province.code, row.breakdown, row.unit, printed(value),
                isPreliminary ? "Sơ bộ" : "Chính thức", YearbookTable.source)
        }
        return ([header] + rows).joined(separator: "\n") + "\n"
    }

    /// From the table's `1013.1` to `1.013,1`; a `.0` behind counts goes.
    private static func printed(_ value: String) -> String {
        let parts = value.split(separator: ".")
        let fraction = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
        let isCount = value.hasSuffix(".0") && parts[0].count > 3
        let kept = fraction.isEmpty && parts.count > 1 && !isCount ? "0" : fraction
        let digits = Int(String(parts[0]) + kept) ?? 0
        return Fixed(digits, scale: kept.count).vietnamese
    }

    static func invented(_ plan: Plan, _ year: Int) -> String {
        var random = plan.random("ctk.niên-giám", year)
        let people = allocate(1_009_900 + (year - 2020) * 4_300, by: Province.weights)
        let areas = allocate(2_390_770, by: [27, 125, 103, 97, 148, 138, 152, 136, 74])
        var rows = [header]
        var women = 0
        var households = 0
        for (index, district) in Province.districts.enumerated() {
            let female = people[index] * random.int(505...513) / 1000
            let homes = people[index] * 10 / random.int(36...39)
            women += female
            households += homes
            rows += place(district.code, year, people[index], female, homes, areas[index])
        }
        let total = people.reduce(0, +)
        rows += place(Province.code, year, total, women, households, areas.reduce(0, +))
        return rows.joined(separator: "\n") + "\n"
    }

    private static func place(
        _ code: String, _ year: Int, _ people: Int, _ women: Int, _ homes: Int, _ area: Int
    ) -> [String] {
        let figures: [(String, String, String, String, Fixed)] = [
            ("T0102", "Dân số trung bình", "", "người", Fixed(people)),
            ("T0102", "Dân số trung bình - Nam", "sex=M", "người", Fixed(people - women)),
            ("T0102", "Dân số trung bình - Nữ", "sex=F", "người", Fixed(women)),
            ("T0103", "Số hộ", "", "hộ", Fixed(homes)),
            ("T0101", "Diện tích tự nhiên", "", "ha", Fixed(area, scale: 1)),
            ("DS.MD", "Mật độ dân số", "", "người/km²", Fixed(people * 1000, over: area, scale: 1)),
        ]
        return figures.map {
            line(
                $0, $1, year, code, $2, $3, $4.vietnamese, "Chính thức", inventedSource)
        }
    }

    private static func line(
        _ code: String, _ name: String, _ year: Int, _ area: String, _ breakdown: String,
        _ unit: String, _ value: String, _ status: String, _ source: String
    ) -> String {
        var members: [String: String] = [:]
        for part in breakdown.split(separator: ";") {
            let sides = part.split(separator: "=").map(String.init)
            members[sides[0]] = sides[1]
        }
        let parts = axes.map { members[$0] ?? "" }
        return ([code, name, "\(year)", area] + parts + [unit, value, status, source])
            .joined(separator: ";")
    }
}
