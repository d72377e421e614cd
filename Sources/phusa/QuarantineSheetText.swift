import PhusaModel
import Reporting
import Runs
import Warehouse

/// A sheet of quarantined records that an agency can mend: UTF-8 with a byte order mark, what is
/// wrong in front, then the file's own columns with the values that came.
struct QuarantineSheetText {
    let language: Language

    /// Columns in front of the agency's own; a `#` tells them apart.
    private static let notes = [
        Words(vi: "#tệp", en: "#file"), Words(vi: "#dòng", en: "#line"),
        Words(vi: "#cột", en: "#column"), Words(vi: "#giá trị", en: "#value"),
        Words(vi: "#quy tắc", en: "#rule"), Words(vi: "#sai gì", en: "#what is wrong"),
        Words(vi: "#cách sửa", en: "#what to do"),
        Words(vi: "#nguyên văn", en: "#as it came"),
    ]

    /// One row for each record.
    func text(_ sheet: QuarantineSheet) -> String {
        text(sheet.columns, rows: sheet.rows, delimiter: sheet.delimiter, numbers: sheet.numbers)
    }

    /// The sheet of a selection that holds nothing.
    func emptyText() -> String {
        text([], rows: [], delimiter: UInt8(ascii: ";"), numbers: .vietnamese)
    }

    private func text(
        _ columns: [String], rows: [QuarantineSheet.Row], delimiter: UInt8, numbers: NumberFormat
    ) -> String {
        let field = SpreadsheetField(
            separator: delimiter, numbers: [numbers, .plain, .vietnamese], keepsSigns: true)
        let header = Self.notes.map { $0.text(language) } + columns
        let lines = ([header] + rows.map { notes($0) + ($0.fields ?? []) }).map { cells in
            cells.map(field.text).joined(separator: String(UnicodeScalar(delimiter))) + "\r\n"
        }
        return "\u{FEFF}" + lines.joined()
    }

    private func notes(_ row: QuarantineSheet.Row) -> [String] {
        let record = row.record.record
        let position = record.violation.position
        let breaches = [record.violation] + record.others
        return [
            position.path, "\(position.line)",
            Self.joined(breaches.map(Self.column)), Self.joined(breaches.map(\.found)),
            Self.joined(breaches.map(\.rule.rawValue)),
            Self.joined(
                breaches.map { "\($0.sentence(language)): \($0.expectation(language))" }),
            Self.joined(breaches.map { $0.advice(language) }),
            // What cannot be taken apart into fields is handed back as it came.
            row.fields == nil ? String(decoding: record.raw, as: UTF8.self) : "",
        ]
    }

    private static func column(_ violation: Violation) -> String {
        guard let name = violation.column, !name.isEmpty else {
            return "\(violation.position.column)"
        }
        return "\(violation.position.column) \(name)"
    }

    /// Each text once, in the order of the breaches.
    private static func joined(_ texts: [String]) -> String {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }.joined(separator: " | ")
    }
}
