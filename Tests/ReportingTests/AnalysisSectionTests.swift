import Foundation
import PhusaModel
import Testing

@testable import Reporting

@Suite("Sections that set figures beside each other")
struct AnalysisSectionTests {
    private let march = SampleProvince.period

    private func build(
        _ analysis: AnalysisDefinition, _ source: SampleFigures,
        workspace: WorkspaceDefinition = SampleWorkspace.make()
    ) throws -> ReportDocument {
        try Build.sections([.analysis(title: Build.title, analysis)], source, workspace: workspace)
    }

    private func cell(_ document: ReportDocument, _ row: String, _ column: String) -> String? {
        document.cells.first { $0.row == row && $0.column == column }?.value
    }

    // MARK: Scores

    private func scored(_ figures: [(String, String)]) throws -> ReportDocument {
        let title = Words(vi: "Nhóm", en: "Group")
        func line(_ code: String, weight: Int, agency: String) -> KPILine {
            KPILine(
                indicator: Make.key(code), breakdown: "", direction: .up,
                green: ExactDecimal(100), amber: ExactDecimal(90), weight: ExactDecimal(weight),
                agency: agency)
        }
        let set = KPISet(
            code: "k", title: title,
            groups: [
                KPIGroup(
                    title: title,
                    lines: [
                        line("NS.01", weight: 3, agency: "stc"),
                        line("DT.01", weight: 1, agency: "skhdt"),
                        line("TM.02", weight: 1, agency: "skhdt"),
                    ])
            ])
        var source = SampleFigures()
        source.figures = figures.map { Make.figure($0.0, march, $0.1) }
        source.targets = ["NS.01", "DT.01", "TM.02"].map {
            Target(
                indicator: Make.key($0), period: march, value: ExactDecimal(100),
                origin: Make.origin(2))
        }
        return try build(
            .scorecard(kpis: "k"), source, workspace: SampleWorkspace.make(kpiSets: [set]))
    }

    @Test("weighs lines to groups, agencies and all, with coverage and bounds")
    func scorecard() throws {
        let document = try scored([("NS.01", "90"), ("DT.01", "50")])
        #expect(cell(document, "Toàn bộ", "Điểm") == "80")
        #expect(cell(document, "Toàn bộ", "Độ phủ") == "80")
        #expect(cell(document, "Toàn bộ", "Thấp nhất có thể") == "64")
        #expect(cell(document, "Toàn bộ", "Cao nhất có thể") == "84")
        #expect(cell(document, "stc", "Điểm") == "90")
        #expect(document.html.contains("Điểm chung 80,0, từ 80,0\u{A0}% trọng số"))
    }

