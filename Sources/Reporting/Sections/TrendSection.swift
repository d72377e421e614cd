import PhusaModel

/// One indicator over time, with its target, as a chart and as a table behind it.
struct TrendSection {
    let frame: SectionFrame
    let key: IndicatorKey
    let breakdown: String
    let periodCount: Int

    private var setting: ReportSetting { frame.setting }
    private var figures: FigureMarkup { FigureMarkup(setting: setting) }

    /// One period with what is known of it.
    private struct Step {
        let period: Period
        let figure: Figure?
        let target: ExactDecimal?
        /// Whether the target is an even part of the year's, for want of one of its own.
        let isSpread: Bool
    }

    func write(_ draft: inout ReportDraft) throws -> Markup {
        guard let indicator = setting.indicator(key) else {
            draft.warn(setting.say(.warnIndicator(key.description)))
            return frame.markup(frame.empty(.notEnough))
        }
        let steps = try steps(indicator)
        record(steps, indicator, &draft)
        let chart = chart(steps, indicator).markup
        guard !chart.isEmpty else {
            draft.warn(setting.say(.warnEmpty(section: frame.title)))
            return frame.markup(frame.empty(.notEnough))
        }
        return frame.markup(
            """
            <figure>\(chart)</figure>
            <details><summary>\(setting.say(.dataTable))</summary>
            \(table(steps, indicator))</details>
            \(frame.notes(notes(steps)))
            """)
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

    private func chart(_ steps: [Step], _ indicator: Indicator) -> LineChart {
        let text = setting.text
        let points = steps.map { step in
            LineChart.Point(
                label: text.short(step.period), value: step.figure?.value?.approximate,
                text: step.figure?.value.map { text.number($0, decimals: indicator.decimals) }
                    ?? "…",
                isFinal: FigureMarkup.mark(step.figure?.status ?? .normal) == nil,
                target: step.target?.approximate)
        }
        let title = setting.title(indicator, breakdown: breakdown)
        let summary = setting.say(
            .trendSummary(
                first: points.first?.label ?? "", last: points.last?.label ?? "",
                count: points.count, missing: points.count { $0.value == nil }))
        let isSpread = steps.contains { $0.isSpread && $0.target != nil }
        let last = steps.last { $0.target != nil }?.target
        let amount = last.map { " (\(text.number($0, decimals: indicator.decimals)))" } ?? ""
        return LineChart(
            id: frame.id, title: title, summary: summary, unit: setting.unitTitle(indicator),
            points: points, seriesName: title,
            targetName: setting.say(isSpread ? .evenPace : .target) + amount,
            notFinalName: setting.say(.notFinalPoint), text: text)
    }

    private func table(_ steps: [Step], _ indicator: Indicator) -> Markup {
        let hasTarget = steps.contains { $0.target != nil }
        let columns: [Words] = hasTarget ? [.period, .value, .target] : [.period, .value]
        let header = columns.map { "<th scope=\"col\">\(setting.say($0))</th>" as Markup }.joined()
        let rows = steps.map { step -> Markup in
            let target = step.target.map { setting.text.number($0, decimals: indicator.decimals) }
            let extra: Markup = hasTarget ? "<td class=\"num\">\(target ?? "–")</td>" : ""
            return """
                <tr><th scope="row">\(setting.text.short(step.period))</th>\
                <td class="num">\(figures.inline(step.figure, decimals: indicator.decimals))</td>\
                \(extra)</tr>
                """
        }
        return """
            <table class="narrow"><thead><tr>\(header)</tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table>
            """
    }

    private func record(_ steps: [Step], _ indicator: Indicator, _ draft: inout ReportDraft) {
        let title = setting.title(indicator, breakdown: breakdown)
        let unit = setting.unitTitle(indicator)
        let columns: [Words] = [.period, .value, .status, .target, .unit]
        var table = CSVTable(title: frame.heading, header: columns.map(setting.say))
        for step in steps {
            if let origin = step.figure?.origin { _ = draft.register.cite(origin) }
            draft.cells.append(
                frame.cell(
                    row: title, column: .value, value: step.figure?.value, unit: unit,
                    figure: step.figure, period: step.period, indicator: key, area: setting.area))
            table.rows.append([
                setting.title(step.period), figures.plain(step.figure),
                step.figure.map { setting.say($0.status.title) } ?? "",
                step.target.map(setting.text.exact) ?? "–", unit,
            ])
        }
        draft.tables.append(table)
    }
}
