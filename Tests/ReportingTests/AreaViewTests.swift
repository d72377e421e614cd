import PhusaModel
import Reporting
import Testing

@Suite("AreaView")
struct AreaViewTests {
    private static let july = CalendarDay("2025-07-01")

    private static func area(_ code: String, _ from: CalendarDay?, _ to: CalendarDay?) -> Area {
        Area(
            level: .commune, code: code, name: "Xã \(code)", parent: "842", validFrom: from,
            validTo: to)
    }

    /// A, B and C until July; then A and D: B is divided between them.
    private static let old = ["A", "B", "C"].map { area($0, nil, july) }
    private static let new = ["A", "D"].map { area($0, july, nil) }

    private static func key(_ code: String) -> IndicatorKey {
        IndicatorKey(edition: "1", code: code, methodology: "default")
    }

    private static func indicator(
        _ code: String, _ overArea: Aggregation, _ derivation: Derivation? = nil
    ) -> Indicator {
        Indicator(
            key: key(code), concept: code, title: Words(vi: code, en: code), unit: "người",
            overTime: .last, overArea: overArea, decimals: 1, direction: .none, agency: "ctk",
            source: "", breakdowns: [], definedAt: "x:1", derivation: derivation)
    }

    /// People per 3 square kilometres, so that quotients do not end.
    private static func density(from: String = "2020-01-01") throws -> Derivation {
        let formula = Formula.arithmetic(
            .divide, .figure(FigureReference(indicator: key("DS"))),
            .arithmetic(
                .multiply, .number(ExactDecimal(3), isWeight: true),
                .figure(FigureReference(indicator: key("DT")))))
        let day = try #require(CalendarDay(from))
        return Derivation(
            versions: [
                FormulaVersion(
                    effectiveFrom: day, knownAt: day, formula: formula, text: "DS / (3 * DT)",
                    restates: nil, position: FilePosition(path: "x", line: 1, column: 1))
            ], scale: 6, missing: .skipIfAny, periods: [])
    }

