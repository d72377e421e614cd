/// A report, as `reports/*.yml` declares it.
package struct ReportDefinition: Sendable, Hashable {
    package let code: String
    package let title: Words
    /// The kind of period it is made for.
    package let period: PeriodKind
    package let sections: [ReportSection]
    /// Where in the workspace it is defined, `file:line`.
    package let definedAt: String

    package init(
        code: String, title: Words, period: PeriodKind, sections: [ReportSection],
        definedAt: String
    ) {
        self.code = code
        self.title = title
        self.period = period
        self.sections = sections
        self.definedAt = definedAt
    }
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
    /// Plain text.
    case text(title: Words, body: Words)
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

    package init(design: Words?, satisfiedFrom: Int, reliableFrom: Int, confidentialBelow: Int) {
        self.design = design
        self.satisfiedFrom = satisfiedFrom
        self.reliableFrom = reliableFrom
        self.confidentialBelow = confidentialBelow
    }
}
