import PhusaModel

/// Reads and types an expression of a `filter` or `compute` step.
///
/// From loosest to tightest: `or`, `and`, `not`, comparisons with `is` and `in`, `||`, `+ -`,
/// `* /`, unary `-`.
struct ExpressionParser {
    /// What a name of the expression stands for.
    enum Lookup {
        case column(ExpressionType)
        /// Known, or not to be told of, but of a type that is not known.
        case untyped
        case unknown
    }

    struct Failure: Error {
        /// Characters before what is wrong.
        let offset: Int
        let found: String
        let kind: Kind

        enum Kind: Hashable {
            case problem(DefinitionError.ExpressionProblem)
            case unknownColumn
        }
    }

    /// Levels of brackets and signs.
    static let depthMax = 64
    private static let keywords = ["or", "and", "not", "is", "in", "empty", "true", "false"]

    private let tokens: [ExpressionLexer.Place]
    private var index = 0
    private var depth = 0
    private let lookup: (String) -> Lookup

    /// An expression, and its type where it is known.
    struct Typed {
        let expression: Expression
        let type: ExpressionType?
        let offset: Int
        let written: String
    }

    static func parse(
        _ text: String, lookup: @escaping (String) -> Lookup
    ) throws(Failure) -> Typed {
        let tokens: [ExpressionLexer.Place]
        do throws(ExpressionLexer.Problem) {
            tokens = try ExpressionLexer.tokens(text)
        } catch {
            throw Failure(offset: error.offset, found: error.found, kind: .problem(error.problem))
        }
        var parser = ExpressionParser(tokens: tokens, lookup: lookup)
        let result = try parser.or()
        guard parser.current.token == .end else { throw parser.unexpected() }
        return result
    }

    private init(tokens: [ExpressionLexer.Place], lookup: @escaping (String) -> Lookup) {
        self.tokens = tokens
        self.lookup = lookup
    }

    // MARK: Tokens

    private var current: ExpressionLexer.Place { tokens[index] }

    private mutating func take(_ word: String) -> Bool {
        guard current.token == .name(word) || current.token == .symbol(word) else { return false }
        index += 1
        return true
    }

    private func unexpected() -> Failure {
        let problem: DefinitionError.ExpressionProblem = current.token == .end ? .end : .unexpected
        return Failure(offset: current.offset, found: current.written, kind: .problem(problem))
    }

    private mutating func expect(_ word: String) throws(Failure) {
        guard take(word) else { throw unexpected() }
    }

    private func require(_ typed: Typed, _ types: ExpressionType...) throws(Failure) {
        guard let type = typed.type, !types.contains(type) else { return }
        throw Failure(
            offset: typed.offset, found: typed.written,
            kind: .problem(.type(expected: types.map(\.rawValue))))
    }

    private func typed(_ expression: Expression, _ first: Typed) -> Typed {
        Typed(
            expression: expression, type: expression.type, offset: first.offset,
            written: first.written)
    }

    private mutating func nested(
        _ parse: (inout ExpressionParser) throws(Failure) -> Typed
    ) throws(Failure) -> Typed {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax else {
            throw Failure(
                offset: current.offset, found: current.written, kind: .problem(.depth))
        }
        return try parse(&self)
    }
}

// MARK: Truth

extension ExpressionParser {
    private mutating func or() throws(Failure) -> Typed {
        var left = try and()
        while current.token == .name("or") {
            try require(left, .boolean)
            index += 1
            let right = try and()
            try require(right, .boolean)
            left = typed(.or(left.expression, right.expression), left)
        }
        return left
    }

    private mutating func and() throws(Failure) -> Typed {
        var left = try not()
        while current.token == .name("and") {
            try require(left, .boolean)
            index += 1
            let right = try not()
            try require(right, .boolean)
            left = typed(.and(left.expression, right.expression), left)
        }
        return left
    }

