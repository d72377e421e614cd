import PhusaModel

/// One indicator over time, with its target, as a chart and as a table behind it.
struct TrendSection {
    let frame: SectionFrame
    let key: IndicatorKey
    let breakdown: String
    let periodCount: Int

    private var setting: ReportSetting { frame.setting }
    private var figures: FigureAmounts { FigureAmounts(setting: setting) }

    /// One period with what is known of it.
    private struct Step {
        let period: Period
        let figure: Figure?
        let target: ExactDecimal?
        /// Whether the target is an even part of the year's, for want of one of its own.
        let isSpread: Bool
    }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        guard let indicator = setting.indicator(key) else {
            draft.warn(setting.say(.warnIndicator(key.description)))
            return frame.empty(.notEnough)
        }
        let steps = try steps(indicator)
        let table = table(steps, indicator, &draft)
        record(steps, indicator, &draft)
        guard steps.contains(where: { $0.figure?.value != nil }) else {
            draft.warn(setting.say(.warnEmpty(section: frame.title)))
            return frame.empty(.notEnough)
        }
        let notes = notes(steps)
        return [.trend(chart(steps, indicator)), .table(table)]
            + (notes.isEmpty ? [] : [.notes(notes)])
    }

    /// The marks of figures that are not final, and the periods that the line leaves open.
    private func notes(_ steps: [Step]) -> [String] {
        let known = steps.map(\.figure).filter { $0?.value != nil || $0?.withholding != nil }
        let gaps = steps.filter { $0.figure?.value == nil }.map { setting.text.short($0.period) }
        let note = gaps.isEmpty ? nil : setting.say(.gaps(gaps.joined(separator: ", ")))
        return [figures.legend(known), note].compactMap(\.self)
    }

    private func steps(_ indicator: Indicator) throws -> [Step] {
        let periods = setting.periods(last: periodCount)
        let found = try setting.source.figures(
            indicators: [key], area: setting.area, breakdown: breakdown, periods: periods)
        let years = periods.compactMap {
            Period(year: $0.firstMonth.year, month: 1, monthCount: 12, system: $0.system)
        }
        let targets =
            breakdown.isEmpty
            ? try setting.source.targets(
                indicators: [key], area: setting.area, periods: Set(periods + years).sorted())
            : []
        return periods.map { period in
            let own = targets.first { $0.period == period }?.value
            let addsUp = indicator.overTime == .sum
            return Step(
                period: period, figure: found.first { $0.period == period },
                target: own ?? Self.yearTarget(of: period, in: targets, addsUp: addsUp),
                isSpread: own == nil && addsUp && period.kind != .year)
        }
    }

    /// The target of a period's year; of what adds up, the even part of it.
    private static func yearTarget(
        of period: Period, in targets: [Target], addsUp: Bool
    ) -> ExactDecimal? {
        let year = Period(
            year: period.firstMonth.year, month: 1, monthCount: 12, system: period.system)
        guard let whole = targets.first(where: { $0.period == year }) else { return nil }
        guard addsUp else { return whole.value }
        guard period.monthCount > 0 else { return nil }
        return whole.value.multiplied(by: ExactDecimal(period.monthCount))?
            .divided(by: ExactDecimal(12), scale: 6)
    }

    private func chart(_ steps: [Step], _ indicator: Indicator) -> TrendFigure {
        let text = setting.text
        let points = steps.map { step in
            TrendFigure.Point(
                label: text.short(step.period), value: step.figure?.value,
                isFinal: FigureAmounts.mark(step.figure?.status ?? .normal) == nil,
                target: step.target)
        }
        let summary = setting.say(
            .trendSummary(
                first: points.first?.label ?? "", last: points.last?.label ?? "",
                count: points.count, missing: points.count { $0.value == nil }))
        let isSpread = steps.contains { $0.isSpread && $0.target != nil }
        let last = steps.last { $0.target != nil }?.target
        let amount = last.map { " (\(text.number($0, decimals: indicator.decimals)))" } ?? ""
        return TrendFigure(
            title: setting.title(indicator, breakdown: breakdown), summary: summary,
            unit: setting.unitTitle(indicator), decimals: indicator.decimals, points: points,
            targetName: setting.say(isSpread ? .evenPace : .target) + amount,
            notFinalName: setting.say(.notFinalPoint))
    }

    private func table(
        _ steps: [Step], _ indicator: Indicator, _ draft: inout ReportDraft
    ) -> ReportTable {
        let hasTarget = steps.contains { $0.target != nil }
        let columns: [(Words, ReportTable.Role, ReportTable.Audience)] = [
            (.period, .name, .all), (.value, .figure, .all), (.status, .text, .sheet),
            (.target, .figure, hasTarget ? .all : .sheet), (.unit, .text, .sheet),
        ]
        var rows: [[TableCell]] = []
        for step in steps {
            rows.append([
                .name(setting.title(step.period), sign: nil, unit: nil),
                .amount(figures.cited(step.figure, decimals: indicator.decimals, &draft)),
                .text(step.figure.map { setting.say($0.status.title) } ?? ""),
                step.target.map { .amount(Amount($0, decimals: indicator.decimals)) } ?? .none,
                .text(setting.unitTitle(indicator)),
            ])
        }
        return ReportTable(
            style: .narrow,
            columns: columns.map { ReportTable.Column(setting.say($0), $1, for: $2) },
            groups: [ReportTable.Group(rows: rows)], folding: setting.say(.dataTable))
    }

    private func record(_ steps: [Step], _ indicator: Indicator, _ draft: inout ReportDraft) {
        for step in steps {
            draft.cells.append(
                frame.cell(
                    row: setting.title(indicator, breakdown: breakdown), column: .value,
                    value: step.figure?.value, unit: setting.unitTitle(indicator),
                    figure: step.figure, period: step.period, indicator: key, area: setting.area))
        }
    }
}
