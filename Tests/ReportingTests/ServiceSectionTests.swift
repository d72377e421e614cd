import PhusaModel
import Testing

@testable import Reporting

@Suite struct SatisfactionSectionTests {
    private func build(
        _ tallies: [RespondentTally], design: Words? = Words(vi: "ngẫu nhiên", en: "random")
    ) throws -> ReportDocument {
        var source = SampleFigures()
        source.respondents = tallies
        let survey = SurveyDefinition(
            design: design, satisfiedFrom: 4, reliableFrom: 30, confidentialBelow: 5)
        return try Build.sections([.satisfaction(title: Build.title, survey: survey)], source)
    }

    private let large = Make.tallies("a", "Sở A", 40) + Make.tallies("a", "Sở A", 10, satisfied: 5)

    @Test("prints share, n, response rate and interval where a sample is declared")
    func withDesign() throws {
        let unanswered = Make.tallies("a", "Sở A", 50, answered: 0, satisfied: 0)
        let document = try build(large + unanswered)
        let value = { (column: String) in
            document.cells.first { $0.row == "Sở A" && $0.column == column }?.value
        }
        #expect(value("Tỷ lệ hài lòng") == "82" && value("Số người trả lời (n)") == "50")
        #expect(value("Tỷ lệ trả lời") == "50" && value("Điểm trung bình (1–5)") == "4")
        let low = try #require(value("Cận dưới 95\u{A0}%").flatMap { Double($0) })
        let high = try #require(value("Cận trên 95\u{A0}%").flatMap { Double($0) })
        // Var = 50/49 * (40 * 0.8² + 10 * 3.2²) / 500²; n_eff 282.5; kurtosis 50 * (40 * 0.8⁴ +
        // 10 * 3.2⁴) / 128² - 3 = 0.25; df 43.65; t 2.0159: Wilson 76.95 to 86.14.
        #expect(abs(low - 76.95) < 0.01 && abs(high - 86.14) < 0.01, "\(low) \(high)")
        #expect(document.html.contains("Thiết kế mẫu: ngẫu nhiên"))
    }

    @Test("says “tự nguyện” and prints neither interval nor rank where none is declared")
    func voluntary() throws {
        let document = try build(large + Make.tallies("b", "Sở B", 40), design: nil)
        #expect(document.html.contains("tự nguyện"))
        #expect(!document.html.contains("class=\"whisker\""))
        #expect(!document.cells.contains { $0.column.contains("95") })
        #expect(!document.html.contains("1–2"))
    }

    /// Forms that respondents of a kind filled in at one agency.
    private func forms(_ kind: String, _ count: Int, satisfied: Int = 9) -> [RespondentTally] {
        (0..<count).map { _ in
            RespondentTally(
                agencyCode: "a", agencyName: "Sở A", answeredCount: 10, satisfiedCount: satisfied,
                scoreSum: 40, respondentKind: kind)
        }
    }

