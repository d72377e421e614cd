/// Where reports get their figures: the warehouse, or a table in a test.
///
/// All reads of one report see one state of the warehouse.
package protocol FigureSource {
    /// Figures of these indicators for one area, one breakdown and any of the periods; in no order.
    /// A cell without a row is left out.
    func figures(
        indicators: [IndicatorKey], area: String, breakdown: String, periods: [Period]
    ) throws -> [Figure]

    /// The figures of one indicator for all areas of a level in one period.
    func figuresByArea(indicator: IndicatorKey, level: AreaLevel, period: Period) throws
        -> [Figure]

    /// Targets for one area and any of the periods.
    func targets(indicators: [IndicatorKey], area: String, periods: [Period]) throws -> [Target]

    /// One entry per form issued in the months of the period.
    func surveyTallies(period: Period, satisfiedFrom: Int) throws -> [RespondentTally]

    /// Answers of a period on the scale of 1 to 5, by agency and question; ratings of cases by agency.
    func scaleTallies(of subject: TallySubject, period: Period) throws -> [ScaleTally]

    /// Feedback cases received in the months of the period, by agency, as they stood at the moment.
    func caseTallies(period: Period, asOf: Moment) throws -> [CaseTally]

    /// The same cases one by one, or those closed in the period, with what happened to each until the
    /// moment; by agency, then by code.
    func cases(_ basis: CaseBasis, in period: Period, asOf: Moment) throws -> [FeedbackCase]

    /// Files issued in the days of the period and by the moment, by dataset.
    func dropTallies(period: Period, asOf: Moment) throws -> [DropTally]

    /// What agencies owe for periods that were over, as it stood at the moment; by agency, dataset and
    /// period.
    func submissions(asOf: Moment) throws -> [Submission]

    /// The lines of drops that the answers or cases of a period stand on.
    func origins(of subject: TallySubject, period: Period) throws -> [FigureOrigin]
}

/// What tallies are made of.
package enum TallySubject: Sendable, CaseIterable {
    case surveyAnswers, cases
}

/// One figure with what it takes to trust it.
package struct Figure: Sendable, Hashable {
    package let indicator: IndicatorKey
    package let areaCode: String
    package let areaName: String
    package let breakdown: String
    package let period: Period
    package private(set) var value: ExactDecimal?
    package private(set) var mark: Mark?
    package let status: ObservationStatus
    package let confidentiality: Confidentiality
    /// The first day on which an embargoed figure is free.
    package let embargoUntil: CalendarDay?
    /// Why the value is left out that the warehouse holds; `nil` where it is not.
    package private(set) var withholding: Withholding?
    package let origin: FigureOrigin

    package init(
        indicator: IndicatorKey, areaCode: String, areaName: String, breakdown: String,
        period: Period, value: ExactDecimal?, mark: Mark?, status: ObservationStatus,
        confidentiality: Confidentiality = .free, embargoUntil: CalendarDay? = nil,
        origin: FigureOrigin
    ) {
        self.indicator = indicator
        self.areaCode = areaCode
        self.areaName = areaName
        self.breakdown = breakdown
        self.period = period
        self.value = value
        self.mark = mark
        self.status = status
        self.confidentiality = confidentiality
        self.embargoUntil = embargoUntil
        self.origin = origin
    }

    /// The same figure without what it says.
    package func withheld(because reason: Withholding) -> Figure {
        var figure = self
        (figure.value, figure.mark, figure.withholding) = (nil, nil, reason)
        return figure
    }
}

/// The line of the drop that a figure stands on.
package struct FigureOrigin: Sendable, Hashable {
    package let dataset: String
    package let agencyName: String
    package let path: String
    package let sha256: String
    package let line: Int
    package let knownAt: Moment
    /// Of a computed figure: indicator and formula as they are recorded, `[key] = …`; it has no file.
    package let formula: String?

    package init(
        dataset: String, agencyName: String, path: String, sha256: String, line: Int,
        knownAt: Moment, formula: String? = nil
    ) {
        self.formula = formula
        self.dataset = dataset
        self.agencyName = agencyName
        self.path = path
        self.sha256 = sha256
        self.line = line
        self.knownAt = knownAt
    }
}

