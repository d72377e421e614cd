import PhusaModel
import Testing

@testable import Workspace

@Suite("Formulas when they are read")
struct FormulaReaderTests {
    private typealias Space = FormulaWorkspace

    /// `offset id` of each mistake of a formula; all must lie in it.
    private func mistakes(_ formula: String, unit: String) -> [String] {
        ValidWorkspace.errors(in: Space.files(Space.computed(formula, unit: unit))).map { error in
            #expect(error.position.path == Space.path)
            #expect(error.position.line == Space.line)
            return "\(error.position.column - Space.column) \(error.id)"
        }
    }

    private func derivation(_ formula: String, unit: String) throws -> Derivation {
        let files = Space.files(Space.computed(formula, unit: unit))
        let workspace = try ValidWorkspace.load(files)
        let indicator = workspace.catalogue.indicators.first { $0.key.code == "Z" }
        return try #require(indicator?.derivation)
    }

    @Test(
        "takes formulas whose units come out",
        arguments: [
            // 1 tonne per 1000 ha is a hundredth of a quintal per hectare.
            ("0.01 * SL / DT", "tạ/ha"), ("SL / DT / 100", "tạ/ha"),
            ("1000 * THU / DS", "triệu đồng/người"),
            ("100 * (THU / year_ago(THU) - 1)", "'%'"), ("100 * GIÁ / lag(GIÁ)", "chỉ số"),
            ("GIÁ * lag(GIÁ) / 100", "chỉ số"), ("GIÁ - 100 * 1", "'%'"),
            ("100 * DS{sex=F} / DS{}", "'%'"), ("weight(0.1) * DS + weight(10) * DS", "người"),
            ("12 * DS", "người"), ("-DS + 2 * DS", "người"), ("1000 * THU + CB", "triệu đồng"),
            ("1000000000 * THU", "đồng"), ("DS / DS", "lần"), ("1 + DS / [A-1]", "lần"),
            ("10 + DS / [0102]", "lần"), ("sum(DS over district)", "người"),
            ("sum(year_ago(DS) over commune)", "người"), ("sum(SL over sex)", "tấn"),
            ("avg(DS over last 12)", "người"), ("sum(SL over months)", "tấn"),
            ("avg(CB over quarters)", "triệu đồng"), ("avg(CB over district)", "triệu đồng"),
            ("ytd(SL)", "tấn"), ("flow(LUỸ.KẾ)", "tỷ đồng"), ("in_year(NSUAT)", "tạ/ha"),
            ("'[05/2023|HAI|khác] + [05/2023|HAI|default]'", "người"),
        ])
    func sound(_ formula: String, _ unit: String) {
        #expect(mistakes(formula, unit: unit).isEmpty)
    }

