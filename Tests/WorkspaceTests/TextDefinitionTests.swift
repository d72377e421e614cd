import PhusaModel
import Testing

@testable import Workspace

@Suite("A report's text and the figures in it")
struct TextDefinitionTests {
    private static let path = "reports/kpi-thang.yml"

    // MARK: Bodies

    @Test(
        "are cut at their figures, with doubled braces as braces",
        arguments: [
            ("Thu {thu}.", [.plain("Thu "), .figure("thu"), .plain(".")]),
            ("{a}{b}", [.figure("a"), .figure("b")]),
            ("{{a}} {{", [.plain("{a} {")]), ("{{{a}}}", [.plain("{"), .figure("a"), .plain("}")]),
            ("không", [.plain("không")]), ("", []),
        ] as [(String, [TextBody.Part])])
    func parts(text: String, parts: [TextBody.Part]) {
        let parser = TextBodyParser(text)
        #expect(parser.parts == parts && parser.mistakes.isEmpty)
    }

    @Test(
        "tell a brace that is not closed or closes nothing, by its place among all braces",
        arguments: [
            ("a {thu", TextProblem.openBrace, "{thu", 0),
            ("{a} {thu đạt {b}", .openBrace, "{thu đạt ", 2),
            ("{{a}} thu}", .strayBrace, "}", 4), ("a } {b}", .strayBrace, "}", 0),
        ])
    func mistakes(text: String, problem: TextProblem, found: String, brace: Int) {
        let mistakes = TextBodyParser(text).mistakes
        #expect(mistakes.map(\.problem) == [problem])
        #expect(mistakes.map(\.found) == [TextBodyParser.Found(text: found, brace: brace)])
    }

