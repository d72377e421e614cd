import PhusaModel

/// The score of a KPI set by group and by agency, with coverage and bounds, and the points of each
/// line behind it.
struct ScorecardSection {
    let frame: SectionFrame
    let kpis: String

    private var setting: ReportSetting { frame.setting }
    private var text: FigureText { setting.text }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        guard let set = setting.kpiSet(kpis) else {
            draft.warn(setting.say(.warnKPISet(kpis)))
            return frame.empty(.notEnough)
        }
        let groups = try KPIReader(setting: setting).read(set, &draft)
        let board = Scoreboard(set, rows: groups.map { ($0.title, $0.rows) })
        guard let total = board.total else {
            if setting.agency != nil { return frame.empty(.noOwnLines) }
            draft.warn(setting.say(.warnEmpty(section: frame.title)))
            return frame.empty(.notEnough)
        }
        let byGroup = scores(board.groups, .group, total: total, &draft)
        let agencies = Self.sorted(
            board.agencies.map {
                Scoreboard.Entry(name: setting.agencyName($0.name), score: $0.score)
            })
        // Of one agency there is nothing to rank.
        let byAgency =
            setting.agency == nil
            ? [ReportBlock.table(scores(agencies, .agency, total: nil, &draft))] : []
        let lines = ScoreLines(frame: frame).table(groups, &draft)
        return [
            .lead(lead(total)), .table(byGroup),
        ] + byAgency + [
            .table(lines),
            .notes(rules.map(setting.say)),
        ]
    }

    /// Of all lines together: those of the set, or those that the agency is answerable for.
    private var wholeName: String {
        setting.agency.map(setting.agencyName) ?? setting.say(.wholeSet)
    }

    private var rules: [Words] {
        [.scoreRule, .coverageRule] + (setting.agency == nil ? [.rankBounds] : [])
    }

    /// The highest score first; one that is not told stands where it is at worst.
    private static func sorted(_ entries: [Scoreboard.Entry]) -> [Scoreboard.Entry] {
        entries.sorted { left, right in
            let mine = left.score.value ?? left.score.low
            let other = right.score.value ?? right.score.low
            return mine == other
                ? VietnameseOrder(left.name) < VietnameseOrder(right.name) : mine > other
        }
    }

    private func lead(_ total: KPIScore) -> String {
        let coverage = text.percent(total.coverage)
        let (low, high) = (points(total.low), points(total.high))
        guard let value = total.value else {
            let least = text.percent(total.leastCoverage, decimals: 0)
            return setting.say(
                .noScoreLead(coverage: coverage, least: least, low: low, high: high))
        }
        if total.missingCount == 0 {
            return setting.say(.fullScoreLead(score: points(value), lines: total.lineCount))
        }
        return setting.say(
            .scoreLead(score: points(value), coverage: coverage, low: low, high: high))
    }

    private func points(_ value: ExactDecimal) -> String { text.number(value, decimals: 1) }

    private func scores(
        _ entries: [Scoreboard.Entry], _ head: Words, total: KPIScore?, _ draft: inout ReportDraft
    ) -> ReportTable {
        let isRanked = total == nil && entries.count > 1
        let ranks =
            isRanked ? RankRange.ranges(of: entries.map { $0.score.low...$0.score.high }) : []
        var table = ReportTable(
            style: .compared,
            caption: ReportTable.Caption(
                text: setting.say(total == nil ? .byAgency : .byGroup),
                unit: setting.say(.points)),
            columns: columns(head, isRanked: isRanked), groups: [])
        var rows: [[TableCell]] = []
        for (index, entry) in entries.enumerated() {
            let rank = isRanked ? [TableCell.text(ranks[index].text)] : []
            rows.append(cells(entry, &draft) + rank)
        }
        table.groups = [ReportTable.Group(rows: rows)]
        if let total {
            table.totals = [
                cells(Scoreboard.Entry(name: wholeName, score: total), &draft)
            ]
        }
        return table
    }

    private func columns(_ head: Words, isRanked: Bool) -> [ReportTable.Column] {
        let columns: [(Words?, ReportTable.Role, ReportTable.Audience)] = [
            (head, .name, .all), (.lineCount, .figure, .all), (.weight, .figure, .all),
            (.coverage, .figure, .all), (.score, .mainFigure, .all), (nil, .bar, .page),
            (.bounds, .figure, .page), (.boundLow, .figure, .sheet), (.boundHigh, .figure, .sheet),
        ]
        return (columns + (isRanked ? [(.rank, .figure, .all)] : [])).map {
            ReportTable.Column($0.map(setting.say) ?? "", $1, for: $2)
        }
    }

    private func cells(_ entry: Scoreboard.Entry, _ draft: inout ReportDraft) -> [TableCell] {
        let score = entry.score
        record(entry, &draft)
        let least = text.percent(score.leastCoverage, decimals: 0)
        let value =
            score.value.map { Amount($0, decimals: 1) }
            ?? .absent(FigureAmounts.missingSign, setting.say(.noScore(least: least)))
        return [
            .name(entry.name, sign: nil, unit: nil), .amount(.count(score.lineCount)),
            .amount(Amount(score.weight, decimals: score.weight.scale)),
            .amount(.percent(score.coverage)), .amount(value),
            .range(ScoreRange(value: score.value, low: score.low, high: score.high)),
            .text(
                score.missingCount == 0
                    ? setting.say(.allKnown) : "\(points(score.low))–\(points(score.high))"),
            .amount(Amount(score.low, decimals: 1)), .amount(Amount(score.high, decimals: 1)),
        ]
    }

    /// Of a score that stands on nothing, no cell is kept: it says nothing of the period.
    private func record(_ entry: Scoreboard.Entry, _ draft: inout ReportDraft) {
        guard entry.score.coverage > .zero else { return }
        let unit = setting.say(.points)
        let values: [(Words, ExactDecimal?, String)] = [
            (.coverage, entry.score.coverage, "%"), (.score, entry.score.value, unit),
            (.boundLow, entry.score.low, unit), (.boundHigh, entry.score.high, unit),
        ]
        for (column, value, unit) in values {
            draft.cells.append(
                frame.cell(row: entry.name, column: column, value: value, unit: unit))
        }
    }
}

