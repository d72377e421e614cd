import PhusaModel
import Testing

@testable import Workspace

@Suite("ExpressionParser")
struct ExpressionParserTests {
    private func parse(_ text: String) throws(ExpressionParser.Failure) -> Expression {
        try ExpressionParser.parse(text) { name in
            switch name {
            case "a", "b": .column(.decimal)
            case "t", "file.ky": .column(.text)
            case "f": .column(.boolean)
            case "u": .untyped
            default: .unknown
            }
        }.expression
    }

    private let a = Expression.column("a", .decimal)
    private let b = Expression.column("b", .decimal)
    private let t = Expression.column("t", .text)
    private let f = Expression.column("f", .boolean)

    @Test("binds operators as the format says")
    func precedence() throws {
        let two = Expression.decimal(ExactDecimal(2))
        #expect(try parse("a + b * 2") == .arithmetic(.add, a, .arithmetic(.multiply, b, two)))
        #expect(
            try parse("a - b - 2")
                == .arithmetic(.subtract, .arithmetic(.subtract, a, b), two))
        #expect(try parse("-a * b") == .arithmetic(.multiply, .negate(a), b))
        #expect(try parse("(a + b) / 2") == .arithmetic(.divide, .arithmetic(.add, a, b), two))
        #expect(try parse("f or f and not f") == .or(f, .and(f, .not(f))))
        #expect(try parse("not a = b") == .not(.compare(.equal, a, b)))
        #expect(try parse("t || 'x' = t") == .compare(.equal, .join(t, .text("x")), t))
        #expect(
            try parse("a>=2 and a<>b")
                == .and(.compare(.greaterOrEqual, a, two), .compare(.notEqual, a, b)))
    }

    @Test("reads texts, tests for empty and lists")
    func forms() throws {
        #expect(try parse("t = 'it''s'") == .compare(.equal, t, .text("it's")))
        #expect(try parse("a is empty") == .isEmpty(a))
        #expect(try parse("t is not empty") == .not(.isEmpty(t)))
        #expect(try parse("t in ('x', 'y')") == .isIn(t, [.text("x"), .text("y")]))
        #expect(try parse("file.ky = ''") == .compare(.equal, .column("file.ky", .text), .text("")))
        #expect(try parse("true = f") == .compare(.equal, .boolean(true), f))
        #expect(
            try parse("0.50 = a")
                == .compare(.equal, .decimal(ExactDecimal("0.5") ?? .zero), a))
        #expect(try parse("u + 1 = a").type == .boolean)
    }

    @Test(
        "tells where an expression stops being one",
        arguments: [
            ("a +", 3, DefinitionError.ExpressionProblem.end), ("a ) b", 2, .unexpected),
            ("t = 'x", 4, .openText), ("1.2.3 = a", 0, .number), ("12x", 0, .number),
            ("t + 1", 0, .type(expected: ["decimal"])), ("a || t", 0, .type(expected: ["text"])),
            ("a = t", 4, .type(expected: ["decimal"])), ("t < 'x'", 2, .textOrder),
            ("f > f", 2, .textOrder), ("a and f", 0, .type(expected: ["boolean"])),
            ("not a", 4, .type(expected: ["boolean"])),
            ("t in ('x', 1)", 11, .type(expected: ["text"])),
            ("a is full", 5, .unexpected), ("a # b", 2, .unexpected), ("", 0, .end),
            ("a = b = a", 6, .unexpected),
            (String(repeating: "(", count: 70), 65, .depth),
            (String(repeating: "- ", count: 70) + "a", 130, .depth),
        ])
    func failures(_ text: String, _ offset: Int, _ problem: DefinitionError.ExpressionProblem) {
        let failure = #expect(throws: ExpressionParser.Failure.self) { _ = try parse(text) }
        #expect(failure?.offset == offset)
        #expect(failure?.kind == .problem(problem))
    }

    @Test("tells of an unknown column")
    func unknown() {
        let failure = #expect(throws: ExpressionParser.Failure.self) { _ = try parse("a = zz") }
        #expect(failure?.kind == .unknownColumn)
        #expect(failure?.offset == 4)
        #expect(failure?.found == "zz")
    }
}
