/// Which figures leaders watch: the lines of the KPI report, and what a score needs.
package struct KPISet: Hashable, Sendable {
    /// The least coverage at which a score is told, where the set declares none.
    package static let standardCoverage = ExactDecimal(80)

    package let code: String
    package let title: Words
    package let groups: [KPIGroup]
    /// Percent of the weight that must have data before the set, or an agency's share of it, has a
    /// score.
    package let coverage: ExactDecimal

    package init(
        code: String, title: Words, groups: [KPIGroup],
        coverage: ExactDecimal = standardCoverage
    ) {
        self.code = code
        self.title = title
        self.groups = groups
        self.coverage = coverage
    }
}

package struct KPIGroup: Hashable, Sendable {
    package let title: Words
    package let lines: [KPILine]
    /// As the set's, for the group alone.
    package let coverage: ExactDecimal

    package init(
        title: Words, lines: [KPILine], coverage: ExactDecimal = KPISet.standardCoverage
    ) {
        self.title = title
        self.lines = lines
        self.coverage = coverage
    }
}

/// One line: an indicator, its bands, what it weighs and who answers for it.
package struct KPILine: Hashable, Sendable {
    /// Points that a line can get at most where it declares no cap: as in the national indices (PAR
    /// INDEX, Decision 766), so that much of one thing never makes up for the lack of another.
    package static let standardCap = ExactDecimal(100)

    package let indicator: IndicatorKey
    /// Canonical breakdown text, empty for the total.
    package let breakdown: String
    package let direction: Direction
    /// Share of the target from which the line is green, and from which it is amber, in percent.
    package let green: ExactDecimal
    package let amber: ExactDecimal
    /// What its points count in a score, against other lines'; 0 for a line that is only watched.
    package let weight: ExactDecimal
    /// Points at most.
    package let cap: ExactDecimal
    /// Points by steps, from low to high; empty for points in proportion.
    package let bands: [ScoreBand]
    /// How much of a year's target is due when; `nil` for an even pace of what adds up, and the whole
    /// target of what does not.
    package let pace: Pace?
    /// Code of the agency that answers for it.
    package let agency: String

    package init(
        indicator: IndicatorKey, breakdown: String, direction: Direction, green: ExactDecimal,
        amber: ExactDecimal, weight: ExactDecimal = ExactDecimal(1),
        cap: ExactDecimal = standardCap, bands: [ScoreBand] = [], pace: Pace? = nil,
        agency: String = ""
    ) {
        self.indicator = indicator
        self.breakdown = breakdown
        self.direction = direction
        self.green = green
        self.amber = amber
        self.weight = weight
        self.cap = cap
        self.bands = bands
        self.pace = pace
        self.agency = agency
    }

    /// Whether it counts in scores: it has a direction and a weight.
    package var isScored: Bool { direction != .none && weight > .zero }
}

/// Points from a share of what is due on.
package struct ScoreBand: Hashable, Sendable {
    /// Percent of what is due.
    package let from: ExactDecimal
    package let points: ExactDecimal

    package init(from: ExactDecimal, points: ExactDecimal) {
        self.from = from
        self.points = points
    }
}

/// How much of a year's target is due by the end of each month.
package struct Pace: Hashable, Sendable {
    /// The same share each month.
    package static let even = Pace(validated: [])

    /// Percent of the year's target due by the end of a month; the last is December's 100.
    private let points: [Point]

    private struct Point: Hashable, Sendable {
        let month: Int
        let percent: ExactDecimal
    }

    private init(validated points: [Point]) {
        self.points =
            points + (points.isEmpty ? [Point(month: 12, percent: ExactDecimal(100))] : [])
    }

    /// A pace from what is due by the ends of some months.
    ///
    /// - Parameter percents: By month, 1 to 12; between two of them, and from 0 in January, it goes
    ///   evenly.
    /// - Returns: `nil` where they fall, lie outside 0 to 100, or do not end with 100 in December.
    package init?(percents: [Int: ExactDecimal]) {
        let points = percents.sorted { $0.key < $1.key }.map {
            Point(month: $0.key, percent: $0.value)
        }
        guard let first = points.first, let last = points.last, first.month >= 1,
            !first.percent.isNegative, last.month == 12, last.percent == ExactDecimal(100),
            zip(points, points.dropFirst()).allSatisfy({ $0.percent <= $1.percent })
        else { return nil }
        self.init(validated: points)
    }

    /// What is due of a year's target after so many months, 1 to 12, as an exact fraction.
    ///
    /// - Returns: Numerator and denominator; `nil` where the numbers have too many digits.
    package func due(of target: ExactDecimal, months: Int) -> (ExactDecimal, ExactDecimal)? {
        let next = points.firstIndex { $0.month >= months } ?? points.count - 1
        let before = next > 0 ? points[next - 1] : Point(month: 0, percent: .zero)
        let span = points[next].month - before.month
        guard let start = before.percent.multiplied(by: ExactDecimal(span)),
            let rise = points[next].percent.subtracting(before.percent)?
                .multiplied(by: ExactDecimal(min(months, points[next].month) - before.month)),
            let percent = start.adding(rise), let due = target.multiplied(by: percent)
        else { return nil }
        return (due, ExactDecimal(100 * span))
    }
}
