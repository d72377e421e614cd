// swift-format-ignore-file: NeverForceUnwrap
// The literals of this file are right or every test stops.
import PhusaModel

@testable import Reporting

/// Figures with what stands behind them, for drawings.
enum SampleTrail {
    static let inpatients = "05/2023|YT.NT|default"
    static let visits = "05/2023|YT.KCB|default"
    static let share = "05/2023|X.TL|default"
    static let half = "05/2023|X.NUA|default"

    static let catalogue = SampleWorkspace.make(indicators: [
        Make.indicator("YT.NT", "Số lượt điều trị nội trú", unit: "lượt"),
        Make.indicator("YT.KCB", "Số lượt khám, chữa bệnh", unit: "lượt"),
        Make.indicator("X.TL", "Tỷ lệ nội trú", unit: "%"),
        Make.indicator("X.NUA", "Một nửa tỷ lệ nội trú", unit: "%"),
    ]).catalogue

    static func moment(_ day: String) -> Moment { Moment("\(day)T02:00:00Z")! }

    static func loaded(
        _ value: String?, line: Int = 2, path: String = "syt/yte-2024-M01-2024-02-05.json",
        known: String = "2024-02-05", closed: String? = nil, replaced: String? = nil,
        closedBy: (kind: String, path: String)? = nil, event: Int = 1, kind: String = "drop",
        reason: String? = nil, corrections: [AppliedCorrection] = []
    ) -> FigureTrail.Version {
        FigureTrail.Version(
            value: value, mark: value == nil ? "." : nil, status: value == nil ? "L" : "A",
            knownAt: moment(known), closedAt: closed.map(moment),
            replacedAt: replaced.map(moment), closedByKind: closedBy?.kind,
            closedByPath: closedBy?.path,
            closedByReason: closedBy?.kind == "withdrawal" ? "gửi nhầm" : nil,
            closedByActor: closedBy == nil ? nil : "minh@ioc", event: event, eventKind: kind,
            eventReason: reason,
            actor: "lan@ioc", dataset: "syt.y-te.thang", agency: "syt", path: path,
            sha256: "9f2c1a77be03d4415566778899aabbccddeeff00112233445566778899aabbcc", line: line,
            vintage: moment(known), receivedAt: moment(known), run: 1, definitions: "868e235d82d8",
            corrections: corrections)
    }

    static func computed(
        _ value: String, _ formula: String, event: Int = 1, inputs: [FigureTrail]
    ) -> FigureTrail.Version {
        FigureTrail.Version(
            value: value, status: "A", knownAt: moment("2024-02-05"), event: event,
            eventKind: "drop", actor: "lan@ioc", dataset: "", agency: "", path: "", sha256: "",
            line: 0, vintage: nil, receivedAt: nil, run: 1, definitions: "868e235d82d8",
            formula: FigureTrail.AppliedFormula(
                text: formula, effectiveFrom: "2020-01-01", knownAt: "2020-02-03"), inputs: inputs)
    }

    static func trail(
        _ indicator: String, area: String = "842", name: String = "Thành phố Trà Vinh",
        reference: String? = nil, _ versions: [FigureTrail.Version]
    ) -> FigureTrail {
        FigureTrail(
            indicator: indicator, area: area, areaName: name, period: "2024-M01", breakdown: "",
            reference: reference, versions: versions)
    }

    // MARK: The drawings that tests look at

    static let single = trail(inpatients, [loaded("1234.5")])

    /// Of two parts, one of them corrected.
    static let ratio = trail(share, [ratioVersion])

    private static let ratioVersion = computed(
        "16.6667", "100 * [\(inpatients)] / ([\(inpatients)] + [\(visits)])",
        inputs: [
            trail(
                inpatients, reference: "[\(inpatients)]",
                [
                    loaded(
                        "148",
                        corrections: [
                            AppliedCorrection(
                                correction: "2023-001", line: 2, column: "gia_tri", found: "1480",
                                value: "148")
                        ])
                ]),
            trail(visits, reference: "[\(visits)]", [loaded("740", line: 3)]),
        ])

    static let nested = trail(
        half,
        [
            computed(
                "8.3334", "[\(share)] / 2",
                inputs: [trail(share, reference: "[\(share)]", [ratioVersion])])
        ])

    /// Of so many communes; every seventh in a file of its own, the twentieth without a value.
    static func sum(_ count: Int) -> FigureTrail {
        let reference = "sum([\(inpatients)] over commune)"
        let parts = (1...count).map { index in
            let day = index % 7 == 0 ? "2024-02-\(10 + index / 7)" : "2024-02-05"
            return trail(
                inpatients, area: "\(29000 + index)", name: "Xã Số \(index)", reference: reference,
                [
                    loaded(
                        index == 20 ? nil : "\(index * 1_000).5", line: index + 1,
                        path: "syt/yte-2024-M01-\(day).json", known: day, event: index)
                ])
        }
        return trail(
            inpatients, area: "84", name: "Tỉnh Trà Vinh",
            [computed("1", reference, inputs: parts)])
    }

    /// Revised twice, then withdrawn.
    static let withdrawn = trail(
        inpatients,
        [
            loaded(
                "12", path: "syt/b.json", known: "2024-03-05", closed: "2024-04-01",
                closedBy: ("withdrawal", "syt/b.json"), event: 2),
            loaded(
                "11", known: "2024-02-05", closed: "2024-03-05", closedBy: ("drop", "syt/b.json")),
        ])

    /// Computed from a part that was replaced since by one that gives the same figure.
    static let unmoved = trail(
        half,
        [
            computed(
                "6", "[\(inpatients)] / 2",
                inputs: [
                    trail(
                        inpatients, reference: "[\(inpatients)]",
                        [
                            loaded(
                                "12", replaced: "2024-03-05", closedBy: ("drop", "syt/b.json"),
                                kind: "replay", reason: "đọc lại")
                        ])
                ])
        ])

    /// Names and paths that would break a page, a line or a box.
    static let hostile = trail(
        inpatients, name: "Xã \"\u{301}<b>&'\u{301} \(String(repeating: "Ơ", count: 120))",
        [
            loaded(
                "-12345678901234567890123456789012345678",
                path: "syt/\u{202E}\(String(repeating: "w", count: 200))]]>\u{7}.json",
                kind: "replay",
                reason: "</desc><script>\u{FFFE}\(String(repeating: "🦀", count: 60))")
        ])
}
