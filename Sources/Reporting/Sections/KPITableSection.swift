import PhusaModel

/// Every line of a KPI set: figure, changes, year to date, target, standing, source.
struct KPITableSection {
    let frame: SectionFrame
    let kpis: String

    private var setting: ReportSetting { frame.setting }
    private var figures: FigureAmounts { FigureAmounts(setting: setting) }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        guard let set = setting.kpiSet(kpis) else {
            draft.warn(setting.say(.warnKPISet(kpis)))
            return frame.empty(.notEnough)
        }
        let groups = try KPIReader(setting: setting).read(set, &draft)
        let rows = groups.flatMap(\.rows)
        if rows.isEmpty, setting.agency != nil { return frame.empty(.noOwnLines) }
        warnMissing(rows, &draft)
        let notes = notes(rows)
        KPITableRecord(frame: frame).record(groups, &draft)
        return [
            .lead(summary(rows)), .table(table(groups, notes: notes, &draft)), .notes(notes),
        ]
    }

    private func summary(_ rows: [KPIRow]) -> String {
        let count = { (light: TrafficLight?) in rows.count { $0.light == light } }
        return setting.say(
            .summary(
                lines: rows.count, met: count(.met), watch: count(.watch), missed: count(.missed),
                open: count(nil)))
    }

    private func warnMissing(_ rows: [KPIRow], _ draft: inout ReportDraft) {
        let missing = rows.filter { $0.figure?.value == nil && $0.figure?.withholding == nil }
            .map { say($0) }
        guard !missing.isEmpty else { return }
        draft.warn(
            setting.say(
                .warnMissing(section: frame.title, rows: missing.joined(separator: "; "))))
    }

    private func say(_ row: KPIRow) -> String {
        setting.title(row.indicator, breakdown: row.line.breakdown)
    }

    private var columns: [ReportTable.Column] {
        let target = Words.targetOfYear(setting.period.firstMonth.year)
        let columns: [(Words, ReportTable.Role, ReportTable.Audience)] = [
            (.lineNumber, .number, .page), (.indicator, .name, .all), (.unit, .text, .sheet),
            (.figure, .mainFigure, .all), (.status, .text, .sheet),
            (.onPrevious(setting.period.kind), .figure, .all), (.onYearBefore, .figure, .all),
            (.unitOfChange, .text, .sheet), (.yearToDate, .figure, .all),
            (target, .figure, .all), (.targetPeriod, .text, .sheet),
            (.shareOfTarget, .figure, .all), (.standing, .standing, .all),
            (.source, .sources, .page), (.dataset, .text, .sheet), (.file, .text, .sheet),
            (.lines, .text, .sheet),
        ]
        return columns.map { ReportTable.Column(setting.say($0), $1, for: $2) }
    }

    private func table(
        _ groups: [KPIReader.Group], notes: [String], _ draft: inout ReportDraft
    ) -> ReportTable {
        let letters = ["A", "B", "C", "D", "E", "G", "H", "I", "K", "L", "M", "N"]
        var number = 0
        var table = ReportTable(style: .kpi, columns: columns, groups: [], notes: notes)
        for (index, group) in groups.filter({ !$0.rows.isEmpty }).enumerated() {
            let letter = index < letters.count ? "\(letters[index]). " : ""
            var rows: [[TableCell]] = []
            for row in group.rows {
                number += 1
                rows.append(cells(row, number, &draft))
            }
            table.groups.append(ReportTable.Group(title: letter + group.title, rows: rows))
        }
        return table
    }

    private func cells(
        _ row: KPIRow, _ number: Int, _ draft: inout ReportDraft
    ) -> [TableCell] {
        let figure = figures.cited(row.figure, decimals: row.indicator.decimals, &draft)
        let target = target(row, &draft)
        let unit = setting.unitTitle(row.indicator)
        let change = row.onPrevious ?? row.onYearBefore
        let origin = row.figure?.origin
        return [
            .text(String(number)),
            .name(say(row), sign: row.line.direction == .down ? "↓" : nil, unit: unit),
            .text(unit), .amount(figure),
            .text(row.figure.map { setting.say($0.status.title) } ?? ""),
            cell(row.onPrevious, row), cell(row.onYearBefore, row),
            .text(change.map { ChangeText(setting: setting).unit($0, row.indicator) } ?? ""),
            yearToDate(row), target.map { .amount($0) } ?? .none,
            .text(row.target.map { setting.title($0.period) } ?? ""),
            row.shareOfTarget.map { .amount(.percent($0)) } ?? .none, .light(row.light),
            .sources(Set([figure.source, target?.source].compactMap(\.self)).sorted()),
            .text(origin?.dataset ?? ""), .text(origin.map { Violation.escaped($0.path) } ?? ""),
            .text(origin.map { String($0.line) } ?? ""),
        ]
    }

    private func cell(_ change: Change?, _ row: KPIRow) -> TableCell {
        change.map { .amount(ChangeText(setting: setting).amount($0, row.indicator)) } ?? .none
    }

    private func yearToDate(_ row: KPIRow) -> TableCell {
        guard let sum = row.yearToDate else { return .none }
        return .amount(YearToDateAmount(setting: setting).amount(sum, row.indicator))
    }

    /// The target, with its period below where that is not the year.
    private func target(_ row: KPIRow, _ draft: inout ReportDraft) -> Amount? {
        guard let target = row.target else { return nil }
        var amount = Amount(target.value, decimals: row.indicator.decimals)
        amount.why = "\(row.indicator.key.code) \(setting.area) \(target.period)"
        amount.source = draft.register.cite(target.origin)
        if target.period != setting.year { amount.note = setting.text.short(target.period) }
        return amount
    }

    private func notes(_ rows: [KPIRow]) -> [String] {
        var notes: [String] = []
        if let legend = figures.legend(rows.map(\.figure)) { notes.append(legend) }
        if rows.contains(where: { setting.isRate($0.indicator) }) {
            notes.append(setting.say(.pointsNote))
        }
        let judged = rows.filter { $0.target != nil }
        if let first = judged.first?.line {
            let isUniform = judged.allSatisfy {
                $0.line.green == first.green && $0.line.amber == first.amber
            }
            notes.append(isUniform ? bands(first) : setting.say(.ownBands))
        }
        let months = setting.elapsedMonths
        let paced = judged.filter(\.isPaced)
        if months < 12, paced.contains(where: { $0.line.pace == nil }) {
            notes.append(setting.say(.pace(months: months)))
        }
        if months < 12, paced.contains(where: { $0.line.pace != nil }) {
            notes.append(setting.say(.ownPace))
        }
        if judged.contains(where: { $0.line.direction == .down }) {
            notes.append(setting.say(.inverse))
        }
        return notes
    }

    private func bands(_ line: KPILine) -> String {
        setting.say(
            .bands(
                green: setting.text.percent(line.green, decimals: line.green.scale),
                amber: setting.text.percent(line.amber, decimals: line.amber.scale)))
    }
}
