import PhusaModel

/// Indicators by period, each row shaded from its lowest value to its highest.
struct HeatMatrixSection {
    let frame: SectionFrame
    let keys: [IndicatorKey]
    let periodCount: Int

    private var setting: ReportSetting { frame.setting }
    private var figures: FigureAmounts { FigureAmounts(setting: setting) }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        let periods = setting.periods(last: periodCount)
        let found = try setting.source.figures(
            indicators: Set(keys).sorted(), area: setting.area, breakdown: "", periods: periods)
        guard found.contains(where: { $0.value != nil }) else {
            draft.warn(setting.say(.warnEmpty(section: frame.title)))
            return frame.empty(.notEnough)
        }
        let byIndicator = Dictionary(grouping: found, by: \.indicator)
        var rows: [[TableCell]] = []
        for key in keys {
            guard let indicator = setting.indicator(key) else {
                draft.warn(setting.say(.warnIndicator(key.description)))
                continue
            }
            let own = periods.map { period in
                byIndicator[key]?.first { $0.period == period }
            }
            rows.append(row(indicator, zip(periods, own), &draft))
        }
        let columns =
            [ReportTable.Column(setting.say(.indicator), .name)]
            + periods.map { ReportTable.Column(setting.text.short($0), .figure) }
        let legend = figures.legend(found)
        return [
            .table(
                ReportTable(
                    style: .heat, columns: columns, groups: [ReportTable.Group(rows: rows)])),
            .notes([setting.say(.heatRule)] + [legend].compactMap(\.self)),
        ]
    }

    private func row(
        _ indicator: Indicator, _ figures: Zip2Sequence<[Period], [Figure?]>,
        _ draft: inout ReportDraft
    ) -> [TableCell] {
        let title = setting.title(indicator, breakdown: "")
        let unit = setting.unitTitle(indicator)
        let shades = Shades(figures.compactMap { $1?.value })
        var cells: [TableCell] = [.name(title, sign: nil, unit: unit)]
        for (period, figure) in figures {
            draft.cells.append(
                frame.cell(
                    row: title, column: .value, value: figure?.value, unit: unit, figure: figure,
                    period: period, indicator: indicator.key, area: setting.area))
            let amount = self.figures.cited(figure, decimals: indicator.decimals, &draft)
            cells.append(
                figure?.value.map { .shaded(amount, level: shades.level($0)) } ?? .amount(amount))
        }
        return cells
    }
}

/// Levels of shade for the values of a row: equal steps from the lowest to the highest.
struct Shades {
    private let low: ExactDecimal
    private let span: ExactDecimal

    init(_ values: [ExactDecimal]) {
        low = values.min() ?? .zero
        span = values.max().flatMap { [low] in $0.subtracting(low) } ?? .zero
    }

    /// - Returns: 0 for the lowest to ``TableCell/shadeLevelMax`` for the highest; 0 where all are alike.
    func level(_ value: ExactDecimal) -> Int {
        let count = TableCell.shadeLevelMax + 1
        guard !span.isZero, let above = value.subtracting(low) else { return 0 }
        let level = (1..<count).last { step in
            guard let reached = above.multiplied(by: ExactDecimal(count)),
                let bound = span.multiplied(by: ExactDecimal(step))
            else { return false }
            return reached >= bound
        }
        return level ?? 0
    }
}
