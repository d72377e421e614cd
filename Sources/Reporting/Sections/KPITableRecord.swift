import PhusaModel

/// The frozen cells of the KPI table.
struct KPITableRecord {
    let frame: SectionFrame

    private var setting: ReportSetting { frame.setting }

    func record(_ groups: [KPIReader.Group], _ draft: inout ReportDraft) {
        let onPrevious = Words.onPrevious(setting.period.kind)
        for row in groups.flatMap(\.rows) { draft.cells += cells(row, onPrevious) }
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
