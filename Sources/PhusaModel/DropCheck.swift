/// What must be true of a fact once a drop is in.
///
/// Reads the warehouse, so it warns or holds and never refuses.
package struct DropCheck: Sendable, Hashable {
    package enum Level: String, Sendable, CaseIterable { case warn, hold }

    package enum Rule: Sendable, Hashable {
        case total(TotalRule)
        case jump(JumpRule)
        /// A figure counted from January is no smaller than one of an earlier span of its year;
        /// looks at indicators that add up over time.
        case cumulative
    }

    package let rule: Rule
    package let level: Level

    package init(rule: Rule, level: Level) {
        self.rule = rule
        self.level = level
    }
}

/// A figure of an area is the sum of those of the areas in it.
package struct TotalRule: Sendable, Hashable {
    package let whole: AreaLevel
    package let parts: AreaLevel
    /// How far the parts may be off, as a share of the whole.
    package let tolerancePercent: ExactDecimal

    package init(whole: AreaLevel, parts: AreaLevel, tolerancePercent: ExactDecimal) {
        self.whole = whole
        self.parts = parts
        self.tolerancePercent = tolerancePercent
    }
}

/// A figure is of the size of the same series' figures of the periods before it: what is a thousand
/// times as large was written in another unit.
package struct JumpRule: Sendable, Hashable {
    /// How many times as large as the largest before, or as small as the smallest, is a jump.
    package let times: Int

    /// Earlier periods of the same kind that are looked at; for cumulative ones, of earlier years.
    package static let periodCount = 12

    package init(times: Int) { self.times = times }

    /// Those periods, the nearest first.
    package static func earlier(than period: Period) -> [Period] {
        var earlier: [Period] = []
        var next = period
        while earlier.count < periodCount,
            let before = next.kind == .cumulative ? next.yearBefore : next.previous
        {
            earlier.append(before)
            next = before
        }
        return earlier
    }
}
