import PhusaModel

/// How a figure stands to its target: told by symbol and word, never by colour alone.
package enum TrafficLight: String, Sendable, CaseIterable, Codable {
    case met, watch, missed

    var symbol: String {
        switch self {
        case .met: "●"
        case .watch: "◐"
        case .missed: "○"
        }
    }

    var title: Words {
        switch self {
        case .met: .met
        case .watch: .watch
        case .missed: .missed
        }
    }

    /// Judges `actual` against what is due of `target` by the line's bands.
    ///
    /// Compared by exact products, without a division: up, 100 · actual ≥ band · due; down, the
    /// inverse ratio, 100 · due ≥ band · actual. Where a ratio has no meaning (something at or below
    /// zero) it is met or missed by plain comparison.
    ///
    /// - Parameter elapsedMonths: Months of the year gone, 12 where the whole target is due.
    /// - Returns: `nil` where the line has no direction.
    static func judge(
        _ actual: ExactDecimal, target: ExactDecimal, elapsedMonths: Int, line: KPILine
    ) -> TrafficLight? {
        guard
            let sides = TargetSides(
                actual, target: target, elapsedMonths: elapsedMonths, line: line)
        else { return nil }
        guard sides.haveRatio else { return sides.over >= sides.under ? .met : .missed }
        guard let ratio = sides.over.multiplied(by: ExactDecimal(100)),
            let green = sides.under.multiplied(by: line.green),
            let amber = sides.under.multiplied(by: line.amber)
        else { return nil }
        if ratio >= green { return .met }
        return ratio >= amber ? .watch : .missed
    }
}

/// A figure and what is due of its target, on a common scale, such that `over` / `under` is the
/// better the larger it is: figure / due upwards, due / figure downwards.
struct TargetSides: Hashable, Sendable {
    let over: ExactDecimal
    let under: ExactDecimal

    /// - Returns: `nil` where the line has no direction, or numbers have too many digits.
    init?(_ actual: ExactDecimal, target: ExactDecimal, elapsedMonths: Int, line: KPILine) {
        guard line.direction != .none,
            let (due, denominator) = (line.pace ?? .even).due(of: target, months: elapsedMonths),
            let widened = actual.multiplied(by: denominator)
        else { return nil }
        (over, under) = line.direction == .up ? (widened, due) : (due, widened)
    }

    /// Whether both are above zero: else a ratio means nothing.
    var haveRatio: Bool { over > .zero && under > .zero }
}
