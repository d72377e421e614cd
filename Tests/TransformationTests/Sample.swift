// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry
// What a test writes down is well-formed; where it is not, the test had better stop.

import PhusaModel
import Transformation

/// A small centre for the tests: catalogue, schema, and the makings of a contract.
enum Sample {
    static func words(_ text: String) -> Words { Words(vi: text, en: text) }

    static func day(_ text: String) -> CalendarDay { CalendarDay(text)! }

    static func moment(_ text: String) -> Moment { Moment(text)! }

    static let units = UnitList([
        unit("kg", "mass", "1", ["ki-lô-gam"]), unit("tạ", "mass", "100"),
        unit("tấn", "mass", "1000", ["tonnes"]), unit("người", "people", "1"),
        unit("nghìn người", "people", "1000"), unit("giờ", "time", "3"), unit("ca", "time", "7"),
    ])

    private static func unit(
        _ code: String, _ dimension: String, _ factor: String, _ aliases: [String] = []
    ) -> UnitOfMeasure {
        UnitOfMeasure(
            code: code, title: words(code), dimension: dimension, factor: ExactDecimal(factor)!,
            aliases: aliases)
    }

    static let areas = AreaList([
        Area(
            level: .province, code: "84", name: "Trà Vinh", parent: "", validFrom: nil,
            validTo: day("2025-07-01")),
        Area(
            level: .district, code: "842", name: "Thành phố Trà Vinh", parent: "84",
            validFrom: nil, validTo: day("2025-07-01")),
        Area(
            level: .province, code: "86", name: "Vĩnh Long", parent: "", validFrom: nil,
            validTo: day("2025-07-01")),
        Area(
            level: .province, code: "86", name: "Vĩnh Long", parent: "",
            validFrom: day("2025-07-01"), validTo: nil),
        Area(
            level: .commune, code: "01234", name: "Xã Long Hòa", parent: "842", validFrom: nil,
            validTo: nil),
    ])

    static let agencies = [
        Agency(
            code: "skhdt", name: "Sở Kế hoạch và Đầu tư", kind: "department", validFrom: nil,
            validTo: day("2025-03-01")),
        Agency(
            code: "stc", name: "Sở Tài chính", kind: "department", validFrom: day("2020-01-01"),
            validTo: nil),
    ]

    static func indicator(
        _ code: String, unit: String, edition: String = "05/2023",
        methodology: String = "default", breakdowns: [String] = [],
        derivation: Derivation? = nil
    ) -> Indicator {
        Indicator(
            key: IndicatorKey(edition: edition, code: code, methodology: methodology),
            concept: code, title: words(code), unit: unit, overTime: .sum, overArea: .sum,
            decimals: 0, direction: .up, agency: "stc", source: "", breakdowns: breakdowns,
            definedAt: "a.yml:1", derivation: derivation)
    }

    private static let computed = Derivation(
        versions: [], scale: 6, missing: .skipIfAny, periods: [])

    static let indicators = [
        indicator("NN.01", unit: "tạ"), indicator("DS.01", unit: "người", breakdowns: ["sex"]),
        indicator("DS.02", unit: "người", breakdowns: ["sex", "age"]),
        indicator("LD.01", unit: "ca"), indicator("YT.01", unit: "người", edition: "01"),
        indicator("YT.01", unit: "người", edition: "02"),
        indicator("XH.99", unit: "người"),
        indicator("XH.TINH", unit: "người", derivation: computed),
    ]

    static let catalogue = Catalogue(
        units: units, areas: areas, agencies: agencies, indicators: indicators,
        breakdowns: [
            BreakdownAxis(
                code: "sex", title: words("Giới tính"),
                members: ["M", "F"].map { BreakdownMember(code: $0, title: words($0)) }),
            BreakdownAxis(
                code: "age", title: words("Nhóm tuổi"),
                members: ["15-24", "25-54"].map { BreakdownMember(code: $0, title: words($0)) }),
        ],
        seasons: [
            Season(
                code: "DX", title: Words(vi: "Đông Xuân", en: "Winter-spring"), firstMonth: 11,
                monthCount: 6, yearsBack: 1)
        ], kpiSets: [])

    static func column(
        _ name: String, _ kind: ColumnKind, to dimension: String? = nil,
        isNullable: Bool = false
    ) -> FactColumn {
        FactColumn(name: name, kind: kind, dimension: dimension, isNullable: isNullable)
    }

    static func fact(
        _ name: String, key: Int, scope: String? = nil, _ columns: [FactColumn]
    ) -> FactTable {
        FactTable(
            name: name, about: words(name), columns: columns, keyColumnCount: key, scope: scope,
            history: .vintages, distributeBy: columns[0].name)
    }

    static let observation = fact(
        "fact_observation", key: 4, scope: "period_id",
        [
            column("period_id", .reference, to: "dim_period"),
            column("indicator_id", .reference, to: "dim_indicator"),
            column("area_id", .reference, to: "dim_area"),
            column("breakdown_id", .reference, to: "dim_breakdown"),
            column("status", .character), column("value", .decimal, isNullable: true),
            column("mark", .character, isNullable: true),
            column("conf", .character, isNullable: true),
        ])

    static let schema = StarSchema(
        dimensions: [
            DimensionTable(
                name: "dim_crop", about: words("Cây trồng"), naturalKey: ["crop_code"],
                columns: [DimensionColumn(name: "crop_code", type: .text, isNullable: false)],
                members: .rows([["lúa"], ["ngô"]])),
            catalogueDimension("dim_unit", .units), catalogueDimension("dim_period", .periods),
            catalogueDimension("dim_breakdown", .breakdowns),
        ],
        facts: [observation])

    private static func catalogueDimension(
        _ name: String, _ list: DimensionTable.CatalogueList
    ) -> DimensionTable {
        DimensionTable(
            name: name, about: words(name), naturalKey: ["code"],
            columns: [DimensionColumn(name: "code", type: .text, isNullable: false)],
            members: .catalogue(list))
    }

    static func drop(
        vintage: String = "2025-04-06", captures: [String: String] = [:]
    ) -> DropFile {
        DropFile(
            path: "stc/a.csv", sha256: String(repeating: "0", count: 64), byteCount: 1,
            captures: captures,
            vintage: Vintage(
                moment: Moment(startOf: day(vintage)), sequence: 0, isDeclared: true),
            dataset: "stc.a.thang")
    }
}
