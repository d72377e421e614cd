package import PhusaModel

extension FigureReads {
    /// The figures of one indicator for all areas of a level in one period, each with the version of
    /// the area that it was said of.
    ///
    /// - Parameter areas: The catalogue's versions; one that it has no more is as the warehouse has it.
    /// - Returns: By area and breakdown.
    package func figuresByVersion(
        of indicator: IndicatorKey, level: AreaLevel, period: Period, areas: AreaList
    ) throws -> [AreaFigure] {
        let known = Dictionary(areas.areas.map { ($0.naturalKey, $0) }) { first, _ in first }
        let result = try connection.query(
            """
            select a.code, a.name, a.parent, a.valid_from, a.valid_to, b.code, f.value, f.mark,
                f.status
            from \(relation(FactTable.observation)) f
            join warehouse.dim_indicator i using (indicator_id)
            join warehouse.dim_area a using (area_id)
            join warehouse.dim_breakdown b using (breakdown_id)
            where (i.edition || '|' || i.code || '|' || i.methodology) = $1
                and a.level = $2 and f.period_id = $3
            order by a.code collate "C", a.valid_from nulls first, b.code collate "C"
            """,
            [.text(indicator.description), .text(level.rawValue), .int(Int(period.id))])
        return (0..<result.rowCount).map { row in
            let stored = Area(
                level: level, code: result.text(row, 0) ?? "", name: result.text(row, 1) ?? "",
                parent: result.text(row, 2) ?? "", validFrom: result.day(row, 3),
                validTo: result.day(row, 4))
            return AreaFigure(
                indicator: indicator, area: known[stored.naturalKey] ?? stored,
                breakdown: result.text(row, 5) ?? "", value: result.decimal(row, 6),
                mark: result.text(row, 7).flatMap(Mark.init(rawValue:)),
                status: result.text(row, 8).flatMap(ObservationStatus.init(rawValue:)) ?? .normal)
        }
    }
}
