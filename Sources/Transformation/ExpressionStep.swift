import PhusaModel

/// `filter`: keeps the cells for which the expression is true.
struct FilterStep: Sendable {
    let keep: CompiledExpression
    let reason: String

    /// Whether the cell is left out for sure.
    ///
    /// One whose expression depends on an invalid value, or fails (which is reported), stays: its
    /// record is quarantined anyway.
    func excludes(_ bench: inout Workbench) -> Bool {
        guard let value = bench.evaluateOrReport(keep) else { return false }
        return value != .boolean(true) && value != .invalid
    }
}

/// `compute`: the value of an expression in a new column.
struct ComputeStep: Sendable {
    let expression: CompiledExpression
    let type: ExpressionType
    let output: Int

    func run(_ bench: inout Workbench) {
        bench.registers[output] =
            switch bench.evaluateOrReport(expression) {
            case nil, .invalid: .invalid
            case .absent: .absent
            case .boolean(let value): .boolean(value)
            case .decimal(let value): decimal(value, &bench)
            case .text(let id): text(id, &bench)
            }
    }

    private func decimal(_ value: ExactDecimal, _ bench: inout Workbench) -> Register {
        type == .text ? .text(bench.pool.id(of: value.description)) : .decimal(value)
    }

    /// Text computed for a number is read in its plain form.
    private func text(_ id: TextID, _ bench: inout Workbench) -> Register {
        guard type == .decimal else { return .text(id) }
        if let value = ExactDecimal(utf8: bench.pool.bytes(of: id), format: .plain) {
            return .decimal(value)
        }
        bench.report(.notDecimal(bench.pool.text(id)), slot: expression.firstSlot)
        return .invalid
    }
}

extension Workbench {
    /// `nil` where the expression fails: that is reported.
    fileprivate mutating func evaluateOrReport(_ expression: CompiledExpression) -> Operand? {
        do throws(ExpressionFault) {
            return try evaluate(expression)
        } catch {
            report(error, slot: expression.firstSlot)
            return nil
        }
    }

    fileprivate mutating func report(_ fault: ExpressionFault, slot: Int?) {
        switch fault {
        case .divisionByZero(let found):
            report(.transformExpression, slot: slot, found: found, expected: .ruleKept)
        case .tooManyDigits(let found):
            report(
                .transformExpression, slot: slot, found: found,
                expected: .characterCount(maximum: ExactDecimal.digitCountMax))
        case .notDecimal(let found):
            report(
                .transformExpression, slot: slot, found: found,
                expected: .decimal(decimalMark: ".", groupMark: ""))
        }
    }
}
