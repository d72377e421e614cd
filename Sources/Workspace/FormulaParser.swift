import PhusaModel

/// A part of a formula as it stands in the text, its names not yet looked up.
struct FormulaTerm {
    indirect enum Content {
        case number(ExactDecimal, isWeight: Bool)
        case figure(FigureSyntax)
        case negate(FormulaTerm)
        case arithmetic(ArithmeticOperator, FormulaTerm, FormulaTerm)
    }

    let content: Content
    /// Characters before it; of an operation, before its sign.
    let offset: Int
}

/// A reference as it stands in the text.
struct FigureSyntax {
    /// A text and the characters before it.
    struct Name {
        let text: String
        let offset: Int
    }

    /// The indicator, without brackets.
    let indicator: Name
    /// What stands in braces; `nil` without.
    var breakdown: Name?
    var time = FigureReference.Time.same
    var aggregate = FigureReference.Aggregate.sum
    /// A level of areas, or an axis.
    var over: Name?
    /// The outermost function.
    var function: Name?
}

/// Reads the text of a formula; names are looked up by ``FormulaReader``.
///
/// From loosest to tightest: `+ -`, `* /`, unary `-`.
struct FormulaParser {
    struct Failure: Error {
        let offset: Int
        let found: String
        let kind: DefinitionError.Kind
        var suggestion: String?
    }

    enum Function: String, CaseIterable {
        case weight, lag
        case yearAgo = "year_ago"
        case inYear = "in_year"
        case ytd, flow, sum
        case average = "avg"
    }

    /// Tokens of one formula: what a person can still read, and no tree that is too deep.
    static let tokenCountMax = 2_000
    /// Periods that `lag`, `year_ago` and `last` reach back.
    static let periodCountMax = 120
    private static let strengths: [Set<ArithmeticOperator>] = [
        [.add, .subtract], [.multiply, .divide],
    ]

    private let tokens: [ExpressionLexer.Place]
    private var index = 0
    private var depth = 0

    static func parse(_ text: String) throws(Failure) -> FormulaTerm {
        let tokens: [ExpressionLexer.Place]
        do throws(ExpressionLexer.Problem) {
            tokens = try ExpressionLexer.tokens(text, hasGroups: true)
        } catch {
            let kind = DefinitionError.Kind.of(error.problem)
            throw Failure(offset: error.offset, found: error.found, kind: kind)
        }
        guard tokens.count <= tokenCountMax else {
            throw Failure(
                offset: tokens[tokenCountMax].offset, found: tokens[tokenCountMax].written,
                kind: .formula(.tooLong(tokenCountMax: tokenCountMax)))
        }
        var parser = FormulaParser(tokens: tokens)
        let term = try parser.operation()
        guard parser.current.token == .end else { throw parser.unexpected() }
        return term
    }

    private init(tokens: [ExpressionLexer.Place]) { self.tokens = tokens }

    // MARK: Tokens

    private var current: ExpressionLexer.Place { tokens[index] }

    private func failure(_ kind: DefinitionError.Kind) -> Failure {
        Failure(offset: current.offset, found: current.written, kind: kind)
    }

    private func unexpected() -> Failure {
        failure(.of(current.token == .end ? .end : .unexpected))
    }

    private mutating func take(_ token: ExpressionLexer.Token) -> Bool {
        guard current.token == token else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ token: ExpressionLexer.Token) throws(Failure) {
        guard take(token) else { throw unexpected() }
    }

    private mutating func name() throws(Failure) -> FigureSyntax.Name {
        guard case .name(let text) = current.token else { throw unexpected() }
        defer { index += 1 }
        return FigureSyntax.Name(text: text, offset: current.offset)
    }

    private mutating func enter() throws(Failure) {
        depth += 1
        guard depth <= ExpressionParser.depthMax else { throw failure(.expression(.depth)) }
    }

    // MARK: Terms

    private mutating func operation(_ strength: Int = 0) throws(Failure) -> FormulaTerm {
        guard strength < Self.strengths.count else { return try signed() }
        var left = try operation(strength + 1)
        while case .symbol(let symbol) = current.token,
            let sign = ArithmeticOperator(rawValue: symbol), Self.strengths[strength].contains(sign)
        {
            let offset = current.offset
            index += 1
            let right = try operation(strength + 1)
            left = FormulaTerm(content: .arithmetic(sign, left, right), offset: offset)
        }
        return left
    }

    private mutating func signed() throws(Failure) -> FormulaTerm {
        let offset = current.offset
        guard take(.symbol("-")) else { return try single() }
        try enter()
        defer { depth -= 1 }
        return FormulaTerm(content: .negate(try signed()), offset: offset)
    }

