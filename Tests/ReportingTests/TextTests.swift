import Foundation
import PhusaModel
import Testing

@testable import Reporting

@Suite struct HTMLTextTests {
    @Test(
        "escapes each scalar that means something in HTML",
        arguments: [
            ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"), ("Đại hội", "Đại hội"),
            ("\"\u{301} onfocus=", "&quot;\u{301} onfocus="), ("<\u{301}b", "&lt;\u{301}b"),
            ("&amp;", "&amp;amp;"), ("tab\there\n", "tab\there\n"),
        ])
    func escapes(text: String, expected: String) {
        #expect(Array(HTMLText.escape(text).utf8) == Array(expected.utf8))
    }

    @Test(
        "replaces what neither HTML nor XML can hold",
        arguments: [0x0, 0x7, 0xD, 0x1B, 0x85, 0xFDD0, 0xFFFE, 0x1FFFF] as [UInt32])
    func unprintable(code: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(code))
        let escaped = HTMLText.escape("a\(Character(scalar))b")
        #expect(escaped.unicodeScalars.elementsEqual("a\u{FFFD}b".unicodeScalars))
    }

    @Test("escapes what is interpolated as text, and nothing else")
    func interpolation() {
        let name = "<script>"
        let inner: Markup = "<b>\(name)</b>"
        #expect(inner.text == "<b>&lt;script&gt;</b>")
        #expect(("<p>\(inner)\(3)\(1.25)</p>" as Markup).text == "<p><b>&lt;script&gt;</b>31.3</p>")
    }

    @Test(
        "writes places in drawings with at most one decimal",
        arguments: [(1.0, "1"), (-0.04, "0"), (-0.26, "-0.3"), (12.34, "12.3"), (99.96, "100")])
    func coordinates(value: Double, text: String) {
        #expect(coordinate(value) == text)
    }
}

@Suite struct ReportCSVTests {
    @Test(
        "puts an apostrophe before what a spreadsheet might run",
        arguments: [
            "=1+1", "+84912345678", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "＝1",
            "+1", "-", "-5%", "--5", "-1.250,5",
        ])
    func formulas(text: String) {
        #expect(ReportCSV.field(text).contains("'" + text.prefix(1)))
    }

    @Test(
        "leaves plain numbers and other text as they are",
        arguments: ["-1250.5", "-5", "-1250,5", "3", "Trà Vinh", "–", "… (chưa có số liệu)", ""])
    func plain(text: String) {
        #expect(ReportCSV.field(text) == text)
    }

    @Test(
        "quotes separators, quotes and line ends, also where a mark combines with the quote",
        arguments: [
            ("a;b", "\"a;b\""), ("a\"b", "\"a\"\"b\""), ("a\r\nb", "\"a\r\nb\""),
            ("\"\u{301}", "\"\"\"\u{301}\""), ("\u{0}=1", "'=1"), ("\r=1", "\"'\r=1\""),
        ])
    func quotes(text: String, expected: String) {
        #expect(Array(ReportCSV.field(text).utf8) == Array(expected.utf8))
    }

    @Test("begins with a byte order mark and ends every line with CRLF")
    func frame() throws {
        let csv = try Build.report(SampleWorkspace.kpiReport, SampleProvince.make()).csv
        #expect(Array(csv.utf8.prefix(3)) == [0xEF, 0xBB, 0xBF])
        let bytes = Array(csv.utf8)
        let bare = bytes.indices.filter { bytes[$0] == 0x0A && bytes[$0 - 1] != 0x0D }
        #expect(bare.isEmpty && bytes.suffix(2) == [0x0D, 0x0A])
    }

    @Test("writes decimals with the comma in Vietnamese and the dot in English, unrounded")
    func decimals() throws {
        var source = SampleFigures()
        source.figures = [Make.figure("NS.01", SampleProvince.period, "1234.5678")]
        let sections: [ReportSection] = [.kpiTable(title: Build.title, kpis: "tra-vinh-2025")]
        #expect(try Build.sections(sections, source).csv.contains(";1234,5678;"))
        #expect(try Build.sections(sections, source, language: .en).csv.contains(";1234.5678;"))
    }
}

@Suite struct ChartTests {
    private let text = FigureText(language: .vi)

    @Test(
        "puts ticks on numbers that people count in",
        arguments: [
            ([0.0, 100], [0.0, 25, 50, 75, 100, 125]),
            ([506, 604], [500, 525, 550, 575, 600, 625]),
            ([2.3, 2.5], [2.25, 2.3, 2.35, 2.4, 2.45, 2.5, 2.55]),
            ([-4, 6], [-5, -2.5, 0, 2.5, 5, 7.5]),
            ([7, 7], [6, 6.5, 7, 7.5, 8]),
        ])
    func ticks(values: [Double], expected: [Double]) {
        let ticks = Scale(covering: values, from: 0, to: 1).ticks
        #expect(ticks.count == expected.count, "\(ticks)")
        #expect(zip(ticks, expected).allSatisfy { abs($0 - $1) < 1e-9 }, "\(ticks)")
    }

    @Test("writes ticks without the dust of binary fractions, all with the same decimals")
    func tickLabels() {
        let scale = Scale(covering: [2.3, 2.5], from: 0, to: 1)
        #expect(
            scale.ticks[1...2].map { scale.label($0, text) } == ["2,30", "2,35"])
        let large = Scale(covering: [0, 1_234_567], from: 0, to: 1)
        #expect(large.label(large.high, text) == "1.500.000")
    }

    @Test("never leaves the bounds of a share")
    func bounds() {
        let scale = Scale(covering: [100, 100], bounds: 0...100, from: 0, to: 1)
        #expect(scale.high == 100)
    }

    @Test("ends the line at a missing point and begins anew behind it")
    func gaps() {
        let points = [1.0, 2, nil, 4].map { $0.map { ChartPoint(x: $0, y: 0) } }
        #expect(ChartPath.broken(points).text == "M1 0L2 0M4 0")
        #expect(Sparkline(values: [nil, 3], title: "").markup.isEmpty)
    }

    @Test("breaks long names into two lines and ends the second with an ellipsis")
    func wrapping() {
        let name = "Bộ phận Tiếp nhận và Trả kết quả UBND thành phố Trà Vinh"
        let lines = SVGText.wrapped(name, width: 200, size: 12)
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { SVGText.width($0, size: 12) <= 215 })
        #expect(SVGText.wrapped("Sở Y tế", width: 200, size: 12) == ["Sở Y tế"])
        #expect(SVGText.wrapped(name, width: 80, size: 12)[1].hasSuffix("…"))
    }
}
