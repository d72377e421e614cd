import CXlsxWriter
import PhusaModel
import Reporting

/// One table on a sheet of its own.
struct WorkbookTable {
    let table: SheetTable
    let language: Language

    /// Significant digits that a spreadsheet's number surely holds; longer values are stored as text.
    private static let digitCountMax = 15
    private static let widths = 9.0...52.0
    private static let headerRow: UInt32 = 2

    func write(
        _ book: UnsafeMutablePointer<lxw_workbook>, _ styles: inout WorkbookStyles,
        _ names: inout SheetNames
    ) {
        let name = names.next(table.title)
        guard let sheet = workbook_add_worksheet(book, name) else { return }
        worksheet_write_string(sheet, 0, 0, table.title, styles.title)
        var row = Self.headerRow
        if !table.columns.isEmpty {
            for (index, column) in table.columns.enumerated() {
                worksheet_write_string(
                    sheet, row, UInt16(index), column.heading,
                    holdsAmounts(index) ? styles.numberHeader : styles.header)
            }
            row += 1
            worksheet_freeze_panes(sheet, row, 1)
            worksheet_repeat_rows(sheet, Self.headerRow, Self.headerRow)
        }
        let first = row
        for line in table.rows {
            write(line, at: row, sheet, &styles)
            row += 1
        }
        let last = max(first, row) - 1
        for note in table.notes {
            row += 1
            worksheet_write_string(sheet, row, 0, note, styles.note)
        }
        setWidths(sheet)
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, 9)
        worksheet_fit_to_pages(sheet, 1, 0)
        if last >= first { draw(book, sheet, name, rows: first...last) }
    }

    private func holdsAmounts(_ index: Int) -> Bool {
        table.rows.contains { row in
            guard case .values(let values) = row, index < values.count,
                case .amount = values[index]
            else { return false }
            return true
        }
    }

    private func write(
        _ line: SheetTable.Row, at row: UInt32, _ sheet: UnsafeMutablePointer<lxw_worksheet>,
        _ styles: inout WorkbookStyles
    ) {
        switch line {
        case .heading(let title): worksheet_write_string(sheet, row, 0, title, styles.group)
        case .values(let values):
            for (index, value) in values.enumerated() {
                write(value, at: row, UInt16(index), sheet, &styles)
            }
        }
    }

    private func write(
        _ value: SheetTable.Value, at row: UInt32, _ column: UInt16,
        _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ styles: inout WorkbookStyles
    ) {
        switch value {
        case .none: worksheet_write_string(sheet, row, column, "–", styles.text)
        case .text(let text):
            if !text.isEmpty { worksheet_write_string(sheet, row, column, text, styles.text) }
        case .day(let day):
            let (year, month, number) = day.parts
            var date = lxw_datetime()
            (date.year, date.month, date.day) = (Int32(year), Int32(month), Int32(number))
            worksheet_write_datetime(sheet, row, column, &date, styles.day)
        case .amount(let amount):
            if let number = Self.number(amount) {
                worksheet_write_number(sheet, row, column, number, styles.number(amount))
            } else {
                worksheet_write_string(
                    sheet, row, column, value.text(language), styles.text)
            }
        }
    }

    /// The value as a spreadsheet holds it; `nil` where there is none, or where it would lose digits.
    static func number(_ amount: Amount) -> Double? {
        guard let value = amount.value,
            String(value.mantissa.magnitude).count <= digitCountMax
        else { return nil }
        return Double(value.description)
    }

    private func setWidths(_ sheet: UnsafeMutablePointer<lxw_worksheet>) {
        for index in table.columns.indices {
            let longest = table.rows.reduce(0) { longest, row in
                guard case .values(let values) = row, index < values.count else { return longest }
                return max(longest, values[index].text(language).count)
            }
            let heading = table.columns[index].heading.count / 2
            let width = Double(max(longest, heading)) + 2
            worksheet_set_column(
                sheet, UInt16(index), UInt16(index),
                min(max(width, Self.widths.lowerBound), Self.widths.upperBound), nil)
        }
        if table.columns.isEmpty { worksheet_set_column(sheet, 0, 0, 100, nil) }
    }

    private func draw(
        _ book: UnsafeMutablePointer<lxw_workbook>,
        _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ name: String, rows: ClosedRange<UInt32>
    ) {
        guard let drawing = table.chart, !drawing.values.isEmpty else { return }
        let kind = drawing.kind == .line ? LXW_CHART_LINE : LXW_CHART_BAR
        guard let chart = workbook_add_chart(book, UInt8(kind.rawValue)) else { return }
        for column in drawing.values {
            guard let series = chart_add_series(chart, nil, nil) else { continue }
            chart_series_set_categories(
                series, name, rows.lowerBound, UInt16(drawing.names), rows.upperBound,
                UInt16(drawing.names))
            chart_series_set_values(
                series, name, rows.lowerBound, UInt16(column), rows.upperBound, UInt16(column))
            chart_series_set_name_range(series, name, Self.headerRow, UInt16(column))
        }
        chart_title_set_name(chart, drawing.title)
        chart_axis_set_name(
            drawing.kind == .line ? chart.pointee.y_axis : chart.pointee.x_axis, drawing.unit)
        if drawing.kind == .bar { chart_axis_set_reverse(chart.pointee.y_axis) }
        if drawing.values.count == 1 {
            chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
        }
        worksheet_insert_chart(sheet, Self.headerRow, UInt16(table.columns.count + 1), chart)
    }
}

/// What the workbook is: the head of the page and its foot.
struct WorkbookCover {
    let content: ReportContent

    func write(
        _ book: UnsafeMutablePointer<lxw_workbook>, _ styles: inout WorkbookStyles,
        _ names: inout SheetNames
    ) {
        guard let sheet = workbook_add_worksheet(book, names.next(content.periodTitle)) else {
            return
        }
        worksheet_set_column(sheet, 0, 0, 100, nil)
        for (row, line) in content.head.enumerated() {
            worksheet_write_string(
                sheet, UInt32(row), 0, line, row == 2 ? styles.title : styles.text)
        }
    }
}
