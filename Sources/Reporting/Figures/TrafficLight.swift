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

    /// Judges `actual` against `target` × `elapsedMonths`/12 by the line's bands.
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
        guard line.direction != .none,
            let actual = actual.multiplied(by: ExactDecimal(12)),
            let due = target.multiplied(by: ExactDecimal(elapsedMonths))
        else { return nil }
        let (over, under) = line.direction == .up ? (actual, due) : (due, actual)
        guard due > .zero, actual > .zero else { return over >= under ? .met : .missed }
        guard let ratio = over.multiplied(by: ExactDecimal(100)),
            let green = under.multiplied(by: line.green),
            let amber = under.multiplied(by: line.amber)
        else { return nil }
        if ratio >= green { return .met }
        return ratio >= amber ? .watch : .missed
    }
}
