import PhusaModel

/// Figures as a report of a day may print them: one that is not free that day has no value.
///
/// Stands between the warehouse and every section, so that totals, changes, charts, tables and
/// frozen cells know no more than a reader may.
struct GuardedFigures: FigureSource {
    let source: any FigureSource
    /// The day of the build, in Việt Nam.
    let day: CalendarDay

    func figures(
        indicators: [IndicatorKey], area: String, breakdown: String, periods: [Period]
    ) throws -> [Figure] {
        try source.figures(
            indicators: indicators, area: area, breakdown: breakdown, periods: periods
        ).map(guarded)
    }

    func figuresByArea(
        indicator: IndicatorKey, level: AreaLevel, period: Period
    ) throws -> [Figure] {
        try source.figuresByArea(indicator: indicator, level: level, period: period).map(guarded)
    }

    private func guarded(_ figure: Figure) -> Figure {
        guard figure.value != nil,
            !figure.confidentiality.isFree(on: day, until: figure.embargoUntil)
        else { return figure }
        if figure.confidentiality == .embargo, let until = figure.embargoUntil {
            return figure.withheld(because: .embargo(until: until))
        }
        return figure.withheld(because: .confidential)
    }

    func targets(
        indicators: [IndicatorKey], area: String, periods: [Period]
    ) throws -> [Target] {
        try source.targets(indicators: indicators, area: area, periods: periods)
    }

    func surveyTallies(period: Period, satisfiedFrom: Int) throws -> [RespondentTally] {
        try source.surveyTallies(period: period, satisfiedFrom: satisfiedFrom)
    }

    func scaleTallies(of subject: TallySubject, period: Period) throws -> [ScaleTally] {
        try source.scaleTallies(of: subject, period: period)
    }

    func caseTallies(period: Period, asOf: Moment) throws -> [CaseTally] {
        try source.caseTallies(period: period, asOf: asOf)
    }

    func cases(_ basis: CaseBasis, in period: Period, asOf: Moment) throws -> [FeedbackCase] {
        try source.cases(basis, in: period, asOf: asOf)
    }

    func dropTallies(period: Period, asOf: Moment) throws -> [DropTally] {
        try source.dropTallies(period: period, asOf: asOf)
    }

    func submissions(asOf: Moment) throws -> [Submission] { try source.submissions(asOf: asOf) }

    func origins(of subject: TallySubject, period: Period) throws -> [FigureOrigin] {
        try source.origins(of: subject, period: period)
    }
}
