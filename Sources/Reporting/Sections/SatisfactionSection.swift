import PhusaModel

/// Share satisfied by agency, with n, response rate and, where a sample was drawn, its interval.
struct SatisfactionSection {
    let frame: SectionFrame
    let survey: SurveyDefinition

    private var setting: ReportSetting { frame.setting }
    private var text: FigureText { setting.text }

    func write(_ draft: inout ReportDraft) throws -> Markup {
        let tallies = try setting.source.surveyTallies(
            period: setting.period, satisfiedFrom: survey.satisfiedFrom)
        let groups = SurveyGroups(tallies, confidentialBelow: survey.confidentialBelow)
        let notes = notes(groups)
        guard groups.total.respondentCount > 0 else {
            draft.warn(setting.say(.warnEmpty(section: frame.title)))
            return frame.markup(frame.empty(.noAnswers))
        }
        if groups.isTotalSuppressed {
            draft.warn(setting.say(.warnSuppressed(section: frame.title)))
            let rule = Words.suppressedRule(below: survey.confidentialBelow)
            return frame.markup(frame.empty(rule))
        }
        let rows = SatisfactionRow.rows(of: groups, survey: survey, setting: setting)
        SatisfactionRecord(frame: frame).record(rows, notes: notes, &draft)
        try draft.cite(.surveyAnswers, setting)
        return frame.markup(
            """
            <p class="lead">\(lead(groups.total))</p>
            <figure>\(plot(rows).markup)</figure>
            <table class="survey"><thead>\(header)</thead>
            <tbody>\(rows.filter { $0.kind != .total }.map(row).joined(separator: "\n"))</tbody>
            <tfoot>\(rows.filter { $0.kind == .total }.map(row).joined())</tfoot></table>
            \(frame.notes(notes))
            """)
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

    private func plot(_ rows: [SatisfactionRow]) -> IntervalPlot {
        let drawn = rows.compactMap { row -> IntervalPlot.Row? in
            guard let share = row.share?.share else { return nil }
            return IntervalPlot.Row(
                name: row.name, share: share.approximate, low: (row.interval?.low).map { $0 * 100 },
                high: (row.interval?.high).map { $0 * 100 }, text: text.percent(share),
                isTotal: row.kind == .total)
        }
        let subtitle = survey.design == nil ? Words.noDesign : .intervalRule
        return IntervalPlot(
            id: frame.id, title: setting.say(.shareSatisfied), summary: setting.say(subtitle),
            rows: drawn, text: text)
    }

    private var header: Markup {
        let columns: [(Words, Markup)] = [
            (.agency, "name"), (.formsIssued, "num"), (.respondents, "num"),
            (.responseRate, "num"), (.shareSatisfied, "num"), (.interval, "num"),
            (.meanScore, "num"), (.rank, "num"),
        ]
        let cells = columns.map { words, kind -> Markup in
            "<th scope=\"col\" class=\"\(kind)\">\(setting.say(words))</th>"
        }
        return "<tr>\(cells.joined())</tr>"
    }

    private func row(_ row: SatisfactionRow) -> Markup {
        let head: Markup = "<th scope=\"row\" class=\"name\">\(row.name)</th>"
        guard let share = row.share, let value = share.share else {
            return """
                <tr>\(head)<td class="num">\(text.number(row.issuedCount))</td>\
                <td class="num">0</td><td class="empty-cell" colspan="5">\(setting.say(.notEnough))</td></tr>
                """
        }
        let flag: Markup =
            row.isSmall ? "<sup class=\"flag\">\(setting.say(.smallSample))</sup>" : ""
        let mean = share.meanScore.map { text.number($0, decimals: 2) } ?? "–"
        return """
            <tr>\(head)<td class="num">\(text.number(row.issuedCount))</td>\
            <td class="num">\(text.number(share.respondentCount))\(flag)</td>\
            <td class="num">\(percent(share.responseRate))</td>\
            <td class="num strong">\(text.percent(value))</td>\
            <td class="num">\(interval(row))</td><td class="num">\(mean)</td>\
            <td class="num">\(row.rank?.text ?? "–")</td></tr>
            """
    }

    private func interval(_ row: SatisfactionRow) -> String {
        guard survey.design != nil else { return setting.say(.voluntary) }
        guard let low = row.interval?.lowPercent, let high = row.interval?.highPercent else {
            return "–"
        }
        return "\(text.number(low, decimals: 1))–\(text.percent(high))"
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
