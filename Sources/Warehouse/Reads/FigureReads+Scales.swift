package import PhusaModel

extension FigureReads {
    package func scaleTallies(of subject: TallySubject, period: Period) throws -> [ScaleTally] {
        switch subject {
        case .surveyAnswers:
            try tallies(
                "fact_survey_answer", score: "f.score", question: "f.question", period: period)
        case .cases: try tallies("fact_case", score: "f.rating", question: "''", period: period)
        }
    }

    /// - Parameters:
    ///   - score: What holds the answer; outside 1 to 5 it is none.
    ///   - question: What tells questions apart.
    private func tallies(
        _ fact: String, score: String, question: String, period: Period
    ) throws -> [ScaleTally] {
        let steps = ScaleTally.steps.map { "count(*) filter (where \(score) = \($0))" }
        let result = try connection.query(
            """
            select g.code, g.name, \(question), count(*), \(steps.joined(separator: ", "))
            from \(relation(fact)) f
            join warehouse.dim_agency g using (agency_id)
            join warehouse.dim_period p using (period_id)
            where \(Self.lies(from: 1))
            group by 1, 2, 3 order by g.code collate "C", 3
            """, Self.bounds(period))
        return (0..<result.rowCount).map { row in
            ScaleTally(
                agencyCode: result.text(row, 0) ?? "", agencyName: result.text(row, 1) ?? "",
                question: result.text(row, 2) ?? "",
                counts: (4..<4 + ScaleTally.steps.count).map { result.int(row, $0) ?? 0 },
                askedCount: result.int(row, 3) ?? 0)
        }
    }
}
