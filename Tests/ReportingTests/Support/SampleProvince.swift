// swift-format-ignore-file: NeverForceUnwrap
// The literals of this file are right or every test stops.
import PhusaModel

/// A month of Trà Vinh, invented: two years of figures, targets, a survey and feedback cases.
enum SampleProvince {
    static let period = Make.month(2025, 3)

    static func make() -> SampleFigures {
        SampleFigures(
            figures: monthly + byDistrict, targets: targets, respondents: respondents, cases: cases)
    }

    /// The same with answers by question and ratings of cases.
    static func withScales() -> SampleFigures {
        var source = make()
        source.scales = agencies.flatMap { agency in
            ["c1", "c2", "c3"].enumerated().map { index, question in
                let high = agency.answered * (agency.level + index) / 12
                let low = (agency.answered - high) / (2 + index)
                return ScaleTally(
                    agencyCode: agency.0, agencyName: agency.1, question: question,
                    counts: [
                        low / 2, low - low / 2, agency.answered - high - low, high / 2,
                        high - high / 2,
                    ], askedCount: agency.issued)
            }
        }
        source.ratings = cases.map { tally in
            let (low, middle) = (tally.dissatisfiedCount, tally.ratedCount / 5)
            return ScaleTally(
                agencyCode: tally.agencyCode, agencyName: tally.agencyName, question: "",
                counts: [
                    low / 2, low - low / 2, middle, middle, tally.ratedCount - low - 2 * middle,
                ], askedCount: tally.receivedCount)
        }
        return source
    }

    /// Mean and amplitude of each series, in thousandths of the unit.
    private static let shapes: [(code: String, mean: Int, swing: Int, digits: Int)] = [
        ("NS.01", 512_400, 61_000, 1), ("NS.02", 903_100, 88_000, 1),
        ("DT.01", 398_700, 150_000, 1),
        ("CN.01", 106_300, 3_000, 1), ("TM.01", 5_421_000, 310_000, 0), ("TM.02", 41_250, 5_000, 2),
        ("NN.01", 21_340_000, 2_500_000, 0), ("DN.01", 47_000, 14_000, 0),
        ("DL.01", 131_000_000, 60_000_000, 0), ("LD.01", 2_380, 120, 2), ("YT.01", 27_800, 400, 1),
        ("YT.02", 94_150, 400, 2), ("AT.01", 19_000, 7_000, 0), ("DV.01", 97_200, 1_800, 1),
    ]

    /// A year's shape in percent of its mean.
    private static let seasons = [96, 90, 97, 99, 101, 103, 101, 98, 101, 102, 105, 111]

    private static var monthly: [Figure] {
        shapes.enumerated().flatMap { series, shape in
            (0..<27).compactMap { index in figure(series, shape, index) }
        }
    }

    /// `index` counts months from January 2023.
    private static func figure(
        _ series: Int, _ shape: (code: String, mean: Int, swing: Int, digits: Int), _ index: Int
    ) -> Figure? {
        let month = Make.month(2023 + index / 12, index % 12 + 1)
        let line = 4 + series
        if shape.code == "NS.01", index == 8 { return nil }
        if shape.code == "TM.02", index == 25 {
            return Make.figure(
                shape.code, month, nil, mark: .missing, status: .notCollected, line: line)
        }
        if shape.code == "YT.01", index == 26 { return nil }
        let wave = seasons[(index + series * 2) % 12] - 100 + (index * 5 + series * 3) % 7 - 3
        let isRate = shape.mean < 120_000 && shape.digits > 0 && shape.code != "TM.02"
        let growth = shape.mean * index / 250
        let value = shape.mean + shape.swing * wave / 15 + (isRate ? growth / 20 : growth)
        let unit = shape.digits == 0 ? 1_000 : shape.digits == 1 ? 100 : 10
        let rounded = ExactDecimal(mantissa: Int128(value / unit * unit), scale: 3) ?? .zero
        let status: ObservationStatus =
            index < 25 ? .normal : index == 25 ? .provisional : .estimated
        return Make.figure(
            shape.code, month, rounded.description, status: series % 3 == 1 ? .normal : status,
            line: line)
    }

