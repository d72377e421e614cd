import PhusaModel

/// Splits an expression into tokens, each with its offset in characters.
struct ExpressionLexer {
    enum Token: Hashable {
        case text(String)
        case number(ExactDecimal)
        /// A column or a keyword.
        case name(String)
        case symbol(String)
        /// What stands in `[…]` or `{…}`: in formulas alone.
        case bracketed(String)
        case braced(String)
        case end
    }

    struct Place: Hashable {
        let token: Token
        /// Characters before the token, and the token as written.
        let offset: Int
        let written: String
    }

    struct Problem: Error {
        let problem: DefinitionError.ExpressionProblem
        let offset: Int
        let found: String
    }

    private let scalars: [Unicode.Scalar]
    private let hasGroups: Bool
    private var index = 0

    /// - Parameter hasGroups: Whether `[…]` and `{…}` are tokens, as in formulas.
    static func tokens(_ text: String, hasGroups: Bool = false) throws(Problem) -> [Place] {
        var lexer = ExpressionLexer(scalars: Array(text.unicodeScalars), hasGroups: hasGroups)
        var places: [Place] = []
        while true {
            let place = try lexer.next()
            places.append(place)
            if place.token == .end { return places }
        }
    }

    private init(scalars: [Unicode.Scalar], hasGroups: Bool) {
        self.scalars = scalars
        self.hasGroups = hasGroups
    }

    private mutating func next() throws(Problem) -> Place {
        while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
        let start = index
        guard index < scalars.count else { return Place(token: .end, offset: start, written: "") }
        let first = scalars[index]
        let token: Token
        if first == "'" {
            token = .text(try text())
        } else if isDigit(first) {
            token = .number(try number())
        } else if first.properties.isAlphabetic || first == "_" {
            while index < scalars.count, isNamePart(scalars[index]) { index += 1 }
            token = .name(written(from: start))
        } else if hasGroups, first == "[" {
            token = .bracketed(try group(until: "]"))
        } else if hasGroups, first == "{" {
            token = .braced(try group(until: "}"))
        } else {
            token = .symbol(try symbol())
        }
        return Place(token: token, offset: start, written: written(from: start))
    }

    private func written(from start: Int) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<index])
        return String(view)
    }

    private mutating func text() throws(Problem) -> String {
        let start = index
        var view = String.UnicodeScalarView()
        index += 1
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            if scalar != "'" {
                view.append(scalar)
            } else if index < scalars.count, scalars[index] == "'" {
                view.append(scalar)
                index += 1
            } else {
                return String(view)
            }
        }
        throw Problem(problem: .openText, offset: start, found: written(from: start))
    }

    /// What stands between the mark at ``index`` and the next `last`, without blanks around it.
    private mutating func group(until last: Unicode.Scalar) throws(Problem) -> String {
        let start = index
        while index < scalars.count, scalars[index] != last { index += 1 }
        guard index < scalars.count else {
            throw Problem(
                problem: .openGroup(String(last)), offset: start, found: written(from: start))
        }
        let inner = written(from: start + 1).trimmingPrefix(while: \.isWhitespace)
        index += 1
        let end = inner.lastIndex { !$0.isWhitespace }.map { inner.index(after: $0) }
        return String(inner[..<(end ?? inner.startIndex)])
    }

    private mutating func number() throws(Problem) -> ExactDecimal {
        let start = index
        while index < scalars.count, isNamePart(scalars[index]) { index += 1 }
        let digits = written(from: start)
        guard let number = ExactDecimal(digits), digits.utf8.allSatisfy({ $0 < 0x3A }) else {
            throw Problem(problem: .number, offset: start, found: digits)
        }
        return number
    }

    private static let symbols = [
        "||", "<>", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "(", ")", ",",
    ]

    private mutating func symbol() throws(Problem) -> String {
        for symbol in Self.symbols where scalars[index...].starts(with: symbol.unicodeScalars) {
            index += symbol.unicodeScalars.count
            return symbol
        }
        throw Problem(problem: .unexpected, offset: index, found: String(scalars[index]))
    }

    private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || isDigit(scalar) || scalar == "_" || scalar == "."
    }
}
