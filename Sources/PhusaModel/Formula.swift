/// What a derived figure is computed from: arithmetic over figures of other indicators.
///
/// Read by the same grammar as it is written, see ``text``; its units are checked when it is read.
package indirect enum Formula: Sendable, Hashable {
    /// A literal. A power of ten carries scale (`1000 * X` says "per thousand"), unless it is written
    /// as `weight(…)`; every other number is a weight.
    case number(ExactDecimal, isWeight: Bool)
    case figure(FigureReference)
    case negate(Formula)
    /// Exact, also `/`: a formula divides once, at its end.
    case arithmetic(ArithmeticOperator, Formula, Formula)

    /// All references, each once, in the order of the text.
    package var references: [FigureReference] {
        var found: [FigureReference] = []
        collect(into: &found)
        return found
    }

    private func collect(into found: inout [FigureReference]) {
        switch self {
        case .number: return
        case .figure(let reference):
            if !found.contains(reference) { found.append(reference) }
        case .negate(let inner): inner.collect(into: &found)
        case .arithmetic(_, let left, let right):
            left.collect(into: &found)
            right.collect(into: &found)
        }
    }

    /// Whether it divides: then its value is rounded to the indicator's scale.
    package var hasQuotient: Bool {
        switch self {
        case .number: false
        case .figure(let reference): reference.aggregate == .average
        case .negate(let inner): inner.hasQuotient
        case .arithmetic(let sign, let left, let right):
            sign == .divide || left.hasQuotient || right.hasQuotient
        }
    }
}

/// Which figures of one indicator a formula reads, seen from the cell that is computed.
package struct FigureReference: Sendable, Hashable {
    package enum Aggregate: String, Sendable, Hashable, CaseIterable {
        case sum
        case average = "avg"
    }

    /// Which periods.
    package enum Time: Sendable, Hashable {
        /// The cell's own: `X`.
        case same
        /// So many periods of the same kind before: `lag(X, 1)`; seasons by years.
        case earlier(Int)
        /// The same period so many years before: `year_ago(X)`, `year_ago(X, 2)`.
        case yearsEarlier(Int)
        /// The year that the period lies in: `in_year(X)`.
        case year
        /// All of the period's kind from the year's first to the cell's own: `ytd(X)`.
        case yearToDate
        /// The cell's own and those before it, so many in all: `sum(X over last 12)`.
        case last(Int)
        /// All months, or all quarters, of the cell's own period: `sum(X over months)`,
        /// `avg(X over quarters)`.
        case parts(PeriodKind)
        /// What a figure counted from 1 January rose by in the cell's own period: `flow(X)`.
        case flow
    }

    /// Which areas.
    package enum Place: Sendable, Hashable {
        case same
        /// All areas of a level in the cell's own area, in force at the period's end:
        /// `sum(X over commune)`.
        case within(AreaLevel)
    }

    /// Which breakdown.
    package enum Breakdown: Sendable, Hashable {
        /// The cell's own: `X`.
        case same
        /// This one whatever the cell's own: `X{sex=F}`; `X{}` is the total.
        case fixed(BreakdownKey)
        /// All members of an axis that the cell's own does not have: `sum(X over sex)`.
        case members(axis: String)
    }

    package let indicator: IndicatorKey
    package var time: Time
    package var place: Place
    package var breakdown: Breakdown
    /// What several figures become; `sum` for one.
    package var aggregate: Aggregate

    package init(
        indicator: IndicatorKey, time: Time = .same, place: Place = .same,
        breakdown: Breakdown = .same, aggregate: Aggregate = .sum
    ) {
        self.indicator = indicator
        self.time = time
        self.place = place
        self.breakdown = breakdown
        self.aggregate = aggregate
    }
}

/// What a derived figure does where a figure that it is computed from is missing.
package enum MissingRule: String, Sendable, CaseIterable, Hashable {
    /// There is no figure.
    case skipIfAny = "skip-if-any"
    /// Sums over areas take the areas that have all that the formula reads of them; the figure is
    /// marked as partial. Anything else that is missing: no figure.
    case partial
}

/// How an indicator is computed, and since when.
package struct Derivation: Sendable, Hashable {
    /// In the order of the file; at least one.
    package let versions: [FormulaVersion]
    /// Digits behind the decimal mark to which a quotient is rounded, half to even.
    package let scale: Int
    package let missing: MissingRule
    /// Kinds of periods that it is computed for; empty for all that its references lead to.
    package let periods: [PeriodKind]

    package init(
        versions: [FormulaVersion], scale: Int, missing: MissingRule, periods: [PeriodKind]
    ) {
        self.versions = versions
        self.scale = scale
        self.missing = missing
        self.periods = periods
    }
}

/// One version of a formula, with its two dates.
package struct FormulaVersion: Sendable, Hashable {
    /// It is for periods that begin on this day or later.
    package let effectiveFrom: CalendarDay
    /// Since when the centre says so.
    package let knownAt: CalendarDay
    /// `nil` (`is: none`): from then on there is no figure.
    package let formula: Formula?
    /// The formula as its author wrote it, blanks folded; `none` where there is none.
    package let text: String
    /// Why it takes the place of another version for periods that have figures already.
    package let restates: String?
    /// Whether its figures are not comparable with those of periods before its first day.
    package let isBreak: Bool
    package let position: FilePosition

    package init(
        effectiveFrom: CalendarDay, knownAt: CalendarDay, formula: Formula?, text: String,
        restates: String?, isBreak: Bool = false, position: FilePosition
    ) {
        self.effectiveFrom = effectiveFrom
        self.knownAt = knownAt
        self.formula = formula
        self.text = text
        self.restates = restates
        self.isBreak = isBreak
        self.position = position
    }

    /// What is recorded of it: the formula with whole keys, and whether it breaks the series.
    package var recordedText: String {
        (formula?.description ?? text) + (isBreak ? "; break" : "")
    }
}

/// An example beside a definition: what the formula says of given figures.
package struct FormulaTest: Sendable, Hashable {
    /// Values by reference.
    package let given: [FigureReference: ExactDecimal]
    /// The version that is tried: the last that is effective on this day.
    package let on: CalendarDay?
    /// `nil`: no figure, as after a division by zero.
    package let expected: ExactDecimal?
    package let position: FilePosition

    package init(
        given: [FigureReference: ExactDecimal], on: CalendarDay?, expected: ExactDecimal?,
        position: FilePosition
    ) {
        self.given = given
        self.on = on
        self.expected = expected
        self.position = position
    }
}
