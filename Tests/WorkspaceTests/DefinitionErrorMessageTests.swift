import Foundation
import PhusaModel
import Testing

@testable import Workspace

@Suite("Messages of DefinitionError")
struct DefinitionErrorMessageTests {
    private static let kinds: [DefinitionError.Kind] =
        [
            .folder, .unreadable, .tooLarge(byteCountMax: 5), .encoding, .control,
            .unknownFile(allowed: ["a", "b"]), .missingFile("f"), .tab,
            .nesting(levelCountMax: 64), .syntax, .duplicateKey(firstLine: 3),
            .unknownKey(allowed: ["a", "b"]), .missingKey("k"), .notApplicable(because: "x"),
            .reservedName, .unknownName(.unit, known: ["a"]), .unknownName(.unit, known: []),
            .ambiguousIndicator(candidates: ["a", "b"]), .folderCode(expected: "a.b"),
            .columnType(expected: ["text", "date"]), .spreadColumn, .unfedColumn(fact: "fact_x"),
            .replaceWithoutScope(fact: "fact_x"), .noMatch, .overlappingValidity(first: "a:1"),
            .areaChange(.noVersionEnds(days: ["2025-07-01"])),
            .areaChange(.notInForce(days: ["2025-07-01"])), .areaChange(.notInForce(days: [])),
            .areaChange(.weightSum(basis: "land")), .areaChange(.unrecordedEnd),
            .ownership(other: "a/b", fact: "fact_x", shared: "84"),
        ]
        + formulas.map { .formula($0) } + TextProblem.allCases.map { .text($0) }
        + FormulaProblem.Gathering.allCases.map { .formula(.aggregation($0, found: .none)) }
        + DefinitionError.YAMLFeature.allCases.map { .feature($0) }
        + DefinitionError.Shape.allCases.map { .shape($0) }
        + DefinitionError.Order.allCases.map { .order($0) }
        + DefinitionError.NameList.allCases.map { .duplicateName($0, first: "a:1") }
        + csv.map { .csv($0) } + expressions.map { .expression($0) } + values.map { .value($0) }

    private static let csv: [DefinitionError.CSVProblem] = [
        .header(expected: ["a", "b"]), .fieldCount(expected: 2), .strayQuote, .openQuote,
        .textAfterQuote, .emptyHeader, .empty,
    ]
    private static let expressions: [DefinitionError.ExpressionProblem] = [
        .unexpected, .end, .openText, .openGroup("]"), .number, .depth, .type(expected: ["text"]),
        .textOrder,
    ]
    private static let formulas: [FormulaProblem] = [
        .unexpected, .tooLong(tokenCountMax: 5), .tooManyReferences(countMax: 5), .notFigure,
        .nested, .fixedAndSummed, .unlikeUnits(left: "người", right: "triệu đồng", .none),
        .unlikeUnits(left: "%", right: "lần", .plainNumber),
        .unlikeUnits(
            left: "tỷ đồng", right: "triệu đồng",
            .conversion(FormulaProblem.Conversion(factor: "1000", divides: true))),
        .otherUnit(wanted: "tạ/ha"),
        .otherScale(
            wanted: "tạ/ha", FormulaProblem.Conversion(factor: "10", divides: false)),
        .otherScale(
            wanted: "tạ/ha", FormulaProblem.Conversion(factor: "10", divides: true)), .unitTooLarge,
        .cycle,
        .onlyNone, .loadsComputed, .givenUnread, .givenTwice, .givenMissing(["A", "lag(B)"]),
    ]
    private static let values: [AllowedValue] = [
        .text, .whole(minimum: 1, maximum: 2), .decimal, .decimalOrNone, .decimalFromZero,
        .positiveDecimal,
        .share, .percent, .day, .dayOrSpan, .dayOrPeriod, .flag, .byte, .groupMark, .decimalMark,
        .oneOf(["a", "b"]), .form("[a-z]"),
        .pattern(.openBrace), .pattern(.emptyCapture), .pattern(.unknownKind("x")),
        .pattern(.repeatedName("x")), .dateForm, .areaEdition, .canonicalBreakdown,
        .columnKind("date"), .period([.month]), .period([]),
    ]

    /// Every sentence in both languages; `PHUSA_REWRITE_DOCS=1` writes the list anew.
    @Test("says each sentence as the list beside this test has it")
    func sentences() throws {
        let position = FilePosition(path: "a.yml", line: 1, column: 2)
        let text = Self.kinds.flatMap { kind in
            Language.allCases.map {
                DefinitionError(position: position, kind: kind, found: "x").message($0) + "\n"
            }
        }.joined()
        if ProcessInfo.processInfo.environment["PHUSA_REWRITE_DOCS"] == "1" {
            let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("DefinitionErrorMessages.swift")
            let head = "// swift-format-ignore-file\n/// What every kind of mistake says.\n"
            let source = "\(head)let definitionErrorMessages = #\"\"\"\n\(text)\n\"\"\"#\n"
            try Data(source.utf8).write(to: url)
            return
        }
        #expect(definitionErrorMessages == text)
    }

    @Test("offers the nearest name and shows what stands there without control characters")
    func message() {
        let error = DefinitionError(
            position: FilePosition(path: "phusa.yml", line: 7, column: 1),
            kind: .unknownKey(allowed: ["language", "drops"]), found: "lang\u{1B}",
            suggestion: "language")
        #expect(
            error.message(.en) == """
                phusa.yml:7:1: error: unknown key [definition.unknown-key]
                  found     "lang\\u{1B}"
                  expected  one of language, drops
                  do        did you mean "language"?
                """)
        #expect(
            error.message(.vi) == """
                phusa.yml:7:1: lỗi: khóa không có trong định dạng [definition.unknown-key]
                  thấy      "lang\\u{1B}"
                  cần       một trong: language, drops
                  sửa       có phải ý là "language"?
                """)
    }

    @Test("cuts what it shows at 80 characters")
    func cut() {
        let error = DefinitionError(
            position: FilePosition(path: "a", line: 1, column: 1), kind: .syntax,
            found: String(repeating: "đ", count: 100))
        #expect(error.found == String(repeating: "đ", count: 80) + "…")
    }
}
