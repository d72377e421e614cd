extension DirtyCase {
    /// JSON documents.
    static var documents: [DirtyCase] {
        let health = Sound.health
        let office =
            "{\"data\": {\"records\": [\n" + Sound.offices.joined(separator: ",\n") + "\n]}}\n"
        let broken = "[\n" + health[..<9].joined(separator: ",\n") + "\n" + health[9] + "\n]\n"
        return [
            DirtyCase(
                folder: "json/loi-cu-phap", dataset: HealthFeed.code, name: Sound.healthName,
                bytes: Array(broken.utf8), outcome: .refused, records: 0,
                breaches: [Breach("file.json", line: 11)]),
            DirtyCase(
                folder: "json/sai-duong-dan", dataset: OneStopFeed.code, name: Sound.officeName,
                bytes: Array(office.utf8), outcome: .refused, records: 0,
                breaches: [Breach("file.json", line: Sound.offices.count + 2, column: 3)]),
            Self.health(
                "json/lap-khoa",
                health.editing(11) { "{\"chi_tieu\": \"YT.NT\", \($0.dropFirst())" },
                breaking: [Breach("record.repeated-key", line: 11)]),
            Self.health(
                "json/thieu-khoa",
                health.editing(12) { $0.replacing(", \"don_vi\": \"lượt\"", "") },
                breaking: [Breach("contract.required", line: 12, column: 7)]),
            feedback(
                "json/dong-ndjson-hong",
                Sound.feedback.editing(8) { String($0.dropLast(40)) },
                breaking: [Breach("record.json", line: 8)]),
        ]
    }

    /// Dates of delivery and shares.
    static var deliveries: [DirtyCase] {
        let lines = Sound.statistics
        var early = statistics(
            "vintages/ngay-tuong-lai", lines, .held,
            breaking: [
                Breach("drop.future-vintage")
            ])
        early.received = "2024-04-02"
        let late = DirtyCase(
            folder: "vintages/da-khoa-ky", dataset: StatisticsFeed.code,
            name: "ktxh-2024-M03-2024-10-07.csv", bytes: phusa_fixtures.bytes(lines),
            outcome: .held, records: lines.count - 1, breaches: [Breach("drop.locked")])
        let worse = (3...7).reduce(lines) { $0.setting($1, 5, to: "?") }
        return [
            early, late,
            statistics(
                "shares/qua-ty-le-cho-phep", worse, .refused,
                breaking: [Breach("file.limit")]
                    + (3...7).map { Breach("contract.decimal", line: $0, column: 5) }),
        ]
    }

    /// Corrections of the workspace that meet these drops.
    static var corrections: [DirtyCase] {
        let august = HealthFeed.records(Defaults.plan, Month(2023, 8), isFinal: false)
        let slip = august.firstIndex { $0.contains("\"gia_tri\": 1480,") } ?? 0
        let may = HealthFeed.records(Defaults.plan, Month(2024, 5), isFinal: false)
        return [
            corrected("corrections/ap-dung", "yte-2023-M08-2023-09-05.json", august),
            corrected("corrections/loai-dong", "yte-2024-M05-2024-06-05.json", may, excluded: 1),
            corrected(
                "corrections/khong-khop", "yte-2023-M08-2023-09-05.json",
                august.setting(slip + 1, key: "gia_tri", to: "1500"),
                breaking: [Breach("correction.guard", line: slip + 1, column: 6)]),
            corrected(
                "corrections/chua-quyet-dinh", "yte-2023-M08-2023-09-01.json", august),
        ]
    }

    private static func corrected(
        _ folder: String, _ name: String, _ records: [String], excluded: Int = 0,
        breaking breaches: [Breach] = []
    ) -> DirtyCase {
        DirtyCase(
            folder: folder, dataset: HealthFeed.code, name: name,
            bytes: Array(jsonArray(records).utf8), records: records.count, excluded: excluded,
            breaches: inArray(breaches))
    }
}
