/// Escapes text for HTML, one Unicode scalar at a time.
///
/// Never by `Character`: a quote followed by U+0301 is one Character and would pass unescaped, so
/// that text could leave its attribute.
enum HTMLText {
    /// The text with the five characters that mean something in HTML as entities.
    ///
    /// Control characters (tab and line feed stay) and noncharacters, which neither HTML nor XML
    /// can hold, become U+FFFD.
    static func escape(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let entity = entities[scalar] {
                escaped.append(contentsOf: entity.unicodeScalars)
            } else {
                escaped.append(isUnprintable(scalar) ? "\u{FFFD}" : scalar)
            }
        }
        return String(escaped)
    }

    private static let entities: [Unicode.Scalar: String] = [
        "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;",
    ]

    /// Control characters but tab and line feed, and the noncharacters of Unicode.
    static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }
}
