import PhusaModel

/// What the catalogue's own dimensions hold: a definition lists all of it or a part.
enum CatalogueColumns {
    static func columns(of list: DimensionTable.CatalogueList) -> [String: String] {
        switch list {
        case .areas:
            return [
                "level": "text", "code": "text", "name": "text", "parent": "text",
                "valid_from": "date?", "valid_to": "date?",
            ]
        case .areaChanges:
            return [
                "from_area_id": "integer", "to_area_id": "integer?", "basis": "text",
                "weight": "decimal", "relation": "text", "valid_on": "date", "decree": "text",
            ]
        case .agencies:
            return [
                "code": "text", "name": "text", "kind": "text", "valid_from": "date?",
                "valid_to": "date?",
            ]
        case .indicators:
            return [
                "edition": "text", "code": "text", "methodology": "text", "concept": "text",
                "title_vi": "text", "title_en": "text", "unit": "text", "decimals": "integer",
                "over_time": "text", "over_area": "text",
            ]
        case .definitions:
            return [
                "edition": "text", "code": "text", "methodology": "text",
                "effective_from": "date", "known_at": "date", "formula": "text", "unit": "text",
                "scale": "integer", "missing": "text", "periods": "text", "restates": "text",
            ]
        case .units:
            return [
                "code": "text", "title_vi": "text", "title_en": "text", "dimension": "text",
                "factor": "decimal",
            ]
        case .statuses: return ["code": "text", "title_vi": "text", "title_en": "text"]
        case .periods:
            return [
                "system": "text", "kind": "text", "start_on": "date", "end_on": "date",
                "code": "text", "title_vi": "text", "title_en": "text",
            ]
        case .breakdowns: return ["code": "text", "is_total": "boolean"]
        }
    }

    static func naturalKey(of list: DimensionTable.CatalogueList) -> [String] {
        switch list {
        case .areas: ["level", "code", "valid_from"]
        case .areaChanges: ["from_area_id", "to_area_id", "basis"]
        case .agencies: ["code", "valid_from"]
        case .indicators: ["edition", "code", "methodology"]
        case .definitions: ["edition", "code", "methodology", "effective_from", "known_at"]
        case .units, .statuses, .breakdowns: ["code"]
        case .periods: ["system", "kind", "start_on", "end_on"]
        }
    }

    /// Columns that every fact has besides its own.
    static let lineage = ["event_id", "origin_id", "line", "definition_id", "closed_by"]
}
