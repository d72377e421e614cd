import PhusaModel

/// The report as a spreadsheet opens it: tables one below the other.
struct ReportCSV {
    private let content: ReportContent
    private let words: FigureText

    init(_ content: ReportContent) {
        self.content = content
        words = FigureText(language: content.language)
    }

    /// UTF-8 with a byte order mark, by which Excel knows that it is not Windows-1258.
    var text: String {
        let asOf = Words.asOf(words.moment(content.context.asOf)).text(content.language)
        var rows = [[content.fullTitle], [content.issuer.name], [asOf]]
        for table in SheetTable.tables(of: content) {
            rows += [[], [table.title]]
            if !table.columns.isEmpty { rows.append(table.columns.map(\.heading)) }
            rows += table.rows.map(fields)
            rows += table.notes.map { [$0] }
        }
        let lines = rows.map { $0.map(Self.field).joined(separator: ";") + "\r\n" }
        return "\u{FEFF}" + lines.joined()
    }

    private func fields(_ row: SheetTable.Row) -> [String] {
        switch row {
        case .heading(let title): [title]
        case .values(let values): values.map { $0.text(content.language) }
        }
    }

    private static let comma = NumberFormat(decimalMark: UInt8(ascii: ","), groupMark: [])
    private static let fields = SpreadsheetField(
        separator: UInt8(ascii: ";"), numbers: [.plain, comma], keepsSigns: false)

    static func field(_ text: String) -> String { fields.text(text) }
}
