import PhusaModel
import Testing

@testable import Reporting

@Suite("The matrix of submissions")
struct SubmissionTests {
    private static func submission(
        _ dataset: String, _ period: Period, _ state: SubmissionState
    ) -> Submission {
        Submission(
            agency: String(dataset.prefix { $0 != "." }), agencyName: "Sở Y tế", dataset: dataset,
            period: period, dueOn: period.end.adding(days: 6),
            receivedAt: state.isReceived ? Moment(startOf: period.end) : nil, state: state,
            workingDaysLate: state == .late ? 3 : 0, path: nil, answerable: "Chánh Văn phòng",
            contact: "tk@syt.example")
    }

    @Test("never gives a rate above 100 % or below 0, whatever came", arguments: 0..<200)
    func rates(seed: Int) throws {
        var random = RandomTexts(seed: UInt64(seed))
        let submissions = (0..<Int.random(in: 0..<30, using: &random)).map { index in
            Self.submission(
                "syt.y-te.thang", Make.month(2024 + index / 12, index % 12 + 1),
                SubmissionState.allCases.randomElement(using: &random) ?? .due)
        }
        let day = CalendarDay(number: 19_700 + Int.random(in: 0..<900, using: &random))
        let tally = SubmissionTally(submissions, on: day)
        let due = submissions.filter { $0.dueOn < day }
        #expect(tally.owedCount == due.count { $0.state != SubmissionState.exempted })
        #expect(tally.owedCount + tally.exemptedCount == due.count)
        for rate in [tally.onTimeRate, tally.completeness].compactMap({ $0 }) {
            #expect(rate >= .zero && rate <= ExactDecimal(100))
        }
        #expect((tally.onTimeRate == nil) == (tally.owedCount == 0))
    }

    @Test("shows each period's state, the rates of the row and what the signs mean")
    func text() {
        let states: [SubmissionState] = [.onTime, .late, .copy, .exempted, .missing, .due]
        let submissions = states.enumerated().map {
            Self.submission("syt.y-te.thang", Make.month(2024, $0.offset + 1), $0.element)
        }
        let day = Make.month(2024, 6).end
        let text = SubmissionText(
            SubmissionMatrix(submissions, periodCount: 5, on: day), language: .vi
        ).body.split(separator: "\n").map(String.init)
        #expect(text[0] == "Tình hình gửi số liệu đến hết ngày 01/07/2024")
        #expect(text[1] == "Bộ dữ liệu     02/24 03/24 04/24 05/24 06/24  Đúng hạn    Đầy đủ")
        #expect(
            text[2] == "syt.y-te.thang     ▲     ≡     –     ○     …     0,0\u{A0}%    33,3\u{A0}%")
        #expect(text[3].contains("≡ chép lại kỳ trước") && text[3].contains("– được miễn"))
        #expect(!text[3].contains("đúng hạn"), "only signs that stand there are explained")
    }

    @Test("keeps months and quarters apart")
    func blocks() throws {
        let quarter = try #require(Period(year: 2024, month: 1, monthCount: 3))
        let matrix = SubmissionMatrix(
            [
                Self.submission("syt.y-te.thang", Make.month(2024, 1), .onTime),
                Self.submission("ttth.nhat-ky.quy", quarter, .late),
            ], periodCount: 12, on: quarter.end.adding(days: 30))
        #expect(
            matrix.blocks.map { $0.rows.map(\.dataset) } == [
                ["syt.y-te.thang"], ["ttth.nhat-ky.quy"],
            ])
        #expect(matrix.blocks.map(\.periods.count) == [1, 1])
    }

    @Test("gives each state a sign and words of its own")
    func signs() {
        let states = SubmissionState.allCases
        #expect(Set(states.map(\.symbol)).count == states.count)
        for language in Language.allCases {
            #expect(Set(states.map { $0.words.text(language) }).count == states.count)
        }
    }
}