    @Test(
        "tells of units that do not come out",
        arguments: [
            ("DS + THU", "người", "3 formula-unit", "người + tỷ đồng"),
            ("THU - CB", "tỷ đồng", "4 formula-unit", "tỷ đồng - triệu đồng"),
            ("100 * THU / lag(THU) - 100", "'%'", "21 formula-unit", "% - lần"),
            ("SL / DT", "người", "0 formula-unit", "0.0001 mass/area"),
            ("SL / DT", "tạ/ha", "0 formula-unit", "0.0001 mass/area"),
            ("THU / DS", "triệu đồng/người", "0 formula-unit", "1000000000 đồng/người"),
            ("weight(100) * DS / DS", "'%'", "0 formula-unit", "lần"),
            ("DS * DS / DS / DS / DS", "người", "0 formula-unit", "1/người"),
            ("DS", "'%'", "0 formula-unit", "người"),
        ])
    func units(_ formula: String, _ unit: String, _ expected: String, _ found: String) {
        let errors = ValidWorkspace.errors(in: Space.files(Space.computed(formula, unit: unit)))
        let parts = expected.split(separator: " ")
        #expect(
            errors.map { "\($0.position.column - Space.column) \($0.id)" }
                == ["\(parts[0]) definition.\(parts[1])"])
        #expect(errors.first?.found == found)
    }

    @Test(
        "says by what to multiply or divide",
        arguments: [
            ("SL / DT", "tạ/ha", "divide by 100"),
            ("THU / DS", "triệu đồng/người", "multiply by 1000"),
            ("THU", "đồng", "multiply by 1000000000"), ("DS / DS", "'%'", "multiply by 100"),
            ("THU - CB", "tỷ đồng", "divide by 1000 on the right side"),
            ("CB + THU", "triệu đồng", "multiply by 1000 on the right side"),
            ("DS + THU", "người", "mend one of the two sides"),
            (
                "100 * THU / lag(THU) - 100", "'%'",
                "a number alone is a ratio: write 100 * (X / Y - 1); 100 points are 100 * 1"
            ),
            ("DS", "tá", "mend the formula or the unit"),
        ])
    func factor(_ formula: String, _ unit: String, _ advice: String) {
        let errors = ValidWorkspace.errors(in: Space.files(Space.computed(formula, unit: unit)))
        #expect(errors.map { $0.advice(.en) } == [advice])
    }

    @Test(
        "tells where a formula stops being one",
        arguments: [
            ("DS +", "4 expression"), ("DS ) DS", "3 formula"),
            ("(DS", "3 expression"), ("1.2.3 * DS", "0 expression"), ("DS DS", "3 formula"),
            ("DS{sex=F", "2 expression"), ("1 + [DS", "4 expression"), ("DS ~ 2", "3 formula"),
            ("lag(DS * 2)", "7 formula"), ("lag(2)", "4 formula"), ("lag(DS, 0)", "8 value"),
            ("lag(DS, 121)", "8 value"), ("lag(DS, 1.5)", "8 value"), ("ytd(SL, 2)", "6 formula"),
            ("sum(DS)", "6 formula"), ("sum(DS over last 1)", "17 value"),
            ("sum(DS over 3)", "12 formula"), ("weight(DS)", "7 expression"),
            ("lag(lag(DS))", "4 formula"), ("sum(lag(SL) over last 3)", "4 formula"),
            ("sum(ytd(SL) over district)", "4 formula"), ("lag(sum(DS over sex))", "4 formula"),
            ("sum(sum(SL over sex) over district)", "4 formula"),
            ("sum(DS{sex=F} over sex)", "19 formula"), ("laq(DS)", "0 unknown-name"),
            ("DS + (\(String(repeating: "(", count: 70))", "70 expression"),
            ("DS\(String(repeating: " + DS", count: 1_000))", "5000 formula-size"),
        ])
    func syntax(_ formula: String, _ expected: String) {
        let parts = expected.split(separator: " ")
        #expect(mistakes(formula, unit: "người") == ["\(parts[0]) definition.\(parts[1])"])
    }

    @Test("offers the nearest code, function, axis, member and level")
    func suggestions() {
        let cases: [(String, Int, String)] = [
            ("NSUÂT", 0, "NSUAT"), ("laq(DS)", 0, "lag"), ("sum(DS over distrit)", 12, "district"),
            ("DS{sexx=F}", 3, "sex"), ("avg(DS over month)", 12, "months"),
            ("[05/2023|DSS|default]", 2, "05/2023|DS|default"),
        ]
        for (formula, offset, name) in cases {
            let errors = ValidWorkspace.errors(
                in: Space.files(Space.computed("'\(formula)'", unit: "người")))
            #expect(errors.map(\.id) == ["definition.unknown-name"], "\(formula)")
            #expect(errors.first?.suggestion == name)
            let quoted = formula.hasPrefix("[") ? offset : offset + 1
            #expect(errors.first?.position.column == Space.column + quoted)
        }
    }

    @Test("tells all names and sums of a formula at once")
    func together() {
        #expect(
            mistakes("XX + sum(NSUAT over district) + HAI * DS{sex=Q} + DS{tuoi=1}", unit: "người")
                == [
                    "0 definition.unknown-name", "5 definition.formula-aggregation",
                    "32 definition.ambiguous-indicator", "41 definition.unknown-name",
                    "53 definition.unknown-name",
                ])
    }

    @Test(
        "refuses sums and averages that mean nothing",
        arguments: [
            ("sum(NSUAT over district)", FormulaProblem.Gathering.sumOverAreas),
            ("avg(NSUAT over district)", .averageOverAreas),
            ("avg(GIÁ over province)", .averageOverAreas),
            ("sum(CB over district)", .sumOverAreas), ("ytd(LUỸ.KẾ)", .sumOverTime),
            ("ytd(NSUAT)", .sumOverTime), ("flow(NSUAT)", .flow), ("flow(CB)", .flow),
            ("sum(DS over last 3)", .sumOverTime), ("avg(GIÁ over months)", .averageOverTime),
            ("sum(DS over quarters)", .sumOverTime),
        ])
    func gatherings(_ formula: String, _ expected: FormulaProblem.Gathering) {
        let errors = ValidWorkspace.errors(in: Space.files(Space.computed(formula, unit: "người")))
        let gatherings = errors.compactMap { error -> FormulaProblem.Gathering? in
            if case .formula(.aggregation(let gathering, _)) = error.kind { gathering } else { nil }
        }
        #expect(gatherings == [expected])
    }

    @Test("allows 64 references and no more, equal ones counted once")
    func references() throws {
        let all = (1...65).map { "lag(DS, \($0))" }
        #expect(
            mistakes(all.dropLast().joined(separator: " + ") + " + lag(DS)", unit: "người") == [])
        #expect(
            mistakes(all.joined(separator: " + "), unit: "người") == ["0 definition.formula-size"])
    }

    @Test("keeps the formula, its dates and its text")
    func derivation() throws {
        let derivation = try derivation("100 *  DS{sex=F} / DS{}", unit: "'%'")
        let version = try #require(derivation.versions.first)
        let key = Space.key("DS")
        let female = FigureReference(
            indicator: key, breakdown: .fixed(BreakdownKey(text: "sex=F")))
        let total = FigureReference(indicator: key, breakdown: .fixed(.total))
        #expect(
            version.formula
                == .arithmetic(
                    .divide,
                    .arithmetic(
                        .multiply, .number(ExactDecimal(100), isWeight: false), .figure(female)),
                    .figure(total)))
        #expect(version.text == "100 * DS{sex=F} / DS{}")
        #expect(version.effectiveFrom == CalendarDay("2021-01-01"))
        #expect(version.knownAt == CalendarDay("2024-01-10"))
        #expect(version.restates == nil)
        #expect(derivation.scale == 6)
        #expect(derivation.missing == .skipIfAny)
        #expect(derivation.periods.isEmpty)
        #expect(derivation.inputs == [key])
    }
}
