/// A section that sets figures beside each other: what `ReportSection.analysis` shows.
package enum AnalysisDefinition: Sendable, Hashable {
    /// The score of a KPI set by group and by agency, with coverage and bounds.
    case scorecard(kpis: String)
    /// Indicators with their changes and the sum since January.
    case indicatorTable([IndicatorKey])
    /// What each part of an indicator adds to the growth of the whole.
    case contribution(indicator: IndicatorKey, parts: WholeParts, base: ComparisonBase)
    /// Areas by rank, with the change of rank.
    case ranking(indicator: IndicatorKey, level: AreaLevel, base: ComparisonBase)
    /// Indicators by period, each row shaded from its lowest to its highest.
    case heatMatrix([IndicatorKey], periodCount: Int)
    /// How answers of 1 to 5 are spread, as bars of 100 %.
    case distribution(ScaleDefinition)

    /// The indicators that it names itself.
    package var indicators: [IndicatorKey] {
        switch self {
        case .scorecard, .distribution: []
        case .indicatorTable(let keys), .heatMatrix(let keys, _): keys
        case .contribution(let key, _, _), .ranking(let key, _, _): [key]
        }
    }
}

/// What a whole is cut into.
package enum WholeParts: Sendable, Hashable {
    /// The members of an axis.
    case axis(String)
    /// The areas of a level.
    case level(AreaLevel)
}

/// The earlier period that a figure is held against.
package enum ComparisonBase: String, Sendable, CaseIterable, Codable {
    case yearBefore = "year-before"
    case previous
}

/// Which answers, by what, and from how many respondents on.
package struct ScaleDefinition: Sendable, Hashable {
    package let subject: TallySubject
    package let grouping: Grouping
    /// Respondents below which a row is flagged, and below which it is not printed.
    package let reliableFrom: Int
    package let confidentialBelow: Int

    package enum Grouping: String, Sendable, CaseIterable, Codable {
        case agency, question
    }

    package init(
        subject: TallySubject, grouping: Grouping, reliableFrom: Int, confidentialBelow: Int
    ) {
        self.subject = subject
        self.grouping = grouping
        self.reliableFrom = reliableFrom
        self.confidentialBelow = confidentialBelow
    }
}

/// Answers on the scale of 1 to 5 that one agency got, to one question of a survey or as ratings of
/// cases.
package struct ScaleTally: Sendable, Hashable {
    package static let steps = 1...5

    package let agencyCode: String
    package let agencyName: String
    /// Code of the question; empty for ratings.
    package let question: String
    /// How many answered 1, 2, 3, 4, 5.
    package let counts: [Int]
    /// Forms or cases that could have answered.
    package let askedCount: Int

    package init(
        agencyCode: String, agencyName: String, question: String, counts: [Int], askedCount: Int
    ) {
        self.agencyCode = agencyCode
        self.agencyName = agencyName
        self.question = question
        self.counts = counts
        self.askedCount = askedCount
    }
}
