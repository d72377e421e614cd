import PhusaModel
import Testing

@Suite("Lists of the catalogue")
struct ListTests {
    private func unit(
        _ code: String, _ dimension: String, _ factor: String, _ aliases: [String] = []
    )
        throws -> UnitOfMeasure
    {
        UnitOfMeasure(
            code: code, title: Words(vi: code, en: code), dimension: dimension,
            factor: try #require(ExactDecimal(factor)), aliases: aliases)
    }

    @Test("finds units by code or alias and converts exactly within a dimension")
    func units() throws {
        let list = UnitList([
            try unit("kg", "mass", "1"), try unit("tấn", "mass", "1000", ["tonne"]),
            try unit("triệu đồng", "money", "1000000"), try unit("tỷ đồng", "money", "1000000000"),
            try unit("phút", "time", "60"), try unit("giờ", "time", "3600"),
        ])
        #expect(list.unit(named: " TẤN")?.code == "tấn")
        #expect(list.unit(named: "Tonne")?.code == "tấn")
        #expect(list.unit(named: "tan") == nil)
        func factor(_ from: String, _ to: String) throws -> String? {
            list.factor(
                from: try #require(list.unit(named: from)), to: try #require(list.unit(named: to))
            )?.description
        }
        #expect(try factor("tấn", "kg") == "1000")
        #expect(try factor("triệu đồng", "tỷ đồng") == "0.001")
        #expect(try factor("giờ", "phút") == "60")
        #expect(try factor("phút", "giờ") == nil)
        #expect(try factor("tấn", "tỷ đồng") == nil)
    }

    private func area(_ code: String, _ parent: String, _ from: String?, _ to: String?) -> Area {
        Area(
            level: parent.isEmpty ? .province : .district, code: code, name: code, parent: parent,
            validFrom: from.flatMap { CalendarDay($0) }, validTo: to.flatMap { CalendarDay($0) })
    }

    @Test("finds the version of an area in force on a day, the first day in and the last out")
    func areas() throws {
        let list = AreaList([
            area("84", "", nil, "2025-07-01"), area("86", "", nil, "2025-07-01"),
            area("86", "", "2025-07-01", nil), area("842", "84", nil, "2025-07-01"),
        ])
        let before = try #require(CalendarDay("2025-06-30"))
        let after = try #require(CalendarDay("2025-07-01"))
        #expect(list.index(code: "86", on: before) == 1)
        #expect(list.index(code: "86", on: after) == 2)
        #expect(list.index(code: "84", on: after) == nil)
        #expect(list.versions(of: "86").count == 2)
        #expect(list.areas[2].naturalKey == "province|86|2025-07-01")
        #expect(list.areas[0].naturalKey == "province|84|-infinity")
        #expect(list.isInSubtree(3, of: "84", on: before))
        #expect(list.isInSubtree(0, of: "84", on: before))
        #expect(!list.isInSubtree(3, of: "86", on: before))
        #expect(!list.isInSubtree(3, of: "84", on: after))
    }

    @Test("ends a loop of parents")
    func loop() throws {
        let list = AreaList([area("1", "2", nil, nil), area("2", "1", nil, nil)])
        #expect(!list.isInSubtree(0, of: "3", on: try #require(CalendarDay("2025-01-01"))))
    }

    @Test("writes a breakdown the same whatever the order of its axes")
    func breakdowns() {
        let key = BreakdownKey(members: [("sex", "F"), ("age", "15-24")])
        #expect(key.text == "age=15-24;sex=F")
        #expect(key == BreakdownKey(members: [("age", "15-24"), ("sex", "F")]))
        #expect(BreakdownKey(text: key.text).members.map(\.axis) == ["age", "sex"])
        #expect(BreakdownKey(text: key.text).members.map(\.member) == ["15-24", "F"])
        #expect(BreakdownKey.total.isTotal)
        #expect(BreakdownKey(members: []) == .total)
        #expect(!key.isTotal)
    }
}
