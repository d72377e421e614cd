import Foundation
import PhusaModel
import Testing

@testable import Reporting

@Suite("Figures in a report's text")
struct TextFigureTests {
    private let march = SampleProvince.period
    private static let row = "Thu ngân sách nhà nước trên địa bàn"

    /// A text of these figures, divided by slashes, beside the sections given.
    private func build(
        _ figures: [TextFigure], _ source: SampleFigures, language: Language = .vi,
        workspace: WorkspaceDefinition = SampleWorkspace.make(), beside: [ReportSection] = []
    ) throws -> ReportDocument {
        let names = figures.indices.map { "so_\($0)" }
        let body = TextBody(names.flatMap { [.figure($0), .plain(" / ")] })
        let text = TextDefinition(
            vi: body, en: body,
            figures: Dictionary(uniqueKeysWithValues: zip(names, figures)))
        return try Build.sections(
            [.text(title: Build.title, text)] + beside, source, workspace: workspace,
            language: language)
    }

    /// What stands between the slashes.
    private func told(_ document: ReportDocument) throws -> [String] {
        let table = try #require(SheetTable.tables(of: document.content).first)
        guard case .values(let values) = try #require(table.rows.first) else { return [] }
        return values[0].text(.vi).components(separatedBy: " / ").dropLast().map {
            $0.replacing("\u{A0}", with: " ")
        }
    }

    private func indicator(
        _ show: IndicatorFigure.Show = .value, _ code: String = "NS.01",
        base: ComparisonBase = .yearBefore, breakdown: String = "", area: String? = nil,
        namesUnit: Bool = true
    ) -> TextFigure {
        .indicator(
            IndicatorFigure(
                indicator: Make.key(code), breakdown: breakdown, area: area, show: show,
                base: base, namesUnit: namesUnit))
    }

    private func monthly(
        _ values: [(Int, Int, String?)], of code: String = "NS.01",
        status: ObservationStatus = .normal
    ) -> SampleFigures {
        var source = SampleFigures()
        source.figures = values.map {
            Make.figure(
                code, Make.month($0.0, $0.1), $0.2, status: $0.0 == 2025 ? status : .normal)
        }
        return source
    }

    // MARK: Indicators