    private static func change(
        _ from: Int, _ to: Int, _ weight: String, _ basis: AreaBasis
    ) throws -> AreaChange {
        AreaChange(
            on: try #require(july), from: old[from], to: new[to],
            relation: basis == .all ? .merged : .split, basis: basis,
            weight: try #require(ExactDecimal(weight)), decree: "QĐ 19")
    }

    private static func catalogue(isDivided: Bool) throws -> Catalogue {
        let second =
            isDivided
            ? [try change(1, 0, "0.3", .population), try change(1, 1, "0.7", .population)]
            : [try change(1, 0, "1", .all)]
        return Catalogue(
            units: UnitList([]), areas: AreaList(old + new),
            areaChanges: [try change(0, 0, "1", .all), try change(2, 1, "1", .all)] + second,
            agencies: [], indicators: [indicator("DS", .sum), indicator("DT", .sum)],
            breakdowns: [], seasons: [], kpiSets: [])
    }

    private static func figure(
        _ code: String, _ area: Area, _ value: String?,
        _ status: ObservationStatus = .normal, _ breakdown: String = ""
    ) -> AreaFigure {
        AreaFigure(
            indicator: key(code), area: area, breakdown: breakdown,
            value: value.flatMap { ExactDecimal($0) }, mark: value == nil ? .missing : nil,
            status: status)
    }

    private static let people = [
        figure("DS", old[0], "100.1"), figure("DS", old[1], "20.02", .provisional),
        figure("DS", old[2], "0.003"),
    ]
    private static let land = [
        figure("DT", old[0], "7"), figure("DT", old[1], "4"), figure("DT", old[2], "0"),
    ]

    private func view(
        of indicator: Indicator, _ figures: [AreaFigure], isDivided: Bool = false,
        basis: AreaBasis = .all, day: String = "2025-07-01"
    ) throws -> AreaView {
        let builder = AreaViewBuilder(
            catalogue: try Self.catalogue(isDivided: isDivided), level: .commune,
            period: try #require(Period("2024")), day: try #require(CalendarDay(day)),
            basis: basis, knownOn: try #require(CalendarDay("2025-12-31"))
        ) { key in figures.filter { $0.indicator == key } }
        return try builder.view(of: indicator)
    }

    @Test("a successor is the exact sum of those it took over, as weak as the weakest")
    func merged() throws {
        let view = try view(of: Self.indicator("DS", .sum), Self.people)
        #expect(view.rows.map(\.area) == Self.new)
        #expect(view.rows.map(\.value) == [ExactDecimal("120.12"), ExactDecimal("0.003")])
        #expect(view.rows.map(\.status) == [.provisional, .normal])
        #expect(view.rows[0].parts.map(\.code) == ["A", "B"] && view.rows[0].bases.isEmpty)
        let total = try #require(view.totals.first)
        #expect(total.before == ExactDecimal("120.123") && total.after == total.before)
        #expect(total.withheld == .zero && view.unanswered.isEmpty)
    }

    @Test("a divided part makes an estimate that names its basis, and the total stays")
    func divided() throws {
        let view = try view(
            of: Self.indicator("DS", .sum), Self.people, isDivided: true, basis: .population)
        // 100.1 + 0.3 × 20.02 and 0.003 + 0.7 × 20.02: not rounded.
        #expect(view.rows.map(\.value) == [ExactDecimal("106.106"), ExactDecimal("14.017")])
        #expect(view.rows.allSatisfy { $0.status == .estimated && $0.bases == [.population] })
        #expect(view.totals.first?.after == ExactDecimal("120.123"))
        let without = try self.view(of: Self.indicator("DS", .sum), Self.people, isDivided: true)
        #expect(without.unanswered.map(\.area.code) == ["B"])
        #expect(without.totals.first?.withheld == ExactDecimal("20.02"))
    }

    @Test("a missing part makes no figure, and is listed")
    func missing() throws {
        for figures in [
            [Self.people[0], Self.people[2]],
            [Self.people[0], Self.people[2], Self.figure("DS", Self.old[1], nil, .notCollected)],
        ] {
            let view = try view(of: Self.indicator("DS", .sum), figures)
            #expect(view.rows.map(\.value) == [nil, ExactDecimal("0.003")])
            #expect(view.rows[0].gaps.map(\.area) == [Self.old[1]])
            #expect(view.rows[0].status == .missing)
            let total = try #require(view.totals.first)
            #expect(total.before == ExactDecimal("100.103"))
            #expect(total.after == ExactDecimal("0.003") && total.withheld == ExactDecimal("100.1"))
        }
    }

    @Test("each breakdown is added up by itself")
    func breakdowns() throws {
        let women = Self.old.map { Self.figure("DS", $0, "1", .normal, "sex=F") }
        let view = try view(of: Self.indicator("DS", .sum), Self.people + women)
        let female = view.rows.filter { $0.breakdown == "sex=F" }
        #expect(female.map(\.value) == [ExactDecimal(2), ExactDecimal(1)])
        #expect(view.totals.map(\.breakdown) == ["", "sex=F"])
    }

    @Test("a ratio with a formula is computed from its parts, never averaged")
    func ratio() throws {
        let ratio = Self.indicator("MD", .recompute, try Self.density())
        let view = try view(of: ratio, Self.people + Self.land)
        // 120.12 / (3 × 11); by nothing there is no ratio.
        #expect(view.rows.map(\.value) == [ExactDecimal("3.64"), nil])
        #expect(view.rows[0].status == .provisional && view.totals.isEmpty)
        let uneven = [Self.figure("DT", Self.old[0], "7")] + Self.land.dropFirst()
        #expect(try self.view(of: ratio, Self.people + uneven).rows[0].value != nil)
        let partial = try self.view(of: ratio, Self.people + Self.land.dropLast())
        #expect(partial.rows[1].gaps.map(\.indicator.code) == ["DT"])
        let late = Self.indicator("MD", .recompute, try Self.density(from: "2026-01-01"))
        #expect(throws: AreaView.Refusal.noFormula) { try self.view(of: late, Self.people) }
    }

    @Test("what does not add up is refused with its reason")
    func refused() throws {
        #expect(throws: AreaView.Refusal.recompute) {
            try view(of: Self.indicator("DS", .recompute), Self.people)
        }
        for aggregation in [Aggregation.weighted, .none, .average, .last] {
            #expect(throws: AreaView.Refusal.aggregation(aggregation)) {
                try view(of: Self.indicator("DS", aggregation), Self.people)
            }
        }
        let mixed = Self.people + [Self.figure("DS", Self.new[1], "1")]
        #expect(throws: AreaView.Refusal.mixedBoundaries) {
            try view(of: Self.indicator("DS", .sum), mixed)
        }
    }

    @Test("figures restated on new boundaries go back only where nothing was merged")
    func backwards() throws {
        let figures = [Self.figure("DS", Self.new[0], "5"), Self.figure("DS", Self.new[1], "6")]
        let view = try view(of: Self.indicator("DS", .sum), figures, day: "2025-06-30")
        #expect(view.rows.map(\.area) == [Self.old[2]])
        #expect(view.rows.map(\.value) == [ExactDecimal(6)])
        #expect(view.unanswered.map(\.area) == [Self.new[0]])
        #expect(view.totals.first?.withheld == ExactDecimal(5))
    }
}

@Suite("Formula values")
struct FormulaValueTests {
    private static func figure(_ code: String) -> Formula {
        .figure(
            FigureReference(
                indicator: IndicatorKey(edition: "1", code: code, methodology: "default")))
    }

    @Test("divides once, at the end, half to even")
    func quotients() {
        let values = ["A": ExactDecimal(1), "B": ExactDecimal(3), "Z": .zero]
        func value(_ formula: Formula, scale: Int = 2) -> String? {
            formula.value(scale: scale) { values[$0.indicator.code] }?.description
        }
        let third = Formula.arithmetic(.divide, Self.figure("A"), Self.figure("B"))
        #expect(value(third) == "0.33")
        let three = Formula.number(ExactDecimal(3), isWeight: true)
        #expect(value(.arithmetic(.multiply, third, three)) == "1")
        #expect(value(.arithmetic(.add, third, third)) == "0.67")
        #expect(value(.arithmetic(.subtract, third, .negate(third))) == "0.67")
        #expect(value(.arithmetic(.divide, Self.figure("A"), third)) == "3")
        #expect(value(.arithmetic(.divide, Self.figure("A"), Self.figure("Z"))) == nil)
        #expect(value(.arithmetic(.add, Self.figure("A"), Self.figure("X"))) == nil)
        let eighth = Formula.arithmetic(
            .divide, Self.figure("A"), .number(ExactDecimal(8), isWeight: true))
        #expect(value(eighth) == "0.12")
        // What is not divided is not rounded.
        #expect(
            value(.number(ExactDecimal(mantissa: 12345, scale: 4) ?? .zero, isWeight: true))
                == "1.2345")
    }
}
