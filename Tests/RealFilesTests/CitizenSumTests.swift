import PhusaModel
import Testing

/// Surveys of residents, and requests to a city.
@Suite(.enabled(if: PublishedFile.arePresent, PublishedFile.absence))
struct CitizenSumTests {
    private static let answers = """
        select question, sum(score), count(score), count(*) filter (where mark = '.'),
            count(distinct respondent)
        from warehouse.fact_survey_answer join warehouse.dim_area a using (area_id)
        """

    @Test("keeps 5,695 answers of San Diego that mean don't know as marks, out of every mean")
    func keepsDoNotKnow() async throws {
        let figures = try await PublishedFigures()
        let all = try figures.lines(
            """
            select sum(score), count(score), count(*) filter (where mark = '.' and score is null),
                count(distinct respondent), count(distinct question)
            from warehouse.fact_survey_answer join warehouse.dim_area a using (area_id)
            where a.code = 'US-SAN'
            """)
        #expect(all == ["222919 63661 5695 2477 28"])
        let questions = try figures.lines(
            Self.answers
                + " where a.code = 'US-SAN' and question in ('Q1_1', 'Q2_1') group by 1 order by 1")
        #expect(questions == ["Q1_1 10560 2456 21 2477", "Q2_1 9231 2461 16 2477"])
    }

    @Test("tells 143 forms of Somerville apart by their lines, though 125 differ")
    func tellsFormsApart() async throws {
        let figures = try await PublishedFigures()
        let questions = try figures.lines(
            Self.answers + " where a.code = 'US-SOM' group by 1 order by 1")
        #expect(
            questions == [
                "D 77 143 0 143", "X1 617 143 0 143", "X2 363 143 0 143", "X3 467 143 0 143",
                "X4 529 143 0 143", "X5 517 143 0 143", "X6 603 143 0 143",
            ])
        let forms = try figures.lines(
            """
            select count(distinct answers), min(respondent::int), max(respondent::int) from (
                select respondent, string_agg(score::text, ',' order by question) as answers
                from warehouse.fact_survey_answer join warehouse.dim_area a using (area_id)
                where a.code = 'US-SOM' group by respondent) forms
            """)
        #expect(forms == ["125 2 144"])
    }

    @Test("counts New York's requests by the month of receipt, by agency and by borough")
    func countsRequests() async throws {
        let figures = try await PublishedFigures()
        let months = try figures.lines(
            """
            select p.code, count(*) from warehouse.fact_case
            join warehouse.dim_period p using (period_id) group by 1 order by 1
            """)
        #expect(months == ["2025-M01 2038", "2025-M02 1884", "2025-M03 1046"])
        let agencies = try figures.lines(
            """
            select a.code, count(*) from warehouse.fact_case
            join warehouse.dim_agency a using (agency_id) group by 1 order by 1
            """)
        #expect(agencies == ["dohmh 549", "dpr 921", "dsny 1694", "nypd 1804"])
        let boroughs = try figures.lines(
            """
            select a.name, count(*) from warehouse.fact_case
            join warehouse.dim_area a using (area_id) group by 1 order by 1
            """)
        #expect(
            boroughs == [
                "Bronx 705", "Brooklyn 1654", "Manhattan 953", "Queens 1193", "Staten Island 463",
            ])
    }

    @Test("has 277 open requests, none closed before it came, and the exact time that all took")
    func measuresRequests() async throws {
        let lines = try await PublishedFigures().lines(
            """
            select count(*) filter (where closed_at is null),
                count(*) filter (where (closed_at is null) <> (state = 'In Progress')),
                count(*) filter (where closed_at < received_at),
                count(due_at),
                sum(extract(epoch from closed_at - received_at) / 60)::bigint
            from warehouse.fact_case
            """)
        #expect(lines == ["277 0 0 0 7386295"])
    }

    @Test("reads 3/14/2025 1:20 month first, by the clock of Việt Nam where none is named")
    func readsMoment() async throws {
        let lines = try await PublishedFigures().lines(
            """
            select received_at at time zone 'Asia/Ho_Chi_Minh' from warehouse.fact_case
            where case_code = '64345465'
            """)
        #expect(lines == ["2025-03-14 01:20:00"])
    }
}
