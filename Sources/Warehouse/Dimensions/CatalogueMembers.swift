import PhusaModel

/// Members of the catalogue's lists as values of their columns.
enum CatalogueMembers {
    typealias Member = [String: String?]

    /// - Parameter areaIDs: Surrogate keys of areas by their natural keys, for the bridge between them.
    /// - Returns: `nil` for lists that grow with what is loaded.
    static func members(
        of list: DimensionTable.CatalogueList, in catalogue: Catalogue, areaIDs: [String: Int32]
    ) -> [Member]? {
        switch list {
        case .areas: catalogue.areas.areas.map(area)
        case .areaChanges: catalogue.areaChanges.map { change($0, areaIDs) }
        case .agencies: catalogue.agencies.map(agency)
        case .indicators: catalogue.indicators.map(indicator)
        case .definitions: catalogue.indicators.flatMap(definitions)
        case .units: catalogue.units.units.map(unit)
        case .statuses:
            ObservationStatus.allCases.map { status in
                [
                    "code": status.rawValue, "title_vi": status.title.vi,
                    "title_en": status.title.en,
                ]
            }
        case .periods, .breakdowns: nil
        }
    }

    private static func area(_ area: Area) -> Member {
        [
            "level": area.level.rawValue, "code": area.code, "name": area.name,
            "parent": area.parent, "valid_from": area.validFrom?.description,
            "valid_to": area.validTo?.description,
        ]
    }

    private static func change(_ change: AreaChange, _ areaIDs: [String: Int32]) -> Member {
        func id(_ area: Area?) -> String? {
            area.flatMap { areaIDs[$0.naturalKey] }.map { String($0) }
        }
        return [
            "from_area_id": id(change.from), "to_area_id": id(change.to),
            "basis": change.basis.rawValue, "weight": change.weight.description,
            "relation": change.relation.rawValue, "valid_on": change.on.description,
            "decree": change.decree,
        ]
    }

    private static func agency(_ agency: Agency) -> Member {
        [
            "code": agency.code, "name": agency.name, "kind": agency.kind,
            "valid_from": agency.validFrom?.description, "valid_to": agency.validTo?.description,
        ]
    }

    private static func indicator(_ indicator: Indicator) -> Member {
        [
            "edition": indicator.key.edition, "code": indicator.key.code,
            "methodology": indicator.key.methodology, "concept": indicator.concept,
            "title_vi": indicator.title.vi, "title_en": indicator.title.en,
            "unit": indicator.unit, "decimals": String(indicator.decimals),
            "over_time": indicator.overTime.rawValue, "over_area": indicator.overArea.rawValue,
        ]
    }

    /// One for each version of an indicator's formula.
    package static func definitions(_ indicator: Indicator) -> [Member] {
        guard let derivation = indicator.derivation else { return [] }
        return derivation.versions.map { version in
            [
                "edition": indicator.key.edition, "code": indicator.key.code,
                "methodology": indicator.key.methodology,
                "effective_from": version.effectiveFrom.description,
                "known_at": version.knownAt.description,
                "formula": version.recordedText, "unit": indicator.unit,
                "scale": String(derivation.scale), "missing": derivation.missing.rawValue,
                "periods": derivation.periods.map(\.rawValue).joined(separator: " "),
                "restates": version.restates ?? "",
            ]
        }
    }

    private static func unit(_ unit: UnitOfMeasure) -> Member {
        [
            "code": unit.code, "title_vi": unit.title.vi, "title_en": unit.title.en,
            "dimension": unit.dimension, "factor": unit.factor.description,
        ]
    }

    /// - Returns: `nil` where the text is no natural key of a period.
    static func period(naturalKey: String) -> Member? {
        guard let period = Period(naturalKey: naturalKey) else { return nil }
        return [
            "system": period.system.rawValue, "kind": period.kind.rawValue,
            "start_on": period.start.description, "end_on": period.end.description,
            "code": period.description, "title_vi": period.title.vi, "title_en": period.title.en,
        ]
    }

    static func breakdown(naturalKey: String) -> Member {
        ["code": naturalKey, "is_total": naturalKey.isEmpty ? "true" : "false"]
    }
}
