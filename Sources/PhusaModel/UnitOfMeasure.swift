/// A unit of measure: so many of the base unit of its dimension.
package struct UnitOfMeasure: Hashable, Sendable {
    package let code: String
    package let title: Words
    /// What is measured: `mass`, `money`, `people/area`.
    ///
    /// Only units of one dimension convert.
    package let dimension: String
    /// One of this unit in base units of the dimension: 1000 for tấn where the base is kg.
    package let factor: ExactDecimal
    /// Other spellings that files use.
    package let aliases: [String]

    package init(
        code: String, title: Words, dimension: String, factor: ExactDecimal, aliases: [String]
    ) {
        self.code = code
        self.title = title
        self.dimension = dimension
        self.factor = factor
        self.aliases = aliases
    }
}

/// The units of a catalogue, by code and alias.
package struct UnitList: Sendable {
    package let units: [UnitOfMeasure]
    private let indexByName: [String: Int]

    /// Names match as ``NameKey`` does: case, blanks and tone placement do not count.
    package init(_ units: [UnitOfMeasure]) {
        self.units = units
        var indexByName: [String: Int] = [:]
        for (index, unit) in units.enumerated() {
            for name in [unit.code] + unit.aliases where indexByName[NameKey.fold(name)] == nil {
                indexByName[NameKey.fold(name)] = index
            }
        }
        self.indexByName = indexByName
    }

    package func unit(named name: String) -> UnitOfMeasure? {
        indexByName[NameKey.fold(name)].map { units[$0] }
    }

    /// What a value in `from` is multiplied by to be in `to`.
    ///
    /// - Returns: `nil` across dimensions, or where the factor does not end in 38 digits.
    package func factor(from: UnitOfMeasure, to: UnitOfMeasure) -> ExactDecimal? {
        guard from.dimension == to.dimension else { return nil }
        return from.factor.exactlyDivided(by: to.factor)
    }
}
