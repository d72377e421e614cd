import PhusaModel
import Reporting
import Testing

@testable import Printing

@Suite("Names of sheets") struct SheetNameTests {
    @Test("are what spreadsheets allow, each once, also where they differ in case alone")
    func allowed() {
        var names = SheetNames()
        #expect(
            names.next("I. Thu/chi [quý]: 'a'?*") == "I. Thuchi quý a".replacing("a", with: "'a"))
        let long = "II. Thu ngân sách nhà nước trên địa bàn theo huyện, thị xã"
        let first = names.next(long)
        let second = names.next(long.uppercased())
        #expect(first.utf16.count <= 31 && second.utf16.count <= 31)
        #expect(first.lowercased() != second.lowercased() && second.hasSuffix(" (2)"))
        #expect(names.next("?") == "-" && names.next("*") == "- (2)")
    }

    @Test("count as Excel counts: an emoji is two")
    func units() {
        var names = SheetNames()
        let name = names.next(String(repeating: "😀", count: 40))
        #expect(name.utf16.count <= 31 && name.hasPrefix("😀"))
    }
}

@Suite("Formats of numbers") struct NumberPatternTests {
    private func amount(_ text: String, decimals: Int) -> Amount {
        Amount(ExactDecimal(text), decimals: decimals)
    }

    @Test("show the page's digits, signs and marks")
    func patterns() {
        var provisional = amount("12.345", decimals: 1)
        provisional.mark = Amount.Remark(text: "s\"b", meaning: "sơ bộ")
        #expect(WorkbookStyles.pattern(provisional) == "#,##0.0\" sb\"")
        var change = amount("-4.2", decimals: 1)
        change.isSigned = true
        #expect(WorkbookStyles.pattern(change) == "+#,##0.0;-#,##0.0;#,##0.0")
        var none = amount("0", decimals: 2)
        none.isNil = true
        #expect(WorkbookStyles.pattern(none) == "\"-\"")
    }

    @Test("are for values that a spreadsheet holds whole; longer ones stay text")
    func exactness() {
        #expect(WorkbookTable.number(amount("999999999999999", decimals: 0)) == 999_999_999_999_999)
        #expect(WorkbookTable.number(amount("1234567890123456", decimals: 0)) == nil)
        #expect(WorkbookTable.number(amount("0.1", decimals: 1)) == 0.1)
        #expect(WorkbookTable.number(Amount(nil, decimals: 0)) == nil)
    }
}

@Suite("Rows of sheets") struct RowHeightTests {
    @Test("are as high as their longest text, broken at words, asks for")
    func lines() {
        #expect(WorkbookTable.lineCount(of: "", in: 10) == 1)
        #expect(WorkbookTable.lineCount(of: "Tỷ lệ trả lời", in: 20) == 1)
        #expect(WorkbookTable.lineCount(of: "Tỷ lệ trả lời (%)", in: 10) == 2)
        #expect(WorkbookTable.lineCount(of: "một hai ba", in: 4) == 3)
        #expect(WorkbookTable.lineCount(of: String(repeating: "a", count: 25), in: 10) == 3)
        #expect(WorkbookTable.lineCount(of: "ab " + String(repeating: "a", count: 25), in: 10) == 4)
    }
}
