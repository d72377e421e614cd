/// How names of a kind are written.
package enum NameForm: String, Sendable, CaseIterable {
    case code = "[a-z0-9-]+"
    case axis = "[a-z][a-z0-9-]*"
    case column = "[a-z][a-z0-9_]*"
    case dataset = "[a-z0-9-]+.[a-z0-9-]+.[a-z0-9-]+"
    case dimension = "dim_[a-z0-9_]{1,59}"
    case fact = "fact_[a-z0-9_]{1,58}"
    case warehouseColumn = "[a-z_][a-z0-9_]{0,62}"
    /// Codes of units, indicators and members: nothing that keys and breakdowns are joined with.
    case joined = "[^;|= ]+"
    case unpiped = "[^|]+"
    case encoding = "[A-Za-z0-9._:-]+"
    /// Seconds or minutes, at least one.
    case duration = "[1-9][0-9]{0,3}(s|m)"
    /// Two times of one day, the first before the second.
    case clockSpan = "HH:mm-HH:mm"

    /// Whether a text is written in this form.
    package func matches(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first else { return false }
        switch self {
        case .code: return bytes.allSatisfy { Self.isLower($0) || $0 == Self.hyphen }
        case .axis:
            return Self.isLetter(first)
                && bytes.allSatisfy { Self.isLower($0) || $0 == Self.hyphen }
        case .column:
            return Self.isLetter(first)
                && bytes.allSatisfy { Self.isLower($0) || $0 == Self.underscore }
        case .dataset:
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            return parts.count == 3 && parts.allSatisfy { NameForm.code.matches(String($0)) }
        case .dimension: return Self.isTable(bytes, prefix: "dim_")
        case .fact: return Self.isTable(bytes, prefix: "fact_")
        case .warehouseColumn:
            return bytes.count <= 63 && (Self.isLetter(first) || first == Self.underscore)
                && bytes.allSatisfy { Self.isLower($0) || $0 == Self.underscore }
        case .joined:
            return !text.unicodeScalars.contains {
                $0.properties.isWhitespace || $0 == ";" || $0 == "|" || $0 == "="
            }
        case .unpiped: return !text.contains("|")
        case .encoding:
            return bytes.allSatisfy { Self.isLower($0 | 0x20) || "._:-".utf8.contains($0) }
        case .duration: return Self.seconds(text) != nil
        case .clockSpan: return Self.minutes(text) != nil
        }
    }

    /// The minutes since midnight that a text of the form ``clockSpan`` says; `nil` for any other text.
    static func minutes(_ text: String) -> Range<Int>? {
        let times = text.split(separator: "-", omittingEmptySubsequences: false).map(minute)
        guard times.count == 2, let first = times[0], let end = times[1], first < end else {
            return nil
        }
        return first..<end
    }

    /// `07:30` → 450; up to 24:00.
    private static func minute(_ text: Substring) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"), let hour = Int(text.prefix(2)),
            let minute = Int(text.suffix(2)), hour >= 0, (0..<60).contains(minute),
            hour * 60 + minute <= 24 * 60, bytes[0] != UInt8(ascii: "+"),
            bytes[3] != UInt8(ascii: "+")
        else { return nil }
        return hour * 60 + minute
    }

    /// The seconds that a text of the form ``duration`` says; `nil` for any other text.
    static func seconds(_ text: String) -> Int? {
        guard let unit = text.last, unit == "s" || unit == "m", text.utf8.count <= 5,
            let count = Int(text.dropLast()), count > 0, String(count) == text.dropLast()
        else { return nil }
        return unit == "m" ? count * 60 : count
    }

    private static let hyphen = UInt8(ascii: "-")
    private static let underscore = UInt8(ascii: "_")

    private static func isTable(_ bytes: [UInt8], prefix: String) -> Bool {
        bytes.count <= 63 && bytes.count > prefix.utf8.count && bytes.starts(with: prefix.utf8)
            && bytes.allSatisfy { isLower($0) || $0 == underscore }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isLower(_ byte: UInt8) -> Bool {
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
