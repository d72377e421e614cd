/// HTML that is already escaped.
///
/// Written as a string literal: the literal's own text is markup, what is interpolated as a
/// `String` is escaped, what is interpolated as `Markup` is not. There is no other way in, so
/// nothing reaches a page unescaped by oversight.
struct Markup: ExpressibleByStringInterpolation, Equatable, Sendable {
    private(set) var text: String

    init(stringLiteral value: String) { text = value }
    init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity)
        }
        mutating func appendLiteral(_ literal: String) { text += literal }
        mutating func appendInterpolation(_ value: String) { text += HTMLText.escape(value) }
        mutating func appendInterpolation(_ value: Int) { text += String(value) }
        mutating func appendInterpolation(_ value: Markup) { text += value.text }
        /// A length or place in a drawing, to a tenth.
        mutating func appendInterpolation(_ value: Double) { text += coordinate(value) }
    }

    static func + (left: Markup, right: Markup) -> Markup { "\(left)\(right)" }
    static func += (left: inout Markup, right: Markup) { left.text += right.text }

    var isEmpty: Bool { text.isEmpty }

    /// Adds a part of other markup.
    mutating func append(_ part: Substring) { text += part }

    /// Makes room for so many bytes.
    mutating func reserveCapacity(_ byteCount: Int) { text.reserveCapacity(byteCount) }
}

extension Sequence<Markup> {
    func joined(separator: Markup = "") -> Markup {
        var joined: Markup = ""
        joined.reserveCapacity(reduce(0) { $0 + $1.text.utf8.count })
        for (index, part) in enumerated() {
            if index > 0 { joined += separator }
            joined += part
        }
        return joined
    }
}

/// A number of a drawing with at most one decimal: the same digits on every machine.
func coordinate(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let (whole, fraction) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return fraction == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
}
