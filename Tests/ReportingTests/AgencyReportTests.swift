import PhusaModel
import Testing

@testable import Reporting

/// A small survey of several agencies, answered at random, and reports over it.
private struct RandomSurvey {
    static let questions = ["c1", "c2", "c3"]
    var source = SampleFigures()
    /// How many answered a question of an agency.
    private(set) var counts: [String: [String: Int]] = [:]
    let agencies: [String]

    init(seed: Int) {
        var random = Congruential(state: UInt64(seed) &* 6151 &+ 17)
        agencies = (0..<(2 + Int(random.next() * 5))).map { "c\($0)" }
        for code in agencies {
            let mind = random.next()
            var scales = Dictionary(
                uniqueKeysWithValues: Self.questions.map { ($0, [0, 0, 0, 0, 0]) })
            for _ in 0..<(1 + Int(random.next() * random.next() * 40)) {
                var scores: [Int] = []
                for question in Self.questions where random.next() < (question == "c3" ? 0.5 : 0.9)
                {
                    let score = mind < 0.4 ? 5 : mind < 0.5 ? 1 : 1 + Int(random.next() * 5)
                    scales[question]?[score - 1] += 1
                    scores.append(score)
                }
                source.respondents.append(
                    RespondentTally(
                        agencyCode: code, agencyName: "Cơ quan \(code)",
                        answeredCount: scores.count,
                        satisfiedCount: scores.count { $0 > 3 }, scoreSum: scores.reduce(0, +)))
            }
            for question in Self.questions {
                let own = scales[question] ?? []
                counts[code, default: [:]][question] = own.reduce(0, +)
                source.scales.append(
                    ScaleTally(
                        agencyCode: code, agencyName: "Cơ quan \(code)", question: question,
                        counts: own, askedCount: own.reduce(0, +)))
            }
        }
        source.ratings = []
    }

    static func title(_ text: String) -> Words { Words(vi: text, en: text) }

    private var sections: [ReportSection] {
        let survey = SurveyDefinition(
            design: nil, satisfiedFrom: 4, reliableFrom: 30, confidentialBelow: 5)
        func spread(_ grouping: ScaleDefinition.Grouping) -> AnalysisDefinition {
            .distribution(
                ScaleDefinition(
                    subject: .surveyAnswers, grouping: grouping, reliableFrom: 30,
                    confidentialBelow: 5))
        }
        return [
            .satisfaction(title: Self.title("hl"), survey: survey),
            .measures(title: Self.title("ba"), survey: survey),
            .analysis(title: Self.title("cq"), spread(.agency)),
            .analysis(title: Self.title("ch"), spread(.question)),
        ]
    }

    /// - Parameter agency: `nil` for the province's report.
    func cells(_ agency: String?) throws -> [ReportCell] {
        let report = ReportDefinition(
            code: "thu", title: Self.title("Thử"), period: .month, sections: sections,
            definedAt: "reports/thu.yml:1")
        return try Build.report(agency.map(report.about) ?? report, source).cells
    }
}

@Suite("A report about one agency")
struct AgencyReportTests {
    private func value(_ cells: [ReportCell], _ section: String, _ row: String, _ column: String)
        -> Int?
    {
        cells.first { $0.section.hasSuffix(section) && $0.row == row && $0.column == column }
            .flatMap { Int($0.value) }
    }

    @Test(
        "prints of satisfaction, by agency, only what the province's report prints too",
        arguments: 0..<120)
    func subset(seed: Int) throws {
        let survey = RandomSurvey(seed: seed)
        func key(_ cell: ReportCell) -> [String] {
            [cell.section, cell.row == "Toàn tỉnh" ? "Chung" : cell.row, cell.column, cell.value]
        }
        let province = Set(try survey.cells(nil).map(key))
        for agency in survey.agencies {
            for cell in try survey.cells(agency) where !cell.section.hasSuffix("ch") {
                #expect(province.contains(key(cell)), "\(agency) \(cell)")
            }
        }
    }

    /// What all reports together say of how many answered which question of which agency.
    private func attack(_ survey: RandomSurvey) throws -> Set<[String]> {
        let questions = RandomSurvey.questions
        let places = survey.agencies.flatMap { agency in questions.map { [agency, $0] } }
        let index = { (agency: String, question: String) in
            places.firstIndex(of: [agency, question]).map { (index: $0, sign: 1) }
        }
        var attack = SumAttack(unknownCount: places.count)
        let province = try survey.cells(nil)
        let count = "Số câu trả lời"
        for question in questions {
            guard let sum = value(province, "ch", question, count) else { continue }
            attack.learn(survey.agencies.compactMap { index($0, question) }, sum: sum)
        }
        if let sum = value(province, "ch", "Chung", count) {
            attack.learn(places.indices.map { ($0, 1) }, sum: sum)
        }
        for agency in survey.agencies {
            let name = "Cơ quan \(agency)"
            if let sum = value(province, "cq", name, count) {
                attack.learn(questions.compactMap { index(agency, $0) }, sum: sum)
            }
            let own = try survey.cells(agency)
            for question in questions {
                guard let sum = value(own, "ch", question, count),
                    let place = index(agency, question)
                else { continue }
                attack.learn([place], sum: sum)
            }
        }
        return Set(attack.solved().map { places[$0] })
    }

    @Test(
        "together with the province's report, all agencies' reports give no small group away",
        arguments: 0..<200)
    func disclosure(seed: Int) throws {
        let survey = RandomSurvey(seed: seed)
        let solved = try attack(survey)
        let province = try survey.cells(nil)
        for agency in survey.agencies {
            let isFolded = value(province, "cq", "Cơ quan \(agency)", "Số câu trả lời") == nil
            for question in RandomSurvey.questions {
                let count = survey.counts[agency]?[question] ?? 0
                guard count > 0, isFolded || count < 5 else { continue }
                #expect(!solved.contains([agency, question]), "\(survey.counts)")
            }
        }
    }

