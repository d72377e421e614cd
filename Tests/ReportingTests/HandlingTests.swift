import PhusaModel
import Testing

@testable import Reporting

@Suite("How feedback was handled")
struct HandlingTests {
    static let states = HandlingStates(
        order: ["tiep-nhan", "da-phan-cong", "dang-xu-ly", "da-xu-ly", "da-danh-gia"],
        done: "da-xu-ly")
    static let clock = WorkingClock(SampleWorkspace.make().centre)

    /// Monday 3 March 2025, 8:00 in Việt Nam.
    private static let monday = Moment(startOf: CalendarDay(number: 20_150)).adding(seconds: 28_800)

    /// A case received on Monday at 8:00 that came to its states after so many minutes of that day.
    private static func feedback(
        _ number: Int, closedAfter minutes: Int?, steps: [(String, Int)] = [], due: Int = 120
    ) -> FeedbackCase {
        func after(_ minutes: Int) -> Moment { monday.adding(seconds: Int64(minutes) * 60) }
        return FeedbackCase(
            code: "PA-\(number)", agencyCode: "sxd", agencyName: "Sở Xây dựng",
            category: "Giao thông", channel: "Zalo", receivedAt: monday, dueAt: after(due),
            closedAt: minutes.map(after), rating: nil,
            steps: steps.map { FeedbackCase.Step(state: $0.0, happenedAt: after($0.1)) })
    }

    private func tally(_ cases: [FeedbackCase], at minutes: Int = 180) -> HandlingTally {
        HandlingTally(
            cases, states: Self.states, clock: Self.clock,
            at: Self.monday.adding(seconds: Int64(minutes) * 60))
    }

    @Test("every case is in time, late or open, and overdue cases are among the open")
    func counts() {
        let result = tally([
            Self.feedback(1, closedAfter: 120), Self.feedback(2, closedAfter: 121),
            Self.feedback(3, closedAfter: nil), Self.feedback(4, closedAfter: nil, due: 180),
        ])
        #expect(result.closedInTimeCount == 1 && result.closedLateCount == 1)
        #expect(result.openCount == 2 && result.openOverdueCount == 1)
        #expect(result.onTimeRate == ExactDecimal(25))
    }

    @Test("a percentile takes open cases as longer than any closed one")
    func percentiles() throws {
        let closed = (1...7).map { Self.feedback($0, closedAfter: $0 * 10) }
        let open = (8...10).map { Self.feedback($0, closedAfter: nil) }
        let times = try #require(tally(closed + open).times.first { $0.state == "da-xu-ly" })
        #expect(times.percentile(50) == 50)
        #expect(times.percentile(70) == 70)
        #expect(times.percentile(90) == nil, "it falls among the open")
        #expect(times.waitingShare == ExactDecimal(30))
        let all = try #require(tally(closed).times.first { $0.state == "da-xu-ly" })
        #expect(all.percentile(50) == 40 && all.percentile(90) == 70)
    }

    @Test("a percentile is the least time that so many of the cases kept", arguments: 0..<100)
    func percentileProperty(seed: Int) throws {
        var random = RandomTexts(seed: UInt64(seed))
        let times = (0..<Int.random(in: 1..<40, using: &random)).map { _ in
            Bool.random(using: &random) ? Int.random(in: 0..<200, using: &random) : nil
        }
        let cases = times.enumerated().map { Self.feedback($0.offset, closedAfter: $0.element) }
        let found = try #require(tally(cases).times.first { $0.state == "da-xu-ly" })
        for percent in [1, 25, 50, 90, 100] {
            let sorted = times.compactMap { $0 }.sorted()
            let slow = sorted.first { limit in
                sorted.count { $0 <= limit } * 100 >= percent * cases.count
            }
            #expect(found.percentile(percent) == slow)
        }
    }

    @Test(
        "a case that goes back from done to an earlier state is reopened, and ends with the last end"
    )
    func reopened() throws {
        let log = [
            ("tiep-nhan", 0), ("dang-xu-ly", 20), ("da-xu-ly", 30), ("dang-xu-ly", 60),
            ("da-xu-ly", 90), ("da-danh-gia", 95),
        ]
        let result = tally([
            Self.feedback(1, closedAfter: 90, steps: log),
            Self.feedback(2, closedAfter: 30, steps: [("da-xu-ly", 30), ("da-danh-gia", 40)]),
        ])
        #expect(result.reopenedCount == 1)
        let times = try #require(result.times.first { $0.state == "da-xu-ly" })
        #expect(times.percentile(100) == 90)
        let working = try #require(result.times.first { $0.state == "dang-xu-ly" })
        #expect(working.percentile(50) == 20 && working.percentile(100) == nil)
    }

    @Test("a case without a log says nothing of the steps on the way, only of its end")
    func withoutLog() throws {
        let result = tally([
            Self.feedback(1, closedAfter: 60),
            Self.feedback(2, closedAfter: 90, steps: [("dang-xu-ly", 20), ("da-xu-ly", 90)]),
        ])
        let working = try #require(result.times.first { $0.state == "dang-xu-ly" })
        #expect(working.caseCount == 1 && working.percentile(100) == 20)
        let assigned = try #require(result.times.first { $0.state == "da-phan-cong" })
        #expect(assigned.waitingCount == 1)
        let done = try #require(result.times.first { $0.state == "da-xu-ly" })
        #expect(done.caseCount == 2 && done.percentile(50) == 60)
        let unlogged = tally([Self.feedback(3, closedAfter: 60)])
        #expect(unlogged.times.filter { $0.caseCount == 0 }.count == 4)
    }
}