    @Test("are told with the unit's name, rounded only for display, and frozen with all digits")
    func value() throws {
        let source = monthly([(2025, 3, "1234.56")])
        let document = try build([indicator(), indicator(namesUnit: false)], source)
        #expect(try told(document) == ["1.234,6 tỷ đồng", "1.234,6"])
        let cell = try #require(document.cells.first)
        #expect(document.cells.count == 1)
        #expect(cell.row == Self.row && cell.column == "Thực hiện" && cell.value == "1234.56")
        #expect(cell.section == "I. Mục" && cell.unit == "tỷ đồng" && cell.status == "A")
        #expect(cell.origin?.line == 4 && cell.area == "84")
        #expect(
            document.html.contains(
                "<a class=\"why\" href=\"#n1\" data-why=\"NS.01 84 2025-M03\""))
        #expect(
            document.html.contains("title=\"phusa why NS.01 84 2025-M03\">1.234,6\u{A0}tỷ đồng"))
        let english = try build([indicator()], source, language: .en)
        #expect(try told(english) == ["1,234.6 billion VND"])
    }

    @Test(
        "tell a change by a word and its size",
        arguments: [
            ("100", "103.24", "tăng 3,2 %", "up 3.2 %", "3.2"),
            ("100", "98.9", "giảm 1,1 %", "down 1.1 %", "-1.1"),
            ("100", "100.0", "không đổi", "unchanged", "0"),
            ("100", "100.04", "gần như không đổi", "almost unchanged", "0"),
        ])
    func change(before: String, now: String, vi: String, en: String, value: String) throws {
        let source = monthly([(2024, 3, before), (2025, 2, before), (2025, 3, now)])
        for base in ComparisonBase.allCases {
            let figures = [indicator(.change, base: base)]
            let document = try build(figures, source)
            #expect(try told(document) == [vi])
            #expect(try told(try build(figures, source, language: .en)) == [en])
            let cell = try #require(document.cells.first)
            #expect(cell.value == value && cell.unit == "%" && cell.status == nil)
            #expect(
                cell.column
                    == (base == .previous ? "So với tháng trước" : "So với cùng kỳ năm trước"))
            #expect(document.html.contains("data-why=\"NS.01 84 2025-M03\""))
        }
    }

    @Test("tell the change of a rate in percentage points")
    func points() throws {
        let source = monthly([(2024, 3, "2.50"), (2025, 3, "2.38")], of: "LD.01")
        let document = try build([indicator(.change, "LD.01")], source)
        #expect(try told(document) == ["giảm 0,12 điểm %"])
        #expect(document.cells.map(\.value) == ["-0.12"])
        #expect(document.cells.map(\.unit) == ["điểm\u{A0}%"])
    }

    @Test("tell no growth across a break of the series, and say why")
    func broken() throws {
        var source = monthly([(2024, 3, "10"), (2024, 11, "11"), (2025, 3, "12")])
        source.figures[1] = Make.figure(
            "NS.01", Make.month(2024, 11), "11", status: .seriesBreak)
        let document = try build([indicator(.change)], source)
        #expect(try told(document) == ["(không so sánh được vì chuỗi số liệu gián đoạn)"])
        #expect(document.cells.map(\.value) == [""] && document.warnings.isEmpty)
    }

    @Test("say in words why there is none, and warn of it")
    func absent() throws {
        let document = try build(
            [indicator(), indicator(.change), indicator(.target), indicator(.ofTarget)],
            monthly([(2024, 3, "10")]))
        #expect(
            try told(document) == [
                "(chưa có số liệu)", "(chưa có số liệu)", "(không có kế hoạch)",
                "(không có kế hoạch)",
            ])
        #expect(
            document.warnings == [
                "Mục: chưa có số liệu của \(Self.row) – Thực hiện; \(Self.row) – So với cùng kỳ năm "
                    + "trước; \(Self.row) – Kế hoạch; \(Self.row) – % kế hoạch"
            ])
        #expect(document.cells.map(\.value) == ["", "", "", ""])
        let first = try build([indicator(.change)], monthly([(2025, 3, "10")]))
        #expect(try told(first) == ["(chưa có cơ sở so sánh)"])
        let unknown = try build([indicator(.value, "XX.99")], SampleFigures())
        #expect(try told(unknown) == ["(chưa có số liệu)"] && unknown.warnings.count == 2)
    }

    @Test("say a true zero as a zero, and give no growth from it")
    func zero() throws {
        var source = SampleFigures()
        source.figures = [
            Make.figure("AT.01", march, "0", mark: .zero),
            Make.figure("AT.01", Make.month(2024, 3), "4"),
        ]
        let document = try build([indicator(.value, "AT.01"), indicator(.change, "AT.01")], source)
        #expect(try told(document) == ["0 vụ", "(chưa có cơ sở so sánh)"])
    }

    @Test("bear the mark of figures that are not final, and so does what is computed from them")
    func drafts() throws {
        let source = monthly(
            [(2024, 3, "10"), (2025, 1, "5"), (2025, 2, "5"), (2025, 3, "12")],
            status: .provisional)
        let document = try build([indicator(), indicator(.change), indicator(.yearToDate)], source)
        #expect(
            try told(document) == [
                "12,0 tỷ đồng (sơ bộ)", "tăng 20,0 % (số chưa chính thức)",
                "22,0 tỷ đồng (số chưa chính thức)",
            ])
        #expect(document.html.contains("<sup title=\"Sơ bộ\">sb</sup>"))
        #expect(document.html.contains("sb: sơ bộ; *: số chưa chính thức."))
    }

    @Test("tell the sum since January, its change, the target and what is reached of it")
    func sums() throws {
        var source = monthly(
            (1...3).flatMap { [(2024, $0, "10"), (2025, $0, $0 == 3 ? "12" : "10")] })
        source.targets = [
            Target(
                indicator: Make.key("NS.01"),
                period: try #require(Period(year: 2025, month: 1, monthCount: 12)),
                value: ExactDecimal(128), origin: Make.origin(2, path: "skhdt/ke-hoach.csv"))
        ]
        let shows: [IndicatorFigure.Show] = [.yearToDate, .yearToDateChange, .target, .ofTarget]
        let document = try build(shows.map { indicator($0) }, source)
        #expect(
            try told(document) == ["32,0 tỷ đồng", "tăng 6,7 %", "128,0 tỷ đồng", "25,0 %"])
        #expect(document.cells.map(\.value) == ["32", "6.7", "128", "25"])
        #expect(document.cells.map(\.period) == ["2025-M03", "2025-M03", "2025", "2025-M03"])
        #expect(document.html.contains("skhdt/ke-hoach.csv"))
        source.figures.removeAll { $0.period == Make.month(2025, 2) }
        #expect(
            try told(try build(shows.map { indicator($0) }, source)) == [
                "(thiếu T2/2025)", "(không đủ dữ liệu)", "128,0 tỷ đồng", "(không đủ dữ liệu)",
            ])
    }

    // MARK: What must not be told

    private func confidential(
        _ value: String, area: (String, String) = ("84", "Trà Vinh"), breakdown: String = ""
    ) -> Figure {
        Figure(
            indicator: Make.key("NS.01"), areaCode: area.0, areaName: area.1,
            breakdown: breakdown, period: march, value: Make.decimal(value), mark: nil,
            status: .normal, confidentiality: .confidential, origin: Make.origin())
    }

    @Test("are withheld where they are confidential, with the reason and a warning")
    func withheld() throws {
        var source = monthly([(2024, 3, "10")])
        source.figures.append(confidential("7654321"))
        let document = try build([indicator(), indicator(.change)], source)
        #expect(try told(document) == ["(bảo mật)", "(bảo mật)"] && document.warnings.count == 1)
        for text in [document.html, document.csv, document.content.figures] {
            #expect(!text.contains("7654321") && !text.contains("7.654.321"))
        }
    }

    @Test("of a part are withheld where a table of the whole would withhold them")
    func parts() throws {
        let axis = BreakdownAxis(
            code: "sex", title: Words(vi: "Giới", en: "Sex"),
            members: ["F", "M", "X"].map {
                BreakdownMember(code: $0, title: Words(vi: $0, en: $0))
            })
        var source = SampleFigures()
        source.figures = [
            Make.figure("NS.01", march, "100"), confidential("20", breakdown: "sex=F"),
            Make.figure("NS.01", march, "30", breakdown: "sex=M"),
            Make.figure("NS.01", march, "50", breakdown: "sex=X"),
        ]
        let figures = ["sex=F", "sex=M", "sex=X", ""].map { indicator(breakdown: $0) }
        let workspace = SampleWorkspace.make(breakdowns: [axis])
        let hidden = "(không công bố để bảo vệ số khác)"
        #expect(
            try told(try build(figures, source, workspace: workspace)) == [
                "(bảo mật)", hidden, "50,0 tỷ đồng", "100,0 tỷ đồng",
            ])
        // Alone too: the rest may stand elsewhere.
        #expect(try told(try build([figures[1]], source, workspace: workspace)) == [hidden])
    }

    @Test("of two axes are withheld where the whole table of both would withhold them")
    func crossedParts() throws {
        let axes = [("age", ["O", "Y"]), ("sex", ["F", "M"])].map { code, members in
            BreakdownAxis(
                code: code, title: Words(vi: code, en: code),
                members: members.map { BreakdownMember(code: $0, title: Words(vi: $0, en: $0)) })
        }
        var source = SampleFigures()
        source.figures =
            [
                ("", "100"), ("age=O", "40"), ("age=Y", "60"), ("sex=F", "45"), ("sex=M", "55"),
                ("age=O;sex=F", "25"), ("age=O;sex=M", "15"), ("age=Y;sex=F", "20"),
            ].map { Make.figure("NS.01", march, $0.1, breakdown: $0.0) }
            + [confidential("40", breakdown: "age=Y;sex=M")]
        // Three cells of the four would give the fourth, and so would sums with any one of them.
        let document = try build(
            [indicator(breakdown: "age=O;sex=F")], source,
            workspace: SampleWorkspace.make(breakdowns: axes))
        #expect(try told(document) == ["(không công bố để bảo vệ số khác)"])
    }

    @Test("of an area are those of the table of areas, and bear its name")
    func areas() throws {
        let names = [("842", "Càng Long"), ("844", "Cầu Kè"), ("845", "Tiểu Cần")]
        var source = SampleFigures()
        source.figures = [
            Make.figure("NS.01", march, "100"), confidential("20", area: names[0]),
            Make.figure("NS.01", march, "30", area: names[1]),
            Make.figure("NS.01", march, "50", area: names[2]),
        ]
        let workspace = SampleWorkspace.make(
            areas: names.map {
                Area(
                    level: .district, code: $0.0, name: $0.1, parent: "84", validFrom: nil,
                    validTo: nil)
            })
        let document = try build(
            names.map { indicator(area: $0.0) }, source, workspace: workspace)
        #expect(
            try told(document) == [
                "(bảo mật)", "(không công bố để bảo vệ số khác)", "50,0 tỷ đồng",
            ])
        #expect(document.cells[2].row == "\(Self.row), Tiểu Cần" && document.cells[2].area == "845")
        #expect(document.html.contains("data-why=\"NS.01 845 2025-M03\""))
    }

    // MARK: Cases, survey, deliveries

    @Test("tell the rates of Decision 766 over the cases received")
    func cases() throws {
        var source = SampleFigures()
        source.cases = SampleProvince.make().cases
        let document = try build(
            CaseFigure.allCases.map { .cases($0) }, source,
            beside: [
                .cases(title: Build.title)
            ])
        let own = document.cells.filter { $0.section == "I. Mục" }
        let table = document.cells.filter { $0.section == "II. Mục" && $0.row == "Chung" }
        #expect(own.count == 5 && own.allSatisfy { !$0.value.isEmpty })
        for cell in own {
            let column =
                cell.column == "Đang xử lý, quá hạn" ? "trong đó quá hạn" : cell.column
            #expect(table.contains { $0.column == column && $0.value == cell.value })
        }
        let none = try build([.cases(.received), .cases(.inTime)], SampleFigures())
        #expect(try told(none) == ["(chưa có số liệu)", "(không đủ dữ liệu)"])
        #expect(none.warnings.count == 1)
    }

    private func survey(
        _ count: Int, design: Words? = SampleWorkspace.survey.design
    ) throws -> ReportDocument {
        var source = SampleFigures()
        source.respondents = Make.tallies("a", "Sở A", count)
        let rules = SurveyDefinition(
            design: design, satisfiedFrom: 4, reliableFrom: 30, confidentialBelow: 5)
        return try build(
            SurveyFigure.allCases.map { .survey($0) }, source,
            beside: [.satisfaction(title: Build.title, survey: rules)])
    }

    @Test(
        "tell of the survey what the satisfaction section tells, and nothing where it tells nothing"
    )
    func survey() throws {
        #expect(try told(try survey(40)) == ["90,0 %", "4,00", "40", "100,0 %"])
        let suppressed = try survey(4)
        #expect(try told(suppressed) == Array(repeating: "(không đủ dữ liệu)", count: 4))
        #expect(suppressed.cells.allSatisfy { $0.value.isEmpty } && !suppressed.warnings.isEmpty)
        let small = try survey(29)
        #expect(try told(small) == ["90,0 % (n nhỏ)", "4,00 (n nhỏ)", "29", "100,0 %"])
        #expect(small.html.contains("“n nhỏ”: dưới 30 người trả lời"))
    }

    @Test("say of ratings without a sample design that they are voluntary")
    func voluntary() throws {
        let document = try survey(40, design: nil)
        #expect(try told(document)[..<2] == ["90,0 % (tự nguyện)", "4,00 (tự nguyện)"])
        #expect(document.html.contains("không suy rộng"))
    }

    @Test("count the deliveries that the submissions section shows")
    func deliveries() throws {
        func submission(_ month: Int, _ state: SubmissionState) throws -> Submission {
            Submission(
                agency: "syt", agencyName: "Sở Y tế", dataset: "syt.x.thang",
                period: Make.month(2025, month),
                dueOn: try #require(CalendarDay("2025-04-01")), receivedAt: nil, state: state,
                workingDaysLate: 0, path: nil, answerable: "", contact: "")
        }
        var source = SampleFigures()
        source.submissions = [
            try submission(1, .missing), try submission(2, .onTime), try submission(3, .late),
        ]
        let document = try build(
            SubmissionFigure.allCases.map { .submissions($0) }, source,
            beside: [
                .submissions(
                    title: Build.title, scope: SubmissionScope(periodCount: 2, agency: nil))
            ])
        #expect(try told(document) == ["2", "0", "50,0 %", "100,0 %"])
    }

    // MARK: Formats

    @Test("agree in every format, and nothing in a title can leave its place")
    func formats() throws {
        let title = "Thu <i>\"x\"</b> & =1+1"
        let workspace = SampleWorkspace.make(indicators: [Make.indicator("NS.01", title)])
        let source = monthly([(2024, 3, "10"), (2025, 3, "12.345")])
        let document = try build(
            [indicator(), indicator(.change), indicator(.target)], source, workspace: workspace)
        let content = document.content
        for page in [content.page, content.paper] {
            #expect(!page.contains("<i>") && page.contains("12,3\u{A0}tỷ đồng"))
            #expect(page.contains("tăng 23,4\u{A0}%"))
            #expect(page.contains("<span class=\"missing\">(không có kế hoạch)</span>"))
            _ = try PageReader.read(page)
        }
        #expect(
            content.tables.contains("12,3\u{A0}tỷ đồng / tăng 23,4\u{A0}% / (không có kế hoạch)"))
        let quoted = "\"\(title.replacing("\"", with: "\"\""))\""
        #expect(content.tables.contains("\(quoted);Thực hiện;12,345;tỷ đồng\r\n"))
        #expect(content.tables.contains("\(quoted);So với cùng kỳ năm trước;23,4;%\r\n"))
        #expect(
            content.tables.contains("\(quoted);Kế hoạch;… (không có kế hoạch);tỷ đồng\r\n"))
        let lines = content.figures.split(separator: "\n")
        #expect(lines.count == 4 && lines[1].contains(",Thực hiện,12.345,tỷ đồng,2025-M03,"))
        #expect(lines[2].contains(",23.4,%,") && lines[3].contains(",Kế hoạch,,tỷ đồng,"))
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(content.json)) as? [String: Any])
        let figures = try #require(json["figures"] as? [[String: Any]])
        #expect(figures.map { $0["value"] is NSNull } == [false, false, true])
        let text = String(decoding: content.json, as: UTF8.self)
        #expect(
            text.contains("\"value\":12.345,") && text.contains("\"missing\":\"không có kế hoạch\"")
        )
    }

    @Test("are read for the section's own period")
    func period() throws {
        let definition = ReportDefinition(
            code: "quy", title: Build.title, period: .quarter,
            sections: [
                .text(
                    title: Build.title,
                    TextDefinition(
                        vi: TextBody([.figure("a")]), en: TextBody([.figure("a")]),
                        figures: ["a": indicator()]))
            ], placings: [SectionPlacing(period: .month)], definedAt: "reports/quy.yml:1")
        let quarter = try #require(Period(year: 2025, month: 1, monthCount: 3))
        let document = try Build.report(
            definition, monthly([(2025, 3, "12")]), period: quarter)
        #expect(document.cells.map(\.value) == ["12"])
        #expect(document.cells.map(\.section) == ["I. Mục, tháng 3/2025"])
    }
}