    @Test("tells no score below the declared coverage, and says so in its place")
    func scorecardWithoutCoverage() throws {
        let document = try scored([("NS.01", "90"), ("DT.01", "50")])
        #expect(cell(document, "skhdt", "Điểm") == "" && cell(document, "skhdt", "Độ phủ") == "50")
        #expect(cell(document, "skhdt", "Cao nhất có thể") == "75")
        #expect(document.html.contains("độ phủ dưới 80\u{A0}%"))
        let silent = try scored([("DT.01", "100")])
        #expect(
            silent.html.contains("Chưa chấm điểm chung") && !silent.html.contains("Điểm chung 100"))
    }

    @Test("holds sums towards a year's target against the pace, and tells what is left a month")
    func scorecardDistance() throws {
        let title = Words(vi: "Nhóm", en: "Group")
        let pace = Pace(percents: [3: ExactDecimal(10), 12: ExactDecimal(100)])
        let line = KPILine(
            indicator: Make.key("NS.01"), breakdown: "", direction: .up, green: ExactDecimal(100),
            amber: ExactDecimal(90), pace: pace, agency: "stc")
        let set = KPISet(
            code: "k", title: title, groups: [KPIGroup(title: title, lines: [line])])
        var source = SampleFigures()
        source.figures = (1...3).map { Make.figure("NS.01", Make.month(2025, $0), "4") }
        source.targets = [
            Target(
                indicator: Make.key("NS.01"),
                period: try #require(Period(year: 2025, month: 1, monthCount: 12)),
                value: ExactDecimal(120), origin: Make.origin(2))
        ]
        let workspace = SampleWorkspace.make(kpiSets: [set])
        let document = try build(.scorecard(kpis: "k"), source, workspace: workspace)
        let row = "Thu ngân sách nhà nước trên địa bàn"
        #expect(cell(document, row, "Điểm đạt") == "100")
        #expect(cell(document, row, "Còn đến kế hoạch") == "108")
        #expect(cell(document, row, "Cần đạt mỗi tháng còn lại") == "12")
        let table = try Build.sections(
            [.kpiTable(title: Build.title, kpis: "k")], source, workspace: workspace)
        #expect(table.html.contains("tiến độ khai báo riêng") && table.html.contains("light met"))
    }

    // MARK: Tables

    @Test("sets the sum since January beside that of the year before")
    func indicatorTable() throws {
        var source = SampleFigures()
        source.figures = (1...3).flatMap { month in
            [
                Make.figure("NS.01", Make.month(2024, month), "10"),
                Make.figure("NS.01", Make.month(2025, month), month == 3 ? "12" : "10"),
            ]
        }
        let document = try build(.indicatorTable([Make.key("NS.01")]), source)
        let row = "Thu ngân sách nhà nước trên địa bàn"
        #expect(cell(document, row, "Thực hiện") == "12")
        #expect(cell(document, row, "So với tháng trước") == "20")
        #expect(cell(document, row, "Lũy kế từ đầu năm") == "32")
        #expect(cell(document, row, "Lũy kế so với cùng kỳ") == "6.7")
    }

    @Test("tells no growth of a sum across a break of the series")
    func indicatorTableBreak() throws {
        var source = SampleFigures()
        source.figures = (1...3).flatMap { month in
            [
                Make.figure("NS.01", Make.month(2024, month), "10"),
                Make.figure(
                    "NS.01", Make.month(2025, month), "10",
                    status: month == 1 ? .seriesBreak : .normal),
            ]
        }
        let document = try build(.indicatorTable([Make.key("NS.01")]), source)
        let row = "Thu ngân sách nhà nước trên địa bàn"
        #expect(cell(document, row, "So với tháng trước") == "0")
        #expect(cell(document, row, "So với cùng kỳ năm trước") == nil)
        #expect(cell(document, row, "Lũy kế so với cùng kỳ") == nil)
    }

    private func districts(
        _ now: [(String, String?)], _ before: [(String, String?)], whole: (String, String)
    ) throws -> SampleFigures {
        let lastYear = try #require(march.yearBefore)
        var source = SampleFigures()
        for (period, values) in [(march, now), (lastYear, before)] {
            source.figures += values.enumerated().map { index, value in
                Make.figure("NS.01", period, value.1, area: ("84\(index)", value.0))
            }
        }
        source.figures += [
            Make.figure("NS.01", march, whole.0), Make.figure("NS.01", lastYear, whole.1),
        ]
        return source
    }

    @Test("adds what districts contribute to the growth of the province, and names the rest")
    func contribution() throws {
        let source = try districts(
            [("A", "70"), ("B", "30"), ("C", nil)], [("A", "50"), ("B", "40"), ("C", "10")],
            whole: ("115", "100"))
        let analysis = AnalysisDefinition.contribution(
            indicator: Make.key("NS.01"), parts: .level(.district), base: .yearBefore)
        let document = try build(analysis, source)
        let points = "Đóng góp (điểm\u{A0}%)"
        #expect(cell(document, "A", points) == "20" && cell(document, "B", points) == "-10")
        #expect(cell(document, "C", points) == nil && cell(document, "Phần còn lại", points) == "5")
        #expect(cell(document, "Chung", points) == "15")
        #expect(document.html.contains("+15,00\u{A0}% so với tháng 3/2024"))
    }

    @Test("tells no contribution across a break of the series")
    func contributionBreak() throws {
        var source = try districts([("A", "7")], [("A", "5")], whole: ("7", "5"))
        source.figures.append(
            Make.figure("NS.01", Make.month(2024, 11), "9", status: .seriesBreak))
        let analysis = AnalysisDefinition.contribution(
            indicator: Make.key("NS.01"), parts: .level(.district), base: .yearBefore)
        let document = try build(analysis, source)
        #expect(document.cells.isEmpty && document.html.contains("Không tính được mức tăng"))
    }

    @Test("ranks districts and tells the places gained")
    func ranking() throws {
        let source = try districts(
            [("A", "70"), ("B", "80")], [("A", "50"), ("B", "40")], whole: ("150", "90"))
        let document = try build(
            .ranking(indicator: Make.key("NS.01"), level: .district, base: .yearBefore), source)
        #expect(cell(document, "B", "Hạng") == "1" && cell(document, "B", "Hạng kỳ gốc") == "2")
        #expect(cell(document, "B", "So với cùng kỳ năm trước") == "100")
        #expect(document.html.contains("+1") && document.html.contains("\u{2212}1"))
    }

    @Test("tells neither rank before nor change across a break of the series")
    func rankingBreak() throws {
        var source = try districts(
            [("A", "70"), ("B", "80")], [("A", "50"), ("B", "40")], whole: ("150", "90"))
        source.figures.append(
            Make.figure("NS.01", Make.month(2024, 11), "9", status: .seriesBreak))
        let document = try build(
            .ranking(indicator: Make.key("NS.01"), level: .district, base: .yearBefore), source)
        #expect(cell(document, "B", "Hạng") == "1" && cell(document, "B", "Hạng kỳ gốc") == nil)
        #expect(cell(document, "B", "So với cùng kỳ năm trước") == nil)
    }

    @Test("shades each row by its own values, and leaves gaps unshaded")
    func heatMatrix() throws {
        var source = SampleFigures()
        source.figures = [
            Make.figure("NS.01", Make.month(2025, 1), "1"), Make.figure("NS.01", march, "9"),
        ]
        let document = try build(.heatMatrix([Make.key("NS.01")], periodCount: 3), source)
        #expect(document.html.contains("shade-0") && document.html.contains("shade-4"))
        #expect(document.html.components(separatedBy: "class=\"shade ").count == 3)
        #expect(document.cells.map(\.value) == ["1", "", "9"])
    }

    // MARK: Answers on a scale

    private func scale(
        _ subject: TallySubject, _ grouping: ScaleDefinition.Grouping
    ) -> AnalysisDefinition {
        .distribution(
            ScaleDefinition(
                subject: subject, grouping: grouping, reliableFrom: 30, confidentialBelow: 5))
    }

    @Test("spreads ratings of cases as voluntary ones, with the share of cases rated")
    func ratings() throws {
        var source = SampleFigures()
        source.cases = SampleProvince.make().cases
        source.scales = [
            ScaleTally(
                agencyCode: "a", agencyName: "Sở A", question: "", counts: [1, 1, 2, 4, 32],
                askedCount: 80)
        ]
        let document = try build(scale(.cases, .agency), source)
        #expect(cell(document, "Sở A", "Mức 5") == "80")
        #expect(document.html.contains("tự nguyện") && document.html.contains("50,0\u{A0}%"))
        #expect(document.html.contains("class=\"part-answer-5\""))
    }

    @Test("folds the agencies that the satisfaction table folds")
    func sameGroups() throws {
        var source = SampleFigures()
        let sizes = [("a", 40), ("b", 3), ("c", 9)]
        source.respondents = sizes.flatMap { Make.tallies($0.0, "Sở \($0.0)", $0.1, answered: 2) }
        source.scales = sizes.map {
            ScaleTally(
                agencyCode: $0.0, agencyName: "Sở \($0.0)", question: "C1",
                counts: [0, 0, $0.1, 0, $0.1], askedCount: $0.1 * 2)
        }
        let rows = Set(try build(scale(.surveyAnswers, .agency), source).cells.map(\.row))
        #expect(rows == ["Sở a", "Các cơ quan khác (2 cơ quan)", "Chung"])
    }

    private static let questions = [
        SurveyQuestion(
            code: "C1", title: Words(vi: "Thời gian chờ <hợp lý>", en: "The wait is <reasonable>")),
        SurveyQuestion(code: "C3", title: Words(vi: "Thái độ", en: "Manners")),
    ]

    private func byQuestion(
        _ counts: [(String, [Int])], _ language: Language = .vi
    ) throws -> ReportDocument {
        var source = SampleFigures()
        source.respondents = Make.tallies("a", "Sở A", 40, answered: 2)
        source.scales = counts.map {
            ScaleTally(
                agencyCode: "a", agencyName: "Sở A", question: $0.0, counts: $0.1, askedCount: 40)
        }
        return try Build.sections(
            [.analysis(title: Build.title, scale(.surveyAnswers, .question))], source,
            workspace: SampleWorkspace.make(questions: Self.questions), language: language)
    }

    @Test("names questions by what they ask, with the code in sheets, and others by their code")
    func questions() throws {
        let counts = [("C1", [0, 0, 10, 10, 20]), ("C2", [0, 0, 0, 20, 20])]
        let document = try byQuestion(counts)
        #expect(document.html.contains(">Thời gian chờ &lt;hợp lý&gt;</th>"))
        #expect(document.html.contains(">C2</th>") && !document.html.contains("C1"))
        #expect(document.csv.contains("Câu hỏi;Mã câu hỏi;Số câu trả lời"))
        #expect(document.csv.contains("\r\nThời gian chờ <hợp lý>;C1;40;"))
        #expect(document.csv.contains("\r\nC2;C2;40;") && document.csv.contains("\r\nChung;;80;"))
        #expect(Set(document.cells.map(\.row)) == ["Thời gian chờ <hợp lý> (C1)", "C2", "Chung"])
        let english = try byQuestion(counts, .en)
        #expect(english.html.contains(">The wait is &lt;reasonable&gt;</th>"))
        #expect(english.csv.contains("\r\nThe wait is <reasonable>;C1;40;"))
    }

    @Test("names folded questions by what they ask")
    func foldedQuestions() throws {
        let document = try byQuestion([
            ("C1", [0, 0, 0, 1, 1]), ("C2", [0, 0, 0, 20, 20]), ("C3", [1, 1, 1, 1, 2]),
        ])
        #expect(document.html.contains("được gộp"))
        #expect(document.html.contains(": Thời gian chờ &lt;hợp lý&gt;; Thái độ."))
        #expect(Set(document.cells.map(\.row)) == ["C2", "Các câu hỏi khác", "Chung"])
    }

    @Test("prints nothing where all respondents together are too few")
    func suppressed() throws {
        var source = SampleFigures()
        source.respondents = Make.tallies("a", "Sở A", 4, answered: 8)
        source.scales = [
            ScaleTally(
                agencyCode: "a", agencyName: "Sở A", question: "C1", counts: [0, 0, 0, 0, 32],
                askedCount: 32)
        ]
        let document = try build(scale(.surveyAnswers, .question), source)
        #expect(document.cells.isEmpty && document.html.contains("Không công bố"))
    }
}
