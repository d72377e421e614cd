import Foundation
import PhusaModel
import Testing

@testable import Reporting

@Suite("Figures that may not be published")
struct ConfidentialityTests {
    private let march = SampleProvince.period

    private func figure(
        _ value: String, _ confidentiality: Confidentiality = .free, until: String? = nil,
        area: (String, String) = ("84", "Trà Vinh"), period: Period? = nil, breakdown: String = ""
    ) throws -> Figure {
        Figure(
            indicator: Make.key("NS.01"), areaCode: area.0, areaName: area.1,
            breakdown: breakdown, period: period ?? march, value: Make.decimal(value), mark: nil,
            status: .normal, confidentiality: confidentiality,
            embargoUntil: until.flatMap { CalendarDay($0) }, origin: Make.origin())
    }

    private func areas(_ figures: [Figure]) throws -> ReportDocument {
        var source = SampleFigures()
        source.figures = figures
        return try Build.sections(
            [.areas(title: Build.title, indicator: Make.key("NS.01"), level: .district)], source)
    }

    private func printed(_ document: ReportDocument) -> [String: String] {
        Dictionary(document.cells.map { ($0.row, $0.value) }) { first, _ in first }
    }

    @Test(
        "none but free ones reach page, table, chart or cells",
        arguments: Confidentiality.allCases.filter { $0 != .free && $0 != .embargo })
    func withheld(confidentiality: Confidentiality) throws {
        let document = try areas([
            figure("7654321", confidentiality, area: ("842", "A")),
            figure("20", area: ("843", "B")), figure("30", area: ("844", "C")),
        ])
        for text in [document.html, document.csv, "\(document.cells)"] {
            #expect(!text.contains("7654321") && !text.contains("7.654.321"))
        }
        #expect(printed(document) == ["A": "", "B": "20", "C": "30"])
        #expect(document.html.contains("<span class=\"missing\">×</span>"))
        #expect(document.html.contains("bảo mật") && document.html.contains("“×”: có số liệu"))
        #expect(document.csv.contains("A;× (bảo mật)"))
        // Two bars, of those that have a value.
        #expect(document.html.components(separatedBy: "class=\"bars\"").count == 3)
    }

    @Test(
        "an embargo ends on its day, as the build's own day has it",
        arguments: [
            ("2025-04-04", true), ("2025-04-05", true), ("2025-04-06", false), (nil, false),
        ])
    func embargo(until: String?, isFree: Bool) throws {
        // Built on 5 April 2025, 10:31 in Việt Nam.
        let document = try areas([
            figure("41", .embargo, until: until, area: ("842", "A")),
            figure("20", area: ("843", "B")),
        ])
        #expect(printed(document)["A"] == (isFree ? "41" : ""))
        #expect(document.html.contains("công bố từ 06/04/2025") == (until == "2025-04-06"))
    }

    @Test("one district does not follow from the province less the others: the smallest goes too")
    func complement() throws {
        let document = try areas([
            figure("10", .confidential, area: ("842", "A")), figure("20", area: ("843", "B")),
            figure("30", area: ("844", "C")), figure("0", area: ("845", "D")), figure("60"),
        ])
        #expect(printed(document) == ["A": "", "B": "", "C": "30", "D": "0", "Trà Vinh": "60"])
        #expect(document.html.contains("không công bố để bảo vệ số khác"))
        #expect(!document.csv.contains(";20;"))
    }

    @Test("a province does not follow from its districts")
    func whole() throws {
        let document = try areas([
            figure("20", area: ("843", "B")), figure("30", area: ("844", "C")),
            figure("50", .internalUse),
        ])
        #expect(printed(document) == ["B": "", "C": "30", "Trà Vinh": ""])
    }

    @Test("no table leaves exactly one figure of a sum open", arguments: 0..<60)
    func property(seed: Int) throws {
        var random = RandomTexts(seed: UInt64(seed))
        var parts: [Figure] = []
        for index in 0..<Int.random(in: 1...6, using: &random) {
            let confidentiality = Confidentiality.allCases.randomElement(using: &random) ?? .free
            parts.append(
                try figure(
                    "\(Int.random(in: 0...3, using: &random))", confidentiality,
                    area: ("84\(index)", "X\(index)")))
        }
        let isFree = Bool.random(using: &random)
        let sum = parts.reduce(ExactDecimal.zero) { $0.adding($1.value ?? .zero) ?? $0 }
        let whole = try figure(sum.description, isFree ? .free : .confidential)
        let cells = try areas(parts.shuffled(using: &random) + [whole]).cells
        let open = cells.count { $0.value.isEmpty }
        #expect(open != 1, "\(cells)")
        let hidden = (parts + [whole]).count { $0.confidentiality != .free }
        #expect(hidden == 0 ? open == 0 : open >= max(2, hidden))
    }

    // MARK: KPI lines

    private func rows(_ figures: [Figure], _ lines: [KPILine]) throws -> [KPIRow] {
        var source = SampleFigures()
        source.figures = figures
        let title = Words(vi: "", en: "")
        let sex = BreakdownAxis(
            code: "sex", title: title,
            members: ["F", "M"].map { BreakdownMember(code: $0, title: title) })
        let setting = ReportSetting(
            workspace: SampleWorkspace.make(breakdowns: [sex]), language: .vi, period: march,
            context: Make.context, source: source)
        let set = KPISet(code: "k", title: title, groups: [KPIGroup(title: title, lines: lines)])
        var draft = ReportDraft()
        return try KPIReader(setting: setting).read(set, &draft).flatMap(\.rows)
    }

    @Test("a withheld month leaves year to date, change and standing open")
    func yearToDate() throws {
        let months = (1...3).map { Make.month(2025, $0) }
        let row = try #require(
            try rows(
                [
                    figure("10", period: months[0]), figure("11", .confidential, period: months[1]),
                    figure("12", period: months[2]),
                ], [Make.line("NS.01")]
            ).first)
        #expect(row.figure?.value == ExactDecimal(12))
        #expect(row.yearToDate?.value == nil && row.yearToDate?.missing == [months[1]])
        #expect(row.onPrevious == nil)
        #expect(
            row.recent.compactMap(\.self).map(\.value)
                == [10, nil, 12].map { $0.map { ExactDecimal($0) } })
    }

    @Test("women do not follow from all less men, in any period that the table knows")
    func breakdown() throws {
        let february = Make.month(2025, 2)
        let figures = try [march, february].flatMap { period in
            try [
                figure("50", period: period),
                figure("30", .smallCount, period: period, breakdown: "sex=F"),
                figure("20", period: period, breakdown: "sex=M"),
            ]
        }
        let lines = ["", "sex=F", "sex=M"].map { Make.line("NS.01", breakdown: $0) }
        let found = try rows(figures, lines)
        #expect(found.map { $0.figure?.value } == [ExactDecimal(50), nil, nil])
        #expect(found.map { $0.figure?.withholding } == [nil, .confidential, .protectsAnother])
        #expect(found[2].recent.allSatisfy { $0?.value == nil })
        // Without the total nothing follows from men.
        let parts = try rows(figures, Array(lines.dropFirst()))
        #expect(parts.map { $0.figure?.value } == [nil, ExactDecimal(20)])
    }
}
