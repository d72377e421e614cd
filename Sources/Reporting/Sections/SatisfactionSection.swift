import PhusaModel

/// Share satisfied by agency, with n, response rate and, where a sample was drawn, its interval.
struct SatisfactionSection {
    let frame: SectionFrame
    let survey: SurveyDefinition

    private var setting: ReportSetting { frame.setting }
    private var text: FigureText { setting.text }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        let tallies = try setting.source.surveyTallies(
            period: setting.period, satisfiedFrom: survey.satisfiedFrom)
        let groups = SurveyGroups(tallies, confidentialBelow: survey.confidentialBelow)
        let notes = notes(groups)
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
        SatisfactionRecord(frame: frame).record(rows, &draft)
        try draft.cite(.surveyAnswers, setting)
        return [
            .lead(lead(groups.total)), .intervals(plot(rows)), .table(table(rows, notes: notes)),
            .notes(notes),
        ]
    }

    private func lead(_ total: ClusteredShare) -> String {
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
            (.agency, .name, nil, .all), (.formsIssued, .figure, nil, .all),
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
        guard let low = row.interval?.lowPercent, let high = row.interval?.highPercent else {
            return "–"
        }
        return "\(text.number(low, decimals: 1))–\(text.percent(high))"
    }

    private func remark(_ row: SatisfactionRow) -> String {
        var remarks: [String] = []
        if row.isSmall { remarks.append(setting.say(.smallSample)) }
        if row.interval == nil { remarks.append(setting.say(.voluntary)) }
        return remarks.joined(separator: "; ")
    }

    private func notes(_ groups: SurveyGroups) -> [String] {
        var notes: [Words] = []
        if let design = survey.design {
            notes += [.design(setting.say(design)), .intervalRule]
        } else {
            notes.append(.noDesign)
        }
        notes.append(.satisfiedRule(from: survey.satisfiedFrom))
        let shares = groups.shown.map(\.share) + [groups.folded, groups.total].compactMap(\.self)
        if shares.contains(where: { $0.respondentCount < survey.reliableFrom }) {
            notes.append(.smallSampleRule(survey.reliableFrom))
        }
        if !groups.foldedNames.isEmpty {
            let names = groups.foldedNames.joined(separator: "; ")
            notes.append(.foldedRule(below: survey.confidentialBelow, names: names))
        }
        return notes.map(setting.say)
    }
}
