package import PhusaModel

/// Figures of the star schema for reports, as of a moment or as they stand.
///
/// Reads what `fact_observation`, `fact_target`, `fact_survey_answer` and `fact_case` hold; run it
/// inside one snapshot, so that all parts of a report see one state.
package struct FigureReads: FigureSource {
    let connection: Connection
    private let asOf: Moment?
    let agencyNames: [String: String]
    private let ledger: (Moment) throws -> [Submission]

    /// - Parameters:
    ///   - asOf: Figures as they had been issued by then; `nil` for the current ones.
    ///   - agencyNames: Names by code, for the line that says who sent a figure.
    ///   - ledger: What agencies owe, as it stood at a moment: it takes the contracts to say.
    package init(
        connection: Connection, asOf: Moment?, agencyNames: [String: String],
        ledger: @escaping (Moment) throws -> [Submission] = { _ in [] }
    ) {
        self.connection = connection
        self.asOf = asOf
        self.agencyNames = agencyNames
        self.ledger = ledger
    }

    package func submissions(asOf moment: Moment) throws -> [Submission] { try ledger(moment) }

    package func figures(
        indicators: [IndicatorKey], area: String, breakdown: String, periods: [Period]
    ) throws -> [Figure] {
        try observations(
            """
            and (i.edition || '|' || i.code || '|' || i.methodology) = any ($1)
            and a.code = $2 and b.code = $3 and f.period_id = any ($4)
            """,
            [
                .textArray(indicators.map(\.description)), .text(area), .text(breakdown),
                .intArray(periods.map(\.id)),
            ])
    }

    package func figuresByArea(
        indicator: IndicatorKey, level: AreaLevel, period: Period
    ) throws -> [Figure] {
        try observations(
            """
            and (i.edition || '|' || i.code || '|' || i.methodology) = $1
            and a.level = $2 and b.code = '' and f.period_id = $3
            """,
            [.text(indicator.description), .text(level.rawValue), .int(Int(period.id))])
    }

    /// Confidentiality is read by way of JSON, for a workspace's own fact may lack its columns.
    private func observations(_ condition: String, _ parameters: [SQLParameter]) throws -> [Figure]
    {
        let result = try connection.query(
            """
            select i.edition, i.code, i.methodology, a.code, a.name, b.code,
                p.system || '|' || p.kind || '|' || p.start_on || '|' || p.end_on,
                f.value, f.mark, f.status, to_jsonb(f) ->> 'conf',
                (to_jsonb(f) ->> 'embargo_until')::date, \(Self.originColumns),
                (to_jsonb(f) ->> 'definition_id')::integer
            from \(relation(FactTable.observation)) f
            join warehouse.dim_indicator i using (indicator_id)
            join warehouse.dim_area a using (area_id)
            join warehouse.dim_breakdown b using (breakdown_id)
            join warehouse.dim_period p using (period_id)
            \(Self.originJoins)
            where true \(condition)
            """, parameters)
        let formulas = try formulas(
            Set((0..<result.rowCount).compactMap { result.int($0, Self.definitionColumn) }))
        return (0..<result.rowCount).compactMap { figure(result, $0, formulas) }
    }

    private static let definitionColumn = 18

    /// What versions of formulas say, by their surrogate keys.
    private func formulas(_ ids: Set<Int>) throws -> [Int: String] {
        guard !ids.isEmpty else { return [:] }
        let result = try connection.query(
            """
            select definition_id, '[' || edition || '|' || code || '|' || methodology || '] = '
                || formula from warehouse.dim_definition where definition_id = any ($1)
            """, [.intArray(ids.map(Int32.init))])
        var formulas: [Int: String] = [:]
        for row in 0..<result.rowCount {
            formulas[result.int(row, 0) ?? 0] = result.text(row, 1) ?? ""
        }
        return formulas
    }

    private func figure(
        _ result: QueryResult, _ row: Int, _ formulas: [Int: String]
    ) -> Figure? {
        guard let period = result.text(row, 6).flatMap({ Period(naturalKey: $0) }) else {
            return nil
        }
        return Figure(
            indicator: key(result, row), areaCode: result.text(row, 3) ?? "",
            areaName: result.text(row, 4) ?? "", breakdown: result.text(row, 5) ?? "",
            period: period, value: result.decimal(row, 7),
            mark: result.text(row, 8).flatMap(Mark.init(rawValue:)),
            status: result.text(row, 9).flatMap(ObservationStatus.init(rawValue:)) ?? .normal,
            // What is not understood is not published.
            confidentiality: result.text(row, 10)
                .map { Confidentiality(rawValue: $0) ?? .confidential } ?? .free,
            embargoUntil: result.text(row, 11).flatMap { CalendarDay($0) },
            origin: result.int(row, Self.definitionColumn).map {
                FigureOrigin(
                    dataset: "", agencyName: "", path: "", sha256: "", line: 0,
                    knownAt: origin(result, row, from: 12).knownAt, formula: formulas[$0] ?? "")
            } ?? origin(result, row, from: 12))
    }

    package func targets(
        indicators: [IndicatorKey], area: String, periods: [Period]
    ) throws -> [Target] {
        let result = try connection.query(
            """
            select i.edition, i.code, i.methodology,
                p.system || '|' || p.kind || '|' || p.start_on || '|' || p.end_on,
                f.value, \(Self.originColumns)
            from \(relation("fact_target")) f
            join warehouse.dim_indicator i using (indicator_id)
            join warehouse.dim_area a using (area_id)
            join warehouse.dim_period p using (period_id)
            \(Self.originJoins)
            where (i.edition || '|' || i.code || '|' || i.methodology) = any ($1)
            and a.code = $2 and f.period_id = any ($3)
            """,
            [
                .textArray(indicators.map(\.description)), .text(area),
                .intArray(periods.map(\.id)),
            ])
        return (0..<result.rowCount).compactMap { row in
            guard let period = result.text(row, 3).flatMap({ Period(naturalKey: $0) }),
                let value = result.decimal(row, 4)
            else { return nil }
            return Target(
                indicator: key(result, row), period: period, value: value,
                origin: origin(result, row, from: 5))
        }
    }

    // MARK: Where a figure comes from

    /// The dataset's code and agency, the drop's path and hash, the line, and since when it is known.
    static let originColumns = "ds.code, ds.agency, dr.path, dr.sha256, f.line, e.known_at"
    static let originJoins = """
        join ledger.event e on e.event_id = f.event_id
        left join ledger.dataset ds on ds.dataset_id = e.dataset_id
        left join ledger.drop dr on dr.event_id = coalesce(f.origin_id, f.event_id)
        """

    func origin(_ result: QueryResult, _ row: Int, from column: Int) -> FigureOrigin {
        let agency = result.text(row, column + 1) ?? ""
        return FigureOrigin(
            dataset: result.text(row, column) ?? "", agencyName: agencyNames[agency] ?? agency,
            path: result.text(row, column + 2) ?? "", sha256: result.text(row, column + 3) ?? "",
            line: result.int(row, column + 4) ?? 0,
            knownAt: result.moment(row, column + 5) ?? Moment(microseconds: 0))
    }

    private func key(_ result: QueryResult, _ row: Int) -> IndicatorKey {
        IndicatorKey(
            edition: result.text(row, 0) ?? "", code: result.text(row, 1) ?? "",
            methodology: result.text(row, 2) ?? "")
    }

    /// The fact's current rows, or its rows as of the moment.
    func relation(_ fact: String) -> String {
        guard let asOf else { return "warehouse.\(Connection.quoteIdentifier(fact))" }
        let name = Connection.quoteIdentifier(fact + "_as_of")
        return "warehouse.\(name)(\(Connection.quoteLiteral(asOf.description))::timestamptz)"
    }
}