    private static let districts = [
        ("842", "Thành phố Trà Vinh", "148.6"), ("844", "Huyện Càng Long", "61.2"),
        ("845", "Huyện Cầu Kè", "38.4"), ("846", "Huyện Tiểu Cần", "52.7"),
        ("847", "Huyện Châu Thành", "57.9"), ("848", "Huyện Cầu Ngang", "38.4"),
        ("849", "Huyện Trà Cú", "44.1"), ("850", "Huyện Duyên Hải", nil),
        ("851", "Thị xã Duyên Hải", "83.5"),
    ]

    private static var byDistrict: [Figure] {
        districts.enumerated().map { index, district in
            Make.figure(
                "NS.01", period, district.2, mark: district.2 == nil ? .missing : nil,
                status: district.2 == nil ? .notCollected : .provisional,
                area: (district.0, district.1), line: 40 + index)
        }
    }

    private static var targets: [Target] {
        let yearly = [
            (2024, "NS.01", "6200"), (2025, "NS.01", "6850"), (2025, "DT.01", "5100"),
            (2025, "CN.01", "108.5"),
            (2025, "TM.01", "67500"), (2025, "TM.02", "560"), (2025, "NN.01", "265000"),
            (2025, "DN.01", "620"), (2024, "LD.01", "2.5"), (2025, "LD.01", "2.3"),
            (2025, "YT.01", "29"),
            (2025, "YT.02", "95"), (2025, "AT.01", "230"),
        ]
        let plans = yearly.enumerated().map { index, plan in
            Target(
                indicator: Make.key(plan.1),
                period: Period(year: plan.0, month: 1, monthCount: 12)!,
                value: Make.decimal(plan.2),
                origin: Make.origin(2 + index, path: "skhdt/ke-hoach-2025-01-15.csv"))
        }
        return plans + [
            Target(
                indicator: Make.key("DV.01"), period: period, value: ExactDecimal(98),
                origin: Make.origin(30, path: "skhdt/ke-hoach-2025-01-15.csv"))
        ]
    }

    private static let agencies: [(String, String, issued: Int, answered: Int, level: Int)] = [
        ("syt", "Sở Y tế", 220, 164, 8), ("stnmt", "Sở Tài nguyên và Môi trường", 260, 171, 5),
        ("sxd", "Sở Xây dựng", 90, 58, 6), ("stp", "Sở Tư pháp", 60, 47, 9),
        ("sgddt", "Sở Giáo dục và Đào tạo", 40, 22, 8), ("scth", "Sở Công Thương", 12, 3, 7),
        ("skhcn", "Sở Khoa học và Công nghệ", 10, 6, 9), ("snv", "Sở Nội vụ", 8, 0, 0),
        ("tp", "Bộ phận Tiếp nhận và Trả kết quả UBND thành phố Trà Vinh", 310, 268, 7),
    ]

    private static var respondents: [RespondentTally] {
        agencies.flatMap { agency in
            (0..<agency.issued).map { index in
                let answered = index < agency.answered ? 8 + index % 3 : 0
                let satisfied = min(
                    answered, max(0, agency.level + (index * 5 + index / 7) % 6 - 2))
                return RespondentTally(
                    agencyCode: agency.0, agencyName: agency.1, answeredCount: answered,
                    satisfiedCount: satisfied, scoreSum: answered * 3 + satisfied)
            }
        }
    }

    private static let cases = [
        tally("tp", "UBND thành phố Trà Vinh", [412, 351, 28, 33, 9, 47, 188, 12]),
        tally("stnmt", "Sở Tài nguyên và Môi trường", [126, 84, 23, 19, 11, 39, 52, 8]),
        tally("sxd", "Sở Xây dựng", [88, 71, 6, 11, 2, 10, 31, 3]),
        tally("cat", "Công an tỉnh", [88, 86, 1, 1, 0, 2, 40, 1]),
        tally("evn", "Công ty Điện lực Trà Vinh", [41, 41, 0, 0, 0, 0, 22, 0]),
        tally("snv", "Sở Nội vụ", [0, 0, 0, 0, 0, 0, 0, 0]),
    ]

    private static func tally(_ code: String, _ name: String, _ counts: [Int]) -> CaseTally {
        CaseTally(
            agencyCode: code, agencyName: name, receivedCount: counts[0],
            closedInTimeCount: counts[1], closedLateCount: counts[2], openCount: counts[3],
            openOverdueCount: counts[4], lateOrDissatisfiedCount: counts[5], ratedCount: counts[6],
            dissatisfiedCount: counts[7])
    }
}
