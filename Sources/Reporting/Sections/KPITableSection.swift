import PhusaModel

/// Every line of a KPI set: figure, changes, year to date, target, standing, source.
struct KPITableSection {
    let frame: SectionFrame
    let kpis: String

    private var setting: ReportSetting { frame.setting }
    private var figures: FigureMarkup { FigureMarkup(setting: setting) }

    func write(_ draft: inout ReportDraft) throws -> Markup {
        guard let set = setting.kpiSet(kpis) else {
            draft.warn(setting.say(.warnKPISet(kpis)))
            return frame.markup(frame.empty(.notEnough))
        }
        let groups = try KPIReader(setting: setting).read(set, &draft)
        let rows = groups.flatMap(\.rows)
        warnMissing(rows, &draft)
        let notes = notes(rows)
        KPITableRecord(frame: frame).record(groups, notes: notes, &draft)
        var number = 0
        let bodies = groups.enumerated().map { index, group in
            body(index, group, &number, &draft)
        }
        return frame.markup(
            """
            <p class="lead">\(summary(rows))</p>
            <table class="kpi">
            <thead>\(header)</thead>
            \(bodies.joined(separator: "\n"))
            </table>
            \(frame.notes(notes))
            """)
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

    private var header: Markup {
        let target = Words.targetOfYear(setting.period.firstMonth.year)
        let columns: [(Words, Markup)] = [
            (.lineNumber, "no"), (.indicator, "name"), (.figure, "num"),
            (.onPrevious(setting.period.kind), "num"), (.onYearBefore, "num"),
            (.yearToDate, "num"), (target, "num"), (.shareOfTarget, "num"),
            (.standing, "standing"), (.source, "src"),
        ]
        let cells = columns.map { words, kind -> Markup in
            "<th scope=\"col\" class=\"\(kind)\">\(setting.say(words))</th>"
        }
        return "<tr>\(cells.joined())</tr>"
    }

    private func body(
        _ index: Int, _ group: KPIReader.Group, _ number: inout Int, _ draft: inout ReportDraft
    ) -> Markup {
        let letters = ["A", "B", "C", "D", "E", "G", "H", "I", "K", "L", "M", "N"]
        let letter = index < letters.count ? "\(letters[index]). " : ""
        var rows: [Markup] = []
        for row in group.rows {
            number += 1
            rows.append(self.row(row, number, &draft))
        }
        return """
            <tbody>
            <tr class="group"><th scope="rowgroup" colspan="10">\(letter)\(group.title)</th></tr>
            \(rows.joined(separator: "\n"))
            </tbody>
            """
    }

    private func row(_ row: KPIRow, _ number: Int, _ draft: inout ReportDraft) -> Markup {
        let inverse: Markup = row.line.direction == .down ? " ↓" : ""
        return """
            <tr><td class="no">\(number)</td>\
            <th scope="row" class="name">\(say(row))\(inverse) \
            <span class="unit">(\(setting.unitTitle(row.indicator)))</span></th>\
            <td class="num strong">\(figures.inline(row.figure, decimals: row.indicator.decimals))</td>\
            <td class="num">\(change(row.onPrevious, row))</td>\
            <td class="num">\(change(row.onYearBefore, row))</td>\
            <td class="num">\(yearToDate(row))</td>\
            <td class="num">\(target(row))</td>\
            <td class="num">\(row.shareOfTarget.map { setting.text.percent($0) } ?? "–")</td>\
            <td class="standing">\(light(row))</td>\
            <td class="src">\(source(row, &draft))</td></tr>
            """
    }

    private func change(_ change: Change?, _ row: KPIRow) -> String {
        change.map { ChangeText(setting: setting).text($0, row.indicator) } ?? "–"
    }

    private func yearToDate(_ row: KPIRow) -> Markup {
        guard let sum = row.yearToDate else { return "–" }
        guard let value = sum.value else {
            let months = sum.missing.map { setting.text.short($0) }.joined(separator: ", ")
            return figures.missing(setting.say(.missing(months: months)))
        }
        let digits = setting.text.number(value, decimals: row.indicator.decimals)
        return sum.isFinal ? "\(digits)" : "<span class=\"draft\">\(digits)</span>"
    }

    /// The target, with its period below where that is not the year.
    private func target(_ row: KPIRow) -> Markup {
        guard let target = row.target else { return "–" }
        let digits = setting.text.number(target.value, decimals: row.indicator.decimals)
        let why = "\(row.indicator.key.code) \(setting.area) \(target.period)"
        let figure: Markup = "<span data-why=\"\(why)\">\(digits)</span>"
        if target.period == setting.year { return figure }
        return "\(figure)<span class=\"reason\">\(setting.text.short(target.period))</span>"
    }

    private func light(_ row: KPIRow) -> Markup {
        row.light?.markup(setting) ?? "–"
    }

    private func source(_ row: KPIRow, _ draft: inout ReportDraft) -> Markup {
        let origins = [row.figure?.origin, row.target?.origin].compactMap(\.self)
        let numbers = Set(origins.map { draft.register.cite($0) }).sorted()
        return numbers.isEmpty ? "–" : "[\(numbers.map(String.init).joined(separator: ", "))]"
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
        let months = setting.period.firstMonth.month - 1 + setting.period.monthCount
        if months < 12, judged.contains(where: \.isPaced) {
            notes.append(setting.say(.pace(months: months)))
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
