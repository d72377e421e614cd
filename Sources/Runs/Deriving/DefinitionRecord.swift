package import PhusaModel
import Storage

/// A version of a formula as the ledger and its dimension know it.
struct DefinitionRecord {
    let indicator: Indicator
    let version: FormulaVersion

    var naturalKey: String { "\(indicator.key)|\(version.effectiveFrom)|\(version.knownAt)" }

    /// All that a recorded version fixes: formula, unit, scale, rule for what is missing, periods.
    var statement: String {
        let derivation = indicator.derivation
        return [
            version.recordedText, indicator.unit,
            "\(derivation?.scale ?? 0)", derivation?.missing.rawValue ?? "",
            (derivation?.periods ?? []).map(\.rawValue).joined(separator: " "),
        ].joined(separator: "; ")
    }

    var content: String { contentHash("\(naturalKey)\n\(statement)".utf8) }

    /// The same for the same version in every warehouse.
    var eventKey: String { contentHash("formula\n\(content)".utf8) }
}

/// Formulas that cannot be applied to this warehouse.
package struct DefinitionRefusal: Error, Hashable {
    package enum Fault: Hashable, Sendable {
        /// A recorded version says something else now.
        case edited(FilePosition, was: String, isNow: String)
        /// A recorded version is declared no more.
        case removed(version: String, was: String)
        /// So many periods from the version's first on have figures by another one.
        case restates(FilePosition, periodCount: Int)
        /// No dimension holds versions of formulas.
        case noDimension
    }

    package let faults: [Fault]
}
