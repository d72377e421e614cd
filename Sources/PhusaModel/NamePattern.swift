/// A pattern for names, headers and codes: literal text, `*`, and captures in braces.
///
/// `*` is any text, also none. `{name}` is any text of at least one character, as little as fits;
/// `{name:kind}` asks for a kind: `digits`, `digits(4)`, `year`, `month` (`2025-M03`, `2025-03`),
/// `quarter`, `half`, `period`, `date` (`2025-04-06`), `code` (letters, digits, `.`, `_`, `-`), or
/// one of `a|b|c`. The name may be left out, `{:digits(4)}`, where nothing is to be kept. `**`,
/// nesting and escapes do not exist.
package struct NamePattern: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    let parts: [Part]

    package enum Kind: Hashable, Sendable {
        case any, digits, year, month, quarter, half, period, date, code
        case digitCount(Int)
        case oneOf([String])
    }

    enum Part: Hashable, Sendable {
        case literal([Unicode.Scalar])
        case wildcard
        case capture(name: String, kind: Kind)
    }

    /// Why a text is no pattern, with the character, from 1, at which it stops being one.
    package struct SyntaxError: Error, Hashable {
        package let column: Int
        package let reason: Reason
        package enum Reason: Hashable, Sendable {
            case openBrace, emptyCapture, unknownKind(String), repeatedName(String)
        }
    }

    package var description: String { text }

    /// Names of the captures, in order.
    package var captureNames: [String] {
        parts.compactMap {
            if case .capture(let name, _) = $0, !name.isEmpty { name } else { nil }
        }
    }

    /// The kind that a capture asks for; `nil` where there is no such capture.
    package func kind(of capture: String) -> Kind? {
        for case .capture(capture, let kind) in parts { return kind }
        return nil
    }

    package init(_ text: String) throws(SyntaxError) {
        self.text = text
        var parts: [Part] = []
        var literal: [Unicode.Scalar] = []
        let scalars = Array(composed(text).unicodeScalars)
        var index = 0
        func flush() {
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = []
        }
        while index < scalars.count {
            switch scalars[index] {
            case "*":
                flush()
                parts.append(.wildcard)
                index += 1
            case "{":
                guard let end = scalars[index...].firstIndex(of: "}") else {
                    throw SyntaxError(column: index + 1, reason: .openBrace)
                }
                flush()
                let inner = scalars[(index + 1)..<end].map(String.init).joined()
                let part = try Self.capture(inner, column: index + 1)
                if case .capture(let name, _) = part, !name.isEmpty,
                    parts.contains(where: {
                        if case .capture(name, _) = $0 { true } else { false }
                    })
                {
                    throw SyntaxError(column: index + 1, reason: .repeatedName(name))
                }
                parts.append(part)
                index = end + 1
            default:
                literal.append(scalars[index])
                index += 1
            }
        }
        flush()
        self.parts = parts
    }

    private static func capture(_ text: String, column: Int) throws(SyntaxError) -> Part {
        guard !text.isEmpty else { throw SyntaxError(column: column, reason: .emptyCapture) }
        let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(sides[0])
        guard sides.count == 2 else { return .capture(name: name, kind: .any) }
        guard let kind = kind(String(sides[1])) else {
            throw SyntaxError(column: column, reason: .unknownKind(String(sides[1])))
        }
        return .capture(name: name, kind: kind)
    }

    private static func kind(_ text: String) -> Kind? {
        switch text {
        case "digits": return .digits
        case "year": return .year
        case "month": return .month
        case "quarter": return .quarter
        case "half": return .half
        case "period": return .period
        case "date": return .date
        case "code": return .code
        default: break
        }
        if text.hasPrefix("digits("), text.hasSuffix(")"),
            let count = Int(text.dropFirst(7).dropLast()), (1...18).contains(count)
        {
            return .digitCount(count)
        }
        let choices = text.split(separator: "|").map(String.init)
        return choices.count > 1 ? .oneOf(choices) : nil
    }
}

extension NamePattern {
    /// The captures of a text that the pattern matches whole, by name; `nil` where it does not.
    ///
    /// - Complexity: O(*n* · *parts*) for wildcards and literals: places already tried are not tried
    ///   again.
    package func match(_ text: String) -> [String: String]? {
        var search = Search(scalars: Array(composed(text).unicodeScalars), parts: parts)
        guard search.run(part: 0, at: 0) else { return nil }
        return search.captures
    }

