import PhusaModel

/// The report as a spreadsheet opens it: tables one below the other.
struct ReportCSV {
    let setting: ReportSetting
    let title: String

    /// UTF-8 with a byte order mark, by which Excel knows that it is not Windows-1258.
    func text(_ tables: [CSVTable]) -> String {
        var rows = [[title], [setting.say(setting.workspace.centre.name)], [asOf]]
        for table in tables {
            rows += [[], [table.title]]
            if !table.header.isEmpty { rows.append(table.header) }
            rows += table.rows
            rows += table.notes.map { [$0] }
        }
        let lines = rows.map { $0.map(Self.field).joined(separator: ";") + "\r\n" }
        return "\u{FEFF}" + lines.joined()
    }

    private var asOf: String {
        setting.say(.asOf(setting.text.moment(setting.context.asOf)))
    }

    private static let comma = NumberFormat(decimalMark: UInt8(ascii: ","), groupMark: [])
    private static let fields = SpreadsheetField(
        separator: UInt8(ascii: ";"), numbers: [.plain, comma], keepsSigns: false)

    static func field(_ text: String) -> String { fields.text(text) }
}
