import CXlsxWriter
import PhusaModel
import Reporting

/// One table on a sheet of its own.
struct WorkbookTable {
    let table: SheetTable
    let language: Language

    /// Significant digits that a spreadsheet's number surely holds; longer values are stored as text.
    private static let digitCountMax = 15
    private static let widthRange = 9.0...52.0
    private static let headerRow: UInt32 = 2
    /// Of a line of text, in points.
    private static let lineHeight = 15.0
    /// Of each column, in letters.
    private let widths: [Double]

    init(table: SheetTable, language: Language) {
        self.table = table
        self.language = language
        widths = table.columns.indices.map { Self.width($0, of: table, language) }
    }

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
            setHeight(sheet, row, zip(table.columns.map(\.heading), widths))
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
            write(note, at: row, sheet, styles)
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
            setHeight(sheet, row, zip(values.map { $0.text(language) }, widths))
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

    /// A note as wide as the table: beside it, it would make the printed sheet as wide as itself.
    private func write(
        _ note: String, at row: UInt32, _ sheet: UnsafeMutablePointer<lxw_worksheet>,
        _ styles: WorkbookStyles
    ) {
        setHeight(sheet, row, [(note, widths.isEmpty ? Self.plainWidth : widths.reduce(0, +))])
        guard widths.count > 1 else {
            worksheet_write_string(sheet, row, 0, note, styles.note)
            return
        }
        worksheet_merge_range(sheet, row, 0, row, UInt16(widths.count - 1), note, styles.note)
    }

    /// Makes a row as high as the longest of its texts, which not every program does by itself.
    private func setHeight(
        _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32,
        _ texts: some Sequence<(String, Double)>
    ) {
        let lineCount = texts.reduce(1) { max($0, Self.lineCount(of: $1.0, in: $1.1)) }
        guard lineCount > 1 else { return }
        worksheet_set_row(sheet, row, Double(lineCount) * Self.lineHeight, nil)
    }

    /// Lines that words take where so many letters stand beside each other.
    static func lineCount(of text: String, in width: Double) -> Int {
        let room = max(1, Int(width * 0.95))
        var (lineCount, filled) = (1, 0)
        for word in text.split(separator: " ") {
            let added = filled == 0 ? word.count : filled + 1 + word.count
            if added <= room {
                filled = added
            } else {
                lineCount += filled == 0 ? 0 : 1
                lineCount += (word.count - 1) / room
                filled = (word.count - 1) % room + 1
            }
        }
        return lineCount
    }

    private static let plainWidth = 100.0

    private static func width(_ index: Int, of table: SheetTable, _ language: Language) -> Double {
        let longest = table.rows.reduce(0) { longest, row in
            guard case .values(let values) = row, index < values.count else { return longest }
            return max(longest, values[index].text(language).count)
        }
        let heading = table.columns[index].heading.count / 2
        let width = Double(max(longest, heading)) + 2
        return min(max(width, widthRange.lowerBound), widthRange.upperBound)
    }

    private func setWidths(_ sheet: UnsafeMutablePointer<lxw_worksheet>) {
        for (index, width) in widths.enumerated() {
            worksheet_set_column(sheet, UInt16(index), UInt16(index), width, nil)
        }
        if widths.isEmpty { worksheet_set_column(sheet, 0, 0, Self.plainWidth, nil) }
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