/// What was to be reached.
package struct Target: Sendable, Hashable {
    package let indicator: IndicatorKey
    package let period: Period
    package let value: ExactDecimal
    package let origin: FigureOrigin

    package init(
        indicator: IndicatorKey, period: Period, value: ExactDecimal, origin: FigureOrigin
    ) {
        self.indicator = indicator
        self.period = period
        self.value = value
        self.origin = origin
    }
}

/// One respondent's form: how many questions were answered, and how many at the satisfied end.
package struct RespondentTally: Sendable, Hashable {
    package let agencyCode: String
    package let agencyName: String
    package let answeredCount: Int
    package let satisfiedCount: Int
    /// Sum of the answers, 1 to 5 each.
    package let scoreSum: Int
    /// Code of what filled the form in, ``RespondentKind``; empty where the form does not say.
    package let respondentKind: String

    package init(
        agencyCode: String, agencyName: String, answeredCount: Int, satisfiedCount: Int,
        scoreSum: Int, respondentKind: String = ""
    ) {
        self.respondentKind = respondentKind
        self.agencyCode = agencyCode
        self.agencyName = agencyName
        self.answeredCount = answeredCount
        self.satisfiedCount = satisfiedCount
        self.scoreSum = scoreSum
    }
}

/// What fills in a form: codes of `respondent_kind` that reports have words for.
package enum RespondentKind: String, Sendable {
    case person = "ca-nhan"
    case organisation = "to-chuc"
}

/// Cases of one agency.
package struct CaseTally: Sendable, Hashable {
    package let agencyCode: String
    package let agencyName: String
    package let receivedCount: Int
    package let closedInTimeCount: Int
    package let closedLateCount: Int
    package let openCount: Int
    /// Open cases past their due moment: late as well.
    package let openOverdueCount: Int
    /// Cases late (closed or open past due) or rated not satisfied, each counted once.
    package let lateOrDissatisfiedCount: Int
    package let ratedCount: Int
    package let dissatisfiedCount: Int

    package init(
        agencyCode: String, agencyName: String, receivedCount: Int, closedInTimeCount: Int,
        closedLateCount: Int, openCount: Int, openOverdueCount: Int,
        lateOrDissatisfiedCount: Int, ratedCount: Int, dissatisfiedCount: Int
    ) {
        self.agencyCode = agencyCode
        self.agencyName = agencyName
        self.receivedCount = receivedCount
        self.closedInTimeCount = closedInTimeCount
        self.closedLateCount = closedLateCount
        self.openCount = openCount
        self.openOverdueCount = openOverdueCount
        self.lateOrDissatisfiedCount = lateOrDissatisfiedCount
        self.ratedCount = ratedCount
        self.dissatisfiedCount = dissatisfiedCount
    }
}

/// Files of one dataset by what became of them.
package struct DropTally: Sendable, Hashable {
    package let dataset: String
    package let agencyCode: String
    package let agencyName: String
    package let loadedCount: Int
    package let refusedCount: Int
    package let heldCount: Int
    package let withdrawnCount: Int
    package let recordCount: Int
    package let quarantinedCount: Int
    /// Values that a recorded correction replaced.
    package let correctionCount: Int

    package init(
        dataset: String, agencyCode: String, agencyName: String, loadedCount: Int,
        refusedCount: Int, heldCount: Int, withdrawnCount: Int, recordCount: Int,
        quarantinedCount: Int, correctionCount: Int
    ) {
        self.dataset = dataset
        self.agencyCode = agencyCode
        self.agencyName = agencyName
        self.loadedCount = loadedCount
        self.refusedCount = refusedCount
        self.heldCount = heldCount
        self.withdrawnCount = withdrawnCount
        self.recordCount = recordCount
        self.quarantinedCount = quarantinedCount
        self.correctionCount = correctionCount
    }

    package var fileCount: Int { loadedCount + refusedCount + heldCount + withdrawnCount }
}