    @Test("tells persons from organisations, also in a report about one agency")
    func byRespondent() throws {
        var source = SampleFigures()
        source.respondents =
            forms("ca-nhan", 30) + forms("to-chuc", 20, satisfied: 6) + forms("", 10, satisfied: 5)
        let survey = SurveyDefinition(
            design: nil, satisfiedFrom: 4, reliableFrom: 30, confidentialBelow: 5,
            grouping: .respondent)
        let section = ReportSection.satisfaction(title: Build.title, survey: survey)
        for subject in [ReportSubject.province, .agency("a")] {
            let definition = ReportDefinition(
                code: "thu", title: Build.title, subject: subject, period: .month,
                sections: [section], definedAt: "reports/thu.yml:1")
            let document = try Build.report(definition, source)
            let shares = document.cells.filter { $0.column == "Tỷ lệ hài lòng" }
            let total = subject == .province ? "Chung" : "Toàn tỉnh"
            #expect(
                shares.map(\.row) == ["Cá nhân", "Tổ chức, doanh nghiệp", "Không ghi", total])
            #expect(shares.map(\.value) == ["90", "60", "50", "73.333333"])
            #expect(document.html.contains("Người trả lời"))
        }
    }

    @Test("a kind of few respondents goes with the next, and the note names both")
    func fewOrganisations() throws {
        var source = SampleFigures()
        source.respondents =
            forms("ca-nhan", 30) + forms("to-chuc", 6, satisfied: 6) + forms("", 3, satisfied: 5)
        let survey = SurveyDefinition(
            design: nil, satisfiedFrom: 4, reliableFrom: 30, confidentialBelow: 5,
            grouping: .respondent)
        let document = try Build.sections(
            [.satisfaction(title: Build.title, survey: survey)], source, language: .en)
        let rows = document.cells.filter { $0.column == "Respondents (n)" }
        #expect(rows.map(\.row) == ["Persons", "All others", "Total"])
        #expect(rows.map(\.value) == ["30", "9", "39"])
        #expect(
            document.html.contains(
                "put together with the next: Not said; Organisations, businesses")
        )
    }

    /// Where they did not, the one table would print that all of the smallest were satisfied, which the
    /// other takes care not to.
    @Test("folds the agencies that the spread of answers folds, though they differ in steps")
    func sameFolding() {
        let names = ["a": "A", "b": "B", "c": "C", "d": "D"]
        let answers: [(code: String, formCount: Int, counts: [Int])] = [
            ("a", 3, [0, 0, 0, 15, 15]), ("b", 3, [0, 0, 0, 20, 10]),
            ("c", 20, [10, 10, 30, 100, 50]), ("d", 40, [0, 50, 50, 200, 100]),
        ]
        let tallies = answers.flatMap { own in
            (0..<own.formCount).map { _ in
                RespondentTally(
                    agencyCode: own.code, agencyName: names[own.code] ?? "", answeredCount: 10,
                    satisfiedCount: own.counts.dropFirst(3).reduce(0, +) / own.formCount,
                    scoreSum: 40)
            }
        }
        let shares = SurveyGroups(tallies, confidentialBelow: 5)
        let spread = ScaleGroups(
            answers.map {
                ScaleTally(
                    agencyCode: $0.code, agencyName: names[$0.code] ?? "", question: "q1",
                    counts: $0.counts, askedCount: $0.counts.reduce(0, +))
            }, by: .agency, below: 5,
            respondents: Dictionary(uniqueKeysWithValues: answers.map { ($0.code, $0.formCount) }),
            allRespondents: tallies.count)
        #expect(shares.foldedNames == ["A", "B", "C"] && spread.foldedNames == shares.foldedNames)
    }

    @Test("flags samples under the threshold of reliability")
    func smallSample() throws {
        let html = try build(large + Make.tallies("b", "Sở B", 12)).html
        #expect(html.contains("12<sup class=\"flag\">n nhỏ</sup>"))
        #expect(!html.contains("50<sup class=\"flag\">"))
    }

    @Test("folds small agencies, on the page, in the table and in the cells alike")
    func suppression() throws {
        let small = Make.tallies("b", "Sở B", 3, satisfied: 1) + Make.tallies("c", "Sở C", 9)
        let document = try build(large + small)
        let rows = Set(document.cells.map(\.row))
        #expect(rows == ["Sở A", "Các cơ quan khác (2 cơ quan)", "Chung"])
        #expect(!document.csv.contains("\r\nSở B;") && !document.csv.contains("\r\nSở C;"))
        #expect(!document.html.contains("name\">Sở B</th>"))
        let counts = document.cells.filter { $0.column == "Số người trả lời (n)" }.map(\.value)
        #expect(counts.sorted() == ["12", "50", "62"])
    }

    @Test("prints no number at all where even the total is too small")
    func nothingPublished() throws {
        let document = try build(Make.tallies("b", "Sở B", 4, answered: 7, satisfied: 3))
        #expect(document.cells.isEmpty && document.warnings.count == 1)
        #expect(document.html.contains("Không công bố"))
        #expect(!document.html.contains("42,9") && !document.csv.contains("Sở B"))
    }

    @Test("says that data are lacking where nobody answered, and where nobody was asked")
    func noAnswers() throws {
        for tallies in [[], Make.tallies("a", "Sở A", 5, answered: 0, satisfied: 0)] {
            let document = try build(tallies)
            #expect(document.html.contains("Không đủ dữ liệu") && document.cells.isEmpty)
            #expect(!document.html.contains("nan"))
        }
    }

    @Test("lists an agency that nobody answered without a share")
    func silentAgency() throws {
        let silent = Make.tallies("z", "Sở Z", 6, answered: 0, satisfied: 0)
        let document = try build(large + silent)
        let cells = document.cells.filter { $0.row == "Sở Z" }
        #expect(!cells.contains { $0.column == "Tỷ lệ hài lòng" })
        #expect(document.csv.contains("Sở Z;6;0;"))
    }
}

