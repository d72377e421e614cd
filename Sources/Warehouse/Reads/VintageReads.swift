package import PhusaModel

/// All that was ever said of the cells of one indicator and area: a revision triangle.
package struct VintageTriangle: Codable, Sendable {
    package struct Version: Codable, Sendable {
        package let value: String?
        package let mark: String?
        package let status: String
        /// Since when the version is known, and until when; `nil` while it stands.
        package let knownAt: Moment
        package let closedAt: Moment?
        /// When the warehouse took it down, which may be much later than it was known.
        package let recordedAt: Moment
        package let event: Int
        package let eventKind: String
        package let dataset: String
        package let path: String
        package let line: Int
        /// Whether a formula gave it: then the file is the one that changed a part of it, and holds
        /// no line of it.
        package let isComputed: Bool
    }

    package struct Cell: Codable, Sendable {
        package let period: String
        package let breakdown: String
        /// The oldest first.
        package let versions: [Version]
    }

    package let indicator: String
    package let area: String
    package let areaName: String
    /// By breakdown, then period.
    package let cells: [Cell]
}

/// Reads revision triangles.
package struct VintageReads {
    private let connection: Connection

    package init(connection: Connection) { self.connection = connection }

    /// Periods of one kind, from the beginning of `first` to the end of `last`; of seasons only
    /// those that begin in the month of `first`.
    ///
    /// - Parameters:
    ///   - breakdown: `nil` for all.
    ///   - asOf: Only what was known by then, as it stood then; `nil` for all there is.
    /// - Returns: One triangle for each version of the area that figures stand under.
    package func triangles(
        indicator: IndicatorKey, area: String, from first: Period, to last: Period,
        breakdown: String?, asOf: Moment?
    ) throws(WarehouseError) -> [VintageTriangle] {
        let columns = "indicator_id, area_id, period_id, breakdown_id, event_id, origin_id, line"
        let values = "status, value, mark, definition_id"
        let result = try connection.query(
            """
            select a.code, a.name, b.code,
                p.system || '|' || p.kind || '|' || p.start_on || '|' || p.end_on,
                f.value, f.mark, f.status, e.known_at, c.known_at, e.recorded_at, f.event_id,
                e.kind, ds.code, dr.path, f.line, a.area_id, f.definition_id
            from (select \(columns), \(values), null::integer as closed_by
                    from warehouse.fact_observation
                union all select \(columns), \(values), closed_by
                    from warehouse.fact_observation_closed) f
            join warehouse.dim_indicator i using (indicator_id)
            join warehouse.dim_area a using (area_id)
            join warehouse.dim_breakdown b using (breakdown_id)
            join warehouse.dim_period p using (period_id)
            join ledger.event e on e.event_id = f.event_id
            left join ledger.event c on c.event_id = f.closed_by
                and c.known_at <= coalesce($8::timestamptz, 'infinity')
            left join ledger.dataset ds on ds.dataset_id = e.dataset_id
            left join ledger.drop dr on dr.event_id = coalesce(f.origin_id, f.event_id)
            where (i.edition || '|' || i.code || '|' || i.methodology) = $1 and a.code = $2
                and p.system = $3 and p.kind = $4 and p.start_on >= $5 and p.end_on <= $6
                and (p.kind <> 'season'
                    or extract(month from p.start_on) = extract(month from $5::date))
                and ($7::text is null or b.code = $7)
                and e.known_at <= coalesce($8::timestamptz, 'infinity')
            order by a.area_id, b.code, p.start_on, p.end_on, e.known_at, e.kind_rank, e.sequence,
                e.content
            """,
            [
                .text(indicator.description), .text(area), .text(first.system.rawValue),
                .text(first.kind.rawValue), .day(first.start), .day(last.end),
                .text(orNull: breakdown), .moment(orNull: asOf),
            ])
        var triangles: [VintageTriangle] = []
        var rows = 0..<result.rowCount
        while let start = rows.first {
            let end = rows.first { !isSame(result, start, $0, columns: 15..<16) } ?? rows.upperBound
            triangles.append(
                VintageTriangle(
                    indicator: indicator.description, area: result.text(start, 0) ?? area,
                    areaName: result.text(start, 1) ?? "", cells: cells(result, start..<end)))
            rows = end..<rows.upperBound
        }
        return triangles
    }

    private func cells(_ result: QueryResult, _ all: Range<Int>) -> [VintageTriangle.Cell] {
        var cells: [VintageTriangle.Cell] = []
        var rows = all
        while let start = rows.first {
            let end = rows.first { !isSame(result, start, $0, columns: 2..<4) } ?? rows.upperBound
            let period = result.text(start, 3).flatMap { Period(naturalKey: $0) }
            cells.append(
                VintageTriangle.Cell(
                    period: period?.description ?? "", breakdown: result.text(start, 2) ?? "",
                    versions: (start..<end).map { version(result, $0) }))
            rows = end..<all.upperBound
        }
        return cells
    }

    private func isSame(
        _ result: QueryResult, _ row: Int, _ other: Int, columns: Range<Int>
    ) -> Bool {
        columns.allSatisfy { result.text(row, $0) == result.text(other, $0) }
    }

    private func version(_ result: QueryResult, _ row: Int) -> VintageTriangle.Version {
        let never = Moment(microseconds: 0)
        return VintageTriangle.Version(
            value: result.decimal(row, 4)?.description, mark: result.text(row, 5),
            status: result.text(row, 6) ?? "", knownAt: result.moment(row, 7) ?? never,
            closedAt: result.moment(row, 8), recordedAt: result.moment(row, 9) ?? never,
            event: result.int(row, 10) ?? 0, eventKind: result.text(row, 11) ?? "",
            dataset: result.text(row, 12) ?? "", path: result.text(row, 13) ?? "",
            line: result.int(row, 14) ?? 0, isComputed: result.int(row, 16) != nil)
    }
}
