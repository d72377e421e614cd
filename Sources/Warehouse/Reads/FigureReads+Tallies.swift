package import PhusaModel

extension FigureReads {
    package func surveyTallies(period: Period, satisfiedFrom: Int) throws -> [RespondentTally] {
        let kind = try hasRespondentKinds ? "max(f.respondent_kind)" : "null"
        let result = try connection.query(
            """
            select g.code, g.name, count(f.score), count(*) filter (where f.score >= $1),
                coalesce(sum(f.score), 0), \(kind)
            from \(relation("fact_survey_answer")) f
            join warehouse.dim_agency g using (agency_id)
            join warehouse.dim_period p using (period_id)
            where \(Self.lies(from: 2))
            group by g.code, g.name, f.period_id, f.respondent
            order by g.code, f.period_id, f.respondent collate "C"
            """, [.int(satisfiedFrom)] + Self.bounds(period))
        return (0..<result.rowCount).map { row in
            RespondentTally(
                agencyCode: result.text(row, 0) ?? "", agencyName: result.text(row, 1) ?? "",
                answeredCount: result.int(row, 2) ?? 0, satisfiedCount: result.int(row, 3) ?? 0,
                scoreSum: result.int(row, 4) ?? 0, respondentKind: result.text(row, 5) ?? "")
        }
    }

    /// Whether the star tells persons from organisations: one from before has no such column.
    private var hasRespondentKinds: Bool {
        get throws {
            let result = try connection.query(
                """
                select exists (select from pg_attribute where attname = 'respondent_kind'
                    and attrelid = to_regclass('warehouse.fact_survey_answer'))
                """)
            return result.text(0, 0) == "t"
        }
    }

    package func origins(of subject: TallySubject, period: Period) throws -> [FigureOrigin] {
        let fact = subject == .surveyAnswers ? "fact_survey_answer" : "fact_case"
        let result = try connection.query(
            """
            select distinct \(Self.originColumns) from \(relation(fact)) f
            join warehouse.dim_period p using (period_id)
            \(Self.originJoins)
            where \(Self.lies(from: 1))
            order by dr.path, dr.sha256, f.line
            """, Self.bounds(period))
        return (0..<result.rowCount).map { origin(result, $0, from: 0) }
    }

    /// A case counts as late when it was closed after its due moment, or is open past it; as not
    /// satisfied when it was rated 1 or 2 of 5 (Decision 766 counts each case once).
    package func caseTallies(period: Period, asOf moment: Moment) throws -> [CaseTally] {
        let result = try connection.query(
            """
            with cases as (
                select g.code, g.name, f.closed_at <= $1 as is_closed,
                    case when f.closed_at <= $1 then f.closed_at > f.due_at
                        else f.due_at < $1 end as is_late,
                    f.rating is not null as is_rated, f.rating <= 2 as is_dissatisfied
                from \(relation("fact_case")) f
                join warehouse.dim_agency g using (agency_id)
                join warehouse.dim_period p using (period_id)
                where \(Self.lies(from: 2)) and f.received_at <= $1)
            select code, name, count(*),
                count(*) filter (where is_closed and not is_late),
                count(*) filter (where is_closed and is_late),
                count(*) filter (where is_closed is not true),
                count(*) filter (where is_closed is not true and is_late),
                count(*) filter (where is_late or is_dissatisfied),
                count(*) filter (where is_rated),
                count(*) filter (where is_dissatisfied)
            from cases group by code, name order by code collate "C"
            """, [.moment(moment)] + Self.bounds(period))
        return (0..<result.rowCount).map { row in
            func count(_ column: Int) -> Int { result.int(row, column) ?? 0 }
            return CaseTally(
                agencyCode: result.text(row, 0) ?? "", agencyName: result.text(row, 1) ?? "",
                receivedCount: count(2), closedInTimeCount: count(3), closedLateCount: count(4),
                openCount: count(5), openOverdueCount: count(6),
                lateOrDissatisfiedCount: count(7), ratedCount: count(8),
                dissatisfiedCount: count(9))
        }
    }
}
