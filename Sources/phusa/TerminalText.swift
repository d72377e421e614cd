/// Text as it may go to a terminal: names of files and values come from strangers.
enum TerminalText {
    /// The text with everything that moves a cursor, hides text or turns its direction written as
    /// `\u{…}`; line ends and tabs stay.
    static func safe(_ text: String) -> String {
        escaping(text) { "\\u{\(String($0.value, radix: 16).uppercased())}" }
    }

    /// The same of a JSON document, in JSON's own way: a reader gets the very text back.
    static func safe(json: String) -> String {
        escaping(json) { scalar in
            UTF16.encode(scalar).map { units in
                units.map { unit in
                    let digits = String(unit, radix: 16)
                    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }.joined()
            } ?? ""
        }
    }

    private static func escaping(
        _ text: String, by escape: (Unicode.Scalar) -> String
    ) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isUnsafe(scalar) {
                safe.append(contentsOf: escape(scalar).unicodeScalars)
            } else {
                safe.append(scalar)
            }
        }
        return String(safe)
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x20...0x7E: return false
        case 0x00...0x9F: return true
        // Latin letters, with all of Vietnamese.
        case 0xAE...0x2FF, 0x1E00...0x1EFF: return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }
}
