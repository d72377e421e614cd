import PhusaModel

/// An ``Expression`` with registers for names and pooled texts for literals.
indirect enum CompiledExpression: Sendable {
    case column(Int, ExpressionType)
    case text(TextID)
    case decimal(ExactDecimal)
    case boolean(Bool)
    case negate(CompiledExpression)
    case not(CompiledExpression)
    case arithmetic(ArithmeticOperator, CompiledExpression, CompiledExpression)
    case join(CompiledExpression, CompiledExpression)
    case compare(ComparisonOperator, CompiledExpression, CompiledExpression)
    case and(CompiledExpression, CompiledExpression)
    case or(CompiledExpression, CompiledExpression)
    case isIn(CompiledExpression, [CompiledExpression])
    case isEmpty(CompiledExpression)

    init(_ expression: Expression, slot: (String) -> Int, text: (String) -> TextID) {
        func compiled(_ part: Expression) -> CompiledExpression {
            CompiledExpression(part, slot: slot, text: text)
        }
        self =
            switch expression {
            case .column(let name, let type): .column(slot(name), type)
            case .text(let literal): .text(text(literal))
            case .decimal(let value): .decimal(value)
            case .boolean(let value): .boolean(value)
            case .negate(let part): .negate(compiled(part))
            case .not(let part): .not(compiled(part))
            case .arithmetic(let sign, let left, let right):
                .arithmetic(sign, compiled(left), compiled(right))
            case .join(let left, let right): .join(compiled(left), compiled(right))
            case .compare(let sign, let left, let right):
                .compare(sign, compiled(left), compiled(right))
            case .and(let left, let right): .and(compiled(left), compiled(right))
            case .or(let left, let right): .or(compiled(left), compiled(right))
            case .isIn(let part, let choices): .isIn(compiled(part), choices.map(compiled))
            case .isEmpty(let part): .isEmpty(compiled(part))
            }
    }

    /// The first register that the value depends on: where a breach is shown.
    var firstSlot: Int? {
        switch self {
        case .column(let slot, _): slot
        case .text, .decimal, .boolean: nil
        case .negate(let part), .not(let part), .isEmpty(let part): part.firstSlot
        case .isIn(let part, let choices):
            part.firstSlot ?? choices.lazy.compactMap(\.firstSlot).first
        case .arithmetic(_, let left, let right), .compare(_, let left, let right),
            .join(let left, let right), .and(let left, let right), .or(let left, let right):
            left.firstSlot ?? right.firstSlot
        }
    }
}

/// What an expression gives.
enum Operand: Sendable, Hashable {
    case absent
    /// Depends on a value that broke a rule.
    case invalid
    case text(TextID)
    case decimal(ExactDecimal)
    case boolean(Bool)
}

/// Why an expression gives nothing.
enum ExpressionFault: Error, Hashable {
    case divisionByZero(String)
    case tooManyDigits(String)
    case notDecimal(String)
}
