import PhusaModel

/// How answers of 1 to 5 are spread, by agency or question, as bars of 100 %.
struct DistributionSection {
    let frame: SectionFrame
    let scale: ScaleDefinition

    private var setting: ReportSetting { frame.setting }
    private var text: FigureText { setting.text }
    private var isVoluntary: Bool { scale.subject == .cases }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        let groups = try groups()
        guard groups.total.answerCount > 0 else {
            draft.warn(setting.say(.warnEmpty(section: frame.title)))
            return frame.empty(.noAnswers)
        }
        if groups.isTotalSuppressed {
            draft.warn(setting.say(.warnSuppressed(section: frame.title)))
            return frame.empty(.suppressedRule(below: scale.confidentialBelow))
        }
        try draft.cite(scale.subject, setting)
        var table = ReportTable(
            style: .survey,
            caption: ReportTable.Caption(text: setting.say(.spreadCaption), unit: "%"),
            columns: columns, groups: [],
            parts: zip(ReportTable.StackPart.Kind.answers, ScaleTally.steps).map {
                ReportTable.StackPart(kind: $0, title: setting.say(.answer($1)))
            })
        var rows: [[TableCell]] = []
        for row in sorted(groups.shown) { rows.append(cells(row, row.name, &draft)) }
        if let folded = groups.folded {
            rows.append(cells(folded, foldedName(groups), &draft))
        }
        table.groups = [ReportTable.Group(rows: rows)]
        table.totals = [cells(groups.total, setting.say(.total), &draft)]
        table.notes = notes(groups)
        return [.table(table), .notes(table.notes)]
    }

    /// By agency the rows fold by respondents, as they do where their share is printed.
    private func groups() throws -> ScaleGroups {
        let tallies = try setting.source.scaleTallies(of: scale.subject, period: setting.period)
        guard scale.subject == .surveyAnswers else {
            return ScaleGroups(tallies, by: .agency, below: scale.confidentialBelow)
        }
        // Any step counts as satisfied here: only who answered is asked for.
        let forms = try setting.source.surveyTallies(
            period: setting.period, satisfiedFrom: ScaleTally.steps.lowerBound
        ).filter { $0.answeredCount > 0 }
        let byAgency = Dictionary(grouping: forms, by: \.agencyCode).mapValues(\.count)
        return ScaleGroups(
            tallies, by: scale.grouping, below: scale.confidentialBelow,
            respondents: scale.grouping == .agency ? byAgency : [:], allRespondents: forms.count)
    }

    /// Agencies by mean, the highest first; questions in their own order.
    private func sorted(_ rows: [ScaleGroups.Row]) -> [ScaleGroups.Row] {
        guard scale.grouping == .agency else { return rows }
        return rows.enumerated().sorted { left, right in
            let (mine, other) = (left.element.mean ?? .zero, right.element.mean ?? .zero)
            return mine == other ? left.offset < right.offset : mine > other
        }.map(\.element)
    }

    private func foldedName(_ groups: ScaleGroups) -> String {
        scale.grouping == .agency
            ? setting.say(.othersCount(groups.foldedNames.count)) : setting.say(.otherQuestions)
    }

    private var columns: [ReportTable.Column] {
        let head: [ReportTable.Column] = [
            ReportTable.Column(setting.say(scale.grouping == .agency ? .agency : .question), .name),
            ReportTable.Column(setting.say(isVoluntary ? .ratings : .answers), .figure),
        ]
        let rate = ReportTable.Column(setting.say(.ratingRate), .figure)
        let steps = ScaleTally.steps.map {
            ReportTable.Column(setting.say(.answer($0)), .figure, unit: "%")
        }
        return head + (isVoluntary ? [rate] : [])
            + [ReportTable.Column(setting.say(.spread), .stack, for: .page)] + steps
            + [ReportTable.Column(setting.say(.meanScore), .mainFigure)]
    }

    private func cells(
        _ row: ScaleGroups.Row, _ name: String, _ draft: inout ReportDraft
    ) -> [TableCell] {
        record(row, name, &draft)
        var count = Amount.count(row.answerCount)
        if row.respondentCount < scale.reliableFrom {
            count.mark = Amount.Remark(
                text: setting.say(.smallSample),
                meaning: setting.say(.smallSampleRule(scale.reliableFrom)))
        }
        let rate = ExactDecimal.percent(row.answerCount, of: row.askedCount)
        let steps = ScaleTally.steps.map { step -> TableCell in
            row.share(step).map { .amount(Amount($0, decimals: 1)) } ?? .none
        }
        return [.name(name, sign: nil, unit: nil), .amount(count)]
            + (isVoluntary ? [rate.map { .amount(.percent($0)) } ?? .none] : [])
            + [.stack(row.counts)] + steps
            + [row.mean.map { .amount(Amount($0, decimals: 2)) } ?? .none]
    }

    private func record(_ row: ScaleGroups.Row, _ name: String, _ draft: inout ReportDraft) {
        var values: [(Words, ExactDecimal?, String)] = [
            (isVoluntary ? .ratings : .answers, ExactDecimal(row.answerCount), "")
        ]
        values += ScaleTally.steps.map { (.answer($0), row.share($0), "%") }
        values.append((.meanScore, row.mean, ""))
        for (column, value, unit) in values {
            draft.cells.append(frame.cell(row: name, column: column, value: value, unit: unit))
        }
    }

    private func notes(_ groups: ScaleGroups) -> [String] {
        var notes: [Words] = [.scaleRule]
        if isVoluntary { notes.append(.ratingRule) }
        let rows = groups.shown + [groups.folded, groups.total].compactMap(\.self)
        if rows.contains(where: { $0.respondentCount < scale.reliableFrom }) {
            notes.append(.smallSampleRule(scale.reliableFrom))
        }
        if !groups.foldedNames.isEmpty {
            let names = groups.foldedNames.joined(separator: "; ")
            notes.append(
                scale.grouping == .agency
                    ? .foldedRule(below: scale.confidentialBelow, names: names)
                    : .foldedQuestions(below: scale.confidentialBelow, names: names))
        }
        return notes.map(setting.say)
    }
}