/// The points of each line of a scorecard: what it stands on, and how far it is from its target.
struct ScoreLines {
    let frame: SectionFrame

    private var setting: ReportSetting { frame.setting }

    func table(_ groups: [KPIReader.Group], _ draft: inout ReportDraft) -> ReportTable {
        let columns: [(Words, ReportTable.Role)] = [
            (.indicator, .name), (.agency, .text), (.weight, .figure), (.shareOfTarget, .figure),
            (.scorePoints, .figure), (.remaining, .figure), (.neededMonthly, .figure),
            (.reachedMonthly, .figure),
        ]
        var table = ReportTable(
            style: .plain, columns: columns.map { ReportTable.Column(setting.say($0), $1) },
            groups: [], folding: setting.say(.scoreLines))
        for group in groups {
            var rows: [[TableCell]] = []
            for row in group.rows where row.line.isScored { rows.append(cells(row, &draft)) }
            if !rows.isEmpty {
                table.groups.append(ReportTable.Group(title: group.title, rows: rows))
            }
        }
        return table
    }

    private func cells(_ row: KPIRow, _ draft: inout ReportDraft) -> [TableCell] {
        let title = setting.title(row.indicator, breakdown: row.line.breakdown)
        let unit = setting.unitTitle(row.indicator)
        let points =
            row.points.map { Amount($0, decimals: 1) }
            ?? .absent(
                FigureAmounts.missingSign,
                setting.say(row.target == nil ? .noTarget : .notEnough))
        let distance = distance(row)
        let amounts: [(Words, ExactDecimal?)] = [
            (.remaining, distance?.remaining), (.neededMonthly, distance?.neededMonthly),
            (.reachedMonthly, distance?.reachedMonthly),
        ]
        draft.cells.append(
            frame.cell(
                row: title, column: .scorePoints, value: row.points,
                unit: setting.say(.points), indicator: row.indicator.key, area: setting.area))
        for (column, value) in amounts {
            guard let value else { continue }
            draft.cells.append(
                frame.cell(
                    row: title, column: column, value: value, unit: unit,
                    indicator: row.indicator.key, area: setting.area))
        }
        return [
            .name(title, sign: row.line.direction == .down ? "↓" : nil, unit: unit),
            .text(setting.agencyName(row.line.agency)),
            .amount(Amount(row.line.weight, decimals: row.line.weight.scale)),
            row.shareOfTarget.map { .amount(.percent($0)) } ?? .none, .amount(points),
        ]
            + amounts.map { _, value in
                value.map { .amount(Amount($0, decimals: row.indicator.decimals)) } ?? .none
            }
    }

    /// Only of sums towards a year's target: the rest of a rate's year adds nothing to it.
    private func distance(_ row: KPIRow) -> TargetDistance? {
        guard row.isPaced, let sum = row.yearToDate?.value, let target = row.target else {
            return nil
        }
        return TargetDistance(
            sum: sum, target: target.value, elapsedMonths: setting.elapsedMonths)
    }
}
