package import PhusaModel

/// How text becomes a field of a CSV that a person's spreadsheet opens: nothing that it would run as
/// a formula, and quotes where the separator, a quote or a line's end is inside.
package struct SpreadsheetField: Sendable {
    private let separator: UInt8
    private let numbers: [NumberFormat]
    private let keepsSigns: Bool

    /// - Parameters:
    ///   - numbers: Forms of numbers, which are no formulas though they may begin with a sign.
    ///   - keepsSigns: Whether text of nothing but `+` and `-` stays as it is: a lone dash is a mark in
    ///     many tables, and no spreadsheet can run a sign without an operand.
    package init(separator: UInt8, numbers: [NumberFormat], keepsSigns: Bool) {
        self.separator = separator
        self.numbers = numbers
        self.keepsSigns = keepsSigns
    }

    package func text(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar != "\0" { scalars.append(scalar) }
        var field = String(scalars)
        if isFormula(text) { field = "'" + field }
        let needsQuotes = field.utf8.contains { byte in
            byte == separator || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
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
    private func isFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, Self.starters.contains(first) else {
            return false
        }
        if keepsSigns, text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") })
        {
            return false
        }
        let bytes = Array(text.utf8)
        return numbers.allSatisfy { ExactDecimal(utf8: bytes, format: $0) == nil }
    }

    /// With the full-width forms, which some spreadsheets take for the narrow ones.
    private static let starters: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠",
    ]
}
