// swift-format-ignore-file: NeverForceUnwrap
// The literals of this file are right or every test stops.
import PhusaModel

@testable import Reporting

/// A warehouse in memory: whatever a test puts into it.
struct SampleFigures: FigureSource {
    var figures: [Figure] = []
    var targets: [Target] = []
    var respondents: [RespondentTally] = []
    var cases: [CaseTally] = []
    var feedback: [FeedbackCase] = []
    var submissions: [Submission] = []
    var scales: [ScaleTally] = []
    /// Ratings of cases; the same as the answers where a test gives none.
    var ratings: [ScaleTally]?
    var drops: [DropTally] = []

    func figures(
        indicators: [IndicatorKey], area: String, breakdown: String, periods: [Period]
    ) -> [Figure] {
        figures.filter {
            indicators.contains($0.indicator) && $0.areaCode == area && $0.breakdown == breakdown
                && periods.contains($0.period)
        }
    }

    func figuresByArea(indicator: IndicatorKey, level: AreaLevel, period: Period) -> [Figure] {
        figures.filter {
            $0.indicator == indicator && $0.period == period && $0.areaCode.utf8.count == 3
        }
    }

    func targets(indicators: [IndicatorKey], area: String, periods: [Period]) -> [Target] {
        targets.filter { indicators.contains($0.indicator) && periods.contains($0.period) }
    }

    func surveyTallies(period: Period, satisfiedFrom: Int) -> [RespondentTally] { respondents }
    func scaleTallies(of subject: TallySubject, period: Period) -> [ScaleTally] {
        subject == .cases ? ratings ?? scales : scales
    }
    func caseTallies(period: Period, asOf: Moment) -> [CaseTally] { cases }
    func cases(_ basis: CaseBasis, in period: Period, asOf: Moment) -> [FeedbackCase] { feedback }
    func dropTallies(period: Period, asOf: Moment) -> [DropTally] { drops }
    func submissions(asOf: Moment) -> [Submission] { submissions }
    func origins(of subject: TallySubject, period: Period) -> [FigureOrigin] {
        (subject == .cases ? cases.isEmpty : respondents.isEmpty)
            ? []
            : [Make.origin(1, path: "\(subject).json"), Make.origin(4, path: "\(subject).json")]
    }
}

/// Shorthand for what most tests need one of.
enum Make {
    static func decimal(_ text: String) -> ExactDecimal { ExactDecimal(text)! }
    static func month(_ year: Int, _ month: Int) -> Period {
        Period(year: year, month: month, monthCount: 1)!
    }
    static func key(_ code: String) -> IndicatorKey {
        IndicatorKey(edition: "05/2023", code: code, methodology: "default")
    }

    static func origin(_ line: Int = 4, path: String = "skhdt/ktxh-2025-M03-2025-04-04.csv")
        -> FigureOrigin
    {
        FigureOrigin(
            dataset: "skhdt.kinh-te-xa-hoi.thang", agencyName: "Sở Kế hoạch và Đầu tư", path: path,
            sha256: "9f2c1a77be03d4415566778899aabbccddeeff00112233445566778899aabbcc", line: line,
            knownAt: Moment("2025-04-04T02:00:00Z")!)
    }

    static func figure(
        _ code: String, _ period: Period, _ value: String?, mark: Mark? = nil,
        status: ObservationStatus = .normal, area: (String, String) = ("84", "Trà Vinh"),
        breakdown: String = "", line: Int = 4
    ) -> Figure {
        Figure(
            indicator: key(code), areaCode: area.0, areaName: area.1, breakdown: breakdown,
            period: period, value: value.map(decimal), mark: mark, status: status,
            origin: origin(line))
    }

    static func indicator(
        _ code: String, _ title: String, unit: String = "tỷ đồng", overTime: Aggregation = .sum,
        decimals: Int = 1, direction: Direction = .up
    ) -> Indicator {
        Indicator(
            key: key(code), concept: code, title: Words(vi: title, en: "\(title) (en)"), unit: unit,
            overTime: overTime, overArea: .sum, decimals: decimals, direction: direction,
            agency: "skhdt", source: "", breakdowns: [], definedAt: "indicators.yml:1")
    }

    static func line(
        _ code: String, direction: Direction = .up, green: Int = 100, amber: Int = 90,
        breakdown: String = ""
    ) -> KPILine {
        KPILine(
            indicator: key(code), breakdown: breakdown, direction: direction,
            green: ExactDecimal(green), amber: ExactDecimal(amber))
    }

    static let context = ReportContext(
        asOf: Moment("2025-04-05T03:30:00Z")!, builtAt: Moment("2025-04-05T03:31:00Z")!,
        buildNumber: 3, programVersion: "0.1.0",
        definitionsHash: "4be1c0ffee77aa5500112233445566778899aabbccddeeff0011223344556677")

    /// Tallies of so many respondents of one agency, each with these answers.
    static func tallies(
        _ code: String, _ name: String, _ count: Int, answered: Int = 10, satisfied: Int = 9
    ) -> [RespondentTally] {
        (0..<count).map { _ in
            RespondentTally(
                agencyCode: code, agencyName: name, answeredCount: answered,
                satisfiedCount: satisfied, scoreSum: answered * 4)
        }
    }
}
