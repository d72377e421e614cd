/// Finds functions and their lengths in Swift text: roughly, but without being led astray by braces
/// in comments and string literals.
struct FunctionScan {
    struct Function: Equatable {
        let name: String
        /// From 1.
        let line: Int
        /// From the line of the body's opening brace to that of its closing one.
        let bodyLineCount: Int
    }

    private(set) var functions: [Function] = []

    /// - Parameter code: Text without comments and literals, as ``CodeMask`` leaves it.
    init(masked code: String) {
        let start = /\b(?:func\s+([^\s(<]+)|(init|subscript)[?!]?\s*[<(]|(deinit)\b)/
        for match in code.matches(of: start) {
            guard !Self.isCall(code, at: match.range.lowerBound),
                let body = Self.body(code, from: match.range.upperBound)
            else { continue }
            let name = match.1 ?? match.2 ?? match.3 ?? ""
            functions.append(
                Function(
                    name: String(name),
                    line: 1 + Self.newlineCount(code[..<match.range.lowerBound]),
                    bodyLineCount: 1 + Self.newlineCount(code[body])))
        }
    }

    /// `self.init(…)`, `.init(…)`.
    private static func isCall(_ code: String, at index: String.Index) -> Bool {
        index > code.startIndex && code[code.index(before: index)] == "."
    }

    private static func newlineCount(_ text: Substring) -> Int { text.utf8.count { $0 == 10 } }

    /// From the opening brace to the closing one; `nil` for a requirement of a protocol.
    private static func body(_ code: String, from start: String.Index) -> Range<String.Index>? {
        var depth = code[code.index(before: start)] == "(" ? 1 : 0
        var index = start
        while index < code.endIndex {
            switch code[index] {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "{" where depth == 0: return closing(code, index)
            case "}" where depth == 0: return nil
            default: break
            }
            if depth < 0 { return nil }
            index = code.index(after: index)
        }
        return nil
    }

    private static func closing(_ code: String, _ open: String.Index) -> Range<String.Index>? {
        var depth = 0
        var index = open
        while index < code.endIndex {
            if code[index] == "{" { depth += 1 }
            if code[index] == "}" { depth -= 1 }
            if depth == 0 { return open..<code.index(after: index) }
            index = code.index(after: index)
        }
        return nil
    }
}

/// Blanks out comments and string literals; lines stay lines.
enum CodeMask {
    static func masked(_ text: String) -> String {
        var mask = Mask(bytes: Array(text.utf8))
        mask.code(until: nil)
        return String(decoding: mask.bytes, as: UTF8.self)
    }

    private struct Mask {
        var bytes: [UInt8]
        private var index = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        private func starts(_ text: StaticString) -> Bool {
            let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
            return bytes[index...].starts(with: wanted)
        }

        private mutating func blank(_ count: Int = 1) {
            for _ in 0..<count where index < bytes.count {
                if bytes[index] != 10 { bytes[index] = 32 }
                index += 1
            }
        }

        /// Goes on to the end, or behind the parenthesis that closes an interpolation.
        mutating func code(until end: UInt8?) {
            var depth = 0
            while index < bytes.count {
                if starts("//") {
                    while index < bytes.count, bytes[index] != 10 { blank() }
                } else if starts("/*") {
                    while index < bytes.count, !starts("*/") { blank() }
                    blank(2)
                } else if starts("\"\"\"") {
                    literal(quoteCount: 3)
                } else if starts("\"") {
                    literal(quoteCount: 1)
                } else {
                    if let end {
                        if bytes[index] == UInt8(ascii: "(") { depth += 1 }
                        if bytes[index] == end { depth -= 1 }
                        if depth < 0 { return blank() }
                        blank()
                    } else {
                        index += 1
                    }
                }
            }
        }

        private mutating func literal(quoteCount: Int) {
            blank(quoteCount)
            while index < bytes.count {
                if starts("\\(") {
                    blank(2)
                    code(until: UInt8(ascii: ")"))
                } else if starts("\\") {
                    blank(2)
                } else if quoteCount == 3 ? starts("\"\"\"") : starts("\"") {
                    return blank(quoteCount)
                } else {
                    blank()
                }
            }
        }
    }
}
