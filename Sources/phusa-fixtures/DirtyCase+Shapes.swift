extension DirtyCase {
    /// A case of the statistics office's monthly file.
    static func statistics(
        _ folder: String, _ lines: [String], _ outcome: Outcome = .accepted, records: Int? = nil,
        excluded: Int = 0, breaking breaches: [Breach] = []
    ) -> DirtyCase {
        DirtyCase(
            folder: folder, dataset: StatisticsFeed.code, name: Sound.statisticsName,
            bytes: lines.isEmpty ? [] : phusa_fixtures.bytes(lines), outcome: outcome,
            records: records ?? max(0, lines.count - 1), excluded: excluded, breaches: breaches)
    }

    /// Header, fields, quotes.
    static var shapes: [DirtyCase] {
        let lines = Sound.statistics
        return headers(lines) + quotes(lines) + [
            statistics(
                "csv/dong-thieu-truong",
                lines.editing(6) { $0.split(separator: ";").prefix(4).joined(separator: ";") },
                breaking: [Breach("record.fields", line: 6)]),
            statistics(
                "csv/lap-lai-tieu-de", Array(lines[...12]) + [lines[0]] + lines[13...],
                breaking: [Breach("record.header", line: 14)]),
        ]
    }

    private static func headers(_ lines: [String]) -> [DirtyCase] {
        [
            statistics("csv/tep-rong", [], .refused, breaking: [Breach("file.empty")]),
            statistics("csv/chi-co-tieu-de", [lines[0]], .held, breaking: [Breach("drop.empty")]),
            statistics(
                "csv/thieu-cot", lines.map { dropping(3, $0) }, .refused, records: 0,
                breaking: [Breach("file.missing-column")]),
            statistics(
                "csv/doi-ten-cot", lines.setting(1, 5, to: "Trị số"), .refused, records: 0,
                breaking: [Breach("file.missing-column"), Breach("file.new-column", column: 5)]),
            statistics(
                "csv/cot-moi",
                [lines[0] + ";Ghi chú"] + lines.dropFirst().map { $0 + ";" }, .refused, records: 0,
                breaking: [Breach("file.new-column", column: 7)]),
            statistics(
                "csv/lap-cot",
                [lines[0] + ";Giá trị"] + lines.dropFirst().map { $0 + ";1" }, .refused,
                records: 0, breaking: [Breach("file.repeated-column", column: 7)]),
        ]
    }

    private static func quotes(_ lines: [String]) -> [DirtyCase] {
        let wrapped = lines.setting(
            2, 2, to: "\"Chỉ số sản xuất\ncông nghiệp (IIP)\"")
        let open = lines.setting(20, 2, to: "\"Khối lượng hàng hóa vận chuyển")
        let windows = "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n"
        return [
            statistics("csv/xuong-dong-trong-ngoac-kep", wrapped, records: lines.count - 1),
            // The quote never closes: its line is given up, the next one is read anew.
            statistics(
                "csv/ngoac-kep-khong-dong", open, breaking: [Breach("record.quote", line: 20)]),
            DirtyCase(
                folder: "csv/bom-va-crlf", dataset: StatisticsFeed.code,
                name: Sound.statisticsName, bytes: Array(windows.utf8), records: lines.count - 1),
        ]
    }

    private static func dropping(_ field: Int, _ line: String) -> String {
        var fields = line.split(separator: ";", omittingEmptySubsequences: false)
        fields.remove(at: field - 1)
        return fields.joined(separator: ";")
    }
}