@Suite struct CasesSectionTests {
    private func build(_ cases: [CaseTally]) throws -> ReportDocument {
        var source = SampleFigures()
        source.cases = cases
        return try Build.sections([.cases(title: Build.title)], source)
    }

    private func tally(
        _ name: String, received: Int, inTime: Int, late: Int, open: Int, overdue: Int = 0,
        bad: Int = 0, rated: Int = 0
    ) -> CaseTally {
        CaseTally(
            agencyCode: name, agencyName: name, receivedCount: received,
            closedInTimeCount: inTime, closedLateCount: late, openCount: open,
            openOverdueCount: overdue, lateOrDissatisfiedCount: bad, ratedCount: rated,
            dissatisfiedCount: 0)
    }

    @Test("takes rates of what was received, by the rule of Decision 766")
    func rates() throws {
        let document = try build([
            tally("Sở A", received: 8, inTime: 5, late: 1, open: 2, overdue: 1, bad: 3, rated: 2)
        ])
        let value = { (column: String) in
            document.cells.first { $0.row == "Sở A" && $0.column == column }?.value
        }
        #expect(value("Tỷ lệ đúng hạn") == "62.5")
        #expect(value("Mức độ hài lòng (QĐ 766)") == "62.5")
        #expect(value("Tỷ lệ không đánh giá") == "75")
        #expect(document.html.contains("tiếp nhận trong kỳ"))
    }

    @Test("adds counts for the total and takes its rates anew")
    func total() throws {
        let document = try build([
            tally("Sở A", received: 1, inTime: 1, late: 0, open: 0),
            tally("Sở B", received: 3, inTime: 0, late: 3, open: 0, bad: 3),
        ])
        let rate = document.cells.first { $0.row == "Chung" && $0.column == "Tỷ lệ đúng hạn" }
        #expect(rate?.value == "25")
        #expect(document.cells.first?.row == "Sở B")
    }

    @Test("says that data are lacking where there were no cases, for one agency or all")
    func noCases() throws {
        let none = tally("Sở Z", received: 0, inTime: 0, late: 0, open: 0)
        #expect(try build([none]).html.contains("không tiếp nhận phản ánh nào"))
        #expect(try build([]).cells.isEmpty)
        let mixed = try build([none, tally("Sở A", received: 1, inTime: 1, late: 0, open: 0)])
        #expect(mixed.html.contains("colspan=\"3\">không đủ dữ liệu"))
        #expect(
            mixed.cells.filter { $0.row == "Sở Z" && $0.unit == "%" }.allSatisfy { $0.value == "" })
    }

    @Test("warns where the parts do not make up what was received")
    func imbalance() throws {
        let document = try build([tally("Sở A", received: 9, inTime: 5, late: 1, open: 2)])
        #expect(document.warnings.count == 1 && document.warnings[0].hasPrefix("Sở A:"))
    }
}
