import PhusaModel
import Testing
import Transformation

@Suite("Normalise")
struct NormaliseTests {
    private func bench(
        _ definition: NormaliseDefinition = .usual(),
        _ columns: [String] = ["ma", "tinh", "ky", "gia_tri"]
    ) -> Bench {
        Bench(steps: [.normalise(definition)], columns: columns)
    }

    private func found(_ result: Bench.Result) -> [String] {
        result.violations.map { "\($0.rule.rawValue) \($0.column ?? "") \($0.found)" }
    }

    @Test("makes an observation of natural keys")
    func observation() {
        let result = bench().run([["NN.01", "842", "tháng 3/2025", .number("12.50")]])
        #expect(
            result.cells == [
                [
                    "statistical|month|2025-03-01|2025-04-01", "05/2023|NN.01|default",
                    "district|842|-infinity", "", "A", "12.5", nil, nil,
                ]
            ])
        #expect(result.rows.rows.map { result.rows.period($0) } == [Period("2025-M03")!.id])
        #expect(result.rows.rows.map(\.line) == [2])
    }

    // MARK: Indicator

    @Test("tells an unknown indicator from one that is not covered")
    func indicator() {
        let result = bench().run([
            ["NN.1", "84", "2024", .number("1")], ["XH.99", "84", "2024", .number("1")],
        ])
        #expect(
            found(result) == ["normalise.indicator Cột ma NN.1", "contract.cover Cột ma XH.99"])
        #expect(result.violations[0].suggestion == "NN.01")
        #expect(result.spared.map { $0[1] } == ["05/2023|XH.99|default"])
        #expect(result.rows.hasUnreadableKey)
    }

    @Test("says of a computed indicator that it is not loaded")
    func computed() {
        let result = bench().run([
            ["XH.TINH", "84", "2024", .number("1")], ["XH.99", "84", "2024", .number("1")],
        ])
        #expect(result.cells.isEmpty)
        #expect(
            found(result) == ["contract.cover Cột ma XH.TINH", "contract.cover Cột ma XH.99"])
        #expect(
            result.violations.map(\.expected) == [
                .loadedIndicator,
                .cover("indicators: DS.01, DS.02, LD.01, NN.01, YT.01"),
            ])
        #expect(
            result.violations[0].message(.vi).contains("trung tâm tính từ số liệu khác"))
    }

    @Test("does not choose between editions; the step names one")
    func editions() {
        let row: [Given] = ["YT.01", "84", "2024", .number("1")]
        let result = bench().run([row])
        #expect(
            result.violations.map(\.expected) == [
                .oneOf(list: "indicators", values: ["01|YT.01|default", "02|YT.01|default"])
            ])
        let named = bench(.usual(edition: "02")).run([row])
        #expect(named.cells.map { $0[1] } == ["02|YT.01|default"])
        let whole = bench().run([
            ["01|YT.01|default", "84", "2024", .number("1")],
            ["02|YT.01|default", "84", "2024", .number("2")],
            ["03|YT.01|default", "84", "2024", .number("3")],
        ])
        #expect(whole.cells.map { $0[1] } == ["01|YT.01|default", "02|YT.01|default"])
        #expect(whole.violations.map(\.rule) == [.normaliseIndicator])
    }

    // MARK: Area

    @Test(
        "reads an area's code in the declared edition of the list",
        arguments: [
            (AreaEdition.on(Sample.day("2025-01-01")), "86", "province|86|-infinity"),
            (.on(Sample.day("2025-07-01")), "86", "province|86|2025-07-01"),
            (.atVintage, "86", "province|86|2025-07-01"),
            (.atPeriodEnd, "86", "province|86|-infinity"),
        ])
    func areaEdition(edition: AreaEdition, code: String, key: String) {
        var bench = bench()
        bench.edition = edition
        bench.drop = Sample.drop(vintage: "2025-07-05")
        let result = bench.run([["NN.01", .text(code), "6 tháng 2025", .number("1")]])
        #expect(result.cells.map { $0[2] } == [key])
    }

    @Test("finds the same code in two editions when cells of one record lie on both sides")
    func areaByCell() {
        var bench = bench()
        bench.edition = .atPeriodEnd
        bench.drop = Sample.drop(vintage: "2025-08-05")
        let result = bench.run([
            ["NN.01", "86", "2025-M06", .number("1")], ["NN.01", "86", "2025-M07", .number("1")],
        ])
        #expect(result.cells.map { $0[2] } == ["province|86|-infinity", "province|86|2025-07-01"])
    }

    @Test(
        "T26: offers the code that lost its zero, and no other code for a code",
        arguments: [("1234", "01234" as String?), ("843", nil), ("77777", nil)])
    func unknownArea(code: String, suggestion: String?) {
        let result = bench().run([["NN.01", .text(code), "2024", .number("1")]])
        #expect(
            result.violations.map(\.expected) == [.code(list: "areas", on: "2025-01-01")])
        #expect(result.violations.map(\.suggestion) == [suggestion])
        #expect(result.rows.hasUnreadableKey)
    }

    @Test(
        "offers the code of the one covered area of that name, and takes no name for a code",
        arguments: [
            ("XÃ LONG  HOÀ", "01234" as String?), ("Long Hòa", "01234"), ("TP Trà Vinh", nil),
            ("thành phố trà vinh", "842"), ("Xã Long Hoa", nil),
        ])
    func namedArea(name: String, suggestion: String?) {
        var bench = bench()
        bench.areaRoot = "84"
        let result = bench.run([["NN.01", .text(name), "2024", .number("1")]])
        #expect(result.violations.map(\.rule) == [.normaliseArea])
        #expect(result.violations.map(\.suggestion) == [suggestion])
        #expect(result.rows.hasUnreadableKey)
    }

    @Test("keeps to the covered subtree")
    func areaCover() {
        var bench = bench()
        bench.areaRoot = "84"
        let result = bench.run([
            ["NN.01", "01234", "2024", .number("1")], ["NN.01", "86", "2024", .number("1")],
        ])
        #expect(result.cells.map { $0[2] } == ["commune|01234|-infinity"])
        #expect(found(result) == ["contract.cover Cột tinh 86"])
        #expect(result.violations[0].expected == .cover("areas: 84"))
        #expect(!result.rows.hasUnreadableKey)
    }

    // MARK: Period

    @Test("reads typed periods, days, texts and seasons")
    func periods() {
        let result = bench().run([
            ["NN.01", "84", .value(.period(Period("2024-Q1")!)), .number("1")],
            ["NN.01", "84", .value(.day(Sample.day("2024-05-06"))), .number("1")],
            ["NN.01", "84", "Đông Xuân 2023-2024", .number("1")],
        ])
        #expect(
            result.cells.map { $0[0] } == [
                "statistical|quarter|2024-01-01|2024-04-01",
                "statistical|day|2024-05-06|2024-05-07",
                "statistical|season|2023-11-01|2024-05-01",
            ])
    }

    @Test(
        "takes for a day or a moment the one covered kind that holds it",
        arguments: [
            ([.month], "month|2024-05-01|2024-06-01"),
            ([.quarter], "quarter|2024-04-01|2024-07-01"),
            ([.half], "half|2024-01-01|2024-07-01"), ([.year], "year|2024-01-01|2025-01-01"),
            ([.day], "day|2024-05-31|2024-06-01"), ([], "day|2024-05-31|2024-06-01"),
            ([.day, .month], "day|2024-05-31|2024-06-01"),
        ] as [([PeriodKind], String)])
    func periodAround(kinds: [PeriodKind], key: String) {
        var bench = bench()
        bench.kinds = kinds
        // The last half hour of May in Việt Nam.
        let moment = Moment("2024-05-31T16:30:00Z")!
        let result = bench.run([
            ["NN.01", "84", .value(.moment(moment)), .number("1")],
            ["NN.01", "86", .value(.day(Sample.day("2024-05-31"))), .number("1")],
        ])
        #expect(result.cells.map { $0[0] } == ["statistical|\(key)", "statistical|\(key)"])
        #expect(result.violations.isEmpty)
    }

    @Test(
        "finds no period around a day where none can hold it",
        arguments: [
            (.season, "2024-05-06"), (.cumulative, "2024-05-06"), (.month, "2147-01-01"),
            (.day, "1899-12-31"),
        ]
            as [(PeriodKind, String)])
    func periodAroundFails(kind: PeriodKind, day: String) {
        var bench = bench()
        bench.kinds = [kind]
        let result = bench.run([["NN.01", "84", .value(.day(Sample.day(day))), .number("1")]])
        #expect(found(result) == ["normalise.period Cột ky \(day)"])
        #expect(result.violations.map(\.expected) == [.period(kinds: [kind])])
    }

    @Test("T25: keeps to the covered kinds, to the drop's own period and to the vintage")
    func periodLimits() {
        var bench = bench()
        bench.kinds = [.month]
        bench.drop = Sample.drop(captures: ["period": "2025-Q1"])
        let result = bench.run([
            ["NN.01", "84", "2025-M03", .number("1")], ["NN.01", "84", "2025-Q1", .number("1")],
            ["NN.01", "84", "2024-M12", .number("1")], ["NN.01", "84", "Tết", .number("1")],
            ["NN.01", "84", "2025-W07", .number("1")],
        ])
        #expect(
            found(result) == [
                "contract.cover Cột ky 2025-Q1", "normalise.period Cột ky 2024-M12",
                "normalise.period Cột ky Tết", "normalise.period Cột ky 2025-W07",
            ])
        #expect(
            result.violations.map(\.expected) == [
                .cover("periods: month"), .periodWithin("2025-Q1"), .period(kinds: [.month]),
                .periodForm(.week),
            ])
        #expect(result.cells.count == 1)
    }

    @Test(
        "T25: takes a period after the vintage for a forecast alone",
        arguments: [("Dự báo", true), ("F", true), ("Sơ bộ", false), ("", false)])
    func future(status: String, isTaken: Bool) {
        let result = bench(.usual(status: "tt"), ["ma", "tinh", "ky", "gia_tri", "tt"])
            .run([["NN.01", "84", "2025-M05", .number("1"), .text(status)]])
        #expect(result.cells.count == (isTaken ? 1 : 0))
        #expect(result.violations.map(\.expected) == (isTaken ? [] : [.periodWithin("2025-04-06")]))
    }

    // MARK: Breakdown

    private func breakdown(_ code: String, sex: Given, age: Given) -> Bench.Result {
        bench(
            .usual(breakdown: ["sex": "gioi", "age": "tuoi"]),
            ["ma", "tinh", "ky", "gia_tri", "gioi", "tuoi"]
        ).run([[.text(code), "84", "2024", .number("1"), sex, age]])
    }

    @Test("puts members into one canonical form, totals left out")
    func breakdownForm() {
        #expect(breakdown("DS.02", sex: "F", age: "15-24").cells[0][3] == "age=15-24;sex=F")
        #expect(breakdown("DS.02", sex: "F", age: "_T").cells[0][3] == "sex=F")
        #expect(breakdown("DS.02", sex: .absent, age: "").cells[0][3] == "")
        #expect(breakdown("NN.01", sex: .absent, age: "_T").cells[0][3] == "")
    }

    @Test("refuses unknown members, and axes that the indicator does not have")
    func breakdownRules() {
        let unknown = breakdown("DS.02", sex: "Nữ", age: "15-24")
        #expect(found(unknown) == ["normalise.breakdown Cột gioi Nữ"])
        #expect(unknown.violations[0].expected == .oneOf(list: "sex", values: ["M", "F"]))
        #expect(unknown.rows.hasUnreadableKey)
        let axis = breakdown("DS.01", sex: "F", age: "15-24")
        #expect(found(axis) == ["normalise.breakdown Cột tuoi age=15-24"])
        #expect(axis.violations[0].expected == .oneOf(list: "breakdowns", values: ["sex"]))
        #expect(axis.spared.map { $0[3] } == ["age=15-24;sex=F"])
    }

    // MARK: Agency

    @Test("finds an agency in force at the vintage")
    func agency() {
        let fact = Sample.fact(
            "fact_case", key: 1, [Sample.column("agency_id", .reference, to: "dim_agency")])
        var bench = Bench(
            steps: [
                .normalise(
                    .usual(indicator: nil, area: nil, period: nil, agency: "co_quan", value: nil))
            ], columns: ["co_quan"], fact: fact)
        let result = bench.run([["stc"], ["skhdt"]])
        #expect(result.cells == [["stc|2020-01-01"]])
        #expect(found(result) == ["normalise.agency Cột co_quan skhdt"])
        bench.drop = Sample.drop(vintage: "2025-02-28")
        #expect(bench.run([["skhdt"]]).cells == [["skhdt|-infinity"]])
    }
}
