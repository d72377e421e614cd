import PhusaModel

/// Areas by rank, with the rank and the figure of an earlier period.
struct RankingSection {
    let frame: SectionFrame
    let key: IndicatorKey
    let level: AreaLevel
    let base: ComparisonBase

    private var setting: ReportSetting { frame.setting }
    private var figures: FigureAmounts { FigureAmounts(setting: setting) }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        guard let indicator = setting.indicator(key), let period = setting.base(base) else {
            draft.warn(setting.say(.warnIndicator(key.description)))
            return frame.empty(.notEnough)
        }
        let now = try WholeAndParts.areas(
            of: indicator, level: level, period: setting.period, setting)
        guard now.parts.contains(where: { $0.value != nil }) else {
            draft.warn(setting.say(.warnEmpty(section: frame.title)))
            return frame.empty(.notEnough)
        }
        let before =
            try now.breaks(indicator, since: period, setting)
            ? []
            : WholeAndParts.areas(of: indicator, level: level, period: period, setting).parts
        let ranking = AreaRanking(
            now: now.parts, before: before, direction: indicator.direction)
        var cells: [[TableCell]] = []
        for row in ranking.rows { cells.append(self.cells(row, indicator, &draft)) }
        let rule = Words.rankRule(indicator.direction, base: setting.titleInside(period))
        let legend = figures.legend(now.parts)
        return [
            .table(
                ReportTable(
                    style: .compared,
                    caption: ReportTable.Caption(
                        text: "\(setting.title(indicator, breakdown: "")), "
                            + setting.titleInside(setting.period),
                        unit: setting.unitTitle(indicator)),
                    columns: columns, groups: [ReportTable.Group(rows: cells)])),
            .notes([setting.say(rule)] + [legend].compactMap(\.self)),
        ]
    }

    private var columns: [ReportTable.Column] {
        let onBase = base == .previous ? Words.onPrevious(setting.period.kind) : .onYearBefore
        let columns: [(Words?, ReportTable.Role, ReportTable.Audience)] = [
            (.place, .number, .all), (.area, .name, .all), (nil, .bar, .page),
            (.value, .mainFigure, .all), (.status, .text, .sheet), (onBase, .figure, .all),
            (.placeBefore, .figure, .all), (.placesGained, .figure, .all),
        ]
        return columns.map { ReportTable.Column($0.map(setting.say) ?? "", $1, for: $2) }
    }

    private func cells(
        _ row: AreaRanking.Row, _ indicator: Indicator, _ draft: inout ReportDraft
    ) -> [TableCell] {
        let change = change(row, indicator)
        record(row, change, indicator, &draft)
        return [
            row.rank.map { .amount(.count($0)) } ?? .none,
            .name(row.figure.areaName, sign: nil, unit: nil), .bar(row.figure.value),
            .amount(figures.cited(row.figure, decimals: indicator.decimals, &draft)),
            .text(setting.say(row.figure.status.title)),
            change.map { .amount(ChangeText(setting: setting).amount($0, indicator)) } ?? .none,
            row.rankBefore.map { .amount(.count($0)) } ?? .none,
            row.placesGained.map { .amount(Self.gained($0)) } ?? .none,
        ]
    }

    private func change(_ row: AreaRanking.Row, _ indicator: Indicator) -> Change? {
        .between(row.before, row.figure, isRate: setting.isRate(indicator))
    }

    private static func gained(_ places: Int) -> Amount {
        var amount = Amount.count(places)
        amount.isSigned = true
        return amount
    }

    private func record(
        _ row: AreaRanking.Row, _ change: Change?, _ indicator: Indicator,
        _ draft: inout ReportDraft
    ) {
        let name = row.figure.areaName
        draft.cells.append(
            frame.cell(
                row: name, column: .value, value: row.figure.value,
                unit: setting.unitTitle(indicator), figure: row.figure))
        let onBase = base == .previous ? Words.onPrevious(setting.period.kind) : .onYearBefore
        let unit = change.map { ChangeText(setting: setting).unit($0, indicator) } ?? ""
        let values: [(Words, ExactDecimal?, String)] = [
            (.place, row.rank.map { ExactDecimal($0) }, ""), (onBase, change?.value, unit),
            (.placeBefore, row.rankBefore.map { ExactDecimal($0) }, ""),
        ]
        for (column, value, unit) in values where value != nil {
            draft.cells.append(
                frame.cell(
                    row: name, column: column, value: value, unit: unit, indicator: key,
                    area: row.figure.areaCode))
        }
    }
}
