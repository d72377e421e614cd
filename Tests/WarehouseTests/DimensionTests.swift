import PhusaModel
import PhusaTestSupport
import Testing
import Warehouse

@Suite("Dimensions")
struct DimensionTests {
    private let warehouse: ScratchWarehouse
    private let connection: Connection
    private let schema = TestSchema.schema()

    init() async throws {
        warehouse = try await ScratchWarehouse()
        connection = try warehouse.connect()
        try SchemaPlan.apply(schema, on: connection)
    }

    private func members(_ keys: String...) -> MemberList {
        var list = MemberList()
        for key in keys { _ = list.index(of: key) }
        return list
    }

    private func count(_ table: String) throws -> Int? {
        try connection.query("SELECT count(*) FROM warehouse.\(table)").int(0, 0)
    }

    @Test("brings every list of the catalogue in, and the second time writes nothing")
    func twice() throws {
        var calls = 0
        let changes = try DimensionSync.sync(schema, TestSchema.catalogue(), on: connection) { _ in
            calls += 1
        }
        #expect(
            changes.map(\.dimension) == [
                "dim_area", "dim_unit", "dim_status", "dim_indicator", "dim_agency",
            ])
        #expect(changes.map(\.insertedCount) == [2, 1, ObservationStatus.allCases.count, 1, 1])
        let version = "SELECT max(xmin::text::bigint) FROM warehouse.dim_area"
        let before = try connection.query(version).int(0, 0)
        let again = try DimensionSync.sync(schema, TestSchema.catalogue(), on: connection) { _ in
            calls += 1
        }
        #expect(again.isEmpty && calls == 1)
        #expect(try connection.query(version).int(0, 0) == before)
    }

    @Test("updates what changed in place, inserts what is new, deletes nothing")
    func changed() throws {
        try DimensionSync.sync(schema, TestSchema.catalogue(hasNewArea: true), on: connection)
        let id = "SELECT area_id FROM warehouse.dim_area WHERE code = '84' AND valid_from IS NULL"
        let before = try connection.query(id).int(0, 0)
        let changes = try DimensionSync.sync(
            schema, TestSchema.catalogue(areaName: "Tỉnh Trà Vinh"), on: connection)
        #expect(changes.map(\.dimension) == ["dim_area"])
        #expect(changes[0].insertedCount == 0 && changes[0].updatedCount == 1)
        #expect(try connection.query(id).int(0, 0) == before)
        let names = try connection.query("SELECT name FROM warehouse.dim_area ORDER BY area_id")
        #expect((0..<3).map { names.text($0, 0) } == ["Tỉnh Trà Vinh", "Càng Long", "Vĩnh Long"])
    }

    @Test("undoes everything when the event cannot be recorded")
    func whenChangedThrows() throws {
        let own = WarehouseError(kind: .other, message: "không ghi được")
        let error = try failure {
            try DimensionSync.sync(schema, TestSchema.catalogue(), on: connection) {
                _ throws(WarehouseError) in throw own
            }
        }
        #expect(error == own)
        #expect(try count("dim_area") == 0)
    }

    @Test("is part of the caller's transaction where there is one")
    func callersTransaction() throws {
        try connection.begin()
        let changes = try DimensionSync.syncInTransaction(
            schema, TestSchema.catalogue(), on: connection)
        #expect(changes.count == 5)
        connection.rollback()
        #expect(try count("dim_area") == 0)
    }

    @Test("takes members of a CSV file, however their values are written, once")
    func csvMembers() throws {
        let rows = [
            ["LUA", "Lúa", "+090", "2025-01-01T00:00:00+07:00", "true", "6.50"],
            ["NGO", "", "", "", "f", ""],
        ]
        let schema = TestSchema.schema(
            dimensions: self.schema.dimensions + [TestSchema.crops(rows)])
        try SchemaPlan.apply(schema, on: connection)
        try DimensionSync.sync(schema, TestSchema.catalogue(), on: connection)
        #expect(try DimensionSync.sync(schema, TestSchema.catalogue(), on: connection).isEmpty)
        let found = try connection.query(
            "SELECT title, days, since, is_kept, yield FROM warehouse.dim_crop ORDER BY crop_code")
        #expect(found.text(0, 0) == "Lúa" && found.int(0, 1) == 90 && found.bool(0, 3) == true)
        #expect(found.moment(0, 2) == Moment("2024-12-31T17:00:00Z"))
        #expect(found.decimal(0, 4) == ExactDecimal("6.5"))
        #expect(found.isNull(1, 0) && found.isNull(1, 1) && found.bool(1, 3) == false)
    }

    @Test(
        "refuses members that cannot be, and names them",
        arguments: [
            ([["LUA", "", "chín", "", "", ""]], "chín"),
            ([["LUA", "", "", "", "", ""], ["LUA", "x", "", "", "", ""]], "two members"),
            ([["LUA"]], "has 1 values"),
        ])
    func badMembers(rows: [[String]], part: String) throws {
        let schema = TestSchema.schema(
            dimensions: self.schema.dimensions + [TestSchema.crops(rows)])
        try SchemaPlan.apply(schema, on: connection)
        let error = try failure {
            try DimensionSync.sync(schema, TestSchema.catalogue(), on: connection)
        }
        #expect(error.kind == .data && error.message.contains(part))
    }

    @Test("resolves natural keys in the order of the list")
    func resolve() throws {
        try DimensionSync.sync(schema, TestSchema.catalogue(hasNewArea: true), on: connection)
        let map = DimensionMap(schema, on: connection)
        let keys = TestSchema.catalogue(hasNewArea: true).areas.areas.map(\.naturalKey).reversed()
        var list = MemberList()
        for key in keys { _ = list.index(of: key) }
        #expect(try map.resolve(list, dimension: "dim_area") == [3, 2, 1])
        #expect(try map.resolve(members("tấn"), dimension: "dim_unit") == [1])
        let indicator = members("05/2023|YT.0300|default")
        #expect(try map.resolve(indicator, dimension: "dim_indicator") == [1])
        #expect(try map.resolve(members("syt|-infinity"), dimension: "dim_agency") == [1])
        #expect(try map.id(of: "district|842|2004-01-01", dimension: "dim_area") == 2)
        #expect(try map.id(of: "district|842|2005-01-01", dimension: "dim_area") == nil)
    }

    @Test("makes periods under their own number, and breakdowns under the next")
    func derived() throws {
        let map = DimensionMap(schema, on: connection)
        let periods = try [
            #require(Period("2025-M03")), #require(Period("2025-Q1")),
            #require(Period("2025-01-15/P1M")),
        ]
        let keys = periods.map(\.naturalKey)
        let list = members(keys[0], keys[1], keys[2])
        #expect(try map.resolve(list, dimension: "dim_period") == periods.map(\.id))
        let row = try connection.query(
            """
            SELECT code, title_vi, start_on, end_on FROM warehouse.dim_period WHERE period_id = $1
            """, [.int(Int(periods[1].id))])
        #expect(row.text(0, 0) == "2025-Q1" && row.text(0, 1) == "Quý I/2025")
        #expect(row.day(0, 2) == periods[1].start && row.day(0, 3) == periods[1].end)
        let ids = try map.resolve(members("", "sex=F"), dimension: "dim_breakdown")
        #expect(Set(ids).count == 2)
        let total = try connection.query(
            "SELECT breakdown_id FROM warehouse.dim_breakdown WHERE is_total")
        #expect(total.rowCount == 1 && total.int(0, 0) == ids.first.map { Int($0) })
        let again = DimensionMap(schema, on: connection)
        #expect(
            try again.resolve(members("sex=F", ""), dimension: "dim_breakdown") == ids.reversed())
        #expect(try count("dim_breakdown") == 2 && count("dim_period") == 3)
    }

    @Test("names members that are not there, and inserts none of them")
    func unknown() throws {
        try DimensionSync.sync(schema, TestSchema.catalogue(), on: connection)
        let map = DimensionMap(schema, on: connection)
        let error = try failure {
            _ = try map.resolve(members("tấn", "yến", "tạ"), dimension: "dim_unit")
        }
        #expect(error.kind == .data && error.message == "dim_unit has no member yến, tạ")
        #expect(try count("dim_unit") == 1)
        let period = try failure { _ = try map.resolve(members("x|y"), dimension: "dim_period") }
        #expect(period.message.contains("x|y"))
        #expect(
            try failure { _ = try map.resolve(members("x"), dimension: "dim_no") }.kind == .data)
    }

    @Test("sees what another session has brought in since")
    func reload() throws {
        try DimensionSync.sync(schema, TestSchema.catalogue(), on: connection)
        let map = DimensionMap(schema, on: connection)
        _ = try map.resolve(members("district|842|2004-01-01"), dimension: "dim_area")
        let other = try warehouse.connect()
        try DimensionSync.sync(schema, TestSchema.catalogue(hasNewArea: true), on: other)
        #expect(try map.resolve(members("province|84|2025-07-01"), dimension: "dim_area") == [3])
    }

    @Test("forgets members of the catalogue that a rolled back transaction brought in")
    func rolledBackCatalogue() throws {
        let map = DimensionMap(schema, on: connection)
        let key = "district|842|2004-01-01"
        try connection.begin()
        try DimensionSync.syncInTransaction(schema, TestSchema.catalogue(), on: connection)
        let first = try map.id(of: key, dimension: "dim_area")
        connection.rollback()
        map.forget()
        #expect(try map.id(of: key, dimension: "dim_area") == nil)
        try DimensionSync.sync(schema, TestSchema.catalogue(), on: connection)
        let second = try map.id(of: key, dimension: "dim_area")
        #expect(second != nil && second != first)
    }

    @Test("forgets what a rolled back transaction inserted")
    func rolledBack() throws {
        let map = DimensionMap(schema, on: connection)
        try connection.begin()
        let first = try map.resolve(members("sex=M"), dimension: "dim_breakdown")
        connection.rollback()
        map.forgetAdded()
        let second = try map.resolve(members("sex=M"), dimension: "dim_breakdown")
        #expect(first != second)
        #expect(try count("dim_breakdown") == 1)
        #expect(try map.id(of: "sex=M", dimension: "dim_breakdown") == second[0])
    }
}
