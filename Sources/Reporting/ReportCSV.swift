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

    /// A field as a person's spreadsheet may have it: nothing that it would run as a formula, and
    /// quotes where the separator, a quote or a line's end is inside.
    static func field(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar != "\0" { scalars.append(scalar) }
        var field = String(scalars)
        if isFormula(text) { field = "'" + field }
        let needsQuotes = field.utf8.contains { byte in
            byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
        }
        guard needsQuotes else { return field }
        var quoted = "\"".unicodeScalars
        for scalar in field.unicodeScalars {
            if scalar == "\"" { quoted.append(scalar) }
            quoted.append(scalar)
        }
        return String(quoted) + "\""
    }

    /// Whether a spreadsheet might run the text: it begins as a formula does and is no plain number.
    private static func isFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, starters.contains(first) else { return false }
        let bytes = Array(text.utf8)
        let comma = NumberFormat(decimalMark: UInt8(ascii: ","), groupMark: [])
        return ExactDecimal(utf8: bytes, format: .plain) == nil
            && ExactDecimal(utf8: bytes, format: comma) == nil
    }

    /// With the full-width forms, which some spreadsheets take for the narrow ones.
    private static let starters: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠",
    ]
}
