package import PhusaModel

/// A current computed figure that appears, becomes another one, or vanishes.
package struct FigureMove: Sendable {
    /// What the figure is at one moment.
    package struct Side: Sendable, Hashable {
        /// `nil` for a figure without a value.
        package let value: ExactDecimal?
        package let status: ObservationStatus
    }

    package let indicator: IndicatorKey
    package let areaCode: String
    package let areaName: String
    package let period: Period
    package let breakdown: BreakdownKey
    /// `nil` for a figure that appears.
    package let before: Side?
    /// `nil` for a figure that vanishes.
    package let after: Side?

    package var difference: ExactDecimal? {
        guard let old = before?.value, let new = after?.value else { return nil }
        return new.subtracting(old)
    }
}

/// Remembers the current computed figures in the transaction under way, to tell later in it which
/// of them are others.
package struct FigureSnapshot {
    private let roles: FactRoles
    private let table: String
    private let connection: Connection

    /// - Returns: `nil` where the fact has not the columns of a computed figure.
    package init?(fact: FactTable, schema: StarSchema, connection: Connection) {
        guard let roles = FactRoles(fact, schema) else { return nil }
        self.roles = roles
        self.connection = connection
        table = FactShape(fact, isDerived: true).table
    }

    /// Takes the figures down; once in a transaction, which takes the notes with it.
    package func take() throws(WarehouseError) {
        try connection.execute(
            "create temporary table figure_before on commit drop as \(figures)")
    }

    /// Figures that are others than those taken down, by indicator, area, period and breakdown.
    ///
    /// A figure is another one by its value, status, mark, confidentiality or embargo.
    package func moves() throws(WarehouseError) -> [FigureMove] {
        let result = try connection.query(
            """
            select i.edition, i.code, i.methodology, a.code, a.name, b.code,
                p.system || '|' || p.kind || '|' || p.start_on || '|' || p.end_on,
                o.said is not null, o.value, o.status, n.said is not null, n.value, n.status
            from figure_before o
            full join (\(figures)) n using (indicator, area, period, breakdown)
            join warehouse.dim_indicator i on i.indicator_id = indicator
            join warehouse.dim_area a on a.area_id = area
            join warehouse.dim_period p on p.period_id = period
            join warehouse.dim_breakdown b on b.breakdown_id = breakdown
            where o.said is distinct from n.said
            order by i.edition, i.code, i.methodology, a.code, a.area_id, p.kind, p.start_on,
                p.end_on, b.code collate "C"
            """)
        return (0..<result.rowCount).compactMap { move(result, $0) }
    }

    /// Figures that are taken from a new version of their formula and are the same.
    package func renewedCount() throws(WarehouseError) -> Int {
        try connection.query(
            """
            select count(*) from figure_before o join (\(figures)) n
                using (indicator, area, period, breakdown)
            where o.said = n.said and o.definition_id <> n.definition_id
            """
        ).int(0, 0) ?? 0
    }

    private var figures: String {
        let embargo = roles.embargo.map { ", \($0)" } ?? ""
        return """
            select \(roles.indicator) as indicator, \(roles.area) as area,
                \(roles.period) as period, \(roles.breakdown) as breakdown, value, status,
                definition_id, jsonb_build_array(value, status, mark, conf\(embargo)) as said
            from \(table) where definition_id is not null
            """
    }

    private func move(_ result: QueryResult, _ row: Int) -> FigureMove? {
        guard let period = result.text(row, 6).flatMap({ Period(naturalKey: $0) }) else {
            return nil
        }
        func side(_ column: Int) -> FigureMove.Side? {
            guard result.text(row, column) == "t" else { return nil }
            return FigureMove.Side(
                value: result.decimal(row, column + 1),
                status: result.text(row, column + 2).flatMap(ObservationStatus.init(rawValue:))
                    ?? .normal)
        }
        return FigureMove(
            indicator: IndicatorKey(
                edition: result.text(row, 0) ?? "", code: result.text(row, 1) ?? "",
                methodology: result.text(row, 2) ?? ""),
            areaCode: result.text(row, 3) ?? "", areaName: result.text(row, 4) ?? "",
            period: period, breakdown: BreakdownKey(text: result.text(row, 5) ?? ""),
            before: side(7), after: side(10))
    }
}
