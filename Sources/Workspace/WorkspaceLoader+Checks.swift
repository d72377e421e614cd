import PhusaModel

extension WorkspaceLoader {
    private enum CheckKind: String, CaseIterable { case total, jump, cumulative }

    /// One of the `checks:` of a pipeline.
    ///
    /// - Parameter fact: The one that the pipeline loads; `nil` where that is not known.
    func check(_ reader: MappingReader, fact: FactTable?, schema: StarSchema) -> DropCheck? {
        let kind: CheckKind? = reader.choice("rule")
        let level: DropCheck.Level? = reader.choice("level")
        if let fact, let kind, !Self.canBeChecked(fact, by: kind, schema: schema) {
            reader.report(
                .notApplicable(because: "into: " + fact.name), at: reader.position(of: "rule"),
                found: kind.rawValue)
        }
        let rule: DropCheck.Rule? =
            switch kind {
            case .total: total(reader).map { .total($0) }
            case .jump: jump(reader).map { .jump($0) }
            case .cumulative: cumulative(reader)
            case nil: nil
            }
        guard reader.isSound, let rule, let level else { return nil }
        return DropCheck(rule: rule, level: level)
    }

    private func total(_ reader: MappingReader) -> TotalRule? {
        refuse(["times"], in: reader)
        for key in ["whole", "parts"] where !reader.has(key) {
            reader.report(.missingKey(key), at: reader.position, found: "")
        }
        let whole: AreaLevel? = reader.choice("whole")
        let parts: AreaLevel? = reader.choice("parts")
        let tolerance = reader.value("tolerance", .percent, Self.percent)
        if let whole, let parts {
            let below = AreaLevel.allCases.drop { $0 != whole }.dropFirst()
            if !below.contains(parts) {
                reader.report(
                    .value(.oneOf(below.map(\.rawValue))), at: reader.position(of: "parts"),
                    found: parts.rawValue)
            }
        }
        guard let whole, let parts, let tolerance else { return nil }
        return TotalRule(whole: whole, parts: parts, tolerancePercent: tolerance)
    }

    private func jump(_ reader: MappingReader) -> JumpRule? {
        refuse(["whole", "parts", "tolerance"], in: reader)
        return reader.whole("times").map { JumpRule(times: $0) }
    }

    private func cumulative(_ reader: MappingReader) -> DropCheck.Rule {
        refuse(["whole", "parts", "tolerance", "times"], in: reader)
        return .cumulative
    }

    /// Keys of another rule.
    private func refuse(_ keys: [String], in reader: MappingReader) {
        for key in keys where reader.has(key) {
            reader.report(
                .notApplicable(because: "rule: " + (reader.text("rule") ?? "")),
                at: reader.position(of: key), found: key)
        }
    }

    /// Whether a fact has a number, members of dimensions as its whole key, and what a rule goes by:
    /// areas for a total, periods for a jump, periods and indicators for what is cumulative.
    private static func canBeChecked(
        _ fact: FactTable, by kind: CheckKind, schema: StarSchema
    ) -> Bool {
        guard fact.keyColumns.allSatisfy({ $0.dimension != nil }),
            fact.columns.contains(where: { $0.name == "value" && $0.kind == .decimal })
        else { return false }
        func hasKey(of list: DimensionTable.CatalogueList) -> Bool {
            fact.keyColumns.contains { column in
                column.dimension.flatMap { schema.dimension(named: $0) }?.members
                    == .catalogue(list)
            }
        }
        switch kind {
        case .jump: return fact.scope != nil
        case .cumulative: return fact.scope != nil && hasKey(of: .indicators)
        case .total: return hasKey(of: .areas)
        }
    }
}
