import PhusaModel

/// Indicators with their change on the period before and on the same of the year before, and the sum
/// since January with its change.
struct IndicatorTableSection {
    let frame: SectionFrame
    let keys: [IndicatorKey]

    private var setting: ReportSetting { frame.setting }
    private var figures: FigureAmounts { FigureAmounts(setting: setting) }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        let rows = try KPIReader(setting: setting).read(set, &draft).flatMap(\.rows)
        guard rows.contains(where: { $0.figure != nil }) else {
            draft.warn(setting.say(.warnEmpty(section: frame.title)))
            return frame.empty(.notEnough)
        }
        let columns = columns(rows)
        var cells: [[TableCell]] = []
        for (index, row) in rows.enumerated() {
            let source = (row.figure?.origin).map { draft.register.cite($0) }
            cells.append(columns.map { $0.cell(row, index + 1, source) })
            record(row, columns, &draft)
        }
        var table = ReportTable(
            style: .kpi,
            columns: columns.map {
                ReportTable.Column(setting.say($0.title), $0.role, for: $0.audience)
            },
            groups: [ReportTable.Group(rows: cells)])
        table.notes = notes(rows)
        return [.table(table), .notes(table.notes)]
    }

    /// The indicators as lines that nothing is judged by.
    private var set: KPISet {
        let title = Words(vi: "", en: "")
        let lines = keys.map {
            KPILine(
                indicator: $0, breakdown: "", direction: .none, green: .zero, amber: .zero)
        }
        return KPISet(code: "", title: title, groups: [KPIGroup(title: title, lines: lines)])
    }

    private struct Column {
        let title: Words
        let role: ReportTable.Role
        var audience = ReportTable.Audience.all
        /// What is frozen of a row; `nil` where the column holds no figure of its own.
        var value: ((KPIRow) -> (value: ExactDecimal, unit: String)?)?
        let cell: (_ row: KPIRow, _ number: Int, _ source: Int?) -> TableCell
    }

    private func columns(_ rows: [KPIRow]) -> [Column] {
        var columns = [
            Column(title: .lineNumber, role: .number, audience: .page) { _, number, _ in
                .text(String(number))
            },
            Column(title: .indicator, role: .name) { row, _, _ in
                .name(say(row), sign: nil, unit: setting.unitTitle(row.indicator))
            },
            Column(title: .unit, role: .text, audience: .sheet) { row, _, _ in
                .text(setting.unitTitle(row.indicator))
            },
            Column(title: .figure, role: .mainFigure) { row, _, source in
                .amount(
                    figures.amount(row.figure, decimals: row.indicator.decimals, source: source))
            },
            Column(title: .status, role: .text, audience: .sheet) { row, _, _ in
                .text(row.figure.map { setting.say($0.status.title) } ?? "")
            },
        ]
        // The period before a year, or before a span from January, is that of the year before.
        if setting.before(setting.period) != setting.period.yearBefore {
            columns.append(change(.onPrevious(setting.period.kind), \.onPrevious))
        }
        columns.append(change(.onYearBefore, \.onYearBefore))
        if setting.period.kind != .year, rows.contains(where: { $0.yearToDate != nil }) {
            columns.append(toDate)
            columns.append(change(.toDateOnYearBefore, \.toDateOnYearBefore))
        }
        columns.append(
            Column(title: .source, role: .sources, audience: .page) { _, _, source in
                .sources([source].compactMap(\.self))
            })
        return columns
    }

    private func say(_ row: KPIRow) -> String { setting.title(row.indicator, breakdown: "") }

    private func change(_ title: Words, _ change: KeyPath<KPIRow, Change?>) -> Column {
        let text = ChangeText(setting: setting)
        return Column(
            title: title, role: .figure,
            value: { row in
                row[keyPath: change].map { ($0.value, text.unit($0, row.indicator)) }
            },
            cell: { row, _, _ in
                row[keyPath: change].map { .amount(text.amount($0, row.indicator)) } ?? .none
            })
    }

    private var toDate: Column {
        Column(
            title: .yearToDate, role: .figure,
            value: { row in
                row.yearToDate?.value.map { ($0, setting.unitTitle(row.indicator)) }
            },
            cell: { row, _, _ in
                row.yearToDate.map {
                    .amount(YearToDateAmount(setting: setting).amount($0, row.indicator))
                }
                    ?? .none
            })
    }

    private func record(_ row: KPIRow, _ columns: [Column], _ draft: inout ReportDraft) {
        draft.cells.append(
            frame.cell(
                row: say(row), column: .figure, value: row.figure?.value,
                unit: setting.unitTitle(row.indicator), figure: row.figure,
                indicator: row.indicator.key, area: setting.area))
        for column in columns {
            guard let own = column.value?(row) else { continue }
            draft.cells.append(
                frame.cell(
                    row: say(row), column: column.title, value: own.value, unit: own.unit,
                    indicator: row.indicator.key, area: setting.area))
        }
    }

    private func notes(_ rows: [KPIRow]) -> [String] {
        var notes = [figures.legend(rows.map(\.figure))].compactMap(\.self)
        if rows.contains(where: { setting.isRate($0.indicator) }) {
            notes.append(setting.say(.pointsNote))
        }
        return notes
    }
}

/// The sum since January as it is printed, or the periods that it lacks.
struct YearToDateAmount {
    let setting: ReportSetting

    func amount(_ sum: YearToDate, _ indicator: Indicator) -> Amount {
        guard let value = sum.value else {
            let months = sum.missing.map { setting.text.short($0) }.joined(separator: ", ")
            return .absent(FigureAmounts.missingSign, setting.say(.missing(months: months)))
        }
        var amount = Amount(value, decimals: indicator.decimals)
        amount.isDraft = !sum.isFinal
        return amount
    }
}
