import PhusaModel

/// The figures of a KPI set in short: a card each, those with a target first.
struct HeadlineSection {
    let frame: SectionFrame
    let kpis: String

    static let cardCountMax = 8

    private var setting: ReportSetting { frame.setting }

    func write(_ draft: inout ReportDraft) throws -> Markup {
        guard let set = setting.kpiSet(kpis) else {
            draft.warn(setting.say(.warnKPISet(kpis)))
            return frame.markup(frame.empty(.notEnough))
        }
        let rows = try KPIReader(setting: setting).read(set, &draft).flatMap(\.rows)
        let sorted = rows.filter { $0.target != nil } + rows.filter { $0.target == nil }
        let shown = Array(sorted.prefix(Self.cardCountMax))
        record(shown, &draft)
        let cards = shown.map { row -> Markup in
            "<li class=\"card \(row.light?.kind ?? "unjudged")\">\(card(row))</li>"
        }
        let rest = sorted.count - shown.count
        let more: Markup =
            rest > 0 ? "<p class=\"notes\">\(setting.say(.more(rest)))</p>" : ""
        let legend = FigureMarkup(setting: setting).legend(shown.map(\.figure)).map { [$0] } ?? []
        return frame.markup(
            """
            <ul class="cards">
            \(cards.joined(separator: "\n"))
            </ul>\(more)\(frame.notes(legend))
            """)
    }

    private func card(_ row: KPIRow) -> Markup {
        let figure = FigureMarkup(setting: setting).inline(
            row.figure, decimals: row.indicator.decimals)
        let values = row.recent.map { $0?.value?.approximate }
        let title = setting.title(row.indicator, breakdown: row.line.breakdown)
        let spark = Sparkline(values: values, title: sparkTitle(row)).markup
        return """
            <p class="card-name">\(title)</p>\
            <p class="card-figure">\(figure) <span class="unit">\(setting.unitTitle(row.indicator))</span></p>\
            \(spark)\
            <p class="card-change">\(change(row.onPrevious, .onPrevious(setting.period.kind), row))\
            \(change(row.onYearBefore, .onYearBeforeShort, row))</p>\
            <p class="card-light">\(light(row))</p>
            """
    }

    private func sparkTitle(_ row: KPIRow) -> String {
        let known = row.recent.compactMap(\.self)
        guard let first = known.first, let last = known.last else { return "" }
        return setting.say(
            .trendSummary(
                first: setting.text.short(first.period), last: setting.text.short(last.period),
                count: row.recent.count, missing: row.recent.count { $0?.value == nil }))
    }

    private func change(_ change: Change?, _ words: Words, _ row: KPIRow) -> Markup {
        guard let change else { return "" }
        let text = ChangeText(setting: setting).text(change, row.indicator)
        return "<span><b>\(text)</b> \(setting.say(words).lowercased())</span>"
    }

    private func light(_ row: KPIRow) -> Markup {
        guard let light = row.light else {
            return "– · \(setting.say(row.target == nil ? .noTarget : .notEnough))"
        }
        let label = light.markup(setting)
        guard let share = row.shareOfTarget, let target = row.target else { return label }
        let words: Words = target.period == setting.year ? .ofYearTarget : .ofTarget
        return "\(label) · \(setting.text.percent(share)) \(setting.say(words))"
    }

    private func record(_ rows: [KPIRow], _ draft: inout ReportDraft) {
        var table = CSVTable(
            title: frame.heading,
            header: [.indicator, .unit, .figure, .standing].map(setting.say))
        for row in rows {
            if let origin = row.figure?.origin { _ = draft.register.cite(origin) }
            let title = setting.title(row.indicator, breakdown: row.line.breakdown)
            let unit = setting.unitTitle(row.indicator)
            draft.cells.append(
                frame.cell(
                    row: title, column: .figure, value: row.figure?.value, unit: unit,
                    figure: row.figure, indicator: row.indicator.key, area: setting.area))
            table.rows.append([
                title, unit, FigureMarkup(setting: setting).plain(row.figure),
                row.light.map { setting.say($0.title) } ?? "–",
            ])
        }
        draft.tables.append(table)
    }
}

/// A change as printed: `+4,2 %`, `−0,3 điểm %`.
struct ChangeText {
    let setting: ReportSetting

    func text(_ change: Change, _ indicator: Indicator) -> String {
        let decimals = decimals(change, indicator)
        return setting.text.signed(change.value, decimals: decimals) + "\u{A0}"
            + unit(change, indicator)
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
