extension DirtyCase {
    /// A case of the health department's monthly file.
    static func health(
        _ folder: String, _ records: [String], _ outcome: Outcome = .accepted, excluded: Int = 0,
        breaking breaches: [Breach] = []
    ) -> DirtyCase {
        DirtyCase(
            folder: folder, dataset: HealthFeed.code, name: Sound.healthName,
            bytes: Array(jsonArray(records).utf8), outcome: outcome, records: records.count,
            excluded: excluded, breaches: inArray(breaches))
    }

    /// A case of the feedback system's monthly file.
    static func feedback(
        _ folder: String, _ lines: [String], breaking breaches: [Breach]
    ) -> DirtyCase {
        DirtyCase(
            folder: folder, dataset: FeedbackFeed.code, name: Sound.feedbackName,
            bytes: phusa_fixtures.bytes(lines), records: lines.count, breaches: breaches)
    }

    /// Figures, marks and units.
    static var numbers: [DirtyCase] {
        let lines = Sound.statistics
        let marks = lines.setting(17, 5, to: "-").setting(18, 5, to: "...").setting(19, 5, to: "x")
        return [
            statistics(
                "numbers/khong-phai-so", lines.setting(8, 5, to: "chưa có"),
                breaking: [Breach("contract.decimal", line: 8, column: 5)]),
            statistics(
                "numbers/so-kieu-anh", lines.setting(7, 5, to: "1,834.6"),
                breaking: [Breach("contract.decimal", line: 7, column: 5)]),
            statistics(
                "numbers/o-trong-bat-buoc", lines.setting(9, 5, to: ""),
                breaking: [Breach("contract.required", line: 9, column: 5)]),
            statistics("numbers/ky-hieu-thay-so", marks),
            DirtyCase(
                folder: "numbers/mat-dau-thap-phan", dataset: BudgetFeed.code,
                name: Sound.budgetName,
                bytes: phusa_fixtures.bytes(Sound.budget.setting(2, 4, to: "3818917")),
                records: Sound.budget.count - 1, cells: 10,
                breaches: [Breach("contract.range", line: 2, column: 4)]),
            DirtyCase(
                folder: "numbers/diem-ngoai-thang-do", dataset: SurveyFeed.code,
                name: Sound.surveyName,
                bytes: Array(jsonArray(Sound.surveys.setting(4, key: "q3", to: "6")).utf8),
                records: Sound.surveys.count, cells: 8,
                breaches: inArray([Breach("contract.range", line: 4, column: 7)])),
            health(
                "numbers/sai-don-vi", Sound.health.setting(5, key: "don_vi", to: "\"tấn\""),
                breaking: [Breach("normalise.unit", line: 5, column: 7)]),
            health(
                "numbers/so-am", Sound.health.setting(6, key: "gia_tri", to: "-12"),
                breaking: [Breach("contract.range", line: 6, column: 6)]),
        ]
    }

    /// Indicators, areas, agencies, periods, breakdowns.
    static var codes: [DirtyCase] {
        let lines = Sound.statistics
        let beds = (Sound.health.firstIndex { $0.contains("YT.GIUONG") } ?? 0) + 1
        return [
            statistics(
                "codes/chi-tieu-la", lines.setting(15, 2, to: "Trị giá tạm nhập tái xuất"),
                breaking: [Breach("contract.code", line: 15, column: 2)]),
            health(
                "codes/chi-tieu-chua-khai-bao",
                Sound.health.setting(7, key: "chi_tieu", to: "\"YT.9999\""),
                breaking: [Breach("normalise.indicator", line: 7, column: 3)]),
            health(
                "codes/ngoai-pham-vi",
                Sound.health.setting(8, key: "chi_tieu", to: "\"GD.LOP\"")
                    .setting(8, key: "don_vi", to: "\"lớp\"")
                    .setting(8, key: "gioi_tinh", to: "null"),
                breaking: [Breach("contract.cover", line: 8, column: 3)]),
            health(
                "codes/phan-to-khong-cho-phep",
                Sound.health.setting(beds, key: "gioi_tinh", to: "\"M\""),
                breaking: [Breach("normalise.breakdown", line: beds, column: 4)]),
            statistics(
                "codes/ky-ngoai-tep", lines.setting(16, 4, to: "Tháng 2/2024"),
                breaking: [Breach("normalise.period", line: 16, column: 4)]),
            feedback(
                "codes/co-quan-la",
                Sound.feedback.setting(3, key: "don_vi_xu_ly", to: "\"ubnd-843\""),
                breaking: [Breach("normalise.agency", line: 3, column: 3)]),
            feedback(
                "codes/sai-mau-ma",
                Sound.feedback.setting(4, key: "ma_phan_anh", to: "\"PA-2024-4\""),
                breaking: [Breach("contract.pattern", line: 4, column: 1)]),
        ] + areas
    }

    private static var areas: [DirtyCase] {
        let january = Sound.feedback(Month(2025, 1), on: Day(2025, 2, 3))
        let old = Sound.health.prefix(3).map { record in
            record.split(separator: "2024-M03").joined(separator: "2025-M07")
        }
        return [
            health(
                "areas/mat-chu-so", Sound.health.setting(9, key: "ma_dia_ban", to: "\"42\""),
                breaking: [Breach("normalise.area", line: 9)]),
            health(
                "areas/tinh-khac", Sound.health.setting(10, key: "ma_dia_ban", to: "\"941\""),
                breaking: [Breach("contract.cover", line: 10)]),
            // Ward 2 became part of ward 3 on 1 January 2025.
            DirtyCase(
                folder: "areas/xa-da-het-hieu-luc", dataset: FeedbackFeed.code,
                name: "phananh-2025-M01-2025-02-03.ndjson",
                bytes: phusa_fixtures.bytes(january.setting(5, key: "ma_xa", to: "\"29245\"")),
                records: january.count,
                breaches: [Breach("normalise.area", line: 5, column: 2)]),
            // The district level ended on 1 July 2025: no line can be read any more.
            DirtyCase(
                folder: "areas/huyen-da-ket-thuc", dataset: HealthFeed.code,
                name: "yte-2025-M07-2025-08-05.json", bytes: Array(jsonArray(old).utf8),
                received: "2025-08-05", outcome: .refused, records: 3,
                breaches: inArray(
                    [Breach("file.limit")] + (1...3).map { Breach("normalise.area", line: $0) })),
        ]
    }
}
