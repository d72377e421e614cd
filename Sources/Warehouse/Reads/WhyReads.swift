package import PhusaModel

/// Reads trails.
package struct WhyReads {
    private let connection: Connection

    package init(connection: Connection) { self.connection = connection }

    /// - Parameters:
    ///   - breakdown: `nil` for all.
    ///   - asOf: Only what was known by then, as it stood then; `nil` for all there is.
    ///   - seenUntil: The moment up to which is told that a version was replaced after `asOf`; `nil`
    ///     for all there is.
    /// - Returns: One trail for each breakdown and area version that the cell was stored under.
    package func trails(
        indicator: IndicatorKey, area: String, period: Period, breakdown: String?,
        asOf: Moment?, seenUntil: Moment?
    ) throws(WarehouseError) -> [FigureTrail] {
        let cells = try connection.query(
            """
            with i as (select indicator_id from warehouse.dim_indicator
                where (edition || '|' || code || '|' || methodology) = $1),
            a as (select area_id, code, name, valid_from from warehouse.dim_area where code = $2)
            select distinct f.indicator_id, f.area_id, f.period_id, f.breakdown_id, a.code, a.name,
                b.code, a.valid_from
            from (select indicator_id, area_id, period_id, breakdown_id
                    from warehouse.fact_observation
                    join i using (indicator_id) join a using (area_id) where period_id = $3
                union select indicator_id, area_id, period_id, breakdown_id
                    from warehouse.fact_observation_closed
                    join i using (indicator_id) join a using (area_id) where period_id = $3) f
            join a using (area_id)
            join warehouse.dim_breakdown b using (breakdown_id)
            where ($4::text is null or b.code = $4)
            order by b.code, f.area_id
            """,
            [
                .text(indicator.description), .text(area), .int(Int(period.id)),
                .text(orNull: breakdown),
            ])
        var trails: [FigureTrail] = []
        for row in 0..<cells.rowCount {
            let ids = (0..<4).map { cells.int(row, $0) ?? 0 }
            let versions = try versions(of: ids, asOf: asOf, seenUntil: seenUntil)
            if versions.isEmpty { continue }
            trails.append(
                FigureTrail(
                    indicator: indicator.description, area: cells.text(row, 4) ?? area,
                    areaName: cells.text(row, 5) ?? "", areaValidFrom: cells.text(row, 7),
                    period: period.description, breakdown: cells.text(row, 6) ?? "",
                    versions: versions))
        }
        return trails
    }

    private func versions(
        of cell: [Int], asOf: Moment?, seenUntil: Moment?
    ) throws(WarehouseError) -> [FigureTrail.Version] {
        // By way of JSON, for a workspace's own fact may lack the last two.
        let columns = """
            event_id, origin_id, line, status, value, mark, definition_id, to_jsonb(o) ->> 'conf' as conf,
            to_jsonb(o) ->> 'embargo_until' as embargo_until
            """
        let condition =
            "indicator_id = $1 and area_id = $2 and period_id = $3 and breakdown_id = $4"
        let result = try connection.query(
            """
            select f.value, f.mark, f.status, e.known_at, c.known_at, f.event_id, e.kind, e.reason,
                e.actor, ds.code, ds.agency, dr.path, dr.sha256, f.line, dr.received_at, e.run_id,
                e.definitions, dr.drop_id, c.kind, cd.path, f.conf, f.embargo_until,
                f.definition_id, dr.vintage, c.reason, c.actor
            from (select \(columns), null::integer as closed_by from warehouse.fact_observation o
                    where \(condition)
                union all select \(columns), closed_by from warehouse.fact_observation_closed o
                    where \(condition)) f
            join ledger.event e on e.event_id = f.event_id
            left join ledger.event c on c.event_id = f.closed_by
                and c.known_at <= coalesce($6::timestamptz, 'infinity')
            left join ledger.dataset ds on ds.dataset_id = e.dataset_id
            left join ledger.drop dr on dr.event_id = coalesce(f.origin_id, f.event_id)
            left join ledger.drop cd on cd.event_id = coalesce(c.target_event, c.event_id)
            where e.known_at <= coalesce($5::timestamptz, 'infinity')
            order by e.known_at desc, e.kind_rank desc, e.sequence desc, e.content desc
            """,
            cell.map(SQLParameter.int)
                + [.moment(orNull: asOf), .moment(orNull: seenUntil)])
        var versions: [FigureTrail.Version] = []
        for row in 0..<result.rowCount {
            versions.append(
                version(
                    result, row, asOf: asOf,
                    try corrections(result.int(row, 17), result.int(row, 13)),
                    try formula(result.int(row, 22))))
        }
        return versions
    }

    private func version(
        _ result: QueryResult, _ row: Int, asOf: Moment?, _ corrections: [AppliedCorrection],
        _ formula: FigureTrail.AppliedFormula?
    ) -> FigureTrail.Version {
        let end = result.moment(row, 4)
        let isLater = end.flatMap { end in asOf.map { $0 < end } } ?? false
        return FigureTrail.Version(
            value: result.decimal(row, 0)?.description, mark: result.text(row, 1),
            status: result.text(row, 2) ?? "", conf: result.text(row, 20),
            embargoUntil: result.text(row, 21),
            knownAt: result.moment(row, 3) ?? Moment(microseconds: 0),
            closedAt: isLater ? nil : end, replacedAt: isLater ? end : nil,
            closedByKind: result.text(row, 18),
            closedByPath: result.text(row, 19), closedByReason: result.text(row, 24),
            closedByActor: result.text(row, 25), event: result.int(row, 5) ?? 0,
            eventKind: result.text(row, 6) ?? "", eventReason: result.text(row, 7),
            actor: result.text(row, 8) ?? "", dataset: result.text(row, 9) ?? "",
            agency: result.text(row, 10) ?? "", path: result.text(row, 11) ?? "",
            sha256: result.text(row, 12) ?? "", line: result.int(row, 13) ?? 0,
            vintage: result.moment(row, 23), receivedAt: result.moment(row, 14),
            run: result.int(row, 15),
            definitions: result.text(row, 16) ?? "", corrections: corrections, formula: formula)
    }

    private func formula(
        _ definition: Int?
    ) throws(WarehouseError) -> FigureTrail.AppliedFormula? {
        guard let definition else { return nil }
        let result = try connection.query(
            """
            select formula, effective_from, known_at from warehouse.dim_definition
            where definition_id = $1
            """, [.int(definition)])
        guard let text = result.text(0, 0),
            let effectiveFrom = result.text(0, 1), let knownAt = result.text(0, 2)
        else { return nil }
        return FigureTrail.AppliedFormula(
            text: text, effectiveFrom: effectiveFrom, knownAt: knownAt)
    }

    private func corrections(
        _ drop: Int?, _ line: Int?
    ) throws(WarehouseError) -> [AppliedCorrection] {
        guard let drop, let line else { return [] }
        let result = try connection.query(
            """
            select correction, line, column_name, found, value from ledger.applied_correction
            where drop_id = $1 and line = $2 order by correction, column_name
            """, [.int(drop), .int(line)])
        return (0..<result.rowCount).map { row in
            AppliedCorrection(
                correction: result.text(row, 0) ?? "", line: result.int(row, 1) ?? 0,
                column: result.text(row, 2) ?? "", found: result.text(row, 3) ?? "",
                value: result.text(row, 4) ?? "")
        }
    }
}