    @Test(
        "what the others leave of a question is nobody, or enough people of more than one mind",
        arguments: 0..<200)
    func remainder(seed: Int) throws {
        let survey = RandomSurvey(seed: seed)
        let reports = try survey.agencies.map { ($0, try survey.cells($0)) }
        let shown = reports.filter { agency, cells in
            value(cells, "cq", "Cơ quan \(agency)", "Số câu trả lời") != nil
        }
        guard !shown.isEmpty else { return }
        for question in RandomSurvey.questions
        where shown.contains(where: { value($0.1, "ch", question, "Số câu trả lời") != nil }) {
            let rest = (0..<5).map { step in
                survey.source.scales.filter { tally in
                    tally.question == question && !shown.contains { $0.0 == tally.agencyCode }
                }.reduce(0) { $0 + $1.counts[step] }
            }
            let isSafe = rest.reduce(0, +) >= 5 && rest.count { $0 > 0 } > 1
            #expect(isSafe || rest.allSatisfy { $0 == 0 }, "\(question) \(rest)")
        }
    }

    private static let agencies = [
        Agency(code: "syt", name: "Sở Y tế", kind: "department", validFrom: nil, validTo: nil),
        Agency(code: "stc", name: "Sở Tài chính", kind: "department", validFrom: nil, validTo: nil),
    ]

    private func build(_ sections: [ReportSection], _ source: SampleFigures) throws
        -> ReportDocument
    {
        let report = ReportDefinition(
            code: "co-quan", title: RandomSurvey.title("Kết quả"), subject: .eachAgency,
            period: .month, sections: sections, definedAt: "reports/co-quan.yml:1")
        return try Build.report(
            report.about("syt"), source,
            workspace: SampleWorkspace.make(
                kpiSets: [Self.set("syt", "stc")], agencies: Self.agencies))
    }

    private static func set(_ first: String, _ second: String) -> KPISet {
        func line(_ code: String, _ agency: String) -> KPILine {
            KPILine(
                indicator: Make.key(code), breakdown: "", direction: .up, green: ExactDecimal(100),
                amber: ExactDecimal(90), agency: agency)
        }
        return KPISet(
            code: "k", title: RandomSurvey.title("k"),
            groups: [
                KPIGroup(title: RandomSurvey.title("Ngân sách"), lines: [line("NS.01", second)]),
                KPIGroup(
                    title: RandomSurvey.title("Y tế"),
                    lines: [line("YT.02", first), line("DT.01", second)]),
            ])
    }

    @Test("bears the agency's name in its head, its title and its JSON")
    func head() throws {
        let document = try build([.cases(title: Build.title)], SampleProvince.make())
        #expect(document.title == "Kết quả: Sở Y tế – Tháng 3/2025")
        #expect(document.html.contains("<p class=\"about\">Sở Y tế</p>"))
        let json = String(decoding: document.content.json, as: UTF8.self)
        #expect(json.contains("\"agency\": \"syt\"") || json.contains("\"agency\":\"syt\""))
        let province = try Build.sections([.cases(title: Build.title)], SampleProvince.make())
        #expect(!province.html.contains("class=\"about\""))
    }

    @Test("has of a KPI set, of files and of cases the agency's own lines, and the whole beside")
    func ownLines() throws {
        var source = SampleProvince.make()
        source.drops = ["syt", "stc"].map { code in
            DropTally(
                dataset: "\(code).bo", agencyCode: code, agencyName: code, loadedCount: 1,
                refusedCount: 0, heldCount: 0, withdrawnCount: 0, recordCount: 9,
                quarantinedCount: 0, correctionCount: 0)
        }
        let document = try build(
            [
                .kpiTable(title: RandomSurvey.title("A"), kpis: "k"),
                .headline(title: RandomSurvey.title("B"), kpis: "k"),
                .analysis(title: RandomSurvey.title("C"), .scorecard(kpis: "k")),
                .files(title: RandomSurvey.title("D")), .cases(title: RandomSurvey.title("E")),
            ], source)
        func rows(_ section: String) -> Set<String> {
            Set(document.cells.filter { $0.section.hasSuffix(". " + section) }.map(\.row))
        }
        let line = "Tỷ lệ bao phủ bảo hiểm y tế"
        #expect(rows("A") == [line] && rows("B") == [line])
        #expect(rows("C") == [line, "Y tế", "Sở Y tế"])
        #expect(rows("D") == ["syt.bo", "Chung"])
        #expect(rows("E") == ["Toàn tỉnh"], "it had no case: the whole alone")
        #expect(document.html.contains("Trong kỳ cơ quan không có phản ánh nào."))
        #expect(!document.html.contains("Thu ngân sách"), "a line of another agency")
        #expect(!document.html.contains("Ngân sách</th>"), "a heading over nothing")
    }

    @Test("says why where the agency is put together with others, and prints no row of it")
    func folded() throws {
        var source = SampleFigures()
        source.respondents =
            Make.tallies("syt", "Sở Y tế", 3, satisfied: 4) + Make.tallies("stc", "Sở Tài chính", 9)
            + Make.tallies("snv", "Sở Nội vụ", 50)
        let document = try build(
            [.satisfaction(title: Build.title, survey: SampleWorkspace.survey)], source)
        #expect(Set(document.cells.map(\.row)) == ["Toàn tỉnh"])
        #expect(document.html.contains("Không công bố riêng số của cơ quan"))
    }
}
