package enum ExpressionType: String, Sendable, CaseIterable, Codable { case text, decimal, boolean }

/// A typed expression over the columns of a record: parsed and typed when the workspace is read.
package indirect enum Expression: Sendable, Hashable {
    case column(String, ExpressionType)
    case text(String)
    case decimal(ExactDecimal)
    case boolean(Bool)
    case negate(Expression)
    case not(Expression)
    /// `+ - *` exact; `/` to ``quotientScale`` digits, half-even.
    case arithmetic(ArithmeticOperator, Expression, Expression)
    /// Text joined with text: `||`.
    case join(Expression, Expression)
    case compare(ComparisonOperator, Expression, Expression)
    case and(Expression, Expression)
    case or(Expression, Expression)
    /// `x in ('a', 'b')`.
    case isIn(Expression, [Expression])
    /// `x is empty`: absent, null or a mark.
    case isEmpty(Expression)

    /// Digits behind the mark of a quotient in a step.
    package static let quotientScale = 12

    package var type: ExpressionType {
        switch self {
        case .column(_, let type): type
        case .text, .join: .text
        case .decimal, .negate, .arithmetic: .decimal
        case .boolean, .not, .compare, .and, .or, .isIn, .isEmpty: .boolean
        }
    }
}

package enum ArithmeticOperator: String, Sendable, Hashable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
}

package enum ComparisonOperator: String, Sendable, Hashable, CaseIterable {
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}
