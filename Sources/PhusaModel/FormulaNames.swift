/// How people read the indicators of a formula: by code, and by the whole key only where the code
/// alone would not do.
package struct FormulaNames: Sendable {
    /// Codes that stand in several editions or methodologies.
    private let ambiguous: Set<String>

    package init(_ indicators: [Indicator]) {
        let counts = indicators.reduce(into: [:]) { $0[$1.key.code, default: 0] += 1 }
        ambiguous = Set(counts.filter { $0.value > 1 }.keys)
    }

    /// `YT.NT`; `[05/2023|T0102|default]` where the code stands in several editions, and where the
    /// methodology is none that goes without saying.
    package func name(_ key: IndicatorKey) -> String {
        ambiguous.contains(key.code) || key.methodology != IndicatorKey.defaultMethodology
            ? key.keyInFormula : key.codeInFormula
    }

    /// A formula of whole keys, as it is recorded, with those names.
    package func shortened(_ formula: String) -> String {
        var rest = formula[...]
        var text = ""
        while let start = rest.firstIndex(of: "["),
            let end = rest[start...].firstIndex(of: "]")
        {
            let inner = rest[rest.index(after: start)..<end]
            text += rest[..<start]
            text += IndicatorKey(description: inner).map(name) ?? String(rest[start...end])
            rest = rest[rest.index(after: end)...]
        }
        return text + rest
    }
}

extension IndicatorKey {
    /// The methodology of an indicator that names none.
    package static let defaultMethodology = "default"

    /// Reads the form of ``description``.
    fileprivate init?(description: Substring) {
        let parts = description.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        self.init(
            edition: String(parts[0]), code: String(parts[1]), methodology: String(parts[2]))
    }
}
