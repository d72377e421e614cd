import PhusaModel

@testable import Reporting

/// Receipts of a file of ten rows, with everything that a receipt can say.
enum SampleReceipt {
    static let path = "ctk/ktxh-2025-M03-2025-04-06.csv"

    static func violation(
        _ rule: Rule, line: Int, column: Int = 0, name: String? = nil, found: String = "",
        expected: Expectation = .ruleKept, suggestion: String? = nil
    ) -> Violation {
        Violation(
            rule: rule, position: FilePosition(path: path, line: line, column: column),
            column: name, found: found, expected: expected, suggestion: suggestion)
    }

    static func record(
        _ violation: Violation, others: [Violation] = [], raw: String, cells: Int = 1
    ) -> QuarantinedRecord {
        QuarantinedRecord(
            violation: violation, others: others, raw: Array(raw.utf8), cellCount: cells)
    }

    static let quarantine = [
        record(
            violation(
                .contractRange, line: 118, column: 5, name: "Tỷ lệ", found: "470",
                expected: .range(minimum: "0", maximum: "100")),
            raw: "117;Tỷ lệ bao phủ BHYT;%;Tháng 3/2025;470;Sơ bộ"),
        record(
            violation(
                .contractDecimal, line: 7, column: 5, name: "Giá trị", found: "12,,5",
                expected: .decimal(decimalMark: ",", groupMark: ".")),
            others: [
                violation(
                    .contractCode, line: 7, column: 6, name: "Trạng thái", found: "Sơ bô",
                    expected: .oneOf(list: "trang-thai", values: ["Sơ bộ", "Chính thức"]),
                    suggestion: "Sơ bộ")
            ], raw: "6;Sản lượng điện sản xuất;triệu kWh;Tháng 3/2025;12,,5;Sơ bô"),
        record(
            violation(
                .contractDecimal, line: 9, column: 5, name: "Giá trị", found: "?",
                expected: .decimal(decimalMark: ",", groupMark: ".")),
            raw: "8;Số vụ tai nạn giao thông;vụ;Tháng 3/2025;?;Sơ bộ"),
    ]

    static func verdict(
        _ outcome: Verdict.Outcome, violations: [Violation] = [],
        quarantine: [QuarantinedRecord] = quarantine
    ) -> Verdict {
        let isAccepted = outcome == .accepted
        let waiting = 1_200 - quarantine.count - 3
        let waitingCause: Exclusion.Cause = outcome == .held ? .held : .refused
        return Verdict(
            outcome: outcome, violations: violations,
            records: RecordCounts(
                read: 1_200, accepted: isAccepted ? waiting : 0, quarantined: quarantine.count,
                excluded: isAccepted ? 3 : 3 + waiting),
            cells: CellCounts(
                read: 1_200, quarantined: quarantine.count, excluded: isAccepted ? 3 : 3 + waiting),
            quarantine: quarantine,
            exclusions: [
                Exclusion(
                    cause: .repeated, reason: "", line: 20, cellCount: 1, isWholeRecord: true),
                Exclusion(
                    cause: .repeated, reason: "", line: 21, cellCount: 1, isWholeRecord: true),
                Exclusion(
                    cause: .filter, reason: "dòng tổng của biểu", line: 2, cellCount: 1,
                    isWholeRecord: true),
            ]
                + (isAccepted
                    ? []
                    : [
                        Exclusion(
                            cause: waitingCause, reason: "", line: 0, cellCount: waiting,
                            isWholeRecord: true)
                    ]),
            corrections: [
                AppliedCorrection(
                    correction: "CTK-2025-04", line: 12, column: "Giá trị", found: "470",
                    value: "47,0")
            ], periods: [])
    }

    static func make(
        _ verdict: Verdict, centre: DropReceipt.Centre? = nil, path: String = path
    ) -> DropReceipt {
        DropReceipt(
            file: DropReceipt.File(
                path: path, sha256: String(repeating: "0123456789abcdef", count: 4),
                byteCount: 81_234, dataset: "ctk.kinh-te-xa-hoi.thang",
                period: Period("2025-M03"),
                vintage: Vintage(
                    moment: Moment("2025-04-06T00:00:00+07:00") ?? Moment(microseconds: 0),
                    sequence: 2, isDeclared: true),
                receivedOn: CalendarDay(number: 20_185),
                definitions: String(repeating: "fedcba9876543210", count: 4), format: .csv),
            sender: DropReceipt.Sender(
                agency: "ctk", name: "Cục Thống kê tỉnh Trà Vinh",
                answerable: "Trưởng phòng Tổng hợp", contact: "tonghop@ctk.example"),
            verdict: verdict, centre: centre)
    }

    static let atCentre = DropReceipt.Centre(
        drop: 42, run: 7, outcome: "loaded",
        receivedAt: Moment("2025-04-07T09:30:00+07:00") ?? Moment(microseconds: 0),
        cells: CellCounts(read: 1_200, loaded: 1_150, unchanged: 44, quarantined: 3, excluded: 3))

    static let accepted = make(
        verdict(
            .accepted,
            violations: [
                violation(
                    .dropSameVintage, line: 0, found: "ctk/ktxh-2025-M03-2025-04-06b.csv (01ab…)")
            ]), centre: atCentre)

    static let refused = make(
        verdict(
            .refused,
            violations: [
                violation(
                    .fileLimit, line: 1, column: 1, found: "3/25",
                    expected: .share(percent: "12", allowedPercent: "2"))
            ]))

    static func page(_ receipt: DropReceipt, _ language: Language = .vi) -> String {
        ReceiptPage(
            receipt, centre: SampleWorkspace.make().centre, language: language
        ).html
    }
}
