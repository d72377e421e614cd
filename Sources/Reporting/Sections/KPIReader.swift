import PhusaModel

/// Reads the lines of a KPI set: one read of figures for each breakdown, one of targets.
struct KPIReader {
    let setting: ReportSetting
    /// Code of the area; `nil` for the centre's.
    var area: String?

    struct Group {
        let title: String
        let rows: [KPIRow]
    }

    static let sparklineCount = 12

    /// The groups of the set in their order; in a report about one agency, with the lines that it is
    /// answerable for.
    ///
    /// What gives a withheld figure away is judged by all lines, printed here or not.
    /// Lines whose indicator the catalogue lacks are left out with a warning.
    func read(_ set: KPISet, _ draft: inout ReportDraft) throws -> [Group] {
        let lines = set.groups.flatMap(\.lines)
        for line in lines where setting.indicator(line.indicator) == nil {
            draft.warn(setting.say(.warnIndicator(line.indicator.description)))
        }
        let figures = safe(try guarded(try figures(lines)))
        let targets = try targets(lines)
        return set.groups.map { group in
            Group(
                title: setting.say(group.title),
                rows: group.lines.filter(isShown).compactMap { line in
                    row(line, figures[Series(line)] ?? [:], targets[line.indicator] ?? [])
                })
        }
    }

    /// A line that is of no set is nobody's, and is shown.
    private func isShown(_ line: KPILine) -> Bool {
        line.agency.isEmpty || setting.shows(line.agency)
    }

    /// What one line's figures are filed under.
    private struct Series: Hashable {
        let indicator: IndicatorKey
        let breakdown: String

        init(indicator: IndicatorKey, breakdown: String) {
            (self.indicator, self.breakdown) = (indicator, breakdown)
        }

        init(_ line: KPILine) { (indicator, breakdown) = (line.indicator, line.breakdown) }
        init(_ figure: Figure) { (indicator, breakdown) = (figure.indicator, figure.breakdown) }
    }

    private var recentPeriods: [Period] { setting.periods(last: Self.sparklineCount) }

    /// The parts of the year so far, of the report's own kind; empty where it has none.
    private var partsOfYear: [Period] {
        switch setting.period.kind {
        case .month, .quarter, .half:
            setting.periods(last: 12).filter {
                $0.firstMonth.year == setting.period.firstMonth.year
            }
        case .cumulative, .year: [setting.period]
        case .day, .season: []
        }
    }

    private func figures(_ lines: [KPILine]) throws -> [Series: [Period: Figure]] {
        let extra =
            [setting.before(setting.period), setting.period.yearBefore].compactMap(\.self)
            + partsOfYear.compactMap(\.yearBefore)
        let periods = Set(recentPeriods + partsOfYear + extra).sorted()
        var filed: [Series: [Period: Figure]] = [:]
        for (breakdown, own) in Dictionary(grouping: lines, by: \.breakdown)
            .sorted(by: { $0.key < $1.key })
        {
            let found = try setting.source.figures(
                indicators: Set(own.map(\.indicator)).sorted(), area: area ?? setting.area,
                breakdown: breakdown, periods: periods)
            for figure in found { filed[Series(figure), default: [:]][figure.period] = figure }
        }
        return filed
    }

    /// The figures without those that would give a withheld one away: where a table has a total and
    /// all members of an axis, none of them follows from the others.
    private func safe(_ figures: [Series: [Period: Figure]]) -> [Series: [Period: Figure]] {
        var safe = figures
        var isSettled = false
        while !isSettled {
            isSettled = true
            for (whole, parts) in sums(of: safe.keys) {
                for period in Set(
                    ([whole] + parts).flatMap { safe[$0].map { Array($0.keys) } ?? [] })
                {
                    let guarded = SumGuard(
                        whole: safe[whole]?[period],
                        parts: parts.compactMap { safe[$0]?[period] })
                    for figure in guarded.parts + [guarded.whole].compactMap(\.self)
                    where safe[Series(figure)]?[period] != figure {
                        safe[Series(figure)]?[period] = figure
                        isSettled = false
                    }
                }
            }
        }
        return safe
    }

    /// The figures of an area as a table of all areas beside it tells them: none that is withheld
    /// there is told here.
    private func guarded(
        _ figures: [Series: [Period: Figure]]
    ) throws -> [Series: [Period: Figure]] {
        guard let area, area != setting.area,
            let level = setting.workspace.catalogue.areas.versions(of: area).last?.level
        else { return figures }
        var guarded = figures
        for (series, found) in figures {
            guard let indicator = setting.indicator(series.indicator) else { continue }
            for period in found.keys {
                let table = try WholeAndParts.areas(
                    of: indicator, level: level, period: period, setting)
                guarded[series]?[period] = table.parts.first { $0.areaCode == area }
            }
        }
        return guarded
    }

