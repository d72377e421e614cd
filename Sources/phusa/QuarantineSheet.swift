import PhusaModel
import Warehouse

/// A sheet of quarantined records for an agency: UTF-8 with a byte order mark, `;` between fields,
/// so that a Vietnamese spreadsheet opens it as it is.
struct QuarantineSheet {
    let language: Language

    func text(_ records: [QuarantineRecord]) -> String {
        let header = Words(
            vi: "tệp;dòng;cột;tên cột;giá trị;quy tắc;lý do;cần;cách sửa;nguyên văn dòng",
            en: "file;line;column;name;value;rule;reason;expected;what to do;the line as it came")
        let lines = records.flatMap { record in
            ([record.record.violation] + record.record.others).map { line($0, record.record.raw) }
        }
        return "\u{FEFF}" + ([header.text(language)] + lines).joined(separator: "\r\n") + "\r\n"
    }

    private func line(_ violation: Violation, _ raw: [UInt8]) -> String {
        let position = violation.position
        let fields = [
            Violation.escaped(position.path), "\(position.line)", "\(position.column)",
            violation.column ?? "",
            violation.found, violation.rule.rawValue, violation.sentence(language),
            violation.expectation(language), violation.advice(language),
            String(decoding: raw, as: UTF8.self),
        ]
        return fields.map(Self.field).joined(separator: ";")
    }

    /// Quotes a field; text that a spreadsheet would run as a formula gets an apostrophe, a plain
    /// number never.
    private static func field(_ text: String) -> String {
        var safe = text
        let isNumber =
            ExactDecimal(utf8: Array(text.utf8), format: .vietnamese) != nil
            || ExactDecimal(text) != nil
        if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first),
            !isNumber
        {
            safe = "'" + text
        }
        let needsQuotes = safe.unicodeScalars.contains { ";\"\r\n".unicodeScalars.contains($0) }
        return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
    }
}