    private mutating func not() throws(Failure) -> Typed {
        guard take("not") else { return try comparison() }
        let inner = try nested { parser throws(Failure) in try parser.not() }
        try require(inner, .boolean)
        return typed(.not(inner.expression), inner)
    }

    private mutating func comparison() throws(Failure) -> Typed {
        let left = try join()
        if take("is") {
            let isNegated = take("not")
            try expect("empty")
            let empty = Expression.isEmpty(left.expression)
            return typed(isNegated ? .not(empty) : empty, left)
        }
        if take("in") { return try membership(of: left) }
        guard case .symbol(let symbol) = current.token,
            let comparison = ComparisonOperator(rawValue: symbol)
        else { return left }
        let place = current
        index += 1
        let right = try join()
        if let type = left.type { try require(right, type) }
        if comparison != .equal, comparison != .notEqual {
            for side in [left, right] where side.type == .text || side.type == .boolean {
                throw Failure(
                    offset: place.offset, found: symbol, kind: .problem(.textOrder))
            }
        }
        return typed(.compare(comparison, left.expression, right.expression), left)
    }

    private mutating func membership(of left: Typed) throws(Failure) -> Typed {
        try expect("(")
        var members: [Expression] = []
        repeat {
            let member = try join()
            if let type = left.type { try require(member, type) }
            members.append(member.expression)
        } while take(",")
        try expect(")")
        return typed(.isIn(left.expression, members), left)
    }
}

// MARK: Text and numbers

extension ExpressionParser {
    private mutating func join() throws(Failure) -> Typed {
        var left = try sum()
        while current.token == .symbol("||") {
            try require(left, .text)
            index += 1
            let right = try sum()
            try require(right, .text)
            left = typed(.join(left.expression, right.expression), left)
        }
        return left
    }

    private mutating func sum() throws(Failure) -> Typed {
        var left = try product()
        while case .symbol(let symbol) = current.token, symbol == "+" || symbol == "-",
            let sign = ArithmeticOperator(rawValue: symbol)
        {
            try require(left, .decimal)
            index += 1
            let right = try product()
            try require(right, .decimal)
            left = typed(.arithmetic(sign, left.expression, right.expression), left)
        }
        return left
    }

    private mutating func product() throws(Failure) -> Typed {
        var left = try signed()
        while case .symbol(let symbol) = current.token, symbol == "*" || symbol == "/",
            let sign = ArithmeticOperator(rawValue: symbol)
        {
            try require(left, .decimal)
            index += 1
            let right = try signed()
            try require(right, .decimal)
            left = typed(.arithmetic(sign, left.expression, right.expression), left)
        }
        return left
    }

    private mutating func signed() throws(Failure) -> Typed {
        guard take("-") else { return try primary() }
        let inner = try nested { parser throws(Failure) in try parser.signed() }
        try require(inner, .decimal)
        return typed(.negate(inner.expression), inner)
    }

    private mutating func primary() throws(Failure) -> Typed {
        let place = current
        func made(_ expression: Expression, _ type: ExpressionType?) -> Typed {
            Typed(
                expression: expression, type: type, offset: place.offset, written: place.written)
        }
        if take("(") {
            let inner = try nested { parser throws(Failure) in try parser.or() }
            try expect(")")
            return inner
        }
        switch place.token {
        case .text(let text):
            index += 1
            return made(.text(text), .text)
        case .number(let number):
            index += 1
            return made(.decimal(number), .decimal)
        case .name("true"), .name("false"):
            index += 1
            return made(.boolean(place.token == .name("true")), .boolean)
        case .name(let name) where !Self.keywords.contains(name):
            index += 1
            switch lookup(name) {
            case .column(let type): return made(.column(name, type), type)
            case .untyped: return made(.column(name, .text), nil)
            case .unknown:
                throw Failure(offset: place.offset, found: name, kind: .unknownColumn)
            }
        default: throw unexpected()
        }
    }
}
