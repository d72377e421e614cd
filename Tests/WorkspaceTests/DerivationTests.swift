import PhusaModel
import Testing

@testable import Workspace

@Suite("Derived indicators when they are read")
struct DerivationTests {
    private typealias Space = FormulaWorkspace

    /// `line:column id` of each mistake.
    private func mistakes(_ files: [String: String]) -> [String] {
        ValidWorkspace.errors(in: files).map {
            "\($0.position.line):\($0.position.column) \($0.id.dropFirst("definition.".count))"
        }
    }

    /// Z with the versions of a formula, the first on line 9.
    private func versions(_ lines: String...) -> [String: String] {
        let text = lines.map { "    - {\($0)}" }.joined(separator: "\n")
        return Space.files(
            Space.indicator(
                "Z", unit: "người", time: "last", more: "  formula:\n" + text))
    }

    private static let first = "effective_from: 2021, known_at: 2024-01-10"

    @Test("reads several versions, by day and by period, and their end")
    func versions() throws {
        let files = versions(
            "\(Self.first), is: DS", "effective_from: 2022-Q3, known_at: 2023-01-01, is: DS + DS",
            "effective_from: 2022-07-01, known_at: 2025-01-01, is: none, restate: Bỏ chỉ tiêu")
        let workspace = try ValidWorkspace.load(files)
        let found = try #require(workspace.catalogue.indicators.first { $0.key.code == "Z" })
        let derivation = try #require(found.derivation)
        #expect(
            derivation.versions.map { "\($0.effectiveFrom) \($0.knownAt) \($0.text)" } == [
                "2021-01-01 2024-01-10 DS", "2022-07-01 2023-01-01 DS + DS",
                "2022-07-01 2025-01-01 none",
            ])
        #expect(derivation.versions.map { $0.formula == nil } == [false, false, true])
        #expect(derivation.versions[2].restates == "Bỏ chỉ tiêu")
        #expect(derivation.version(on: CalendarDay("2022-06-30"))?.text == "DS")
        #expect(derivation.version(on: CalendarDay("2020-12-31")) == nil)
        #expect(derivation.version(on: nil)?.text == "none")
    }

    @Test("tells of versions that contradict each other or say nothing")
    func brokenVersions() {
        #expect(
            mistakes(versions("\(Self.first), is: DS", "\(Self.first), is: 2 * DS"))
                == ["10:24 duplicate-name"])
        #expect(mistakes(versions("\(Self.first), is: none")) == ["9:5 formula-empty"])
        #expect(
            mistakes(versions("\(Self.first), is: DS, restate: ''")) == ["9:69 value"])
        #expect(
            mistakes(versions("effective_from: hôm qua, known_at: 2024, is: DS"))
                == ["9:24 value", "9:43 value"])
        #expect(
            mistakes(versions("effective_from: 2021, is: DS")) == ["9:7 missing-key"])
    }

    @Test("wants a formula beside what only formulas have")
    func withoutFormula() {
        let more = "  scale: 3\n  missing: partial\n  periods: [month]\n  tests: []"
        let files = Space.files(Space.indicator("Z", unit: "người", more: more))
        #expect(
            mistakes(files) == [
                "8:3 missing-key", "9:3 missing-key", "10:3 missing-key", "11:3 missing-key",
            ])
    }

    @Test("names the whole cycle once, at the reference that leads into it")
    func cycles() {
        func errors(_ formulas: (String, String)...) -> [DefinitionError] {
            let texts = formulas.map { Space.computed($1, unit: "người", code: $0) }
            return ValidWorkspace.errors(in: Space.files(texts.joined(separator: "\n")))
        }
        let own = errors(("Z", "DS + lag(Z)"))
        #expect(own.map(\.id) == ["definition.formula-cycle"])
        #expect(own.first?.found == "Z → Z")
        #expect(own.first?.position.column == Space.column + 9)
        let long = errors(("Z1", "DS + Z2"), ("Z2", "Z3"), ("Z3", "year_ago(Z1)"), ("Z4", "Z1"))
        #expect(long.map(\.found) == ["Z1 → Z2 → Z3 → Z1"])
        #expect(long.first?.position.column == Space.column + 5)
        let two = errors(("Z1", "Z2"), ("Z2", "Z1"), ("Z3", "Z4"), ("Z4", "Z3 + Z1"))
        #expect(two.map(\.found) == ["Z1 → Z2 → Z1", "Z3 → Z4 → Z3"])
        #expect(errors(("Z1", "Z2"), ("Z2", "DS"), ("Z3", "Z1 + Z2")).isEmpty)
    }

    @Test("gives the order to compute in, parts first")
    func order() throws {
        let texts = [("Z1", "Z3 + DS"), ("Z2", "DS"), ("Z3", "Z2 + Z4"), ("Z4", "DS")]
            .map { Space.computed($1, unit: "người", code: $0) }
        let workspace = try ValidWorkspace.load(
            Space.files(texts.joined(separator: "\n")))
        let order = workspace.catalogue.derivationOrder.map(\.key.code)
        #expect(order == ["YT.02", "Z2", "Z4", "Z3", "Z1"])
    }

    // MARK: Covers

    @Test("lets no contract name a computed indicator; patterns leave it out")
    func covers() throws {
        let path = "skhdt/kinh-te/contract.yml"
        var files = ValidWorkspace.files
        let text = files[path] ?? ""
        let workspace = try ValidWorkspace.load(files)
        let cover = workspace.dataset("syt.thuoc.thang")?.contracts.first?.covers
        #expect(cover?.indicators.map(\.code) == ["YT.01"])
        for (glob, expected) in [
            ("YT.02", "10:23 computed-indicator"),
            ("05/2023|YT.02|default", "10:23 computed-indicator"), ("YT.02*", "10:23 no-match"),
        ] {
            files[path] = text.replacing("'NS.*'", with: "'\(glob)'")
            #expect(mistakes(files) == [expected])
        }
    }

    // MARK: Tests

    private func tests(_ text: String, formula: String = "DS + year_ago(DS)") -> [String: String] {
        Space.files(Space.computed(formula, unit: "người", tests: "  tests:\n    - \(text)"))
    }

    @Test("reads tests")
    func soundTests() throws {
        let files = tests(
            "{given: {DS: 50.5, 'year_ago( DS )': -1}, on: 2025-01, expect: 49.5}")
        let workspace = try ValidWorkspace.load(files)
        let found = workspace.catalogue.indicators.first { $0.key.code == "Z" }?.tests.first
        let test = try #require(found)
        let key = Space.key("DS")
        #expect(
            test.given == [
                FigureReference(indicator: key): ExactDecimal("50.5"),
                FigureReference(indicator: key, time: .yearsEarlier(1)): ExactDecimal("-1"),
            ])
        #expect(test.on == CalendarDay("2025-01-01"))
        #expect(test.expected == ExactDecimal("49.5"))
        #expect(test.position == FilePosition(path: Space.path, line: 13, column: 7))
    }

    @Test(
        "tells of tests that do not fit their formula",
        arguments: [
            ("{given: {DS: 1}, expect: 2}", ["13:15 formula-test"]),
            (
                "{given: {DS: 1, year_ago(DS): 1, lag(DS): 1}, expect: 2}",
                ["13:40 formula-test"]
            ),
            (
                "{given: {DS: 1, year_ago(DS): 1, 'year_ago(DS, 1)': 1}, expect: 2}",
                ["13:40 formula-test"]
            ),
            ("{given: {DS: 1, year_ago(DS): x}, expect: 2}", ["13:37 value"]),
            ("{given: {DS: 1, year_ago(DS): 1}, expect: nhiều}", ["13:49 value"]),
            ("{given: {DS: 1, DS + DS: 1}, expect: 1}", ["13:23 formula"]),
            ("{given: {DS: 1, 'lag(DS{sex=Q})': 1}, expect: 1}", ["13:31 unknown-name"]),
            ("{given: {DX: 1, year_ago(DS): 1}, expect: 1}", ["13:16 unknown-name"]),
            (
                "{given: {DS: 1, year_ago(DS): 1}, on: 2020, expect: 1}",
                [
                    "13:16 formula-test", "13:23 formula-test",
                ]
            ),
        ])
    func brokenTests(_ text: String, _ expected: [String]) {
        #expect(mistakes(tests(text)) == expected)
    }
}
