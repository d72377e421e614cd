import PhusaModel

/// What each part of an indicator adds to the growth of the whole.
struct ContributionSection {
    let frame: SectionFrame
    let key: IndicatorKey
    let parts: WholeParts
    let base: ComparisonBase

    private var setting: ReportSetting { frame.setting }
    private var figures: FigureAmounts { FigureAmounts(setting: setting) }

    /// One part in both periods.
    private struct Row {
        let name: String
        let before: Figure?
        let now: Figure?
        /// `nil` where a side has no value.
        let change: ExactDecimal?
        var points: ExactDecimal?

        init(_ name: String, _ before: Figure?, _ now: Figure?) {
            (self.name, self.before, self.now) = (name, before, now)
            change = before?.value.flatMap { base in now?.value?.subtracting(base) }
        }
    }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        guard let indicator = setting.indicator(key), let period = setting.base(base) else {
            draft.warn(setting.say(.warnIndicator(key.description)))
            return frame.empty(.notEnough)
        }
        let before = try read(indicator, period)
        let now = try read(indicator, setting.period)
        var rows = rows(before, now)
        let known = rows.compactMap(\.change)
        guard try !now.breaks(indicator, since: period, setting), let from = before.whole?.value,
            let to = now.whole?.value, !known.isEmpty,
            let growth = GrowthParts(before: from, now: to, changes: known)
        else {
            draft.warn(setting.say(.warnEmpty(section: frame.title)))
            return frame.empty(.noGrowth)
        }
        var points = growth.points.makeIterator()
        for index in rows.indices where rows[index].change != nil {
            rows[index].points = points.next()
        }
        rows.sort(by: Self.isBefore)
        let total = Row(setting.say(.total), before.whole, now.whole)
        let lead = Words.contributionLead(
            setting.title(indicator, breakdown: ""),
            growth: setting.text.amount(Self.amount(growth.growth)),
            base: setting.titleInside(period))
        let legend = figures.legend(rows.flatMap { [$0.before, $0.now] })
        return [
            .lead(setting.say(lead)),
            .table(table(rows, total, growth, period, indicator, &draft)),
            .notes([setting.say(.contributionRule)] + [legend].compactMap(\.self)),
        ]
    }

    private func read(_ indicator: Indicator, _ period: Period) throws -> WholeAndParts {
        switch parts {
        case .level(let level):
            return try .areas(of: indicator, level: level, period: period, setting)
        case .axis(let code):
            guard
                let axis = setting.workspace.catalogue.breakdowns.first(where: { $0.code == code })
            else { return WholeAndParts(whole: nil, parts: [], isSum: false) }
            return try .members(of: indicator, axis: axis, period: period, setting)
        }
    }

    private func rows(_ before: WholeAndParts, _ now: WholeAndParts) -> [Row] {
        let all = now.parts + before.parts
        var seen: Set<String> = []
        return all.compactMap { figure in
            guard seen.insert(id(figure)).inserted else { return nil }
            return Row(
                name(figure), before.parts.first { id($0) == id(figure) },
                now.parts.first { id($0) == id(figure) })
        }
    }

    private func id(_ figure: Figure) -> String { "\(figure.areaCode) \(figure.breakdown)" }

    private func name(_ figure: Figure) -> String {
        figure.breakdown.isEmpty ? figure.areaName : setting.memberTitles(figure.breakdown)
    }

    /// What adds most first, what adds nothing that is known last.
    private static func isBefore(_ left: Row, _ right: Row) -> Bool {
        if let mine = left.points, let other = right.points, mine != other { return mine > other }
        if (left.points == nil) != (right.points == nil) { return left.points != nil }
        return VietnameseOrder(left.name) < VietnameseOrder(right.name)
    }

    private static func amount(_ points: ExactDecimal) -> Amount {
        var amount = Amount.percent(points, decimals: GrowthParts.scale)
        amount.isSigned = true
        return amount
    }

    private func table(
        _ rows: [Row], _ total: Row, _ growth: GrowthParts, _ period: Period,
        _ indicator: Indicator, _ draft: inout ReportDraft
    ) -> ReportTable {
        var table = ReportTable(
            style: .compared,
            caption: ReportTable.Caption(
                text: setting.title(indicator, breakdown: ""), unit: setting.unitTitle(indicator)),
            columns: [
                ReportTable.Column(setting.say(.part), .name),
                ReportTable.Column(setting.text.short(period), .figure),
                ReportTable.Column(setting.text.short(setting.period), .figure),
                ReportTable.Column(setting.say(.change), .figure),
                ReportTable.Column("", .bar, for: .page),
                ReportTable.Column(setting.say(.contributionPoints), .mainFigure),
            ], groups: [])
        var cells: [[TableCell]] = []
        for row in rows { cells.append(self.cells(row, row.points, indicator, &draft)) }
        if !growth.rest.isZero || !growth.restPoints.isZero {
            cells.append(rest(growth, indicator, &draft))
        }
        table.groups = [ReportTable.Group(rows: cells)]
        table.totals = [self.cells(total, growth.growth, indicator, &draft, isTotal: true)]
        return table
    }

    private func cells(
        _ row: Row, _ points: ExactDecimal?, _ indicator: Indicator, _ draft: inout ReportDraft,
        isTotal: Bool = false
    ) -> [TableCell] {
        let decimals = indicator.decimals
        for figure in [row.before, row.now].compactMap(\.self) {
            draft.cells.append(
                frame.cell(
                    row: row.name, column: .value, value: figure.value,
                    unit: setting.unitTitle(indicator), figure: figure))
        }
        record(row.name, row.change, points, indicator, &draft)
        return [
            .name(row.name, sign: nil, unit: nil),
            .amount(figures.cited(row.before, decimals: decimals, &draft)),
            .amount(figures.cited(row.now, decimals: decimals, &draft)),
            change(row.change, decimals), .bar(isTotal ? nil : points),
            points.map { .amount(Self.amount($0)) } ?? .none,
        ]
    }

    private func rest(
        _ growth: GrowthParts, _ indicator: Indicator, _ draft: inout ReportDraft
    ) -> [TableCell] {
        let name = setting.say(.restOfGrowth)
        record(name, growth.rest, growth.restPoints, indicator, &draft)
        return [
            .name(name, sign: nil, unit: nil), .none, .none,
            change(growth.rest, indicator.decimals), .bar(growth.restPoints),
            .amount(Self.amount(growth.restPoints)),
        ]
    }

    private func change(_ change: ExactDecimal?, _ decimals: Int) -> TableCell {
        guard let change else { return .none }
        var amount = Amount(change, decimals: decimals)
        amount.isSigned = true
        return .amount(amount)
    }

    private func record(
        _ name: String, _ change: ExactDecimal?, _ points: ExactDecimal?, _ indicator: Indicator,
        _ draft: inout ReportDraft
    ) {
        let values: [(Words, ExactDecimal?, String)] = [
            (.change, change, setting.unitTitle(indicator)), (.contributionPoints, points, "%"),
        ]
        for (column, value, unit) in values where value != nil {
            draft.cells.append(
                frame.cell(row: name, column: column, value: value, unit: unit, indicator: key))
        }
    }
}
