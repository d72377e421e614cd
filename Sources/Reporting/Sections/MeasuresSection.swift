import PhusaModel

/// Three measures beside each other, by agency, and never added up: handling by Decision 766, what those
/// who sent a case said of it, and what a survey says.
///
/// What is suppressed where ratings and survey are printed by agency is so here: the groups are the
/// same.
struct MeasuresSection {
    let frame: SectionFrame
    let survey: SurveyDefinition

    private var setting: ReportSetting { frame.setting }

    /// What one source says of an agency.
    private enum Told<Value> {
        case told(Value)
        /// There is nothing to tell.
        case nothing
        case withheld

        var value: Value? {
            if case .told(let value) = self { value } else { nil }
        }
    }

    private struct Row {
        let name: String
        let cases: CaseTally?
        let ratings: Told<ScaleGroups.Row>
        let answers: Told<SatisfactionRow>

        var isEmpty: Bool {
            guard cases == nil, case .nothing = ratings, case .nothing = answers else {
                return false
            }
            return true
        }
    }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        let sources = try Sources(setting, survey)
        let rows = sources.agencies.map { row($0.code, $0.name, sources) }
        let total = total(sources)
        guard !total.isEmpty else {
            draft.warn(setting.say(.warnEmpty(section: frame.title)))
            return frame.empty(.notEnough)
        }
        for row in rows + [total] { record(row, &draft) }
        if total.cases != nil { try draft.cite(.cases, setting) }
        if total.answers.value != nil { try draft.cite(.surveyAnswers, setting) }
        let notes = notes(rows + [total])
        let table = ReportTable(
            style: .measures, columns: columns,
            groups: [ReportTable.Group(rows: rows.map(cells))], totals: [cells(total)],
            notes: notes)
        return [.table(table), .notes(notes)]
    }

    // MARK: What the sources say

    private struct Sources {
        let cases: [CaseTally]
        let ratings: ScaleGroups
        let answers: SurveyGroups
        let answerRows: [SatisfactionRow]
        /// Code and name of each that a source has, by name.
        let agencies: [(code: String, name: String)]

        init(_ setting: ReportSetting, _ survey: SurveyDefinition) throws {
            let (source, period) = (setting.source, setting.period)
            cases = try source.caseTallies(period: period, asOf: setting.context.asOf)
                .filter { $0.receivedCount > 0 }
            let scales = try source.scaleTallies(of: .cases, period: period)
            ratings = ScaleGroups(scales, by: .agency, below: survey.confidentialBelow)
            let forms = try source.surveyTallies(
                period: period, satisfiedFrom: survey.satisfiedFrom)
            answers = SurveyGroups(forms, confidentialBelow: survey.confidentialBelow)
            answerRows = SatisfactionRow.rows(of: answers, survey: survey, setting: setting)
            let names = Dictionary(
                cases.map { ($0.agencyCode, $0.agencyName) }
                    + scales.map { ($0.agencyCode, $0.agencyName) }
                    + forms.map { ($0.agencyCode, $0.agencyName) }
            ) { first, _ in first }
            agencies = names.filter { setting.shows($0.key) }
                .map { (code: $0.key, name: $0.value) }
                .sorted {
                    (VietnameseOrder($0.name), $0.code) < (VietnameseOrder($1.name), $1.code)
                }
        }
    }

    private func row(_ code: String, _ name: String, _ sources: Sources) -> Row {
        let rating = sources.ratings.shown.first { $0.code == code }
        let answers = sources.answerRows.first { $0.kind == .agency && $0.agency == code }
        let cases = sources.cases.filter { $0.agencyCode == code }
        return Row(
            name: name, cases: cases.isEmpty ? nil : CaseTally.total(of: cases, name: name),
            ratings: rating.map { .told($0) }
                ?? (sources.ratings.foldedCodes.contains(code) ? .withheld : .nothing),
            answers: answers.map { .told($0) }
                ?? (sources.answers.isFolded(code) ? .withheld : .nothing))
    }

    private func total(_ sources: Sources) -> Row {
        let name = setting.say(setting.whole)
        let ratings = sources.ratings
        let answers = sources.answerRows.last { $0.kind == .total }
        return Row(
            name: name,
            cases: sources.cases.isEmpty ? nil : CaseTally.total(of: sources.cases, name: name),
            ratings: ratings.total.answerCount == 0
                ? .nothing : ratings.isTotalSuppressed ? .withheld : .told(ratings.total),
            answers: sources.answers.total.respondentCount == 0
                ? .nothing
                : answers?.share == nil ? .withheld : answers.map { .told($0) } ?? .nothing
        )
    }

    // MARK: What is printed

    private enum Band: CaseIterable { case handling, ratings, survey }

    private struct Column: Sendable {
        let band: Band
        let words: Words
        /// Empty for counts and means.
        let unit: String
        let decimals: Int
        var audience = ReportTable.Audience.all
        let value: @Sendable (Row) -> ExactDecimal?
    }

    private var figures: [Column] {
        [
            Column(band: .handling, words: .received, unit: "", decimals: 0) {
                $0.cases.map { ExactDecimal($0.receivedCount) }
            },
            Column(band: .handling, words: .measure766, unit: "%", decimals: 1) {
                $0.cases?.satisfaction
            },
            Column(band: .handling, words: .onTimeRate, unit: "%", decimals: 1) {
                $0.cases?.onTimeRate
            },
            Column(band: .ratings, words: .ratingCount, unit: "", decimals: 0) {
                $0.ratings.value.map { ExactDecimal($0.answerCount) }
            },
            Column(band: .ratings, words: .ratingRate, unit: "%", decimals: 1) {
                $0.ratings.value.flatMap { .percent($0.answerCount, of: $0.askedCount) }
            },
            Column(band: .ratings, words: .meanScore, unit: "", decimals: 2) {
                $0.ratings.value?.mean
            },
            Column(band: .survey, words: .respondents, unit: "", decimals: 0) {
                $0.answers.value?.share.map { ExactDecimal($0.respondentCount) }
            },
            Column(band: .survey, words: .shareSatisfied, unit: "%", decimals: 1) {
                $0.answers.value?.share?.share
            },
        ] + bounds + [
            Column(band: .survey, words: .meanScore, unit: "", decimals: 2) {
                $0.answers.value?.share?.meanScore
            }
        ]
    }

    /// Ends of the interval; none without a sample design.
    private var bounds: [Column] {
        guard survey.design != nil else { return [] }
        return [
            // On the page its ends stand together.
            Column(band: .survey, words: .interval, unit: "", decimals: 1, audience: .page) { _ in
                nil
            },
            Column(band: .survey, words: .intervalLow, unit: "%", decimals: 1, audience: .sheet) {
                $0.answers.value?.interval?.lowPercent
            },
            Column(band: .survey, words: .intervalHigh, unit: "%", decimals: 1, audience: .sheet) {
                $0.answers.value?.interval?.highPercent
            },
        ]
    }

    private func title(_ band: Band) -> Words {
        switch band {
        case .handling: .handlingMeasure
        case .ratings: .ratingMeasure
        case .survey: .surveyMeasure
        }
    }

    private var columns: [ReportTable.Column] {
        [ReportTable.Column(setting.say(.agency), .name)]
            + figures.map { column in
                ReportTable.Column(
                    setting.say(column.words), .figure,
                    unit: column.unit.isEmpty ? nil : column.unit, for: column.audience,
                    band: setting.say(title(column.band)))
            }
    }

    private func cells(_ row: Row) -> [TableCell] {
        [.name(row.name, sign: nil, unit: nil)]
            + Band.allCases.flatMap { band -> [TableCell] in
                let own = figures.filter { $0.band == band }
                if let reason = absence(band, row) {
                    return [.absent(setting.say(reason))] + own.dropFirst().map { _ in .none }
                }
                return own.map { column in
                    if column.words == .interval, let interval = row.answers.value?.interval {
                        return .text(setting.text.interval(interval))
                    }
                    guard let value = column.value(row) else { return .none }
                    return .amount(amount(value, column, row))
                }
            }
    }

    private func amount(_ value: ExactDecimal, _ column: Column, _ row: Row) -> Amount {
        var amount =
            column.unit.isEmpty
            ? Amount(value, decimals: column.decimals) : .percent(value, decimals: column.decimals)
        let isSmall =
            column.words == .respondents && row.answers.value?.isSmall == true
            || column.words == .ratingCount
                && (row.ratings.value?.respondentCount ?? 0) < survey.reliableFrom
        if isSmall {
            amount.mark = Amount.Remark(
                text: setting.say(.smallSample),
                meaning: setting.say(.smallSampleRule(survey.reliableFrom)))
        }
        return amount
    }

    /// Why a source says nothing in a row; `nil` where it says something.
    private func absence(_ band: Band, _ row: Row) -> Words? {
        switch (band, row.ratings, row.answers) {
        case (.handling, _, _): row.cases == nil ? .noOwnCaseInShort : nil
        case (.ratings, .nothing, _): row.cases == nil ? .noOwnCaseInShort : .noOwnRating
        case (.survey, _, .nothing): .noOwnForm
        case (.ratings, .withheld, _), (.survey, _, .withheld): .notToldApart
        case (.ratings, .told, _), (.survey, _, .told): nil
        }
    }

    private func record(_ row: Row, _ draft: inout ReportDraft) {
        for column in figures {
            guard let value = column.value(row) else { continue }
            let band = title(column.band)
            draft.cells.append(
                frame.cell(
                    row: row.name,
                    column: Words(
                        vi: "\(band.vi): \(column.words.vi)", en: "\(band.en): \(column.words.en)"),
                    value: value, unit: column.unit))
        }
    }

    private func notes(_ rows: [Row]) -> [String] {
        var notes: [Words] = [
            .measuresRule, .cohortRule, .rule766Text, .ratingRule,
            .satisfiedRule(from: survey.satisfiedFrom),
        ]
        if let design = survey.design {
            notes += [.design(setting.say(design)), .intervalRule]
        } else {
            notes.append(.noDesign)
        }
        let isWithheld = rows.contains { row in
            Band.allCases.contains { absence($0, row) == .notToldApart }
        }
        if isWithheld { notes.append(.notToldApartRule(below: survey.confidentialBelow)) }
        return notes.map(setting.say)
    }
}
