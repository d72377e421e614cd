import PhusaModel

/// Share satisfied by agency, with n, response rate and, where a sample was drawn, its interval.
struct SatisfactionSection {
    let frame: SectionFrame
    let survey: SurveyDefinition

    private var setting: ReportSetting { frame.setting }
    private var text: FigureText { setting.text }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        let forms = try setting.source.surveyTallies(
            period: setting.period, satisfiedFrom: survey.satisfiedFrom)
        let tallies = isByAgency ? forms : forms.map(byKind)
        let groups = SurveyGroups(tallies, confidentialBelow: survey.confidentialBelow)
        guard groups.total.respondentCount > 0 else {
            draft.warn(setting.say(.warnEmpty(section: frame.title)))
            return frame.empty(.noAnswers)
        }
        if groups.isTotalSuppressed {
            draft.warn(setting.say(.warnSuppressed(section: frame.title)))
            let rule = Words.suppressedRule(below: survey.confidentialBelow)
            return frame.empty(rule)
        }
        let rows = SatisfactionRow.rows(of: groups, survey: survey, setting: setting)
        let notes = notes(groups, rows)
        SatisfactionRecord(frame: frame).record(rows, &draft)
        try draft.cite(.surveyAnswers, setting)
        return [
            .lead(lead(groups, rows)), .intervals(plot(rows)), .table(table(rows, notes: notes)),
            .notes(notes),
        ]
    }

    private var isByAgency: Bool { survey.grouping == .agency }

    /// The form as one of those that the same kind of respondent filled in.
    private func byKind(_ form: RespondentTally) -> RespondentTally {
        RespondentTally(
            agencyCode: form.respondentKind,
            agencyName: setting.say(.respondents(ofKind: form.respondentKind)),
            answeredCount: form.answeredCount, satisfiedCount: form.satisfiedCount,
            scoreSum: form.scoreSum, respondentKind: form.respondentKind)
    }

    /// Of all agencies; of the one that the report is about, or why its answers are not told.
    private func lead(_ groups: SurveyGroups, _ rows: [SatisfactionRow]) -> String {
        let row =
            setting.agency == nil || !isByAgency ? rows.last : rows.first { $0.kind == .agency }
        guard let total = row?.share else {
            return setting.say(
                setting.agency.map(groups.isFolded) ?? false
                    ? .ownFoldedRule(below: survey.confidentialBelow) : .noOwnAnswers)
        }
        let interval = survey.design == nil ? nil : total.interval
        return setting.say(
            .satisfactionLead(
                share: percent(total.share), low: (interval?.lowPercent).map { text.percent($0) },
                high: (interval?.highPercent).map { text.percent($0) },
                count: text.number(total.respondentCount)))
    }

    private func percent(_ value: ExactDecimal?) -> String {
        value.map { text.percent($0) } ?? setting.say(.notEnough)
    }

    private func plot(_ rows: [SatisfactionRow]) -> IntervalFigure {
        let drawn = rows.compactMap { row -> IntervalFigure.Row? in
            guard let share = row.share?.share else { return nil }
            return IntervalFigure.Row(
                name: row.name, share: share, low: row.interval?.lowPercent,
                high: row.interval?.highPercent, isTotal: row.kind == .total)
        }
        let subtitle = survey.design == nil ? Words.noDesign : .intervalRule
        return IntervalFigure(
            title: setting.say(.shareSatisfied), summary: setting.say(subtitle), rows: drawn)
    }

    private func table(_ rows: [SatisfactionRow], notes: [String]) -> ReportTable {
        let columns: [(Words, ReportTable.Role, String?, ReportTable.Audience)] = [
            (isByAgency ? .agency : .respondentKind, .name, nil, .all),
            (.formsIssued, .figure, nil, .all),
            (.respondents, .figure, nil, .all), (.responseRate, .figure, "%", .all),
            (.shareSatisfied, .mainFigure, "%", .all), (.interval, .figure, nil, .page),
            (.intervalLow, .figure, "%", .sheet), (.intervalHigh, .figure, "%", .sheet),
            (.meanScore, .figure, nil, .all), (.rank, .figure, nil, .all),
            (.remark, .text, nil, .sheet),
        ]
        return ReportTable(
            style: .survey,
            columns: columns.map {
                ReportTable.Column(setting.say($0), $1, unit: $2, for: $3)
            }, groups: [ReportTable.Group(rows: rows.filter { $0.kind != .total }.map(cells))],
            totals: rows.filter { $0.kind == .total }.map(cells), notes: notes)
    }

    private func cells(_ row: SatisfactionRow) -> [TableCell] {
        let start: [TableCell] = [
            .name(row.name, sign: nil, unit: nil), .amount(.count(row.issuedCount)),
        ]
        guard let share = row.share, let value = share.share else {
            return start + [.amount(.count(0)), .absent(setting.say(.notEnough))]
        }
        var respondents = Amount.count(share.respondentCount)
        if row.isSmall {
            let words = setting.say(.smallSample)
            respondents.mark = Amount.Remark(text: words, meaning: words)
        }
        func percent(_ value: ExactDecimal?) -> TableCell {
            value.map { .amount(.percent($0)) } ?? .none
        }
        return start + [
            .amount(respondents), percent(share.responseRate), percent(value),
            .text(interval(row)), percent(row.interval?.lowPercent),
            percent(row.interval?.highPercent),
            share.meanScore.map { .amount(Amount($0, decimals: 2)) } ?? .none,
            row.rank.map { .text($0.text) } ?? .none, .text(remark(row)),
        ]
    }

    private func interval(_ row: SatisfactionRow) -> String {
        guard survey.design != nil else { return setting.say(.voluntary) }
        return row.interval.map(text.interval) ?? "–"
    }

    private func remark(_ row: SatisfactionRow) -> String {
        var remarks: [String] = []
        if row.isSmall { remarks.append(setting.say(.smallSample)) }
        if row.interval == nil { remarks.append(setting.say(.voluntary)) }
        return remarks.joined(separator: "; ")
    }

    private func notes(_ groups: SurveyGroups, _ rows: [SatisfactionRow]) -> [String] {
        var notes: [Words] = []
        if let design = survey.design {
            notes += [.design(setting.say(design)), .intervalRule]
        } else {
            notes.append(.noDesign)
        }
        notes.append(.satisfiedRule(from: survey.satisfiedFrom))
        if rows.contains(where: \.isSmall) {
            notes.append(.smallSampleRule(survey.reliableFrom))
        }
        if setting.agency == nil || !isByAgency, !groups.foldedNames.isEmpty {
            let names = groups.foldedNames.joined(separator: "; ")
            let below = survey.confidentialBelow
            notes.append(
                isByAgency
                    ? .foldedRule(below: below, names: names)
                    : .foldedKinds(below: below, names: names))
        }
        return notes.map(setting.say)
    }
}
