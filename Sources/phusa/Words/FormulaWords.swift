import PhusaModel

/// Formulas for a terminal.
enum FormulaWords {
    /// Characters of a line that still reads well beside its indentation.
    private static let widthMax = 88

    /// A line that holds a formula: `prefix`, then the formula, broken before its signs where it
    /// is long, then `suffix` in one piece; each further line is set in by two blanks.
    static func lines(_ prefix: String, _ formula: String, _ suffix: String = "") -> [String] {
        var lines = [prefix]
        for part in parts(formula) + [suffix] where !part.isEmpty {
            let last = lines[lines.count - 1]
            if last.count + 1 + part.count <= widthMax || last == prefix {
                lines[lines.count - 1] = last.isEmpty ? part : last + " " + part
            } else {
                lines.append("  " + part)
            }
        }
        return lines
    }

    /// The terms of a formula, each with the sign before it.
    private static func parts(_ formula: String) -> [String] {
        var parts: [String] = []
        var isContinued = false
        for word in formula.split(separator: " ").map(String.init) {
            let isSign = ["+", "-", "*", "/"].contains(word)
            if isContinued || (!isSign && isWithin(parts.last)) {
                parts[parts.count - 1] += " " + word
            } else {
                parts.append(word)
            }
            isContinued = isSign
        }
        return parts
    }

    /// Whether a part has an open bracket or is in the middle of a function: `sum(X over`.
    private static func isWithin(_ part: String?) -> Bool {
        guard let part else { return false }
        return part.hasSuffix(",") || part.hasSuffix(" over") || part.hasSuffix(" last")
            || !part.contains(" over ") && part.contains("(") && !part.hasSuffix(")")
    }
}
