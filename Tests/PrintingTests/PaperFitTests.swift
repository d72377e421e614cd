import Foundation
import PhusaModel
import Testing

@testable import Printing
@testable import Reporting

@Suite("Wide tables on paper") struct PaperFitTests {
    private let text = FigureText(language: .vi)

    /// A row of amounts with so many digits before the mark, in a table of so many columns.
    private func table(
        _ style: ReportTable.Style, columnCount: Int, digitCount: Int
    ) -> ReportTable {
        let eights = (0..<digitCount).reduce(0) { value, _ in value * 10 + 8 }
        let value = ExactDecimal(eights)
        let row: [TableCell] =
            [.name("Tổng thu ngân sách nhà nước trên địa bàn", sign: nil, unit: "triệu đồng")]
            + (0..<columnCount).map { _ in .amount(Amount(value, decimals: 2)) }
        return ReportTable(
            style: style,
            columns: [ReportTable.Column("Chỉ tiêu", .name)]
                + (0..<columnCount).map { ReportTable.Column("T\($0 + 1)/2024", .figure) },
            groups: [ReportTable.Group(rows: [row, row])])
    }

    private func content(_ tables: [ReportTable]) throws -> ReportContent {
        let moment = Moment(microseconds: 1_750_000_000_000_000)
        let period = try #require(Period(year: 2024, month: 12, monthCount: 1))
        return ReportContent(
            report: "rong", language: .vi, title: "Bảng rộng", agency: nil, addressee: nil,
            period: period, periodTitle: "Tháng 12/2024",
            issuer: ReportIssuer(parent: "UBND", name: "IOC", place: "Trà Vinh"),
            context: ReportContext(
                asOf: moment, builtAt: moment, buildNumber: 1, programVersion: "1",
                definitionsHash: "0"),
            sections: tables.enumerated().map { index, table in
                ReportPart(
                    number: index + 1, title: "Phần", startsPage: false, blocks: [.table(table)])
            }, cells: [])
    }

    @Test("turn the sheet and take smaller letters only where columns would be cut off")
    func chosen() {
        let usual = PaperFit(table(.heat, columnCount: 12, digitCount: 4), text: text)
        #expect(usual.sheet == .upright && usual.letterSize == nil)
        let long = PaperFit(table(.heat, columnCount: 12, digitCount: 9), text: text)
        #expect(long.sheet == .turned && long.letterSize == nil)
        let longest = PaperFit(table(.heat, columnCount: 12, digitCount: 15), text: text)
        #expect(longest.sheet == .turned && longest.letterSize == 50)
        let few = PaperFit(table(.plain, columnCount: 6, digitCount: 12), text: text)
        #expect(few.sheet == .upright && few.letterSize == 80)
    }

    @Test("every figure stands whole between the margins, however long figures are")
    func whole() throws {
        let styles: [ReportTable.Style] = [.heat, .kpi, .plain, .compared, .survey]
        let tables = styles.flatMap { style in
            [(3, 15), (6, 12), (8, 9), (12, 7), (12, 12)].map {
                table(style, columnCount: $0, digitCount: $1)
            }
        }
        let boxes = try wordBoxes(try content(tables))
        let figures = boxes.filter { $0.text.contains("888") }
        #expect(figures.count == 2 * tables.map { $0.columns.count - 1 }.reduce(0, +))
        for figure in figures {
            #expect(
                figure.right <= figure.pageWidth - Self.rightMargin + 1,
                "\(figure.text) ends at \(figure.right) of \(figure.pageWidth)")
        }
    }

    @Test("signatures stand under the last section, on its sheet though it is turned")
    func signatures() throws {
        let upright = table(.plain, columnCount: 3, digitCount: 7)
        let turned = table(.survey, columnCount: 12, digitCount: 12)
        let boxes = try wordBoxes(try content([upright, turned]))
        let widths = ["888.888.888.888,00", "NGƯỜI"].map { word in
            Set(boxes.filter { $0.text == word }.map { $0.pageWidth.rounded() })
        }
        #expect(widths == [[842], [842]])
    }

    /// 15 mm in points.
    private static let rightMargin = 42.5

    private struct WordBox {
        let text: String
        let right: Double
        let pageWidth: Double
    }

    /// Where each word stands on the pages of a PDF.
    private func wordBoxes(_ content: ReportContent) throws -> [WordBox] {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("phusa-fit-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try PaperPrinter(content).write(to: "\(folder)/a.pdf", by: folder)
        let reader = Process()
        reader.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        reader.arguments = ["pdftotext", "-bbox", "\(folder)/a.pdf", "\(folder)/a.html"]
        try reader.run()
        reader.waitUntilExit()
        try #require(reader.terminationStatus == 0)
        var width = 0.0
        var boxes: [WordBox] = []
        for line in try String(contentsOfFile: "\(folder)/a.html", encoding: .utf8)
            .split(separator: "\n")
        {
            if let page = line.firstMatch(of: /<page width="([0-9.]+)"/) {
                width = try #require(Double(page.1))
            } else if let word = line.firstMatch(of: /xMax="([0-9.]+)".*>(.*)<\/word>/) {
                boxes.append(
                    WordBox(
                        text: String(word.2), right: try #require(Double(word.1)),
                        pageWidth: width))
            }
        }
        return boxes
    }
}
