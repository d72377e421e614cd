package import PhusaModel

/// What one derived indicator is computed from: its versions, what each reference reads, and the
/// cells that are looked at.
package struct DerivedQuery: Sendable {
    /// A reference, with what it reads as surrogate keys.
    package struct Leaf: Sendable {
        package enum Breakdown: Sendable {
            case same
            case fixed(Int32)
            /// Pairs of a breakdown that is read and that of the cell; so many make up one.
            case members([(input: Int32, output: Int32)], count: Int)
        }

        package let reference: FigureReference
        package let indicator: Int32
        /// Periods that are read for the period of a cell; up to the event since which a break is
        /// known that lies between the two, where there is one.
        package let periods: [(output: Int32, input: Int32, sign: Int, until: Int32?)]
        /// Areas that are read for the area of a cell, by its period; `nil` for its own.
        package let areas: [(period: Int32, output: Int32, input: Int32)]?
        package let breakdown: Breakdown

        package init(
            reference: FigureReference, indicator: Int32,
            periods: [(output: Int32, input: Int32, sign: Int, until: Int32?)],
            areas: [(period: Int32, output: Int32, input: Int32)]?, breakdown: Breakdown
        ) {
            self.reference = reference
            self.indicator = indicator
            self.periods = periods
            self.areas = areas
            self.breakdown = breakdown
        }
    }

    /// A version of the formula that is recorded.
    package struct Version: Sendable {
        package let definition: FormulaVersion
        /// Its member of the dimension of definitions, and the event since which it is known.
        package let id: Int32
        package let event: Int32

        package init(definition: FormulaVersion, id: Int32, event: Int32) {
            self.definition = definition
            self.id = id
            self.event = event
        }
    }

    package let indicator: Int32
    package let derivation: Derivation
    package let versions: [Version]
    package let leaves: [Leaf]
    /// Periods of cells, with their first days.
    package let periods: [(id: Int32, start: CalendarDay)]
    /// Areas of cells; `nil` for all.
    package let areas: [Int32]?
    /// The breakdown without members.
    package let total: Int32

    package init(
        indicator: Int32, derivation: Derivation, versions: [Version], leaves: [Leaf],
        periods: [(id: Int32, start: CalendarDay)], areas: [Int32]?, total: Int32
    ) {
        self.indicator = indicator
        self.derivation = derivation
        self.versions = versions
        self.leaves = leaves
        self.periods = periods
        self.areas = areas
        self.total = total
    }
}

extension DerivedQuery.Leaf {
    /// Whether cells are there because of what it reads: a fixed breakdown is the same for all.
    var isFixed: Bool {
        if case .fixed = breakdown { true } else { false }
    }

    /// Whether it reads the areas within the cell's own.
    var isWithin: Bool { areas != nil }
}