    private struct Search {
        let scalars: [Unicode.Scalar]
        let parts: [Part]
        var captures: [String: String] = [:]
        private var failed: Set<Int> = []
        /// By part that takes any text: from here on it has failed, and so it does further on.
        private var failedFrom: [Int]

        init(scalars: [Unicode.Scalar], parts: [Part]) {
            self.scalars = scalars
            self.parts = parts
            failedFrom = [Int](repeating: Int.max, count: parts.count)
        }

        mutating func run(part index: Int, at start: Int) -> Bool {
            if index == parts.count { return start == scalars.count }
            let key = index * (scalars.count + 1) + start
            if failed.contains(key) { return false }
            switch parts[index] {
            case .literal(let literal):
                if scalars[start...].starts(with: literal),
                    run(part: index + 1, at: start + literal.count)
                {
                    return true
                }
            case .wildcard:
                if start >= failedFrom[index] { return false }
                for end in start...scalars.count where run(part: index + 1, at: end) { return true }
                failedFrom[index] = start
            case .capture(let name, let kind):
                if kind == .any, start >= failedFrom[index] { return false }
                if capture(name, kind, part: index, at: start) { return true }
                if kind == .any { failedFrom[index] = start }
            }
            failed.insert(key)
            return false
        }

        private mutating func capture(
            _ name: String, _ kind: Kind, part index: Int, at start: Int
        ) -> Bool {
            let last = min(scalars.count, start + kind.lengthMax)
            for end in (start + 1)..<max(start + 1, last + 1) {
                if !kind.goesOn(over: scalars[end - 1]) { return false }
                if !kind.mayEnd(with: scalars[end - 1]) { continue }
                if !kind.isKnownByCharacters, !kind.accepts(text(start..<end)) { continue }
                guard run(part: index + 1, at: end) else { continue }
                if !name.isEmpty { captures[name] = text(start..<end) }
                return true
            }
            return false
        }

        private func text(_ range: Range<Int>) -> String {
            String(String.UnicodeScalarView(scalars[range]))
        }
    }
}

extension NamePattern.Kind {
    /// Characters that a text of the kind has at most.
    fileprivate var lengthMax: Int {
        switch self {
        case .any, .digits, .code: Int.max / 2
        case .digitCount(let count): count
        case .year: 4
        case .month, .quarter, .half, .date: 16
        case .period: 64
        case .oneOf(let choices): choices.map(\.unicodeScalars.count).max() ?? 0
        }
    }

    /// Whether a text of the kind may hold the character, so that a longer text is worth a look.
    fileprivate func goesOn(over scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .digits, .digitCount, .year, .code: accepts(scalar)
        default: true
        }
    }

    /// Whether any run of characters that ``goesOn(over:)`` lets pass is a text of the kind.
    fileprivate var isKnownByCharacters: Bool { self == .any || self == .digits || self == .code }

    /// Whether a text of the kind may end so: a period ends with its year, `M03`, `P9M` or `Z`.
    fileprivate func mayEnd(with scalar: Unicode.Scalar) -> Bool {
        guard self == .period else { return true }
        return ("0"..."9").contains(scalar) || "YMDZymdz".unicodeScalars.contains(scalar)
    }

    private func accepts(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9": true
        case "A"..."Z", "a"..."z", ".", "_", "-": self == .code
        default: false
        }
    }

    fileprivate func accepts(_ text: String) -> Bool {
        let isDigits = text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") <= 9 }
        switch self {
        case .any: return true
        case .digits: return isDigits
        case .digitCount(let count): return isDigits && text.utf8.count == count
        case .year: return isDigits && text.utf8.count == 4
        case .month:
            return text.utf8.count >= 7 && Period(text)?.kind == .month && !text.contains(" ")
        case .quarter: return text.utf8.count == 7 && Period(text)?.kind == .quarter
        case .half: return text.utf8.count == 7 && Period(text)?.kind == .half
        case .period: return Period(text) != nil
        case .date: return CalendarDay(text) != nil
        case .code: return text.unicodeScalars.allSatisfy(accepts)
        case .oneOf(let choices): return choices.contains(text)
        }
    }
}
