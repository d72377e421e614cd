import PhusaModel

/// How far a figure moved: in percent, or in percentage points where it is a rate itself.
enum Change: Hashable, Sendable {
    /// Rounded half-even to one decimal from the exact quotient.
    case percent(ExactDecimal)
    /// The exact difference, in the figure's own unit.
    case points(ExactDecimal)

    var value: ExactDecimal {
        switch self {
        case .percent(let value), .points(let value): value
        }
    }

    /// The change from `before` to `now`.
    ///
    /// - Returns: `nil` where a side has no value, where an amount has none to be measured against
    ///   (either side zero, or a base below zero), and across a declared break of the series.
    static func between(_ before: Figure?, _ now: Figure?, isRate: Bool) -> Change? {
        guard let now, now.status != .seriesBreak, let value = now.value,
            let base = before?.value
        else { return nil }
        return between(base, value, isRate: isRate)
    }

    static func between(_ base: ExactDecimal, _ value: ExactDecimal, isRate: Bool) -> Change? {
        guard let difference = value.subtracting(base) else { return nil }
        if isRate { return .points(difference) }
        guard !base.isZero, !base.isNegative, !value.isZero,
            let hundredfold = difference.multiplied(by: ExactDecimal(100)),
            let quotient = hundredfold.divided(by: base, scale: 1)
        else { return nil }
        return .percent(quotient)
    }
}
