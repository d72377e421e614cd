import PhusaModel

/// A formula as SQL over `numeric`: one exact fraction, divided and rounded once at the end.
struct FormulaSQL {
    let numerator: String
    /// `nil` where nothing is divided.
    let denominator: String?
    /// What must not be zero: every divisor, also one that a further division turns round.
    let divisors: [String]

    /// - Parameter number: Of a reference among those of the query: its value is column `x` of the
    ///   relation `l` with that number, the count of what an average is of column `c`.
    init(_ formula: Formula, number: (FigureReference) -> Int) {
        switch formula {
        case .number(let value, _):
            self.init(numerator: "\(value)::numeric")
        case .figure(let reference):
            let relation = "l\(number(reference))"
            self.init(
                numerator: "\(relation).x",
                denominator: reference.aggregate == .average ? "\(relation).c" : nil)
        case .negate(let inner):
            let inner = FormulaSQL(inner, number: number)
            self.init(
                numerator: "(-\(inner.numerator))", denominator: inner.denominator,
                divisors: inner.divisors)
        case .arithmetic(let sign, let left, let right):
            self = FormulaSQL(left, number: number)
                .combined(sign, FormulaSQL(right, number: number))
        }
    }

    private init(numerator: String, denominator: String? = nil, divisors: [String] = []) {
        self.numerator = numerator
        self.denominator = denominator
        self.divisors = divisors
    }

    private func combined(_ sign: ArithmeticOperator, _ other: FormulaSQL) -> FormulaSQL {
        let divisors = divisors + other.divisors
        let denominators = Self.product([denominator, other.denominator])
        switch sign {
        case .add, .subtract:
            let left = Self.product([numerator, other.denominator]) ?? "0"
            let right = Self.product([other.numerator, denominator]) ?? "0"
            return FormulaSQL(
                numerator: "(\(left) \(sign.rawValue) \(right))", denominator: denominators,
                divisors: divisors)
        case .multiply:
            return FormulaSQL(
                numerator: Self.product([numerator, other.numerator]) ?? "0",
                denominator: denominators, divisors: divisors)
        case .divide:
            return FormulaSQL(
                numerator: Self.product([numerator, other.denominator]) ?? "0",
                denominator: Self.product([denominator, other.numerator]),
                divisors: divisors + [other.numerator])
        }
    }

    private static func product(_ factors: [String?]) -> String? {
        let factors = factors.compactMap { $0 }
        return factors.isEmpty
            ? nil
            : factors.count == 1
                ? factors[0]
                : "(\(factors.joined(separator: " * ")))"
    }

    /// Whether it divides by zero.
    var dividesByZero: String {
        divisors.isEmpty
            ? "false" : divisors.map { "\($0) = 0" }.joined(separator: " or ")
    }

    /// The value, without zeros at its end; null for a division by zero.
    func value(scale: Int) -> String {
        guard let denominator else { return "trim_scale(\(numerator))" }
        let quotient = Self.quotient("(\(numerator))", "(\(denominator))", scale: scale)
        return "case when not (\(dividesByZero)) then trim_scale(\(quotient)) end"
    }

    /// `n / d` to `scale` digits behind the mark, half to even, exact for numbers of any length.
    private static func quotient(_ numerator: String, _ denominator: String, scale: Int) -> String {
        let shifted = "(\(numerator) * \(power(scale)))"
        let whole = "div(\(shifted), \(denominator))"
        let rest = "(2 * abs(\(shifted) - \(whole) * \(denominator)))"
        return """
            ((\(whole) + case when \(rest) > abs(\(denominator)) or (\(rest) = abs(\(denominator))
            and mod(\(whole), 2) <> 0) then sign(\(numerator)) * sign(\(denominator)) else 0 end)
            * \(power(-scale)))
            """
    }

    private static func power(_ exponent: Int) -> String {
        exponent < 0
            ? "0." + String(repeating: "0", count: -exponent - 1) + "1"
            : "1" + String(repeating: "0", count: exponent)
    }
}
