import Foundation
import PhusaModel
import Testing

@Suite("The quarterly report on feedback")
struct FeedbackReportTests {
    private struct Cell: Decodable {
        let section: String
        let row: String
        let column: String
        let value: String
    }

    /// Each agency's cases of the quarter in plain SQL: minutes of working time are summed day by day,
    /// each day's two spans cut to the case's own.
    private static let statement = """
        with held as (
            select f.case_code, f.area_id, g.name, f.received_at, f.due_at, f.closed_at,
                (select max(l.happened_at) from warehouse.fact_case_event l
                    where l.case_code = f.case_code and l.area_id = f.area_id
                        and l.state = 'da-xu-ly') as done_at
            from warehouse.fact_case f join warehouse.dim_agency g using (agency_id)
            where (f.received_at at time zone 'Asia/Ho_Chi_Minh')::date
                between '2024-01-01' and '2024-03-31'),
        timed as (
            select name, received_at, due_at, closed_at,
                case when closed_at is null then 1e9 else (
                    select coalesce(sum(greatest(0, extract(epoch from
                        least(span.ended, coalesce(done_at, closed_at))
                        - greatest(span.began, received_at)))), 0)
                    from generate_series(date '2024-01-01', date '2026-12-31', interval '1 day') d
                    cross join lateral (values
                        ((d::date + time '07:30') at time zone 'Asia/Ho_Chi_Minh',
                            (d::date + time '11:30') at time zone 'Asia/Ho_Chi_Minh'),
                        ((d::date + time '13:30') at time zone 'Asia/Ho_Chi_Minh',
                            (d::date + time '17:00') at time zone 'Asia/Ho_Chi_Minh')
                    ) span (began, ended)
                    where d >= received_at - interval '2 days'
                        and d <= coalesce(done_at, closed_at) + interval '2 days'
                        and (extract(isodow from d) <= 5 or d::date = '2024-05-04')
                        and d::date not in (\(holidays))) end as seconds
            from held)
        select name, count(*), count(*) filter (where closed_at <= due_at),
            count(*) filter (where closed_at > due_at), count(*) filter (where closed_at is null),
            (percentile_disc(0.5) within group (order by floor(seconds / 60)))::bigint
        from timed group by name order by name
        """

    /// Days off of early 2024, as announced.
    private static let holidays = """
        '2024-01-01', '2024-02-08', '2024-02-09', '2024-02-12', '2024-02-13', '2024-02-14',
        '2024-04-18', '2024-04-29', '2024-04-30', '2024-05-01'
        """

    @Test("prints what plain SQL says of the same cases, agency by agency")
    func figures() async throws {
        let lab = try await Lab()
        try lab.deliver(
            "ttth/phananh-2024-M01-2024-02-05.ndjson.gz",
            "ttth/phananh-2024-M02-2024-03-04.ndjson.gz",
            "ttth/phananh-2024-M03-2024-04-03.ndjson.gz",
            "ttth/nhatky-2024-Q1-2024-04-11.ndjson.gz")
        #expect(try await lab.run().total.loaded > 0)
        let build = try await lab.phusa("report", "build", "xu-ly-phan-anh", "--lang", "vi")
        #expect(build.status == 0, "\(build.out)\(build.err)")
        #expect(
            try lab.value("select period from ledger.report_build") == "2024-Q1",
            "the newest quarter that is there with its last month")
        let cells = try JSONDecoder().decode(
            [Cell].self,
            from: Data(try lab.value("select cells from ledger.report_build").utf8)
        ).filter { $0.section.contains("tiếp nhận trong quý") }
        let agencies = try lab.rows(Self.statement)
        #expect(agencies.count > 5)
        for agency in agencies {
            func printed(_ column: String) -> String? {
                cells.first { $0.row == agency[0] && $0.column == column }?.value
            }
            #expect(printed("Tiếp nhận") == agency[1], "\(agency)")
            #expect(printed("Xử lý đúng hạn") == agency[2], "\(agency)")
            #expect(printed("Xử lý trễ hạn") == agency[3], "\(agency)")
            #expect(printed("Đang xử lý") == agency[4], "\(agency)")
            let minutes = try #require(Int(agency[5]))
            let hours =
                minutes >= 10_000_000
                ? nil
                : ExactDecimal(minutes)
                    .divided(by: ExactDecimal(60), scale: 6)
            #expect(printed("Trung vị (giờ làm việc)") == hours?.description ?? "", "\(agency)")
        }
    }
}
