import PhusaModel

/// A small star schema and catalogue for tests.
enum TestSchema {
    static func words(_ text: String) -> Words { Words(vi: text, en: text) }

    static func dimension(
        _ name: String, key: [String], _ columns: [(String, ColumnKind, Bool)],
        _ members: DimensionTable.Members
    ) -> DimensionTable {
        DimensionTable(
            name: name, about: words("Chiều \(name)"), naturalKey: key,
            columns: columns.map { DimensionColumn(name: $0.0, type: $0.1, isNullable: $0.2) },
            members: members)
    }

    static let periods = dimension(
        "dim_period", key: ["system", "kind", "start_on", "end_on"],
        [
            ("system", .text, false), ("kind", .text, false), ("start_on", .date, false),
            ("end_on", .date, false), ("code", .text, false), ("title_vi", .text, false),
        ], .catalogue(.periods))

    static let areas = dimension(
        "dim_area", key: ["level", "code", "valid_from"],
        [
            ("level", .text, false), ("code", .text, false), ("valid_from", .date, true),
            ("valid_to", .date, true), ("name", .text, false), ("parent", .text, true),
        ], .catalogue(.areas))

    static let breakdowns = dimension(
        "dim_breakdown", key: ["code"], [("code", .text, false), ("is_total", .boolean, false)],
        .catalogue(.breakdowns))

    static let units = dimension(
        "dim_unit", key: ["code"], [("code", .text, false), ("factor", .decimal, false)],
        .catalogue(.units))

    static func crops(_ rows: [[String]]) -> DimensionTable {
        dimension(
            "dim_crop", key: ["crop_code"],
            [
                ("crop_code", .text, false), ("title", .text, true), ("days", .integer, true),
                ("since", .moment, true), ("is_kept", .boolean, true), ("yield", .decimal, true),
            ], .rows(rows))
    }

    static let statuses = dimension(
        "dim_status", key: ["code"],
        [("code", .text, false), ("title_vi", .text, false), ("title_en", .text, false)],
        .catalogue(.statuses))

    static let indicators = dimension(
        "dim_indicator", key: ["edition", "code", "methodology"],
        [
            ("edition", .text, false), ("code", .text, false), ("methodology", .text, false),
            ("title_vi", .text, false), ("decimals", .integer, false),
        ], .catalogue(.indicators))

    static let agencies = dimension(
        "dim_agency", key: ["code", "valid_from"],
        [("code", .text, false), ("valid_from", .date, true), ("name", .text, false)],
        .catalogue(.agencies))

    static func fact(
        name: String = "fact_observation", extra: [FactColumn] = [],
        history: FactTable.HistoryKind = .vintages
    ) -> FactTable {
        let reference = { (name: String, dimension: String) in
            FactColumn(name: name, kind: .reference, dimension: dimension, isNullable: false)
        }
        let columns = [
            reference("period_id", "dim_period"), reference("area_id", "dim_area"),
            reference("breakdown_id", "dim_breakdown"),
            FactColumn(name: "status", kind: .character, dimension: nil, isNullable: false),
            FactColumn(name: "value", kind: .decimal, dimension: nil, isNullable: true),
            FactColumn(name: "mark", kind: .character, dimension: nil, isNullable: true),
        ]
        return FactTable(
            name: name, about: words("Số liệu"), columns: columns + extra, keyColumnCount: 3,
            scope: "period_id", history: history, distributeBy: "area_id")
    }

    static func schema(
        dimensions: [DimensionTable] = [
            periods, areas, breakdowns, units, statuses, indicators, agencies,
        ],
        facts: [FactTable] = [fact()]
    ) -> StarSchema {
        StarSchema(dimensions: dimensions, facts: facts)
    }

    static func catalogue(areaName: String = "Trà Vinh", hasNewArea: Bool = false) -> Catalogue {
        var areas = [
            Area(
                level: .province, code: "84", name: areaName, parent: "", validFrom: nil,
                validTo: CalendarDay("2025-07-01")),
            Area(
                level: .district, code: "842", name: "Càng Long", parent: "84",
                validFrom: CalendarDay("2004-01-01"), validTo: nil),
        ]
        if hasNewArea {
            areas.append(
                Area(
                    level: .province, code: "84", name: "Vĩnh Long", parent: "",
                    validFrom: CalendarDay("2025-07-01"), validTo: nil))
        }
        let indicator = Indicator(
            key: IndicatorKey(edition: "05/2023", code: "YT.0300", methodology: "default"),
            concept: "giuong", title: words("Giường bệnh"), unit: "giường", overTime: .last,
            overArea: .sum, decimals: 1, direction: .up, agency: "syt", source: "",
            breakdowns: [], definedAt: "x:1")
        return Catalogue(
            units: UnitList([
                UnitOfMeasure(
                    code: "tấn", title: words("tấn"), dimension: "mass", factor: ExactDecimal(1000),
                    aliases: [])
            ]), areas: AreaList(areas),
            agencies: [
                Agency(
                    code: "syt", name: "Sở Y tế", kind: "department", validFrom: nil, validTo: nil)
            ], indicators: [indicator], breakdowns: [], seasons: [], kpiSets: [])
    }
}
