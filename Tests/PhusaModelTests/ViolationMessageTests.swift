import PhusaModel
import Testing

@Suite("Messages of violations")
struct ViolationMessageTests {
    private func violation(
        _ rule: Rule = .contractRange, found: String = "470", column: String? = "ty_le",
        expected: PhusaModel.Expectation = .range(minimum: "0", maximum: "100"),
        suggestion: String? = nil
    ) -> Violation {
        Violation(
            rule: rule, position: FilePosition(path: "syt/a.csv", line: 118, column: 3),
            column: column, found: found, expected: expected, suggestion: suggestion)
    }

    @Test("states where, what was found, what was expected and what to do")
    func block() {
        #expect(
            violation().message(.en) == """
                syt/a.csv:118:3: error: value out of range [contract.range]
                  found     "470" in ty_le
                  expected  a value from 0 to 100
                  do        the decimal mark looks lost: mend and resend, or record a correction \
                in corrections.yml
                """)
        #expect(
            violation().message(.vi) == """
                syt/a.csv:118:3: lỗi: giá trị nằm ngoài khoảng cho phép [contract.range]
                  thấy      "470" ở cột ty_le
                  cần       giá trị từ 0 đến 100
                  sửa       có vẻ bị mất dấu thập phân: hãy sửa rồi gửi lại, hoặc ghi điều chỉnh \
                vào corrections.yml
                """)
    }

    @Test(
        "thinks of a lost decimal mark only where a tenth or a hundredth would fit",
        arguments: [
            ("470", "0", "100", true), ("4700", "0", "100", true), ("47000", "0", "100", false),
            ("-5", "0", "100", false), ("470,5", "0", "100", false), ("101", nil, "100", true),
            ("5", "10", nil, false), ("x", "0", "1", false),
        ] as [(String, String?, String?, Bool)])
    func lostDecimalMark(found: String, minimum: String?, maximum: String?, isLost: Bool) {
        let range = PhusaModel.Expectation.range(minimum: minimum, maximum: maximum)
        let advice = violation(found: found, expected: range).advice(.en)
        #expect(advice.hasPrefix("the decimal mark looks lost") == isLost)
    }

    @Test("offers the nearest value as a question")
    func suggestion() {
        let wrong = violation(
            .contractCode, found: "Tinh", expected: .oneOf(list: "ten", values: []),
            suggestion: "Tỉnh")
        #expect(wrong.advice(.vi).hasPrefix("có phải ý là \"Tỉnh\"? hãy dùng đúng giá trị"))
        #expect(wrong.advice(.en).hasPrefix("did you mean \"Tỉnh\"? use a value"))
    }

    @Test("says that nothing was found instead of showing empty quotes")
    func nothing() {
        let missing = violation(.contractRequired, found: "", expected: .value)
        #expect(missing.message(.vi).contains("\n  thấy      không có gì ở cột ty_le\n"))
        #expect(missing.message(.en).contains("\n  found     nothing in ty_le\n"))
        #expect(violation(.fileEmpty, found: "", column: nil).message(.en).contains("nothing\n"))
    }

    @Test("speaks of a correction that failed its guard, or found no record")
    func corrections() {
        let failed = violation(
            .correctionGuard, found: "48", expected: .oneOf(list: "2025-001", values: ["470"]))
        #expect(failed.sentence(.en) == "the file no longer says what was corrected")
        #expect(failed.expectation(.en) == "\"470\", for correction 2025-001")
        #expect(failed.expectation(.vi) == "\"470\" theo điều chỉnh 2025-001")
        let idle = violation(
            .correctionGuard, found: "", column: nil,
            expected: .oneOf(list: "2025-001", values: ["ma=842"]))
        #expect(idle.sentence(.vi) == "không có dòng nào khớp với điều chỉnh")
        #expect(idle.sentence(.en) == "no record matches the correction")
    }

    @Test(
        "shows nothing that could move a cursor, hide text or end the quote",
        arguments: [
            ("a\"b", "a\\\"b"), ("a\\n", "a\\\\n"), ("a\nb\tc\r", "a\\nb\\tc\\r"),
            ("\u{1B}[31m", "\\u{1B}[31m"), ("\u{0}", "\\u{0}"), ("\u{202E}abc", "\\u{202E}abc"),
            ("\u{FEFF}x\u{200B}", "\\u{FEFF}x\\u{200B}"), ("\u{A0}1", "\\u{A0}1"),
            ("\u{301}e\u{301}", "\\u{301}e\u{301}"), ("\u{85}", "\\u{85}"), ("Huế 👍", "Huế 👍"),
        ])
    func escaping(text: String, shown: String) {
        #expect(Violation.escaped(text).unicodeScalars.elementsEqual(shown.unicodeScalars))
    }

    @Test("escapes the path and the column too")
    func escapedPlaces() {
        var odd = violation(column: "a\nb")
        odd.position.path = "x\u{1B}.csv"
        let lines = odd.message(.vi).split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[0].hasPrefix("x\\u{1B}.csv:118:3: lỗi: "))
        #expect(lines[1].hasSuffix("ở cột a\\nb"))
    }

    @Test("has whole words for every rule in both languages", arguments: Rule.allCases)
    func everyRule(rule: Rule) {
        for language in Language.allCases {
            let title = rule.title(language)
            #expect(title != rule.rawValue)
            for clause in [title, rule.expectation(language), rule.advice(language)] {
                #expect(clause.count > 3)
                #expect(!clause.hasSuffix("."), "a clause, not a sentence: \(clause)")
                #expect(clause.first?.isLowercase == true || clause.hasPrefix("JSON"))
                #expect(clause.first != " " && clause.last != " ")
            }
            let explanation = rule.explanation(language)
            #expect(explanation.hasSuffix("."))
            #expect(explanation.first?.isUppercase == true)
            #expect(!explanation.contains("  "))
        }
        #expect(rule.title(.vi) != rule.title(.en))
        #expect(rule.advice(.vi) != rule.advice(.en))
    }

    @Test("gives no two rules the same title")
    func distinctTitles() {
        for language in Language.allCases {
            #expect(Set(Rule.allCases.map { $0.title(language) }).count == Rule.allCases.count)
        }
    }

    @Test("writes Vietnamese in NFC and English without Vietnamese")
    func spelling() {
        for rule in Rule.allCases {
            let vi = rule.title(.vi) + rule.advice(.vi) + rule.explanation(.vi)
            #expect(composed(vi).utf8.elementsEqual(vi.utf8))
            #expect(vi.unicodeScalars.contains { (0x1EA0...0x1EF9).contains($0.value) })
        }
    }
}
