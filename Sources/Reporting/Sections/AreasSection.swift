import PhusaModel

/// One indicator by area: bars sorted by value, areas without a figure at the end.
struct AreasSection {
    let frame: SectionFrame
    let key: IndicatorKey
    let level: AreaLevel

    private var setting: ReportSetting { frame.setting }
    private var figures: FigureMarkup { FigureMarkup(setting: setting) }

    func write(_ draft: inout ReportDraft) throws -> Markup {
        guard let indicator = setting.indicator(key) else {
            draft.warn(setting.say(.warnIndicator(key.description)))
            return frame.markup(frame.empty(.notEnough))
        }
        let found = try setting.source.figuresByArea(
            indicator: key, level: level, period: setting.period)
        guard !found.isEmpty else {
            draft.warn(setting.say(.warnEmpty(section: frame.title)))
            return frame.markup(frame.empty(.notEnough))
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
        record(sorted + (whole.map { [$0] } ?? []), indicator, &draft)
        let legend = figures.legend(sorted + [whole ?? sorted[0]]).map { [$0] } ?? []
        return frame.markup(
            """
            \(table(sorted, whole, indicator))
            \(frame.notes([setting.say(.chartOrder)] + legend))
            """)
    }

    /// Highest value first, then by name in the order of Vietnamese, then by code; no value last.
    static func isBefore(_ left: Figure, _ right: Figure) -> Bool {
        if let mine = left.value, let other = right.value, mine != other { return mine > other }
        if (left.value == nil) != (right.value == nil) { return left.value != nil }
        return (VietnameseOrder(left.areaName), left.areaCode)
            < (VietnameseOrder(right.areaName), right.areaCode)
    }

    private func table(_ sorted: [Figure], _ whole: Figure?, _ indicator: Indicator) -> Markup {
        let chart = BarChart(values: sorted.compactMap { $0.value?.approximate })
        let rows = sorted.map { figure -> Markup in
            let bar = figure.value.map { chart.bar($0.approximate) } ?? ""
            return """
                <tr><th scope="row">\(figure.areaName)</th><td class="bar-cell">\(bar)</td>\
                <td class="num">\(figures.inline(figure, decimals: indicator.decimals))</td></tr>
                """
        }
        let title = setting.title(indicator, breakdown: "")
        return """
            <table class="areas"><caption>\(title), \(setting.title(setting.period).lowercased()) \
            <span class="unit">(\(setting.unitTitle(indicator)))</span></caption>
            <thead><tr><th scope="col" colspan="2">\(setting.say(.area))</th>\
            <th scope="col" class="num">\(setting.say(.value))</th></tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody>\(total(whole, indicator))</table>
            """
    }

    private func total(_ whole: Figure?, _ indicator: Indicator) -> Markup {
        guard let whole else { return "" }
        return """

            <tfoot><tr><th scope="row" colspan="2">\(setting.say(.whole))</th>\
            <td class="num">\(figures.inline(whole, decimals: indicator.decimals))</td></tr></tfoot>
            """
    }

    private func record(_ sorted: [Figure], _ indicator: Indicator, _ draft: inout ReportDraft) {
        let unit = setting.unitTitle(indicator)
        let columns: [Words] = [.area, .value, .status, .unit]
        var table = CSVTable(title: frame.heading, header: columns.map(setting.say))
        for figure in sorted {
            _ = draft.register.cite(figure.origin)
            draft.cells.append(
                frame.cell(
                    row: figure.areaName, column: .value, value: figure.value, unit: unit,
                    figure: figure))
            table.rows.append([
                figure.areaName, figures.plain(figure), setting.say(figure.status.title), unit,
            ])
        }
        draft.tables.append(table)
    }
}
