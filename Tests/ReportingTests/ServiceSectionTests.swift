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
