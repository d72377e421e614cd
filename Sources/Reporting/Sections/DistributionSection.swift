import PhusaModel

/// How answers of 1 to 5 are spread, by agency or question, as bars of 100 %.
struct DistributionSection {
    let frame: SectionFrame
    let scale: ScaleDefinition

    private var setting: ReportSetting { frame.setting }
    private var text: FigureText { setting.text }
    private var isVoluntary: Bool { scale.subject == .cases }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        let tallies = try setting.source.scaleTallies(of: scale.subject, period: setting.period)
        let groups = try groups(tallies, by: scale.grouping)
        guard groups.total.answerCount > 0 else {
            draft.warn(setting.say(.warnEmpty(section: frame.title)))
            return frame.empty(.noAnswers)
        }
        if groups.isTotalSuppressed {
            draft.warn(setting.say(.warnSuppressed(section: frame.title)))
            return frame.empty(.suppressedRule(below: scale.confidentialBelow))
        }
        try draft.cite(scale.subject, setting)
        let spread = try setting.agency.map { try own(groups, tallies, of: $0) } ?? all(groups)
        var table = ReportTable(
            style: .scale,
            caption: ReportTable.Caption(text: setting.say(.spreadCaption), unit: "%"),
            columns: columns, groups: [],
            parts: zip(ReportTable.StackPart.Kind.answers, ScaleTally.steps).map {
                ReportTable.StackPart(kind: $0, title: setting.say(.answer($1)))
            })
        table.groups = [ReportTable.Group(rows: spread.rows.map { cells($0, &draft) })]
        table.totals = spread.totals.map { cells($0, &draft) }
        table.notes = notes(spread)
        let lead = spread.lead.map { [ReportBlock.lead(setting.say($0))] } ?? []
        return lead + [.table(table), .notes(table.notes)]
    }

    // MARK: What is printed

    private struct Line {
        let name: Name
        let row: ScaleGroups.Row
        /// The same questions over all agencies; `nil` where the row is no question of one agency.
        var whole: ScaleGroups.Row?
    }

    private struct Spread {
        let rows: [Line]
        let totals: [Line]
        /// Why there is nothing of the agency that the report is about.
        var lead: Words?
        /// What is put together.
        var folding: Words?
    }

    private func all(_ groups: ScaleGroups) -> Spread {
        let rows = sorted(groups.shown).map { Line(name: name($0), row: $0) }
        let folded = groups.folded.map { Line(name: Name(foldedName(groups)), row: $0) }
        let names = titles(groups.foldedNames)
        let below = scale.confidentialBelow
        return Spread(
            rows: rows + [folded].compactMap(\.self), totals: [whole(groups)],
            folding: groups.foldedNames.isEmpty
                ? nil
                : scale.grouping == .agency
                    ? .foldedRule(below: below, names: names)
                    : .foldedQuestions(below: below, names: names))
    }

    /// Agencies by their names, questions by their titles.
    private func titles(_ names: [String]) -> String {
        let titles = scale.grouping == .agency ? names : names.map(setting.questionTitle)
        return titles.joined(separator: "; ")
    }

    private func whole(_ groups: ScaleGroups) -> Line {
        Line(name: Name(setting.say(setting.whole)), row: groups.total)
    }

    /// Of one agency, against the whole: what all agencies' reports print together gives no more away
    /// than that of the province.
    private func own(
        _ groups: ScaleGroups, _ tallies: [ScaleTally], of agency: String
    ) throws -> Spread {
        let isByAgency = scale.grouping == .agency
        let agencies = isByAgency ? groups : try self.groups(tallies, by: .agency)
        guard let own = agencies.shown.first(where: { $0.code == agency }) else {
            return Spread(
                rows: [], totals: [whole(groups)],
                lead: agencies.foldedCodes.contains(agency)
                    ? .ownFoldedRule(below: scale.confidentialBelow) : .noOwnAnswers)
        }
        if isByAgency {
            return Spread(rows: [Line(name: Name(own.name), row: own)], totals: [whole(groups)])
        }
        let questions = QuestionGroups(
            tallies, agencies: agencies, questions: groups, below: scale.confidentialBelow)
        let (shown, rest) = questions.rows(of: agency)
        var rows = shown.map { row in
            Line(name: name(row), row: row, whole: groups.shown.first { $0.code == row.code })
        }
        if let rest {
            let whole = QuestionGroups.whole(tallies, questions.foldedCodes)
            rows.append(Line(name: Name(setting.say(.otherQuestions)), row: rest, whole: whole))
        }
        let names = titles(questions.foldedCodes.sorted())
        return Spread(
            rows: rows,
            totals: [Line(name: Name(own.name), row: own, whole: groups.total), whole(groups)],
            folding: names.isEmpty
                ? nil : .foldedOwnQuestions(below: scale.confidentialBelow, names: names))
    }

    /// By agency the rows fold by respondents, as they do where their share is printed.
    private func groups(
        _ tallies: [ScaleTally], by grouping: ScaleDefinition.Grouping
    ) throws -> ScaleGroups {
        guard scale.subject == .surveyAnswers else {
            return ScaleGroups(tallies, by: .agency, below: scale.confidentialBelow)
        }
        // Any step counts as satisfied here: only who answered is asked for.
        let forms = try setting.source.surveyTallies(
            period: setting.period, satisfiedFrom: ScaleTally.steps.lowerBound
        ).filter { $0.answeredCount > 0 }
        let byAgency = Dictionary(grouping: forms, by: \.agencyCode).mapValues(\.count)
        return ScaleGroups(
            tallies, by: grouping, below: scale.confidentialBelow,
            respondents: grouping == .agency ? byAgency : [:], allRespondents: forms.count)
    }

    /// Agencies by mean, the highest first; questions in their own order.
    private func sorted(_ rows: [ScaleGroups.Row]) -> [ScaleGroups.Row] {
        guard scale.grouping == .agency else { return rows }
        return rows.enumerated().sorted { left, right in
            let (mine, other) = (left.element.mean ?? .zero, right.element.mean ?? .zero)
            return mine == other ? left.offset < right.offset : mine > other
        }.map(\.element)
    }

    /// What a row is called, and by which code answers name its question.
    private struct Name {
        let title: String
        let code: String

        init(_ title: String, code: String = "") { (self.title, self.code) = (title, code) }

        /// Title and code, for readers who know questions by either.
        var full: String { code.isEmpty || code == title ? title : "\(title) (\(code))" }
    }

    private func name(_ row: ScaleGroups.Row) -> Name {
        scale.grouping == .agency
            ? Name(row.name) : Name(setting.questionTitle(row.name), code: row.name)
    }

    private func foldedName(_ groups: ScaleGroups) -> String {
        scale.grouping == .agency
            ? setting.say(.othersCount(groups.foldedNames.count)) : setting.say(.otherQuestions)
    }

    private var columns: [ReportTable.Column] {
        let name = ReportTable.Column(
            setting.say(scale.grouping == .agency ? .agency : .question), .name)
        let count = ReportTable.Column(setting.say(isVoluntary ? .ratings : .answers), .figure)
        let code = ReportTable.Column(setting.say(.questionCode), .text, for: .sheet)
        let rate = ReportTable.Column(setting.say(.ratingRate), .figure)
        let steps = ScaleTally.steps.map {
            ReportTable.Column(setting.say(.answer($0)), .figure, unit: "%")
        }
        return [name] + (scale.grouping == .question ? [code] : []) + [count]
            + (isVoluntary ? [rate] : [])
            + [ReportTable.Column(setting.say(.spread), .stack, for: .page)] + steps
            + [ReportTable.Column(setting.say(.meanScore), .mainFigure)]
            + (comparesQuestions
                ? [ReportTable.Column(setting.say(.meanOfWhole), .figure)] : [])
    }

    /// Whether each question of an agency stands beside that of all.
    private var comparesQuestions: Bool { setting.agency != nil && scale.grouping == .question }

    private func cells(_ line: Line, _ draft: inout ReportDraft) -> [TableCell] {
        let row = line.row
        record(line, &draft)
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
        func mean(_ row: ScaleGroups.Row?) -> TableCell {
            row?.mean.map { .amount(Amount($0, decimals: 2)) } ?? .none
        }
        return [.name(line.name.title, sign: nil, unit: nil)]
            + (scale.grouping == .question ? [.text(line.name.code)] : []) + [.amount(count)]
            + (isVoluntary ? [rate.map { .amount(.percent($0)) } ?? .none] : [])
            + [.stack(row.counts)] + steps
            + [mean(row)] + (comparesQuestions ? [mean(line.whole)] : [])
    }

    private func record(_ line: Line, _ draft: inout ReportDraft) {
        let row = line.row
        var values: [(Words, ExactDecimal?, String)] = [
            (isVoluntary ? .ratings : .answers, ExactDecimal(row.answerCount), "")
        ]
        values += ScaleTally.steps.map { (.answer($0), row.share($0), "%") }
        values.append((.meanScore, row.mean, ""))
        if let whole = line.whole { values.append((.meanOfWhole, whole.mean, "")) }
        for (column, value, unit) in values {
            draft.cells.append(
                frame.cell(row: line.name.full, column: column, value: value, unit: unit))
        }
    }

    private func notes(_ spread: Spread) -> [String] {
        var notes: [Words] = [.scaleRule]
        if isVoluntary { notes.append(.ratingRule) }
        if (spread.rows + spread.totals).contains(where: {
            $0.row.respondentCount < scale.reliableFrom
        }) {
            notes.append(.smallSampleRule(scale.reliableFrom))
        }
        return (notes + [spread.folding].compactMap(\.self)).map(setting.say)
    }
}
