import PhusaModel
import Testing

@Suite("Names: patterns and keys")
struct NameTests {
    @Test(
        "captures what a name says",
        arguments: [
            (
                "ktxh-{period:month}-{vintage:date}.csv*", "ktxh-2025-M03-2025-04-06.csv.gz",
                ["period": "2025-M03", "vintage": "2025-04-06"]
            ),
            ("Tháng *", "Tháng 3", [:]), ("Tha\u{301}ng *", "Tháng 3", [:]), ("*", "", [:]),
            ("HS-{:digits(4)}", "HS-0012", [:]), ("HS-{:digits(4)}", "HS-012", nil),
            ("HS-{:digits(4)}", "HS-00123", nil), ("{a}-{b}", "x-y-z", ["a": "x", "b": "y-z"]),
            ("{a}", "", nil), ("{n:digits}x", "123x", ["n": "123"]), ("{n:digits}x", "12ax", nil),
            (
                "{nhom} {tt:Prel.|Est.} {nam:year}", "Lúa Đông Xuân Prel. 2024",
                ["nhom": "Lúa Đông Xuân", "tt": "Prel.", "nam": "2024"]
            ),
            ("{k:quarter}", "2025-Q1", ["k": "2025-Q1"]), ("{k:half}", "2025-S1", ["k": "2025-S1"]),
            ("{k:month}", "2025-Q1", nil), ("{c:code}.csv", "a_b-1.0.csv", ["c": "a_b-1.0"]),
            ("{c:code}", "a b", nil), ("{c:code}", "ấp", nil),
            ("{p:period}", "quý I/2025", ["p": "quý I/2025"]),
            ("a*b*c", "a1b2c", [:]), ("a*b*c", "a1c2b", nil), ("*.csv", ".csv", [:]),
        ] as [(String, String, [String: String]?)])
    func patterns(pattern: String, text: String, captures: [String: String]?) throws {
        #expect(try NamePattern(pattern).match(text) == captures)
    }

    @Test(
        "says where and why a text is no pattern",
        arguments: [
            ("a{b", 2, .openBrace), ("a{}", 2, .emptyCapture),
            ("{a:weird}", 1, .unknownKind("weird")),
            ("{a}-{a}", 5, .repeatedName("a")), ("{a:digits(0)}", 1, .unknownKind("digits(0)")),
        ] as [(String, Int, NamePattern.SyntaxError.Reason)])
    func syntax(text: String, column: Int, reason: NamePattern.SyntaxError.Reason) {
        let error = #expect(throws: NamePattern.SyntaxError.self) { try NamePattern(text) }
        #expect(error?.column == column)
        #expect(error?.reason == reason)
    }

    @Test("fails fast on long texts made to be slow", .timeLimit(.minutes(1)))
    func hostile() throws {
        let text = String(repeating: "a", count: 20_000)
        for pattern in ["*a*a*b", "{x}a{y}a{z}b", "{n:code}b", "{n:digits}b", "*{k:period}b"] {
            #expect(try NamePattern(pattern).match(text) == nil)
        }
    }

    @Test(
        "folds case, blanks, composition and tone placement, and nothing else",
        arguments: [
            ("Hoà Tân", "hòa tân"), ("HÒA  TÂN ", "hòa tân"), ("hoa\u{300} tân", "hòa tân"),
            ("Thuý", "thúy"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("Quý", "quý"), ("Quỳ", "quỳ"),
            ("toàn", "toàn"), ("Long\u{A0}Hòa", "long hòa"), ("Long Hoa", "long hoa"),
            ("huỳnh", "huỳnh"), ("loá", "lóa"), ("ĐỒNG", "đồng"), ("", ""), ("  ", ""),
        ])
    func keys(text: String, folded: String) {
        let key = NameKey.fold(text)
        #expect(Array(key.utf8) == Array(folded.utf8))
        #expect(NameKey.fold(key) == key)
    }
}
