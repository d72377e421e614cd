import PhusaModel
import Testing

@testable import Transformation

@Suite("Expressions")
struct ExpressionTests {
    private static let fact = Sample.fact(
        "fact_note", key: 1,
        [
            Sample.column("k", .text), Sample.column("t", .text, isNullable: true),
            Sample.column("n", .decimal, isNullable: true),
            Sample.column("b", .boolean, isNullable: true),
        ])

    private func result(
        _ expression: Expression, _ type: ExpressionType, a: Given = .absent,
        b: Given = .absent
    ) -> Bench.Result {
        let into =
            switch type {
            case .text: "t"
            case .decimal: "n"
            case .boolean: "b"
            }
        return Bench(
            steps: [.compute(is: expression, type: type, into: into)], columns: ["k", "x", "y"],
            fact: Self.fact
        ).run([["khóa", a, b]])
    }

    private let x = Expression.column("x", .decimal)
    private let y = Expression.column("y", .decimal)

    @Test(
        "computes exactly",
        arguments: [
            (ArithmeticOperator.add, "0.1", "0.2", "0.3"),
            (.subtract, "1", "0.9", "0.1"), (.multiply, "1.1", "1.1", "1.21"),
            (.divide, "1", "8", "0.125"), (.divide, "2", "3", "0.666666666667"),
            (.divide, "-2", "3", "-0.666666666667"),
            (
                .add, "99999999999999999999999999999999999998", "1",
                "99999999999999999999999999999999999999"
            ),
        ])
    func exact(sign: ArithmeticOperator, left: String, right: String, expected: String) {
        let result = result(
            .arithmetic(sign, x, y), .decimal, a: .number(left), b: .number(right))
        #expect(result.cells.map { $0[2] } == [expected])
    }

    @Test(
        "reports what cannot be computed",
        arguments: [
            (ArithmeticOperator.divide, "5", "0", "5 / 0"),
            (
                .add, "99999999999999999999999999999999999999", "1",
                "99999999999999999999999999999999999999 + 1"
            ),
        ])
    func faults(sign: ArithmeticOperator, left: String, right: String, found: String) {
        let result = result(
            .arithmetic(sign, x, y), .decimal, a: .number(left), b: .number(right))
        #expect(result.violations.map(\.rule) == [.transformExpression])
        #expect(result.violations.map(\.found) == [found])
        #expect(result.violations.map(\.column) == ["Cột x"])
    }

    @Test("joins texts; with an empty part there is nothing")
    func join() {
        let joined = Expression.join(
            .join(.column("x", .text), .text("-M")), .column("y", .text))
        #expect(result(joined, .text, a: "2025", b: "03").cells[0][1] == "2025-M03")
        #expect(result(joined, .text, a: "2025").cells[0][1] == nil)
    }

    @Test("reads a mark of zero as 0 in sums, other marks as nothing, and all as empty")
    func marks() {
        let sum = Expression.arithmetic(.add, x, .decimal(ExactDecimal(2)))
        #expect(result(sum, .decimal, a: .mark(.zero)).cells[0][2] == "2")
        #expect(result(sum, .decimal, a: .mark(.missing)).cells[0][2] == nil)
        #expect(result(.isEmpty(x), .boolean, a: .mark(.zero)).cells[0][3] == "true")
    }

    @Test("converts between text and number in the plain form alone")
    func conversion() {
        #expect(result(.column("x", .text), .decimal, a: "12.50").cells[0][2] == "12.5")
        #expect(result(x, .text, a: .number("12.50")).cells[0][1] == "12.5")
        let broken = result(.column("x", .text), .decimal, a: "12,5")
        #expect(broken.violations.map(\.found) == ["12,5"])
    }

    static let one = Expression.decimal(ExactDecimal(1))
    static let truths: [(Expression, Given, String)] = [
        (.compare(.less, .column("x", .decimal), one), .number("0.5"), "true"),
        (.compare(.lessOrEqual, .column("x", .decimal), one), .number("1.00"), "true"),
        (.compare(.greater, .column("x", .decimal), one), .number("1"), "false"),
        (.compare(.greaterOrEqual, .column("x", .decimal), one), .number("1"), "true"),
        (.compare(.less, .column("x", .decimal), one), .absent, "false"),
        (.compare(.equal, .column("x", .text), .text("Hòa")), "Hòa", "true"),
        (.compare(.equal, .column("x", .text), .text("Hòa")), "Hoa", "false"),
        (.compare(.notEqual, .column("x", .text), .text("a")), .absent, "true"),
        (.not(.compare(.equal, .column("x", .text), .text("a"))), .absent, "true"),
        (.isIn(.column("x", .text), [.text("a"), .text("b")]), "b", "true"),
        (.isIn(.column("x", .text), [.text("a"), .text("b")]), "c", "false"),
        (.isEmpty(.column("x", .text)), "", "true"),
        (.isEmpty(.column("x", .text)), "a", "false"),
        (.and(.boolean(true), .isEmpty(.column("x", .text))), .absent, "true"),
        (.or(.boolean(false), .isEmpty(.column("x", .text))), "a", "false"),
        (.column("x", .boolean), .value(.boolean(true)), "true"),
    ]

    @Test("decides", arguments: truths)
    func decides(expression: Expression, value: Given, expected: String) {
        #expect(result(expression, .boolean, a: value).cells[0][3] == expected)
    }

    @Test("leaves undecided what depends on a broken value, unless the rest decides")
    func invalid() throws {
        var bench = Bench(steps: [], columns: ["x"]).makeTransformer().bench
        bench.registers = [.invalid]
        let broken = CompiledExpression.compare(.equal, .column(0, .decimal), .decimal(.zero))
        #expect(try bench.evaluate(broken) == .invalid)
        #expect(try bench.evaluate(.and(broken, .boolean(false))) == .boolean(false))
        #expect(try bench.evaluate(.or(broken, .boolean(true))) == .boolean(true))
        #expect(try bench.evaluate(.or(broken, .boolean(false))) == .invalid)
        #expect(try bench.evaluate(.not(broken)) == .invalid)
    }
}
