package import PhusaModel

/// The months and other periods of a fact that lie in a report's period.
extension FigureReads {
    /// The condition that `p`, a row of `dim_period`, lies in the period given by these parameters.
    static func lies(from first: Int) -> String {
        "p.system = $\(first) and p.start_on >= $\(first + 1)::date and p.end_on <= $\(first + 2)::date"
    }

    static func bounds(_ period: Period) -> [SQLParameter] {
        [
            .text(period.system.rawValue), .text(period.start.description),
            .text(period.end.description),
        ]
    }
}

// MARK: Cases one by one

extension FigureReads {
    package func cases(
        _ basis: CaseBasis, in period: Period, asOf moment: Moment
    ) throws -> [FeedbackCase] {
        let steps = try steps(basis, in: period, asOf: moment)
        let result = try connection.query(
            """
            select f.case_code, a.code, g.code, g.name, f.category, f.channel, f.received_at,
                f.due_at, case when f.closed_at <= $1 then f.closed_at end, f.rating
            from \(Self.selected(basis, relation("fact_case")))
            join warehouse.dim_area a using (area_id)
            join warehouse.dim_agency g using (agency_id)
            where \(Self.condition(basis))
            order by g.code collate "C", f.case_code collate "C", a.code collate "C"
            """, Self.parameters(basis, period, moment))
        return (0..<result.rowCount).compactMap { row in
            guard let receivedAt = result.moment(row, 6), let dueAt = result.moment(row, 7) else {
                return nil
            }
            let key = CaseKey(code: result.text(row, 0) ?? "", area: result.text(row, 1) ?? "")
            return FeedbackCase(
                code: key.code, agencyCode: result.text(row, 2) ?? "",
                agencyName: result.text(row, 3) ?? "", category: result.text(row, 4) ?? "",
                channel: result.text(row, 5) ?? "", receivedAt: receivedAt, dueAt: dueAt,
                closedAt: result.moment(row, 8), rating: result.int(row, 9),
                steps: steps[key] ?? [])
        }
    }

    private struct CaseKey: Hashable {
        let code: String
        let area: String
    }

    /// What was logged until the moment, by case.
    private func steps(
        _ basis: CaseBasis, in period: Period, asOf moment: Moment
    ) throws -> [CaseKey: [FeedbackCase.Step]] {
        let result = try connection.query(
            """
            select l.case_code, a.code, l.state, l.happened_at
            from \(Self.selected(basis, relation("fact_case")))
            join \(relation("fact_case_event")) l
                on l.case_code = f.case_code and l.area_id = f.area_id
            join warehouse.dim_area a on a.area_id = l.area_id
            where \(Self.condition(basis)) and l.happened_at <= $1
            order by l.case_code collate "C", a.code collate "C", l.event_no, l.happened_at
            """, Self.parameters(basis, period, moment))
        var steps: [CaseKey: [FeedbackCase.Step]] = [:]
        for row in 0..<result.rowCount {
            guard let happenedAt = result.moment(row, 3) else { continue }
            let key = CaseKey(code: result.text(row, 0) ?? "", area: result.text(row, 1) ?? "")
            steps[key, default: []].append(
                FeedbackCase.Step(state: result.text(row, 2) ?? "", happenedAt: happenedAt))
        }
        return steps
    }

    private static func selected(_ basis: CaseBasis, _ cases: String) -> String {
        switch basis {
        case .received: "\(cases) f join warehouse.dim_period p using (period_id)"
        case .closed: "\(cases) f"
        }
    }

    private static func condition(_ basis: CaseBasis) -> String {
        switch basis {
        case .received: "\(lies(from: 2)) and f.received_at <= $1"
        case .closed: "f.closed_at >= $2 and f.closed_at < $3 and f.closed_at <= $1"
        }
    }

    private static func parameters(
        _ basis: CaseBasis, _ period: Period, _ moment: Moment
    ) -> [SQLParameter] {
        switch basis {
        case .received: [.moment(moment)] + bounds(period)
        case .closed:
            [
                .moment(moment), .moment(Moment(startOf: period.start)),
                .moment(Moment(startOf: period.end)),
            ]
        }
    }
}
