import PhusaModel

/// One line of a KPI set with everything that the report says about it.
struct KPIRow {
    let line: KPILine
    let indicator: Indicator
    let figure: Figure?
    let toPrevious: Comparison
    let toYearBefore: Comparison
    let yearToDate: YearToDate?
    /// Of the sum since January with that of the same part of the year before.
    let toDateYearBefore: Comparison
    let target: Target?
    /// Figure or year to date of the target, in percent, exact to six decimals.
    let shareOfTarget: ExactDecimal?
    let light: TrafficLight?
    /// What it counts in a score, 0 to the line's cap; `nil` where figure or target is missing.
    let points: ExactDecimal?
    /// The last twelve periods in the order of time.
    let recent: [Figure?]
    /// Whether the target is the year's and the period only a part of it.
    let isPaced: Bool

    var onPrevious: Change? { toPrevious.change }
    var onYearBefore: Change? { toYearBefore.change }
    var toDateOnYearBefore: Change? { toDateYearBefore.change }
}

/// A figure held against an earlier one.
struct Comparison: Hashable {
    /// `nil` where there is none.
    var base: ExactDecimal?
    /// Whether the series breaks between the two: then there is no change.
    var isBroken = false
    /// Whether both sides are.
    var isFinal = true
    var change: Change?
}

/// The sum since January, for indicators that add up over time.
struct YearToDate: Hashable {
    /// `nil` where a part is missing: a sum of the rest would look like a fall.
    let value: ExactDecimal?
    let missing: [Period]
    /// Whether every part is final.
    let isFinal: Bool

    init(parts: [Period], figures: [Period: Figure]) {
        let values = parts.map { figures[$0]?.value }
        missing = zip(parts, values).filter { $0.1 == nil }.map(\.0)
        value = values.reduce(ExactDecimal.zero) { sum, part in
            part.flatMap { part in sum.flatMap { $0.adding(part) } }
        }
        isFinal = parts.allSatisfy { FigureAmounts.mark(figures[$0]?.status ?? .normal) == nil }
    }
}
