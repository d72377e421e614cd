import PhusaModel
import PhusaTestSupport
import Testing
import Warehouse

@Suite("The bridge between versions of areas")
struct AreaBridgeTableTests {
    private static let table = TestSchema.dimension(
        "dim_area_change", key: ["from_area_id", "to_area_id", "basis"],
        [
            ("from_area_id", .integer, false), ("to_area_id", .integer, true),
            ("basis", .text, false), ("weight", .decimal, false), ("valid_on", .date, false),
            ("decree", .text, false),
        ], .catalogue(.areaChanges))

    private static func area(_ code: String, _ from: String?, _ to: String?) -> Area {
        Area(
            level: .commune, code: code, name: "Phường \(code)", parent: "842",
            validFrom: from.flatMap { CalendarDay($0) }, validTo: to.flatMap { CalendarDay($0) })
    }

    private static let areas = [
        area("1", nil, "2025-07-01"), area("2", nil, "2025-07-01"), area("1", "2025-07-01", nil),
        area("3", nil, "2025-07-01"),
    ]

    private static func change(
        _ from: Int, _ to: Int?, _ weight: String, _ basis: AreaBasis
    ) throws -> AreaChange {
        AreaChange(
            on: try #require(CalendarDay("2025-07-01")), from: areas[from],
            to: to.map { areas[$0] }, relation: .split, basis: basis,
            weight: try #require(ExactDecimal(weight)), decree: "QĐ 19")
    }

    private static func catalogue(_ changes: [AreaChange]) -> Catalogue {
        var catalogue = TestSchema.catalogue()
        catalogue.areas = AreaList(areas)
        catalogue.areaChanges = changes
        return catalogue
    }

    @Test("follows the list: new rows, other weights, and rows that the list has lost")
    func follows() async throws {
        let connection = try await ScratchWarehouse().connect()
        // The bridge stands first, and is filled last.
        let schema = StarSchema(dimensions: [Self.table, TestSchema.areas], facts: [])
        try SchemaPlan.apply(schema, on: connection)
        func sync(_ changes: [AreaChange]) throws -> DimensionChange? {
            try DimensionSync.sync(schema, Self.catalogue(changes), on: connection)
                .first { $0.dimension == "dim_area_change" }
        }
        let first = try [
            Self.change(0, 2, "1", .all), Self.change(1, 2, "0.125", .land),
            Self.change(3, nil, "1", .all),
        ]
        #expect(try sync(first)?.insertedCount == 3)
        #expect(try sync(first) == nil)
        let second = try [Self.change(0, 2, "1", .all), Self.change(1, 2, "0.25", .land)]
        let change = try sync(second)
        #expect(change?.insertedCount == 0 && change?.updatedCount == 1)
        #expect(change?.deletedCount == 1)
        let rows = try connection.query(
            """
            select p.code, p.valid_to::text, s.code, s.valid_from::text, c.weight::text, c.basis,
                c.valid_on::text
            from warehouse.dim_area_change c
            join warehouse.dim_area p on p.area_id = c.from_area_id
            join warehouse.dim_area s on s.area_id = c.to_area_id
            order by p.code
            """)
        let texts = (0..<rows.rowCount).map { row in (0..<7).map { rows.text(row, $0) } }
        let day = "2025-07-01"
        #expect(
            texts == [
                ["1", day, "1", day, "1", "all", day], ["2", day, "1", day, "0.25", "land", day],
            ])
    }

    @Test("needs a dimension of areas beside it")
    func alone() async throws {
        let connection = try await ScratchWarehouse().connect()
        let schema = StarSchema(dimensions: [Self.table], facts: [])
        try SchemaPlan.apply(schema, on: connection)
        #expect(throws: WarehouseError.self) {
            try DimensionSync.sync(schema, Self.catalogue([]), on: connection)
        }
    }
}
