import PhusaModel

/// What the KPI table leaves behind besides its markup: rows of the CSV and frozen cells.
struct KPITableRecord {
    let frame: SectionFrame

    private var setting: ReportSetting { frame.setting }

    func record(_ groups: [KPIReader.Group], notes: [String], _ draft: inout ReportDraft) {
        let onPrevious = Words.onPrevious(setting.period.kind)
        let columns: [Words] = [
            .indicator, .unit, .figure, .status, onPrevious, .onYearBefore, .unitOfChange,
            .yearToDate, .target, .targetPeriod, .shareOfTarget, .standing, .dataset, .file, .lines,
        ]
        var table = CSVTable(title: frame.heading, header: columns.map(setting.say), notes: notes)
        for group in groups {
            table.rows.append([group.title])
            for row in group.rows {
                table.rows.append(fields(row))
                draft.cells += cells(row, onPrevious)
            }
        }
        draft.tables.append(table)
    }

    private func fields(_ row: KPIRow) -> [String] {
        let text = setting.text
        let change = row.onPrevious ?? row.onYearBefore
        let origin = row.figure?.origin
        return [
            setting.title(row.indicator, breakdown: row.line.breakdown),
            setting.unitTitle(row.indicator),
            FigureMarkup(setting: setting).plain(row.figure),
            row.figure.map { setting.say($0.status.title) } ?? "",
            row.onPrevious.map { text.exact($0.value) } ?? "–",
            row.onYearBefore.map { text.exact($0.value) } ?? "–",
            change.map { ChangeText(setting: setting).unit($0, row.indicator) } ?? "",
            row.yearToDate.map { $0.value.map(text.exact) ?? "…" } ?? "–",
            row.target.map { text.exact($0.value) } ?? "–",
            row.target.map { setting.title($0.period) } ?? "",
            row.shareOfTarget.map(text.exact) ?? "–",
            row.light.map { setting.say($0.title) } ?? "–",
            origin?.dataset ?? "", origin.map { Violation.escaped($0.path) } ?? "",
            origin.map { String($0.line) } ?? "",
        ]
    }

    private func cells(_ row: KPIRow, _ onPrevious: Words) -> [ReportCell] {
        let title = setting.title(row.indicator, breakdown: row.line.breakdown)
        let unit = setting.unitTitle(row.indicator)
        func cell(_ column: Words, _ value: ExactDecimal?, _ unit: String) -> ReportCell? {
            value.map {
                frame.cell(
                    row: title, column: column, value: $0, unit: unit,
                    indicator: row.indicator.key, area: setting.area)
            }
        }
        let text = ChangeText(setting: setting)
        let figure = frame.cell(
            row: title, column: .figure, value: row.figure?.value, unit: unit, figure: row.figure,
            indicator: row.indicator.key, area: setting.area)
        let target = row.target.map { target in
            ReportCell(
                section: frame.heading, row: title, column: setting.say(.target),
                value: target.value.description, unit: unit, period: target.period.description,
                indicator: row.indicator.key.description, area: setting.area,
                origin: CellOrigin(target.origin))
        }
        func change(_ column: Words, _ change: Change?) -> ReportCell? {
            change.flatMap { cell(column, $0.value, text.unit($0, row.indicator)) }
        }
        return [
            figure, change(onPrevious, row.onPrevious), change(.onYearBefore, row.onYearBefore),
            cell(.yearToDate, row.yearToDate?.value, unit), target,
            cell(.shareOfTarget, row.shareOfTarget, "%"),
        ].compactMap(\.self)
    }
}