    private mutating func single() throws(Failure) -> FormulaTerm {
        let offset = current.offset
        if take(.symbol("(")) {
            try enter()
            defer { depth -= 1 }
            let inner = try operation()
            try expect(.symbol(")"))
            return inner
        }
        if case .number(let number) = current.token {
            index += 1
            return FormulaTerm(content: .number(number, isWeight: false), offset: offset)
        }
        if current.token == .name(Function.weight.rawValue),
            tokens[index + 1].token == .symbol("(")
        {
            return FormulaTerm(content: .number(try weight(), isWeight: true), offset: offset)
        }
        return FormulaTerm(content: .figure(try figure()), offset: offset)
    }

    private mutating func weight() throws(Failure) -> ExactDecimal {
        index += 2
        guard case .number(let number) = current.token else { throw failure(.expression(.number)) }
        index += 1
        try expect(.symbol(")"))
        return number
    }
}

// MARK: References

extension FormulaParser {
    private mutating func figure() throws(Failure) -> FigureSyntax {
        switch current.token {
        case .bracketed(let text):
            let name = FigureSyntax.Name(text: text, offset: current.offset + 1)
            index += 1
            return braced(FigureSyntax(indicator: name))
        case .name where tokens[index + 1].token == .symbol("("):
            try enter()
            defer { depth -= 1 }
            return try call()
        case .name: return braced(FigureSyntax(indicator: try name()))
        default: throw unexpected()
        }
    }

    private mutating func braced(_ figure: FigureSyntax) -> FigureSyntax {
        guard case .braced(let text) = current.token else { return figure }
        var figure = figure
        figure.breakdown = FigureSyntax.Name(text: text, offset: current.offset + 1)
        index += 1
        return figure
    }

    private mutating func call() throws(Failure) -> FigureSyntax {
        let place = current
        guard let function = Function(rawValue: place.written), function != .weight else {
            let names = Function.allCases.map(\.rawValue)
            throw Failure(
                offset: place.offset, found: place.written,
                kind: .unknownName(.formulaFunction, known: names),
                suggestion: NearestName.find(place.written, among: names))
        }
        index += 2
        var figure = try inner()
        switch function {
        case .lag:
            try requirePlain(figure)
            figure.time = .earlier(try optionalCount())
        case .yearAgo:
            try requirePlain(figure)
            figure.time = .yearsEarlier(try optionalCount())
        case .inYear, .ytd, .flow, .weight:
            try requirePlain(figure)
            figure.time = function == .inYear ? .year : function == .ytd ? .yearToDate : .flow
        case .sum, .average:
            figure.aggregate = function == .sum ? .sum : .average
            try range(&figure)
        }
        figure.function = FigureSyntax.Name(text: place.written, offset: place.offset)
        try expect(.symbol(")"))
        return figure
    }

    /// What a function takes: one reference.
    private mutating func inner() throws(Failure) -> FigureSyntax {
        switch current.token {
        case .name, .bracketed: break
        case .end: throw unexpected()
        default: throw failure(.formula(.notFigure))
        }
        let figure = try figure()
        if case .symbol(let symbol) = current.token, ArithmeticOperator(rawValue: symbol) != nil {
            throw failure(.formula(.notFigure))
        }
        return figure
    }

    /// What follows `over`.
    private mutating func range(_ figure: inout FigureSyntax) throws(Failure) {
        try expect(.name("over"))
        let range = try name()
        switch range.text {
        case "last":
            try requirePlain(figure)
            figure.time = .last(try count(from: 2))
        case "months", "quarters":
            try requirePlain(figure)
            figure.time = .parts(range.text == "months" ? .month : .quarter)
        default:
            switch figure.time {
            case .same, .earlier, .yearsEarlier, .year:
                if figure.over == nil {
                    figure.over = range
                    return
                }
            default: break
            }
            try refuseNesting(figure)
        }
    }

    private func requirePlain(_ figure: FigureSyntax) throws(Failure) {
        if figure.function != nil { try refuseNesting(figure) }
    }

    private func refuseNesting(_ figure: FigureSyntax) throws(Failure) {
        let place = figure.function ?? figure.indicator
        throw Failure(offset: place.offset, found: place.text, kind: .formula(.nested))
    }

    private mutating func optionalCount() throws(Failure) -> Int {
        take(.symbol(",")) ? try count(from: 1) : 1
    }

    private mutating func count(from minimum: Int) throws(Failure) -> Int {
        guard case .number(let number) = current.token, number.scale == 0,
            let count = Int(exactly: number.mantissa),
            (minimum...Self.periodCountMax).contains(count)
        else {
            throw failure(.value(.whole(minimum: minimum, maximum: Self.periodCountMax)))
        }
        index += 1
        return count
    }
}

extension DefinitionError.Kind {
    /// What goes wrong with tokens, in a formula's words.
    fileprivate static func of(_ problem: DefinitionError.ExpressionProblem) -> Self {
        problem == .unexpected ? .formula(.unexpected) : .expression(problem)
    }
}
