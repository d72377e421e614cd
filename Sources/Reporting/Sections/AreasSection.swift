import PhusaModel

/// One indicator by area: bars sorted by value, areas without a figure at the end.
struct AreasSection {
    let frame: SectionFrame
    let key: IndicatorKey
    let level: AreaLevel

    private var setting: ReportSetting { frame.setting }
    private var figures: FigureAmounts { FigureAmounts(setting: setting) }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        guard let indicator = setting.indicator(key) else {
            draft.warn(setting.say(.warnIndicator(key.description)))
            return frame.empty(.notEnough)
        }
        let found = try setting.source.figuresByArea(
            indicator: key, level: level, period: setting.period)
        guard !found.isEmpty else {
            draft.warn(setting.say(.warnEmpty(section: frame.title)))
            return frame.empty(.notEnough)
        }
        var whole = try setting.source.figures(
            indicators: [key], area: setting.area, breakdown: "", periods: [setting.period]
        ).first
        var parts = found
        if indicator.overArea == .sum {
            let safe = SumGuard(whole: whole, parts: parts)
            (whole, parts) = (safe.whole, safe.parts)
        }
        let sorted = parts.sorted(by: Self.isBefore)
        let legend = figures.legend(sorted + [whole ?? sorted[0]]).map { [$0] } ?? []
        return [
            .table(table(sorted, whole, indicator, &draft)),
            .notes([setting.say(.chartOrder)] + legend),
        ]
    }

    /// Highest value first, then by name in the order of Vietnamese, then by code; no value last.
    static func isBefore(_ left: Figure, _ right: Figure) -> Bool {
        if let mine = left.value, let other = right.value, mine != other { return mine > other }
        if (left.value == nil) != (right.value == nil) { return left.value != nil }
        return (VietnameseOrder(left.areaName), left.areaCode)
            < (VietnameseOrder(right.areaName), right.areaCode)
    }

    private func table(
        _ sorted: [Figure], _ whole: Figure?, _ indicator: Indicator, _ draft: inout ReportDraft
    ) -> ReportTable {
        let unit = setting.unitTitle(indicator)
        let title = setting.title(indicator, breakdown: "")
        var table = ReportTable(
            style: .areas,
            caption: ReportTable.Caption(
                text: "\(title), \(setting.titleInside(setting.period))", unit: unit),
            columns: [
                ReportTable.Column(setting.say(.area), .name),
                ReportTable.Column("", .bar, for: .page),
                ReportTable.Column(setting.say(.value), .figure),
                ReportTable.Column(setting.say(.status), .text, for: .sheet),
                ReportTable.Column(setting.say(.unit), .text, for: .sheet),
            ], groups: [])
        var rows: [[TableCell]] = []
        for figure in sorted {
            rows.append(cells(figure, figure.areaName, .bar(figure.value), indicator, &draft))
            record(figure, unit, &draft)
        }
        table.groups = [ReportTable.Group(rows: rows)]
        if let whole {
            table.totals = [cells(whole, setting.say(.whole), .bar(nil), indicator, &draft)]
            record(whole, unit, &draft)
        }
        return table
    }

    private func cells(
        _ figure: Figure, _ name: String, _ bar: TableCell, _ indicator: Indicator,
        _ draft: inout ReportDraft
    ) -> [TableCell] {
        [
            .name(name, sign: nil, unit: nil), bar,
            .amount(figures.cited(figure, decimals: indicator.decimals, &draft)),
            .text(setting.say(figure.status.title)), .text(setting.unitTitle(indicator)),
        ]
    }

    private func record(_ figure: Figure, _ unit: String, _ draft: inout ReportDraft) {
        draft.cells.append(
            frame.cell(
                row: figure.areaName, column: .value, value: figure.value, unit: unit,
                figure: figure))
    }
}
