import PhusaModel

/// Evaluates expressions over the registers.
///
/// Nothing is invented from an empty operand: sums and joined texts with one are empty. An empty
/// operand equals another empty one and nothing else, and is neither less nor greater; so `not` is
/// always the opposite. What depends on an invalid value is invalid, unless the rest decides.
extension Workbench {
    mutating func evaluate(
        _ expression: CompiledExpression
    ) throws(ExpressionFault) -> Operand {
        switch expression {
        case .column(let slot, let type): return try operand(slot, type)
        case .text(let id): return .text(id)
        case .decimal(let value): return .decimal(value)
        case .boolean(let value): return .boolean(value)
        case .negate(let part):
            let value = try evaluate(part)
            return if case .decimal(let number) = value { .decimal(number.negated) } else { value }
        case .not(let part):
            let value = try evaluate(part)
            return switch value {
            case .boolean(let isTrue): .boolean(!isTrue)
            case .absent: .boolean(true)
            default: value
            }
        case .arithmetic(let sign, let left, let right):
            return try arithmetic(sign, evaluate(left), evaluate(right))
        case .join(let left, let right): return try joined(evaluate(left), evaluate(right))
        case .compare(let sign, let left, let right):
            return try Self.comparison(sign, evaluate(left), evaluate(right))
        case .and(let left, let right):
            return try Self.decided(by: false, evaluate(left), evaluate(right))
        case .or(let left, let right):
            return try Self.decided(by: true, evaluate(left), evaluate(right))
        case .isIn(let part, let choices): return try isIn(evaluate(part), choices)
        case .isEmpty(let part): return try isEmpty(part)
        }
    }

    private mutating func operand(
        _ slot: Int, _ type: ExpressionType
    ) throws(ExpressionFault) -> Operand {
        switch type {
        case .text:
            switch text(in: slot) {
            case .absent: return .absent
            case .invalid: return .invalid
            case .id(let id): return .text(id)
            }
        case .decimal:
            switch number(in: slot) {
            case .absent: return .absent
            case .invalid: return .invalid
            case .number(let value): return .decimal(value)
            case .text(let text): throw .notDecimal(text)
            }
        case .boolean:
            switch registers[slot] {
            case .boolean(let value): return .boolean(value)
            case .invalid: return .invalid
            default: return .absent
            }
        }
    }

    private func arithmetic(
        _ sign: ArithmeticOperator, _ left: Operand, _ right: Operand
    ) throws(ExpressionFault) -> Operand {
        guard case .decimal(let first) = left, case .decimal(let second) = right else {
            return left == .invalid || right == .invalid ? .invalid : .absent
        }
        let found = "\(first) \(sign.rawValue) \(second)"
        if sign == .divide, second.isZero { throw .divisionByZero(found) }
        let result =
            switch sign {
            case .add: first.adding(second)
            case .subtract: first.subtracting(second)
            case .multiply: first.multiplied(by: second)
            case .divide: first.divided(by: second, scale: Expression.quotientScale)
            }
        guard let result else { throw .tooManyDigits(found) }
        return .decimal(result)
    }

    private mutating func joined(_ left: Operand, _ right: Operand) -> Operand {
        guard case .text(let first) = left, case .text(let second) = right else {
            return left == .invalid || right == .invalid ? .invalid : .absent
        }
        let bytes = Array(pool.bytes(of: first)) + pool.bytes(of: second)
        return .text(pool.id(of: bytes[...]))
    }

    private mutating func isIn(
        _ value: Operand, _ choices: [CompiledExpression]
    ) throws(ExpressionFault) -> Operand {
        var result = value == .invalid ? Operand.invalid : .boolean(false)
        for choice in choices {
            let other = try evaluate(choice)
            if other == .invalid {
                result = .invalid
            } else if value == other, value != .invalid {
                return .boolean(true)
            }
        }
        return result
    }

    private mutating func isEmpty(
        _ part: CompiledExpression
    ) throws(ExpressionFault) -> Operand {
        if case .column(let slot, _) = part {
            if case .mark = registers[slot] { return .boolean(true) }
            if case .invalid = registers[slot] { return .boolean(false) }
            // A text that is no number is something, whatever type is asked for.
            if case .absent = text(in: slot) { return .boolean(true) }
            return .boolean(false)
        }
        return .boolean(try evaluate(part) == .absent)
    }

    private static func comparison(
        _ sign: ComparisonOperator, _ left: Operand, _ right: Operand
    ) -> Operand {
        if left == .invalid || right == .invalid { return .invalid }
        switch sign {
        case .equal: return .boolean(left == right)
        case .notEqual: return .boolean(left != right)
        default: break
        }
        guard case .decimal(let first) = left, case .decimal(let second) = right else {
            return .boolean(false)
        }
        return switch sign {
        case .less: .boolean(first < second)
        case .lessOrEqual: .boolean(first <= second)
        case .greater: .boolean(first > second)
        case .greaterOrEqual, .equal, .notEqual: .boolean(first >= second)
        }
    }

    /// `and` is decided by the first false, `or` by the first true; empty is not true.
    private static func decided(by value: Bool, _ left: Operand, _ right: Operand) -> Operand {
        let left = left == .absent ? Operand.boolean(false) : left
        let right = right == .absent ? Operand.boolean(false) : right
        if left == .boolean(value) || right == .boolean(value) { return .boolean(value) }
        return left == .invalid || right == .invalid ? .invalid : .boolean(!value)
    }
}
