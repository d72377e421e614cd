/// A report, as `reports/*.yml` declares it.
package struct ReportDefinition: Sendable, Hashable {
    package let code: String
    package let title: Words
    package let kind: ReportKind
    package private(set) var subject: ReportSubject
    /// Whom it is for, as the page addresses them; `nil` where it names nobody.
    package let addressee: Words?
    /// The kind of period it is made for.
    package let period: PeriodKind
    /// Besides the page and its table, which every report has.
    package let formats: [ReportFormat]
    package let sections: [ReportSection]
    /// Of each section, in their order; those of the rest are as usual.
    private let placings: [SectionPlacing]
    /// Where in the workspace it is defined, `file:line`.
    package let definedAt: String

    package init(
        code: String, title: Words, kind: ReportKind = .periodic,
        subject: ReportSubject = .province,
        addressee: Words? = nil, period: PeriodKind, formats: [ReportFormat] = [],
        sections: [ReportSection],
        placings: [SectionPlacing] = [], definedAt: String
    ) {
        self.code = code
        self.title = title
        self.kind = kind
        self.subject = subject
        self.addressee = addressee
        self.period = period
        self.formats = formats
        self.sections = sections
        self.placings = placings
        self.definedAt = definedAt
    }
}

/// What a report is about.
package enum ReportSubject: Sendable, Hashable {
    case province
    /// One agency at a time, against the whole.
    case eachAgency
    /// Of those, this one.
    case agency(String)
}

extension ReportDefinition {
    /// The report about one agency.
    package func about(_ agency: String) -> ReportDefinition {
        var report = self
        report.subject = .agency(agency)
        return report
    }

    /// Code of the agency that it is about; `nil` for one about the province.
    package var agency: String? {
        if case .agency(let code) = subject { code } else { nil }
    }

    /// - Parameter number: Of the section, from 1.
    package func placing(of number: Int) -> SectionPlacing {
        number <= placings.count ? placings[number - 1] : SectionPlacing()
    }
}

/// How a section stands in its report.
package struct SectionPlacing: Sendable, Hashable {
    /// Whether it begins a page in print.
    package let startsPage: Bool
    /// The kind of period that it is read for: the last of the kind within the report's period;
    /// `nil` for that one itself.
    package let period: PeriodKind?

    package init(startsPage: Bool = false, period: PeriodKind? = nil) {
        self.startsPage = startsPage
        self.period = period
    }

    /// The period that the section is read for.
    package func period(in whole: Period) -> Period {
        guard let count = period?.monthCount, whole.monthCount > count else { return whole }
        return Period(
            year: whole.firstMonth.year, month: whole.firstMonth.month + whole.monthCount - count,
            monthCount: count, system: whole.system) ?? whole
    }
}

/// The three kinds of report that the regulations name: "định kỳ, chuyên đề, đột xuất".
package enum ReportKind: String, Sendable, CaseIterable, Codable {
    case periodic, thematic
    /// Made when somebody asks for it: each build names who did, and the paper.
    case adHoc = "ad-hoc"
}

/// A form in which a report is written.
package enum ReportFormat: String, Sendable, CaseIterable, Codable {
    /// One page for a browser or a printer.
    case html
    /// Its tables for people's spreadsheets.
    case csv
    case pdf, xlsx
    /// Content and figures for programs.
    case json
    /// One line per printed figure, for programs that read CSV.
    case data

    /// What files of the format end with.
    package var suffix: String {
        switch self {
        case .html, .csv, .pdf, .xlsx, .json: "." + rawValue
        case .data: ".data.csv"
        }
    }

    /// Formats that every build has.
    package static let standing: [ReportFormat] = [.html, .csv]
    /// Formats that a definition may add.
    package static let further: [ReportFormat] = [.pdf, .xlsx, .json, .data]
}

/// Who asked for a report and why it was made.
package struct ReportCommission: Sendable, Hashable, Codable {
    package let askedBy: String?
    /// Number of the directing document.
    package let paper: String?
    package let reason: String?

    package init(askedBy: String? = nil, paper: String? = nil, reason: String? = nil) {
        self.askedBy = askedBy
        self.paper = paper
        self.reason = reason
    }

    package var isEmpty: Bool { askedBy == nil && paper == nil && reason == nil }
}

/// One part of a report.
package enum ReportSection: Sendable, Hashable {
    /// The figures of a KPI set in short, with sparklines: those with a target first.
    case headline(title: Words, kpis: String)
    /// Every line of a KPI set: figure, target, changes, status, source.
    case kpiTable(title: Words, kpis: String)
    /// A line chart of one indicator over so many periods, with the target.
    case trend(title: Words, indicator: IndicatorKey, breakdown: String, periodCount: Int)
    /// Bars of one indicator by area below the centre's.
    case areas(title: Words, indicator: IndicatorKey, level: AreaLevel)
    /// Share satisfied with interval, n and response rate, by agency.
    case satisfaction(title: Words, survey: SurveyDefinition)
    /// The rule of 766, ratings of cases and the survey beside each other, by agency.
    case measures(title: Words, survey: SurveyDefinition)
    /// Feedback cases by agency: received, in time, late, open, satisfied by the rule of 766.
    case cases(title: Words)
    /// Feedback cases with times to each state, by agency, category and channel.
    case handling(title: Words, handling: HandlingDefinition)
    /// Files that came in the period, and what became of them.
    case files(title: Words)
    /// What agencies owed and what came.
    case submissions(title: Words, scope: SubmissionScope)
    /// A letter to each agency that owes something past due; to one only where it is named.
    case reminders(title: Words, agency: String?)
    /// Figures set beside each other.
    case analysis(title: Words, AnalysisDefinition)
    /// The report's own words, with figures in them.
    case text(title: Words, TextDefinition)
    /// Printed figures that are others than in the report before.
    case revisions(title: Words)
    /// Where the figures come from: dataset, drop, vintage.
    case sources(title: Words)
}

/// How answers of a survey are read.
package struct SurveyDefinition: Sendable, Hashable {
    /// The sample design in words; `nil` where none is declared: then ratings are voluntary and no
    /// interval is printed.
    package let design: Words?
    /// The lowest answer that counts as satisfied, of 1 to 5.
    package let satisfiedFrom: Int
    /// Respondents below which a share is flagged, and below which it is not printed.
    package let reliableFrom: Int
    package let confidentialBelow: Int
    /// What the rows are.
    package let grouping: Grouping

    package enum Grouping: String, Sendable, CaseIterable {
        case agency
        /// Persons apart from organisations.
        case respondent
    }

    package init(
        design: Words?, satisfiedFrom: Int, reliableFrom: Int, confidentialBelow: Int,
        grouping: Grouping = .agency
    ) {
        self.design = design
        self.grouping = grouping
        self.satisfiedFrom = satisfiedFrom
        self.reliableFrom = reliableFrom
        self.confidentialBelow = confidentialBelow
    }
}
