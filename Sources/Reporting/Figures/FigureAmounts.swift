import PhusaModel

/// How figures are printed: their digits, the mark of their status, or why there are none.
struct FigureAmounts {
    let setting: ReportSetting

    /// The figure with what the page shows of it: digits with a raised mark where they are not final,
    /// "…" and the reason where there are none.
    ///
    /// - Parameter source: The number of its source, where the report cites it.
    func amount(_ figure: Figure?, decimals: Int, source: Int? = nil) -> Amount {
        var amount = Amount(figure?.value, decimals: decimals)
        amount.source = source
        amount.why = figure.map(Self.why)
        guard let figure, figure.value != nil else {
            let sign = figure?.withholding == nil ? Self.missingSign : Self.withheldSign
            amount.absence = Amount.Absence(sign: sign, reason: reason(figure))
            return amount
        }
        amount.isNil = figure.mark == .zero
        if let mark = Self.mark(figure.status) {
            amount.mark = Amount.Remark(
                text: setting.say(mark), meaning: setting.say(figure.status.title))
            amount.isDraft = true
        }
        return amount
    }

    /// The figure, cited.
    func cited(_ figure: Figure?, decimals: Int, _ draft: inout ReportDraft) -> Amount {
        let source = (figure?.origin).map { draft.register.cite($0) }
        return amount(figure, decimals: decimals, source: source)
    }

    /// There is no figure.
    static let missingSign = "…"
    /// There is one, and it is not published.
    static let withheldSign = "×"

    /// The reason why there is no value, in words.
    func reason(_ figure: Figure?) -> String {
        guard let figure else { return setting.say(.noFigure) }
        if let withholding = figure.withholding { return reason(withholding) }
        switch (figure.mark, figure.status) {
        case (.empty, .missing): return setting.say(.leftEmpty)
        case (_, .suppressed): return setting.say(.withheld)
        default: return setting.say(figure.status.title).lowercased()
        }
    }

    private func reason(_ withholding: Withholding) -> String {
        switch withholding {
        case .confidential: setting.say(.withheld)
        case .embargo(let day): setting.say(.freeFrom(setting.text.day(day)))
        case .protectsAnother: setting.say(.protectsAnother)
        }
    }

    /// The arguments of `phusa why`: indicator, area, period.
    static func why(_ figure: Figure) -> String {
        "\(figure.indicator.code) \(figure.areaCode) \(figure.period)"
    }

    /// The raised mark of a status; `nil` for final figures.
    static func mark(_ status: ObservationStatus) -> Words? {
        switch status {
        case .provisional: Words(vi: "sb", en: "p")
        case .estimated: Words(vi: "ước", en: "e")
        case .forecast: Words(vi: "db", en: "f")
        case .seriesBreak: Words(vi: "gđ", en: "b")
        case .definitionDiffers: Words(vi: "kđn", en: "d")
        case .imputed: Words(vi: "gán", en: "i")
        case .lowReliability: Words(vi: "tct", en: "u")
        case .unvalidated: Words(vi: "ctđ", en: "v")
        case .experimental: Words(vi: "tn", en: "x")
        case .specialEvent: Words(vi: "sk", en: "s")
        case .includesAnother: Words(vi: "gồm", en: "w")
        case .derogation: Words(vi: "mt", en: "j")
        case .notSignificant: Words(vi: "kđk", en: "n")
        default: nil
        }
    }

    /// Explains the marks that these figures carry, in one line; `nil` where none do.
    func legend(_ figures: [Figure?]) -> String? {
        let present = figures.compactMap(\.self)
        var parts = ObservationStatus.allCases.compactMap { status -> String? in
            guard let mark = Self.mark(status),
                present.contains(where: { $0.status == status && $0.value != nil })
            else { return nil }
            return "\(setting.say(mark)): \(setting.say(status.title).lowercased())"
        }
        if present.contains(where: { $0.mark == .zero }) { parts.append(setting.say(.zeroLegend)) }
        if present.contains(where: { $0.withholding != nil }) {
            parts.append(setting.say(.withheldLegend))
        }
        if figures.contains(where: { $0?.value == nil && $0?.withholding == nil }) {
            parts.append(setting.say(.missingLegend))
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}
