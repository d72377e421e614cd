/// Health by district: a JSON array; gzip since 2023.
enum HealthFeed: Feed {
    static let code = "syt.y-te.thang"

    static func write(_ plan: Plan, to sink: (Drop) throws -> Void) rethrows {
        for month in plan.months {
            let day = vintage(month, after: 1, day: 5)
            try sink(drop(plan, month, on: day, isFinal: false))
            guard month.month == 12, month.year >= 2021 else { continue }
            try sink(drop(plan, month, on: vintage(month, after: 2, day: 20), isFinal: true))
        }
    }

    static func drop(_ plan: Plan, _ month: Month, on day: Day, isFinal: Bool) -> Drop {
        let path = "syt/yte-\(month.code)-\(day.code).json"
        let text = jsonArray(records(plan, month, isFinal: isFinal))
        return month.year < 2023 ? Drop(path, text) : Drop(path, gzip: text)
    }

    static func records(_ plan: Plan, _ month: Month, isFinal: Bool) -> [String] {
        var random = plan.random("syt", month.index)
        var records: [String] = []
        // The closing file of the year adds what was reported late.
        let late = isFinal ? 1 : 0
        for figure in counts(month, &random) {
            var parts = allocate(figure.total, by: weights(&random)).map { $0 + late * ($0 / 60) }
            if month == Month(2023, 8), figure.code == "YT.SXH" { parts[6] = 148 }
            let total = parts.reduce(0, +)
            records.append(record(Province.code, month, figure.code, "\(total)", figure.unit))
            for (district, part) in zip(Province.districts, parts) {
                let isSlip =
                    month == Month(2023, 8) && figure.code == "YT.SXH"
                    && district.code == "849"
                // One zero too many, as typed at Trà Cú: the feed's correction 2023-001.
                let text = isSlip ? "1480" : "\(part)"
                records.append(record(district.code, month, figure.code, text, figure.unit))
                guard figure.code == "YT.KCB" else { continue }
                let women = part * random.int(530...570) / 1000
                for (sex, count) in [("M", part - women), ("F", women)] {
                    records.append(
                        record(district.code, month, figure.code, "\(count)", figure.unit, sex: sex)
                    )
                }
            }
        }
        records += shares(plan, month, &random)
        if month == Month(2024, 5) { records.append(record("999", month, "YT.KCB", "1", "lượt")) }
        return records + details(plan, month)
    }

    private static func weights(_ random: inout SplitMix64) -> [Int] {
        Province.weights.map { $0 * random.int(80...122) }
    }

    private static func counts(
        _ month: Month, _ random: inout SplitMix64
    ) -> [(code: String, total: Int, unit: String)] {
        let outbreak = month.year == 2022 ? 260 : 100
        let nursery = Baseline(level: 118, season: Baseline.Season.nurseries, swing: 2_200)
        let visits = Series.visits.value(month, &random)
        return [
            ("YT.KCB", visits, "lượt"),
            ("YT.NT", visits * random.int(62...71) / 1000, "lượt"),
            ("YT.GIUONG", 2_930 + (month.year - 2020) * 75, "giường"),
            ("YT.BS", 812 + (month.index - Month(2020, 1).index) * 3, "người"),
            ("YT.SXH", Series.dengue.value(month, &random) * outbreak / 100, "ca"),
            ("YT.TCM", nursery.value(month, &random), "ca"),
        ]
    }

    private static func shares(
        _ plan: Plan, _ month: Month, _ random: inout SplitMix64
    ) -> [String] {
        // One pace for the year: what is cumulative never falls.
        var pace = plan.random("syt.tiêm-chủng", month.year)
        let beds = Fixed(random.int(690...905), scale: 1).plain
        let vaccinated = Fixed(month.month * pace.int(755...808) / 10, scale: 1).plain
        let insured = Fixed(893 + (month.year - 2020) * 13 + random.int(0...6), scale: 1).plain
        return [("YT.CSGB", beds), ("YT.TIEM", vaccinated), ("YT.BHYT", insured)]
            .map { record(Province.code, month, $0, $1, "%") }
    }

    private static func record(
        _ area: String, _ month: Month, _ code: String, _ value: String, _ unit: String,
        sex: String? = nil, age: String? = nil
    ) -> String {
        let sexText = sex.map { "\"\($0)\"" } ?? "null"
        let ageText = age.map { "\"\($0)\"" } ?? "null"
        return "{\"ma_dia_ban\": \"\(area)\", \"thang\": \"\(month.code)\", "
            + "\"chi_tieu\": \"\(code)\", \"gioi_tinh\": \(sexText), "
            + "\"nhom_tuoi\": \(ageText), \"gia_tri\": \(value), \"don_vi\": \(quoted(unit))}"
    }

    /// Communes × sex × age, only when more is asked for: 72 rows for each further step of the
    /// scale, up to the 14,832 combinations there are.
    private static func details(_ plan: Plan, _ month: Month) -> [String] {
        var left = (plan.scale - 1) * 72
        guard left > 0 else { return [] }
        var random = plan.random("syt.chi-tiết", month.index)
        var records: [String] = []
        let groups = ages.flatMap { age in ["M", "F"].map { (age: age, sex: $0) } }
        for group in groups {
            for (code, unit) in detailed {
                for commune in Province.communes {
                    guard left > 0 else { return records }
                    left -= 1
                    let value = "\(random.int(0...90))"
                    records.append(
                        record(
                            commune.code, month, code, value, unit, sex: group.sex, age: group.age))
                }
            }
        }
        return records
    }

    private static let detailed = [
        ("YT.KCB", "lượt"), ("YT.NT", "lượt"), ("YT.SXH", "ca"), ("YT.TCM", "ca"),
    ]
    private static let ages =
        stride(from: 0, to: 85, by: 5).map { "\(padded($0, 2))-\(padded($0 + 4, 2))" } + ["85-99"]
}
