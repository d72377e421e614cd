/// Satisfaction forms: one record for every form handed out, empty where nothing came back.
enum SurveyFeed: Feed {
    static let code = "snv.hai-long.thang"
    static let questionCount = 8

    /// The survey began in January 2022.
    private static let firstMonth = Month(2022, 1)
    /// From here on a form says whether a person or an organisation filled it in.
    private static let firstMonthOfKinds = Month(2024, 1)

    /// Forms a month, and how well the office does, in hundredths of a point.
    private static let offices: [(agency: String, forms: Int, quality: Int)] = [
        ("ubnd-842", 44, 398), ("ubnd-844", 36, 421), ("ubnd-845", 31, 405), ("ubnd-846", 33, 432),
        ("ubnd-847", 34, 411), ("ubnd-848", 31, 389), ("ubnd-849", 36, 376), ("ubnd-850", 18, 402),
        ("ubnd-851", 16, 428), ("stnmt", 34, 352), ("sldtbxh", 24, 425), ("sxd", 12, 401),
        ("sct", 6, 415), ("stp", 4, 436),
    ]
    /// Questions differ: fees and manners do well, waiting does not.
    private static let questionShifts = [8, 14, -18, 20, -6, 4, -12, 2]

    static func write(_ plan: Plan, to sink: (Drop) throws -> Void) rethrows {
        for month in plan.months where month >= firstMonth {
            let isLate = month == Month(2024, 6)
            let day = vintage(month, after: 1, day: isLate ? 17 : 7)
            try sink(
                Drop(
                    "snv/hailong-\(month.code)-\(day.code).json",
                    gzip: jsonArray(records(plan, month))))
        }
    }

    static func records(_ plan: Plan, _ month: Month) -> [String] {
        var random = plan.random("snv", month.index)
        var kinds = plan.random("snv.doi-tuong", month.index)
        let gain = (month.index - firstMonth.index) * 4 / 10
        var records: [String] = []
        for office in offices {
            for _ in 0..<(office.forms * plan.scale) {
                let number = padded(records.count + 1, 5)
                let code = "HL-\(month.year)\(padded(month.month, 2))-\(number)"
                let quality = office.quality + gain
                let kind = month < firstMonthOfKinds ? nil : kind(of: office.agency, &kinds)
                records.append(form(code, office.agency, kind, quality, &random))
            }
        }
        return records
    }

    /// Businesses deal with departments more than with districts; one form in fifty does not say.
    private static func kind(of agency: String, _ random: inout SplitMix64) -> String {
        let isBusiness = random.chance(agency.hasPrefix("ubnd") ? 120 : 350)
        return random.chance(20) ? "" : isBusiness ? "to-chuc" : "ca-nhan"
    }

    private static func form(
        _ code: String, _ agency: String, _ kind: String?, _ quality: Int,
        _ random: inout SplitMix64
    ) -> String {
        let district =
            Province.districts.first { $0.agency == agency }
            ?? Province.districts[random.index(weights: Province.weights)]
        let isReturned = random.chance(925)
        // One mood for the whole form: answers of a person are not independent.
        let mood = (0..<3).map { _ in random.int(-70...70) }.reduce(0, +)
        let answers = questionShifts.enumerated().map { index, shift in
            let given = isReturned && random.chance(972)
            let point = (quality + shift + mood + random.int(-75...75) + 50) / 100
            return "\"q\(index + 1)\": \(given ? "\(min(5, max(1, point)))" : "\"\"")"
        }
        let filledIn = kind.map { "\"doi_tuong\": \"\($0)\", " } ?? ""
        return "{\"ma_phieu\": \"\(code)\", \"ma_huyen\": \"\(district.code)\", "
            + "\"co_quan\": \"\(agency)\", \(filledIn)\(answers.joined(separator: ", "))}"
    }
}
