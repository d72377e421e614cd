import PhusaModel

extension WorkspaceLoader {
    /// One of the `checks:` of a pipeline.
    ///
    /// - Parameter fact: The one that the pipeline loads; `nil` where that is not known.
    func total(_ reader: MappingReader, fact: FactTable?, schema: StarSchema) -> TotalRule? {
        let rule = reader.text("rule")
        let whole: AreaLevel? = reader.choice("whole")
        let parts: AreaLevel? = reader.choice("parts")
        let tolerance = reader.value("tolerance", .percent, Self.percent)
        let level: TotalRule.Level? = reader.choice("level")
        if let fact, let rule, !Self.canBeTotalled(fact, schema: schema) {
            reader.report(
                .notApplicable(because: "into: " + fact.name), at: reader.position(of: "rule"),
                found: rule)
        }
        if let whole, let parts {
            let below = AreaLevel.allCases.drop { $0 != whole }.dropFirst()
            if !below.contains(parts) {
                reader.report(
                    .value(.oneOf(below.map(\.rawValue))), at: reader.position(of: "parts"),
                    found: parts.rawValue)
            }
        }
        guard reader.isSound, let whole, let parts, let tolerance, let level else { return nil }
        return TotalRule(whole: whole, parts: parts, tolerancePercent: tolerance, level: level)
    }

    /// Whether a fact has a number for each area, and members of dimensions as its whole key.
    private static func canBeTotalled(_ fact: FactTable, schema: StarSchema) -> Bool {
        guard fact.keyColumns.allSatisfy({ $0.dimension != nil }) else { return false }
        let hasArea = fact.keyColumns.contains { column in
            column.dimension.flatMap { schema.dimension(named: $0) }?.members == .catalogue(.areas)
        }
        return hasArea && fact.columns.contains { $0.name == "value" && $0.kind == .decimal }
    }
}
