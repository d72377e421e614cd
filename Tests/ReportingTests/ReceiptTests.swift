import Foundation
import FoundationXML
import PhusaModel
import Testing

@testable import Reporting

@Suite("Receipts") struct ReceiptTests {
    @Test("every bad row stands on the page, in file order, after the counts by rule")
    func order() throws {
        let html = SampleReceipt.page(SampleReceipt.accepted)
        let rules = try #require(html.range(of: "Cần sửa, gộp theo quy tắc"))
        let rows = try #require(html.range(of: "Từng dòng, theo thứ tự trong tệp"))
        #expect(rules.lowerBound < rows.lowerBound)
        let places = ["12,,5", ">?<", "470"].compactMap {
            html.range(of: $0, range: rows.lowerBound..<html.endIndex)?.lowerBound
        }
        #expect(places.count == 3)
        #expect(places == places.sorted())
        #expect(SampleReceipt.accepted.rules.map(\.rule).first == .contractDecimal)
        #expect(SampleReceipt.accepted.rules.map(\.recordCount) == [2, 1, 1])
        #expect(html.contains("cột 5 (E)"))
    }

    @Test("a page holds so many rows and counts the rest; the JSON holds all")
    func limit() throws {
        let quarantine = (1...(ReceiptPage.rowCountMax + 5)).map { line in
            SampleReceipt.record(
                SampleReceipt.violation(.contractText, line: line, found: "x"), raw: "")
        }
        let receipt = SampleReceipt.make(
            SampleReceipt.verdict(.refused, quarantine: quarantine))
        let html = SampleReceipt.page(receipt, .en)
        #expect(
            html.components(separatedBy: "<tbody class=\"record\">").count - 1
                == ReceiptPage.rowCountMax)
        #expect(html.contains("5 more rows are not printed here"))
        let object = try JSONSerialization.jsonObject(with: Data(try receipt.json()))
        let rows = try #require((object as? [String: Any])?["rows"] as? [Any])
        #expect(rows.count == ReceiptPage.rowCountMax + 5)
    }

    /// Text that a hostile or broken file may hold in any place.
    static let hostile = [
        "</code><script>alert(1)</script>", "\"\u{301} onmouseover=\"x", "<\u{301}script>",
        "a\u{0}b", "a\u{202E}gnp.exe", "\u{200B}\u{FEFF}", "]]>", "<!--", "&lt;", "'\u{334}>",
        "\u{1B}[2J", "\u{FFFE}", "dòng\r\nhai\tba",
    ]

    @Test("nothing that a file holds leaves its place on the page", arguments: hostile)
    func escapes(text: String) throws {
        let violation = SampleReceipt.violation(
            .contractCode, line: 3, column: 2, name: text, found: text,
            expected: .oneOf(list: text, values: [text]), suggestion: text)
        var verdict = SampleReceipt.verdict(
            .refused, violations: [violation],
            quarantine: [SampleReceipt.record(violation, raw: text)])
        verdict.exclusions.append(
            Exclusion(cause: .filter, reason: text, line: 4, cellCount: 1, isWholeRecord: true))
        verdict.corrections = [
            AppliedCorrection(correction: text, line: 5, column: text, found: text, value: text)
        ]
        let receipt = SampleReceipt.make(verdict, path: "ctk/" + text.replacing("/", with: "-"))
        for language in Language.allCases {
            let html = SampleReceipt.page(receipt, language)
            #expect(XMLParser(data: Data(html.utf8)).parse(), "\(text.debugDescription)")
            for tag in ["<script", "onmouseover=\"x\"", "<!--"] { #expect(!html.contains(tag)) }
            #expect(!html.unicodeScalars.contains("\u{202E}"))
            #expect(!html.unicodeScalars.contains("\u{200B}"))
        }
        let object = try JSONSerialization.jsonObject(with: Data(try receipt.json()))
        let rows = try #require((object as? [String: Any])?["rows"] as? [[String: Any]])
        #expect(rows.first?["raw"] as? String == text, "the JSON keeps the text as it came")
    }

    @Test("bytes that are no text come whole in the JSON")
    func bytes() throws {
        let raw: [UInt8] = [0x41, 0xFF, 0x00]
        let record = QuarantinedRecord(
            violation: SampleReceipt.violation(.recordEncoding, line: 2), others: [], raw: raw,
            cellCount: 1)
        let receipt = SampleReceipt.make(SampleReceipt.verdict(.accepted, quarantine: [record]))
        let object = try JSONSerialization.jsonObject(with: Data(try receipt.json()))
        let rows = try #require((object as? [String: Any])?["rows"] as? [[String: Any]])
        #expect(rows.first?["raw_base64"] as? String == Data(raw).base64EncodedString())
    }

    @Test("nothing on the page is fetched or run")
    func selfContained() {
        let html = SampleReceipt.page(SampleReceipt.accepted).lowercased()
        for word in ["<script", "http:", "https:", "url(", "<link", "<img", "@import"] {
            #expect(!html.contains(word), "\(word)")
        }
    }

    @Test(
        "columns get the letters of a spreadsheet",
        arguments: [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")])
    func letters(column: Int, letter: String) {
        #expect(ReceiptText.letter(column) == letter)
    }

    @Test("lines are drawn together", arguments: [([], []), ([4, 7, 8, 9], ["4", "7–9"])])
    func runs(lines: [Int], texts: [String]) {
        #expect(LineRuns.texts(lines) == texts)
    }

    @Test("an agency is named as it was called on the day of the figures")
    func agencyName() throws {
        let reform = try #require(CalendarDay("2025-03-01"))
        let agencies = [
            Agency(
                code: "stc", name: "Sở KHĐT", kind: "department", validFrom: nil, validTo: reform),
            Agency(
                code: "stc", name: "Sở Tài chính", kind: "department", validFrom: reform,
                validTo: nil),
        ]
        let owner = ContractOwner(agency: "stc", answerable: "a", contact: "b")
        func name(_ day: CalendarDay) -> String {
            DropReceipt.Sender(owner, agencies: agencies, on: day).name
        }
        #expect(name(reform.adding(days: -1)) == "Sở KHĐT")
        #expect(name(reform) == "Sở Tài chính")
    }
}

@Suite("Fields for spreadsheets") struct SpreadsheetFieldTests {
    private let field = SpreadsheetField(
        separator: UInt8(ascii: ","), numbers: [.plain, .vietnamese], keepsSigns: true)

    @Test(
        "what begins as a formula and is no number is disarmed",
        arguments: ["=1+1", "+A1", "-x", "@SUM(1)", "\tx", "--5", "-1.25.0", "＝1"])
    func formulas(text: String) {
        #expect(field.text(text) == "'" + text)
    }

    @Test(
        "numbers in the agency's form and bare signs stay",
        arguments: ["-5", "-1.250,5", "-1250.5", "-", "--", "12", "x=1"])
    func plain(text: String) {
        let isQuoted = text.contains(",")
        #expect(field.text(text) == (isQuoted ? "\"\(text)\"" : text))
    }

    @Test("separators, quotes and line ends are quoted")
    func quotes() {
        #expect(field.text("a,\"b\"\nc") == "\"a,\"\"b\"\"\nc\"")
        #expect(field.text("a;b") == "a;b")
    }
}