    @Test("begin a paragraph at a blank line, and join other lines by a blank")
    func paragraphs() {
        let body = TextBody(TextBodyParser("Một\n{a}\n \n{b}\nhai {c}\n").parts)
        #expect(
            body.paragraphs == [
                [.plain("Một"), .plain(" "), .figure("a")],
                [.figure("b"), .plain(" "), .plain("hai "), .figure("c")],
            ])
        let plain = TextDefinition(plain: Words(vi: "a {b}\n\nc", en: "a"))
        #expect(plain.body(.vi).paragraphs == [[.plain("a {b}")], [.plain("c")]])
    }

    // MARK: Definitions

    @Test("is read with its figures and bodies")
    func valid() throws {
        let sections = try ValidWorkspace.load().reports[0].sections
        guard case .text(_, let text) = try #require(sections.last) else {
            Issue.record("the last section is a text")
            return
        }
        let key = IndicatorKey(edition: "05/2023", code: "NS.01", methodology: "default")
        #expect(
            text.figures == [
                "lua": .indicator(IndicatorFigure(indicator: key, namesUnit: false)),
                "lua_nu": .indicator(
                    IndicatorFigure(
                        indicator: key, breakdown: "sex=F", show: .change, base: .previous)),
                "hai_long": .survey(.share),
            ])
        #expect(text.en.paragraphs[0][4] == .plain("; {satisfied} "))
        #expect(
            text.vi.paragraphs == [
                [
                    .plain("Sản lượng "), .figure("lua"), .plain(", "), .figure("lua_nu"),
                    .plain("; {hài lòng} "), .figure("hai_long"), .plain("."),
                ]
            ])
    }

    @Test("without figures prints braces as they stand")
    func withoutFigures() throws {
        var files = ValidWorkspace.files
        files[Self.path]?.replace("vi: Nội dung, en", with: "vi: 'Nội {dung} }', en")
        let sections = try ValidWorkspace.load(files).reports[0].sections
        let texts = sections.compactMap { section -> TextDefinition? in
            if case .text(_, let text) = section { text } else { nil }
        }
        #expect(texts.first?.vi.paragraphs == [[.plain("Nội {dung} }")]])
    }

    @Test(
        "tells of figures of deliveries where the report shows none, and of names in another form")
    func submissions() {
        var files = ValidWorkspace.files
        files[Self.path]?.replace("{survey: share}", with: "{submissions: owed}")
        #expect(ValidWorkspace.errors(in: files).isEmpty)
        files[Self.path]?.replace("  - submissions:", with: "  - files:")
        #expect(
            ValidWorkspace.errors(in: files).map(\.id).contains("definition.text-no-submissions"))
        files = ValidWorkspace.files
        files[Self.path]?.replace("hai_long", with: "Hài-lòng")
        let errors = ValidWorkspace.errors(in: files)
        #expect(
            errors.map { "\($0.position.line):\($0.position.column) \($0.id)" } == [
                "32:9 definition.value"
            ])
    }

    @Test("tells each mistake once, at its place", arguments: broken)
    func tells(_ broken: Broken) {
        var files = ValidWorkspace.files
        let text = files[broken.path] ?? ""
        #expect(text.contains(broken.old), "the text to replace must be there")
        files[broken.path] = text.replacing(broken.old, with: broken.new, maxReplacements: 1)
        let errors = ValidWorkspace.errors(in: files)
        #expect(
            errors.map { "\($0.position) \($0.id)" }
                == ["\(broken.expected) definition.\(broken.id)"])
        #expect(errors.first?.suggestion == broken.suggestion)
    }

    private static let lua = "lua: {indicator: NS.01, unit: false}"
    private static let nữ = "breakdown: sex=F, show: change, base: previous"

    static let broken: [Broken] = [
        // Bodies: of a folded text, and of one in quotes.
        Broken(path, "lượng {lua}", "lượng {luaa}", "unknown-name", "35:21", "lua"),
        Broken(path, "Output {lua}", "Output {lu}", "unknown-name", "37:21", "lua"),
        Broken(
            path, "{{hài lòng}} {hai", "{{hài lòng}} {{x}} {hao", "unknown-name", "36:30",
            "hai_long"),
        Broken(path, "lượng {lua}", "lượng {lua", "text-open-brace", "35:21"),
        Broken(path, "{{hài lòng}} {", "{{hài lòng} {", "text-stray-brace", "36:21"),
        Broken(path, "; {{satisfied}} {hai_long}", "", "text-one-language", "36:24"),
        Broken(path, "{lua}, {lua_nu}; {{", "{lua}; {{", "text-one-language", "35:28"),
        Broken(
            path, "hai_long: {s", "thua: {indicator: NS.01}\n        hai_long: {s", "text-unused",
            "32:9"),
        // Figures.
        Broken(
            path, "lua: {indicator: NS.01,", "lua: {indicator: NS.09,", "unknown-name", "30:26",
            "NS.01"),
        Broken(path, "sex=F, show: change", "sex=X, show: change", "unknown-name", "31:47"),
        Broken(path, "show: change, base", "show: changes, base", "value", "31:60", "change"),
        Broken(
            path, "survey: share}", "survey: share, cases: received}", "not-applicable", "32:20"),
        Broken(path, "survey: share}", "survey: share, base: previous}", "not-applicable", "32:35"),
        Broken(path, "survey: share}", "unit: false}", "missing-key", "32:19"),
        Broken(path, "survey: share}", "survey: median}", "value", "32:28", "mean"),
        Broken(path, lua, "lua: {indicator: NS.01, base: previous}", "not-applicable", "30:33"),
        Broken(path, lua, "lua: {indicator: NS.01, area: '849'}", "unknown-name", "30:39"),
        Broken(path, lua, "lua: {indicator: NS.02, show: year-to-date}", "not-applicable", "30:39"),
        Broken(path, nữ, "breakdown: sex=F, show: of-target", "not-applicable", "31:36"),
        Broken(path, nữ, "breakdown: sex=F, area: '842'", "not-applicable", "31:36"),
        Broken(path, nữ, nữ + ", unit: true", "not-applicable", "31:84"),
        // A figure of a section that the report does not have.
        Broken(
            path,
            "  - satisfaction: {title: {vi: Hài lòng, en: Satisfaction}, satisfied_from: 4}\n",
            "", "text-no-satisfaction", "31:20"),
    ]
}
