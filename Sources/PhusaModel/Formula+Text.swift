// What formulas look like in text: the grammar is that of `FormulaParser` in Workspace.

extension IndicatorKey {
    /// The code as a formula writes it: in brackets where it is no plain name.
    package var codeInFormula: String {
        let isPlain =
            code.unicodeScalars.allSatisfy { $0.isFormulaNamePart }
            && code.unicodeScalars.first.map { !("0"..."9").contains($0) && $0 != "." } ?? false
        return isPlain ? code : "[\(code)]"
    }

    /// The whole key as a formula writes it: `[05/2023|T0102|default]`.
    package var keyInFormula: String { "[\(self)]" }
}

extension Unicode.Scalar {
    /// Whether it may stand in a code that a formula writes without brackets.
    fileprivate var isFormulaNamePart: Bool {
        properties.isAlphabetic || ("0"..."9").contains(self) || self == "_" || self == "."
    }
}

extension FigureReference: CustomStringConvertible {
    /// As a formula writes it, with indicators by code: `sum(year_ago(X) over district)`.
    package var text: String { text { $0.codeInFormula } }

    /// As ``text``, with indicators by their whole keys: one text for one reference.
    package var description: String { text { $0.keyInFormula } }

    fileprivate func text(_ name: (IndicatorKey) -> String) -> String {
        var text = name(indicator)
        if case .fixed(let key) = breakdown { text += "{\(key.text)}" }
        switch time {
        case .same: break
        case .earlier(1): text = "lag(\(text))"
        case .earlier(let count): text = "lag(\(text), \(count))"
        case .yearsEarlier(1): text = "year_ago(\(text))"
        case .yearsEarlier(let count): text = "year_ago(\(text), \(count))"
        case .year: text = "in_year(\(text))"
        case .yearToDate: text = "ytd(\(text))"
        case .last(let count): text = "\(aggregate.rawValue)(\(text) over last \(count))"
        case .parts(let kind): text = "\(aggregate.rawValue)(\(text) over \(kind.rawValue)s)"
        case .flow: text = "flow(\(text))"
        }
        if case .members(let axis) = breakdown {
            text = "\(aggregate.rawValue)(\(text) over \(axis))"
        }
        if case .within(let level) = place {
            text = "\(aggregate.rawValue)(\(text) over \(level.rawValue))"
        }
        return text
    }
}

extension Formula: CustomStringConvertible {
    /// In its shortest form, with indicators by code.
    package var text: String { text { $0.codeInFormula } }

    /// As ``text``, with indicators by their whole keys.
    package var description: String { text { $0.keyInFormula } }

    private func text(_ name: (IndicatorKey) -> String) -> String {
        switch self {
        case .number(let number, isWeight: false): number.description
        case .number(let number, isWeight: true): "weight(\(number))"
        case .figure(let reference): reference.text(name)
        case .negate(let inner): "-" + inner.text(name, inParentheses: inner.strength < 3)
        case .arithmetic(let sign, let left, let right):
            left.text(name, inParentheses: left.strength < strength) + " \(sign.rawValue) "
                + right.text(name, inParentheses: right.strength <= strength)
        }
    }

    private func text(_ name: (IndicatorKey) -> String, inParentheses: Bool) -> String {
        inParentheses ? "(\(text(name)))" : text(name)
    }

    /// How tightly it binds: 1 for sums, 2 for products, 3 for signs and single terms.
    private var strength: Int {
        switch self {
        case .arithmetic(.add, _, _), .arithmetic(.subtract, _, _): 1
        case .arithmetic: 2
        case .number, .figure, .negate: 3
        }
    }
}

extension Derivation {
    /// The version for a period that begins on `day`, as last said: the greatest first day not
    /// after it, and of that the latest word.
    ///
    /// - Parameter day: `nil` for the version with the greatest first day.
    /// - Returns: `nil` where no version is effective yet.
    package func version(on day: CalendarDay?) -> FormulaVersion? {
        versions.filter { version in day.map { version.effectiveFrom <= $0 } ?? true }
            .max { ($0.effectiveFrom, $0.knownAt) < ($1.effectiveFrom, $1.knownAt) }
    }

    /// Whether a version divides the series between the two periods, of which one is the earlier.
    package func breaks(between earlier: Period, _ later: Period) -> Bool {
        versions.contains { $0.isBreak(between: earlier, later) }
    }

    /// The indicators that any version reads, in order.
    package var inputs: [IndicatorKey] {
        let formulas = versions.compactMap(\.formula)
        return Set(formulas.flatMap(\.references).map(\.indicator)).sorted()
    }
}

extension FormulaVersion {
    /// Whether it is a break that the later period is behind and the earlier one is not.
    package func isBreak(between earlier: Period, _ later: Period) -> Bool {
        isBreak && earlier.start < effectiveFrom && effectiveFrom <= later.start
    }
}
