import Foundation
import PhusaModel
import Testing
import Warehouse

@Suite("Feedback cases of a report's period")
struct FeedbackTests {
    private static func period(_ month: Int, _ count: Int) throws -> Period {
        try #require(Period(year: 2024, month: month, monthCount: count))
    }

    private func lab() async throws -> Lab {
        let lab = try await Lab()
        try lab.deliver(
            "ttth/phananh-2024-M01-2024-02-05.ndjson.gz",
            "ttth/phananh-2024-M02-2024-03-04.ndjson.gz",
            "ttth/phananh-2024-M03-2024-04-03.ndjson.gz",
            "ttth/nhatky-2024-Q1-2024-04-11.ndjson.gz", "snv/hailong-2024-M01-2024-02-07.json.gz",
            "snv/hailong-2024-M02-2024-03-07.json.gz")
        #expect(try await lab.run().total.loaded > 0)
        return lab
    }

    @Test("a quarter has the cases and forms of its months, each once")
    func quarter() async throws {
        let lab = try await lab()
        let reads = FigureReads(
            connection: try Connection(lab.target), asOf: nil, agencyNames: [:])
        let moment = try #require(Moment("2024-04-10T00:00:00Z"))
        let quarter = try Self.period(1, 3)
        func received(_ period: Period) throws -> Int {
            try reads.caseTallies(period: period, asOf: moment).reduce(0) { $0 + $1.receivedCount }
        }
        let months = try (1...3).map { try received(Self.period($0, 1)) }
        #expect(months.allSatisfy { $0 > 0 })
        #expect(try received(quarter) == months.reduce(0, +))
        #expect(try received(Self.period(1, 6)) == months.reduce(0, +))
        #expect(try received(Self.period(1, 2)) == months[0] + months[1])
        let forms = try (1...2).map {
            try reads.surveyTallies(period: Self.period($0, 1), satisfiedFrom: 4).count
        }
        #expect(
            try reads.surveyTallies(period: quarter, satisfiedFrom: 4).count == forms.reduce(0, +))
        #expect(try reads.origins(of: .cases, period: quarter).count >= 3)
    }

    @Test("cases one by one say what plain SQL says of cohort and flow, with their log in order")
    func cases() async throws {
        let lab = try await lab()
        let reads = FigureReads(
            connection: try Connection(lab.target), asOf: nil, agencyNames: [:])
        let moment = try #require(Moment("2024-03-20T00:00:00Z"))
        let cohort = try reads.cases(.received, in: Self.period(1, 3), asOf: moment)
        let tallies = try reads.caseTallies(period: Self.period(1, 3), asOf: moment)
        #expect(cohort.count == tallies.reduce(0) { $0 + $1.receivedCount })
        #expect(
            cohort.count { $0.closedAt == nil } == tallies.reduce(0) { $0 + $1.openCount })
        #expect(Set(cohort.map(\.code)).count == cohort.count)

        let flow = try reads.cases(.closed, in: Self.period(2, 1), asOf: moment)
        let closed = try lab.value(
            """
            select count(*) from warehouse.fact_case
            where (closed_at at time zone 'Asia/Ho_Chi_Minh')::date
                between '2024-02-01' and '2024-02-29'
            """)
        #expect("\(flow.count)" == closed && flow.count > 0)

        let steps = try lab.value(
            """
            select count(*) from warehouse.fact_case_event e
            where happened_at <= '2024-03-20T00:00:00Z' and exists (select from warehouse.fact_case c
                where c.case_code = e.case_code and c.area_id = e.area_id
                    and c.received_at <= '2024-03-20T00:00:00Z')
            """)
        #expect("\(cohort.reduce(0) { $0 + $1.steps.count })" == steps)
        #expect(cohort.contains { $0.steps.count >= 4 })
        for item in cohort {
            #expect(item.steps.first.map { $0.state == "tiep-nhan" } ?? true)
            #expect(item.steps.allSatisfy { $0.happenedAt <= moment })
        }
    }
}
