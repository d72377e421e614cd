import PhusaModel

/// How an indicator is computed, and what is computed from it, for people.
struct DerivationWords {
    private let indicator: Indicator
    private let readers: [IndicatorKey]
    private let names: FormulaNames
    private let language: Language

    init(_ indicator: Indicator, _ catalogue: Catalogue, _ language: Language) {
        self.indicator = indicator
        readers = catalogue.readers(of: indicator.key)
        names = FormulaNames(catalogue.indicators)
        self.language = language
    }

    /// Empty for an indicator that is loaded and that no formula reads.
    var lines: [String] {
        let computed = indicator.derivation.map { head($0) + $0.versions.flatMap(version) } ?? []
        guard !readers.isEmpty else { return computed }
        let codes = readers.map(names.name).joined(separator: ", ")
        return computed
            + [Words(vi: "  được đọc bởi  \(codes)", en: "  read by      \(codes)").text(language)]
    }

    private func head(_ derivation: Derivation) -> [String] {
        let kinds = derivation.periods.map(\.rawValue).joined(separator: ", ")
        let missing: Words =
            switch derivation.missing {
            case .skipIfAny:
                Words(vi: "thiếu một phần thì không có số", en: "no figure where a part is missing")
            case .partial:
                Words(
                    vi: "tổng theo địa bàn lấy những địa bàn có số",
                    en: "sums over areas take those that have figures")
            }
        let scale = derivation.scale
        var lines = [
            Words(
                vi: "  được tính     thương làm tròn đến \(scale) số lẻ; "
                    + "\(missing.vi) (\(derivation.missing.rawValue))",
                en: "  computed     a quotient to \(scale) decimals; "
                    + "\(missing.en) (\(derivation.missing.rawValue))")
        ]
        if !kinds.isEmpty {
            lines.append(Words(vi: "  các loại kỳ   \(kinds)", en: "  periods      \(kinds)"))
        }
        return lines.map { $0.text(language) }
    }

    private func version(_ version: FormulaVersion) -> [String] {
        let indent = language == .vi ? 16 : 15
        let blank = String(repeating: " ", count: indent)
        let dates = Words(
            vi: "cho các kỳ từ \(version.effectiveFrom.vietnamese), "
                + "biết từ \(version.knownAt.vietnamese)",
            en: "for periods from \(version.effectiveFrom), known since \(version.knownAt)")
        let reads = Words(vi: "đọc", en: "reads").text(language)
        let codes = version.inputs.map(names.name).joined(separator: ", ")
        var lines = [dates.text(language) + ":"]
        lines += FormulaWords.lines("", version.text).map { "  " + $0 }
        if !codes.isEmpty { lines.append("  \(reads) \(codes)") }
        if let reason = version.restates {
            lines.append("  " + Words(vi: "tính lại: ", en: "restates: ").text(language) + reason)
        }
        return lines.map { blank + $0 }
    }
}

extension FormulaVersion {
    /// The indicators that it reads, each once, in order.
    var inputs: [IndicatorKey] { Set((formula?.references ?? []).map(\.indicator)).sorted() }
}

extension Catalogue {
    /// The indicators of which a version of the formula reads this one, in order.
    func readers(of key: IndicatorKey) -> [IndicatorKey] {
        indicators.filter { $0.derivation?.inputs.contains(key) ?? false }.map(\.key).sorted()
    }
}