    /// The series of indicators that add up, each with those of all members of one more axis.
    private func sums(of series: some Collection<Series>) -> [(whole: Series, parts: [Series])] {
        let all = Set(series)
        let axes = setting.workspace.catalogue.breakdowns
        return all.sorted { ($0.indicator, $0.breakdown) < ($1.indicator, $1.breakdown) }.flatMap {
            whole -> [(whole: Series, parts: [Series])] in
            guard setting.indicator(whole.indicator)?.overArea == .sum else { return [] }
            let members = BreakdownKey(text: whole.breakdown).members
            return axes.compactMap { axis in
                guard !members.contains(where: { $0.axis == axis.code }) else { return nil }
                let parts = axis.members.map { member in
                    Series(
                        indicator: whole.indicator,
                        breakdown: BreakdownKey(members: members + [(axis.code, member.code)]).text)
                }
                return !parts.isEmpty && parts.allSatisfy(all.contains) ? (whole, parts) : nil
            }
        }
    }

    private func targets(_ lines: [KPILine]) throws -> [IndicatorKey: [Target]] {
        let periods = [setting.year, setting.period].compactMap(\.self)
        let found = try setting.source.targets(
            indicators: Set(lines.map(\.indicator)).sorted(), area: area ?? setting.area,
            periods: Set(periods).sorted())
        return Dictionary(grouping: found, by: \.indicator)
    }

    private func row(
        _ line: KPILine, _ figures: [Period: Figure], _ targets: [Target]
    ) -> KPIRow? {
        guard let indicator = setting.indicator(line.indicator) else { return nil }
        let period = setting.period
        let figure = figures[period]
        let addsUp = indicator.overTime == .sum && !partsOfYear.isEmpty
        let yearToDate = addsUp ? YearToDate(parts: partsOfYear, figures: figures) : nil
        // Targets are the total's: a part of a breakdown has none of its own.
        let own = line.breakdown.isEmpty ? targets : []
        let target = own.first { $0.period == setting.year } ?? own.first { $0.period == period }
        let isPaced = (addsUp || line.pace != nil) && target?.period == setting.year
        let actual = isPaced && addsUp ? yearToDate?.value : figure?.value
        let elapsed = isPaced ? setting.elapsedMonths : 12
        return KPIRow(
            line: line, indicator: indicator, figure: figure,
            toPrevious: comparison(with: setting.before(period), indicator, figures),
            toYearBefore: comparison(with: period.yearBefore, indicator, figures),
            yearToDate: yearToDate,
            toDateYearBefore: toDateComparison(yearToDate, indicator, figures),
            target: target, shareOfTarget: Self.share(actual, of: target?.value),
            light: Self.judged(actual, target) {
                .judge($0, target: $1, elapsedMonths: elapsed, line: line)
            },
            points: Self.judged(actual, target) {
                LineScore.points($0, target: $1, elapsedMonths: elapsed, line: line)
            },
            recent: recentPeriods.map { figures[$0] }, isPaced: isPaced)
    }

    /// The report's period held against an earlier one: no change where the series breaks between
    /// them, by its formula or by a figure that says so.
    private func comparison(
        with before: Period?, _ indicator: Indicator, _ figures: [Period: Figure]
    ) -> Comparison {
        guard let before else { return Comparison() }
        let base = figures[before]
        guard !setting.breaks(indicator, since: before, figures: Array(figures.values)) else {
            return Comparison(base: base?.value, isBroken: true)
        }
        return Comparison(
            base: base?.value, isFinal: [base, figures[setting.period]].allSatisfy(Self.isFinal),
            change: .between(base, figures[setting.period], isRate: setting.isRate(indicator)))
    }

    /// The sum since January held against that of the same part of the year before.
    private func toDateComparison(
        _ sum: YearToDate?, _ indicator: Indicator, _ figures: [Period: Figure]
    ) -> Comparison {
        let before = partsOfYear.compactMap(\.yearBefore)
        guard let value = sum?.value, let first = before.first, before.count == partsOfYear.count
        else { return Comparison() }
        let earlier = YearToDate(parts: before, figures: figures)
        let base = earlier.value
        guard !setting.breaks(indicator, since: first, figures: Array(figures.values)) else {
            return Comparison(base: base, isBroken: true)
        }
        return Comparison(
            base: base, isFinal: earlier.isFinal && sum?.isFinal == true,
            change: base.flatMap { .between($0, value, isRate: setting.isRate(indicator)) })
    }

    private static func isFinal(_ figure: Figure?) -> Bool {
        FigureAmounts.mark(figure?.status ?? .normal) == nil
    }

    private static func share(_ actual: ExactDecimal?, of target: ExactDecimal?) -> ExactDecimal? {
        guard let actual, let target, target > .zero else { return nil }
        return actual.multiplied(by: ExactDecimal(100))?.divided(by: target, scale: 6)
    }

    private static func judged<Judgement>(
        _ actual: ExactDecimal?, _ target: Target?,
        _ judge: (ExactDecimal, ExactDecimal) -> Judgement?
    ) -> Judgement? {
        guard let actual, let target else { return nil }
        return judge(actual, target.value)
    }
}
