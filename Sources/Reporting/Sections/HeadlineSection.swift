import PhusaModel

/// The figures of a KPI set in short: a card each, those with a target first.
struct HeadlineSection {
    let frame: SectionFrame
    let kpis: String

    static let cardCountMax = 8

    private var setting: ReportSetting { frame.setting }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        guard let set = setting.kpiSet(kpis) else {
            draft.warn(setting.say(.warnKPISet(kpis)))
            return frame.empty(.notEnough)
        }
        let rows = try KPIReader(setting: setting).read(set, &draft).flatMap(\.rows)
        if rows.isEmpty, setting.agency != nil { return frame.empty(.noOwnLines) }
        let sorted = rows.filter { $0.target != nil } + rows.filter { $0.target == nil }
        let shown = Array(sorted.prefix(Self.cardCountMax))
        var cards: [ReportCard] = []
        for row in shown {
            cards.append(card(row, &draft))
            draft.cells.append(cell(row))
        }
        var blocks: [ReportBlock] = [.cards(cards)]
        let rest = sorted.count - shown.count
        var notes = rest > 0 ? [setting.say(.more(rest))] : []
        notes += FigureAmounts(setting: setting).legend(shown.map(\.figure)).map { [$0] } ?? []
        if !notes.isEmpty { blocks.append(.notes(notes)) }
        return blocks
    }

    private func card(_ row: KPIRow, _ draft: inout ReportDraft) -> ReportCard {
        let changes: [(Change?, Words)] = [
            (row.onPrevious, .onPrevious(setting.period.kind)),
            (row.onYearBefore, .onYearBeforeShort),
        ]
        return ReportCard(
            title: setting.title(row.indicator, breakdown: row.line.breakdown),
            amount: FigureAmounts(setting: setting).cited(
                row.figure, decimals: row.indicator.decimals, &draft),
            unit: setting.unitTitle(row.indicator), recent: row.recent.map { $0?.value },
            recentSummary: recentSummary(row),
            changes: changes.compactMap { change, words in
                change.map {
                    ReportCard.Change(
                        text: ChangeText(setting: setting).text($0, row.indicator),
                        since: setting.say(words).lowercased())
                }
            }, light: row.light, standing: standing(row))
    }

    private func recentSummary(_ row: KPIRow) -> String {
        let known = row.recent.compactMap(\.self)
        guard let first = known.first, let last = known.last else { return "" }
        return setting.say(
            .trendSummary(
                first: setting.text.short(first.period), last: setting.text.short(last.period),
                count: row.recent.count, missing: row.recent.count { $0?.value == nil }))
    }

    /// The share of the target that is reached, or why the figure is not judged.
    private func standing(_ row: KPIRow) -> String {
        guard row.light != nil else {
            return setting.say(row.target == nil ? .noTarget : .notEnough)
        }
        guard let share = row.shareOfTarget, let target = row.target else { return "" }
        let words: Words = target.period == setting.year ? .ofYearTarget : .ofTarget
        return "\(setting.text.percent(share)) \(setting.say(words))"
    }

    private func cell(_ row: KPIRow) -> ReportCell {
        frame.cell(
            row: setting.title(row.indicator, breakdown: row.line.breakdown), column: .figure,
            value: row.figure?.value, unit: setting.unitTitle(row.indicator), figure: row.figure,
            indicator: row.indicator.key, area: setting.area)
    }
}

/// A change as printed: `+4,2 %`, `−0,3 điểm %`.
struct ChangeText {
    let setting: ReportSetting

    func text(_ change: Change, _ indicator: Indicator) -> String {
        setting.text.amount(amount(change, indicator))
    }

    func amount(_ change: Change, _ indicator: Indicator) -> Amount {
        var amount = Amount(change.value, decimals: decimals(change, indicator))
        amount.isSigned = true
        amount.suffix = unit(change, indicator)
        return amount
    }

    func unit(_ change: Change, _ indicator: Indicator) -> String {
        switch change {
        case .percent: return "%"
        case .points:
            let words = setting.say(.points)
            let unit = setting.unitTitle(indicator)
            return setting.language == .vi ? "\(words)\u{A0}\(unit)" : "\(unit)\u{A0}\(words)"
        }
    }

    private func decimals(_ change: Change, _ indicator: Indicator) -> Int {
        switch change {
        case .percent: 1
        case .points: max(1, indicator.decimals)
        }
    }
}
