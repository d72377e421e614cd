import PhusaModel

/// Reads the figures of a text and says what is printed of each.
struct TextFigureTeller {
    /// A figure as the sentence prints it and as it is frozen.
    struct Told {
        let figure: ProseFigure
        let cell: ReportCell
        /// Whether there is none because the series breaks.
        var isBroken = false
    }

    let frame: SectionFrame
    private let section: TextSection
    private let rows: TextFigureRows
    /// Read once, when the first of their figures is told.
    private var cases: CaseTally?
    private var answers: SurveyGroups?
    /// How answers of the survey are to be read, where one is told.
    private(set) var rules: [String] = []

    var setting: ReportSetting { frame.setting }

    init(_ section: TextSection, _ draft: inout ReportDraft) throws {
        frame = section.frame
        self.section = section
        rows = try TextFigureRows(
            section.text.figures.values.compactMap {
                if case .indicator(let figure) = $0 { figure } else { nil }
            }, section.frame.setting, &draft)
    }

    mutating func tell(_ figure: TextFigure, _ draft: inout ReportDraft) throws -> Told {
        switch figure {
        case .indicator(let figure):
            guard let row = rows[figure] else {
                let name = figure.indicator.description
                return told(name, .figure, .absent(setting.say(.noFigure)), unit: "")
            }
            return IndicatorTeller(frame: frame, figure: figure, row: row).tell(&draft)
        case .cases(let figure): return try tell(figure, &draft)
        case .survey(let figure): return try tell(figure, &draft)
        case .submissions(let figure): return try tell(figure)
        }
    }

    /// A figure of all agencies together.
    private func told(
        _ row: String, _ column: Words, _ amount: Amount, unit: String
    ) -> Told {
        Told(
            figure: ProseFigure(
                row: row, column: setting.say(column), amount: amount, unit: unit),
            cell: frame.cell(row: row, column: column, value: amount.value, unit: unit))
    }

    private func rate(_ column: Words, _ value: ExactDecimal?, mark: Amount.Remark? = nil) -> Told {
        var amount = value.map { Amount.percent($0) } ?? .absent(setting.say(.notEnough))
        if value != nil { amount.mark = mark }
        return told(setting.say(.total), column, amount, unit: "%")
    }

    private func count(_ column: Words, _ count: Int) -> Told {
        told(setting.say(.total), column, .count(count), unit: "")
    }

    // MARK: Cases and deliveries

    private mutating func tell(_ figure: CaseFigure, _ draft: inout ReportDraft) throws -> Told {
        let total = try self.cases ?? allCases(&draft)
        cases = total
        switch figure {
        case .received: return count(.received, total.receivedCount, of: total)
        case .overdue: return count(.openPastDue, total.openOverdueCount, of: total)
        case .inTime: return rate(.onTimeRate, total.onTimeRate)
        case .satisfied: return rate(.rule766, total.satisfaction)
        case .silent: return rate(.silence, total.silence)
        }
    }

    /// No case at all is no file yet: it is not told as a count of nothing.
    private func count(_ column: Words, _ count: Int, of total: CaseTally) -> Told {
        guard total.receivedCount > 0 else {
            return told(setting.say(.total), column, .absent(setting.say(.noFigure)), unit: "")
        }
        return self.count(column, count)
    }

    private func allCases(_ draft: inout ReportDraft) throws -> CaseTally {
        try draft.cite(.cases, setting)
        return CaseTally.total(
            of: try setting.source.caseTallies(
                period: setting.period, asOf: setting.context.asOf), name: "")
    }

    private func tell(_ figure: SubmissionFigure) throws -> Told {
        let scope = section.scope ?? SubmissionScope(periodCount: 1, agency: nil)
        let owed = try OwedDeliveries(setting, agency: scope.agency)
        let tally = SubmissionTally(owed.matrix(scope).submissions, on: owed.day)
        switch figure {
        case .owed: return count(SubmissionWords.owed, tally.owedCount)
        case .short: return count(SubmissionWords.short, tally.shortCount)
        case .onTime: return rate(SubmissionWords.onTimeRate, tally.onTimeRate)
        case .complete: return rate(SubmissionWords.completeness, tally.completeness)
        }
    }

    // MARK: Survey

    /// Number, share, mean and rate of response are told or withheld together, as in the table of
    /// the satisfaction section.
    private mutating func tell(_ figure: SurveyFigure, _ draft: inout ReportDraft) throws -> Told {
        answers = try answers ?? allAnswers(&draft)
        let share = answers.flatMap { $0.isTotalSuppressed ? nil : $0.total }
        let mark = share.flatMap { self.mark($0) }
        switch figure {
        case .share: return rate(.shareSatisfied, share?.share, mark: mark)
        case .responseRate: return rate(.responseRate, share?.responseRate)
        case .mean:
            let value = share?.meanScore
            var amount = value.map { Amount($0, decimals: 2) } ?? .absent(setting.say(.notEnough))
            if value != nil { amount.mark = mark }
            return told(setting.say(.total), .meanScore, amount, unit: "")
        case .respondents:
            guard let share, share.respondentCount > 0 else {
                return told(
                    setting.say(.total), .respondents, .absent(setting.say(.notEnough)), unit: "")
            }
            return count(.respondents, share.respondentCount)
        }
    }

    /// - Returns: `nil` where the report does not say how answers are read.
    private func allAnswers(_ draft: inout ReportDraft) throws -> SurveyGroups? {
        guard let survey = section.survey else { return nil }
        try draft.cite(.surveyAnswers, setting)
        return SurveyGroups(
            try setting.source.surveyTallies(
                period: setting.period, satisfiedFrom: survey.satisfiedFrom),
            confidentialBelow: survey.confidentialBelow)
    }

    /// Says of ratings that they are voluntary, and of few that they are few.
    private mutating func mark(_ share: ClusteredShare) -> Amount.Remark? {
        guard let survey = section.survey else { return nil }
        var words: [Words] = []
        if survey.design == nil {
            words.append(.voluntary)
            add(.noDesign)
        }
        if share.respondentCount < survey.reliableFrom {
            words.append(.smallSample)
            add(.smallSampleRule(survey.reliableFrom))
        }
        let text = words.map(setting.say).joined(separator: ", ")
        return words.isEmpty ? nil : Amount.Remark(text: text, meaning: text)
    }

    private mutating func add(_ rule: Words) {
        let rule = setting.say(rule)
        if !rules.contains(rule) { rules.append(rule) }
    }
}

extension Amount {
    /// Of a sentence: only the reason is printed.
    static func absent(_ reason: String) -> Amount { .absent(FigureAmounts.missingSign, reason) }
}
