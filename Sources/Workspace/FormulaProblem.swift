package import PhusaModel

/// What is wrong with a formula, its versions or its tests.
package enum FormulaProblem: Sendable, Hashable {
    // The text.
    case unexpected
    case tooLong(tokenCountMax: Int)
    case tooManyReferences(countMax: Int)
    /// A function, or a test, takes one reference.
    case notFigure
    /// Functions within each other that are no one reference.
    case nested
    /// An axis is summed over that the reference itself fixes.
    case fixedAndSummed

    // Units; what they are called, see `UnitMeasure.name`.
    case unlikeUnits(left: String, right: String, Remedy)
    /// The formula's value measures something else than the indicator.
    case otherUnit(wanted: String)
    /// It measures the same, but so many times less or more.
    case otherScale(wanted: String, Conversion)
    case unitTooLarge

    // How figures may be put together.
    case aggregation(Gathering, found: Aggregation)

    // Definitions together.
    case cycle
    case onlyNone
    /// A contract names an indicator that is computed.
    case loadsComputed

    // Tests.
    case givenUnread
    case givenTwice
    case givenMissing([String])

    /// A power of ten that makes one size of unit another: 10 and more, to multiply or divide by.
    package struct Conversion: Sendable, Hashable {
        let factor: String
        let divides: Bool
    }

    /// What makes the right side of a sum like the left.
    package enum Remedy: Sendable, Hashable {
        case conversion(Conversion)
        /// A number alone stands beside a figure that is no plain ratio.
        case plainNumber
        case none
    }

    /// Over what figures are put together, and how.
    package enum Gathering: String, Sendable, Hashable, CaseIterable {
        case sumOverAreas, averageOverAreas, sumOverTime, averageOverTime, flow

        /// What the indicator must say of itself.
        package var allowed: [Aggregation] {
            switch self {
            case .sumOverAreas, .sumOverTime: [.sum]
            case .averageOverAreas: [.sum, .weighted]
            case .averageOverTime: [.sum, .average, .last]
            case .flow: [.sum, .last]
            }
        }

        /// The key that says so.
        package var key: String {
            switch self {
            case .sumOverAreas, .averageOverAreas: "over_area"
            case .sumOverTime, .averageOverTime, .flow: "over_time"
            }
        }
    }

    /// The last part of the stable name of the kind of mistake.
    var name: String {
        switch self {
        case .unexpected, .notFigure, .nested, .fixedAndSummed: "formula"
        case .tooLong, .tooManyReferences: "formula-size"
        case .unlikeUnits, .otherUnit, .otherScale, .unitTooLarge: "formula-unit"
        case .aggregation: "formula-aggregation"
        case .cycle: "formula-cycle"
        case .onlyNone: "formula-empty"
        case .loadsComputed: "computed-indicator"
        case .givenUnread, .givenTwice, .givenMissing: "formula-test"
        }
    }
}
