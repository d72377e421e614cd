extension Formula {
    /// Its value over figures of one cell, exact until the one quotient at its end.
    ///
    /// - Parameters:
    ///   - scale: Digits behind the mark to which a quotient is rounded, half to even.
    ///   - figure: The value of a reference; `nil` where there is none.
    /// - Returns: `nil` where a figure is missing, for a division by zero, and where a product needs
    ///   more than 38 digits.
    package func value(
        scale: Int, figure: (FigureReference) -> ExactDecimal?
    ) -> ExactDecimal? {
        guard let fraction = fraction(figure) else { return nil }
        return hasQuotient
            ? fraction.numerator.divided(by: fraction.denominator, scale: scale)
            : fraction.numerator
    }

    /// A value that is not divided yet; the denominator is never zero.
    private struct Fraction {
        let numerator: ExactDecimal
        var denominator = ExactDecimal(1)
    }

    private func fraction(_ figure: (FigureReference) -> ExactDecimal?) -> Fraction? {
        switch self {
        case .number(let value, _): return Fraction(numerator: value)
        case .figure(let reference): return figure(reference).map { Fraction(numerator: $0) }
        case .negate(let inner):
            return inner.fraction(figure).map {
                Fraction(numerator: $0.numerator.negated, denominator: $0.denominator)
            }
        case .arithmetic(let sign, let left, let right):
            guard let left = left.fraction(figure), let right = right.fraction(figure) else {
                return nil
            }
            return Self.combine(left, sign, right)
        }
    }

    private static func combine(
        _ left: Fraction, _ sign: ArithmeticOperator, _ right: Fraction
    ) -> Fraction? {
        let inner = left.denominator.multiplied(by: right.denominator)
        let outer = left.numerator.multiplied(by: right.denominator)
        let other = right.numerator.multiplied(by: left.denominator)
        let numerator: ExactDecimal?
        var denominator = inner
        switch sign {
        case .add: numerator = outer.flatMap { outer in other.flatMap { outer.adding($0) } }
        case .subtract:
            numerator = outer.flatMap { outer in other.flatMap { outer.subtracting($0) } }
        case .multiply: numerator = left.numerator.multiplied(by: right.numerator)
        case .divide:
            numerator = outer
            denominator = other
        }
        guard let numerator, let denominator, !denominator.isZero else { return nil }
        return Fraction(numerator: numerator, denominator: denominator)
    }
}
