import PhusaModel

extension WorkspaceLoader {
    /// A section that sets figures beside each other, by its key.
    func analysis(_ part: MappingReader, kind: String) -> AnalysisDefinition? {
        switch kind {
        case "scorecard": kpiSet(part).map { .scorecard(kpis: $0) }
        case "indicator_table": indicators(part).map { .indicatorTable($0) }
        case "contribution": contribution(part)
        case "ranking": ranking(part)
        case "heat_matrix": heatMatrix(part)
        default: distribution(part).map { .distribution($0) }
        }
    }

    private func indicators(_ part: MappingReader) -> [IndicatorKey]? {
        let names = part.texts("indicators")
        if names.isEmpty, part.isSound {
            part.report(.value(.text), at: part.position(of: "indicators"), found: "[]")
        }
        let keys = names.compactMap { context.indicator($0.text, at: $0.position) }
        return keys.count == names.count && !keys.isEmpty ? keys : nil
    }

    private func contribution(_ part: MappingReader) -> AnalysisDefinition? {
        let key = indicator(part)
        let base: ComparisonBase? = part.choice("base")
        let parts = parts(part, of: key)
        if let key, let own = context.indicators.definitions[key], own.overArea != .sum {
            part.report(
                .notApplicable(because: "over_area: \(own.overArea.rawValue)"),
                at: part.position(of: "indicator"), found: key.code)
        }
        guard let key, let base, let parts else { return nil }
        return .contribution(indicator: key, parts: parts, base: base)
    }

    /// What the whole is cut into: exactly one of the keys says so.
    private func parts(_ part: MappingReader, of key: IndicatorKey?) -> WholeParts? {
        guard part.has("axis") != part.has("level") else {
            let kind: DefinitionError.Kind =
                part.has("axis") ? .notApplicable(because: "axis") : .missingKey("axis, level")
            part.report(
                kind, at: part.has("axis") ? part.keyPosition(of: "level") : part.position,
                found: part.has("axis") ? "level" : "")
            return nil
        }
        let level: AreaLevel? = part.choice("level")
        guard let axis = part.text("axis") else { return level.map { .level($0) } }
        if let own = key.flatMap({ context.indicators.definitions[$0] }) {
            let allowed = KnownNames(.axis, names: own.breakdowns)
            guard part.check(axis, in: allowed, at: part.position(of: "axis")) else { return nil }
        }
        return .axis(axis)
    }

    private func ranking(_ part: MappingReader) -> AnalysisDefinition? {
        let key = indicator(part)
        let level: AreaLevel? = part.choice("level")
        let base: ComparisonBase? = part.choice("base")
        guard let key, let level, let base else { return nil }
        return .ranking(indicator: key, level: level, base: base)
    }

    private func heatMatrix(_ part: MappingReader) -> AnalysisDefinition? {
        let keys = indicators(part)
        let count = part.whole("periods")
        guard let keys, let count else { return nil }
        return .heatMatrix(keys, periodCount: count)
    }

    private func distribution(_ part: MappingReader) -> ScaleDefinition? {
        let of = part.text("of")
        let grouping: ScaleDefinition.Grouping? = part.choice("by")
        let reliableFrom = part.whole("reliable_from")
        let confidentialBelow = part.whole("confidential_below")
        guard let of, let grouping, let reliableFrom, let confidentialBelow else { return nil }
        check(
            .confidentialByReliable, confidentialBelow <= reliableFrom,
            at: part.position(of: "confidential_below"), String(confidentialBelow))
        if of == "cases", grouping == .question {
            part.report(
                .notApplicable(because: "of: cases"), at: part.keyPosition(of: "by"), found: "by")
        }
        return ScaleDefinition(
            subject: of == "cases" ? .cases : .surveyAnswers, grouping: grouping,
            reliableFrom: reliableFrom, confidentialBelow: confidentialBelow)
    }
}
