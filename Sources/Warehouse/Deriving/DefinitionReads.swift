package import PhusaModel

extension StarSchema {
    /// The dimension of versions of formulas.
    package var definitions: DimensionTable? {
        dimensions.first { $0.members == .catalogue(.definitions) }
    }
}

/// Reads which versions of formulas a warehouse has, and what they stand behind.
package struct DefinitionReads {
    private let dimension: DimensionTable
    private let connection: Connection

    package init(_ dimension: DimensionTable, _ connection: Connection) {
        self.dimension = dimension
        self.connection = connection
    }

    /// How many versions there are; none is ever taken away.
    package func count() throws(WarehouseError) -> Int {
        try connection.query("select count(*) from \(TableShape.qualified(dimension.name))")
            .int(0, 0) ?? 0
    }

    /// All versions: the natural key, and what it fixes: formula, unit, scale, rule for what is
    /// missing, kinds of periods.
    package func recorded() throws(WarehouseError) -> [(key: String, statement: String)] {
        let result = try connection.query(
            """
            select concat_ws('|', edition, code, methodology, effective_from, known_at),
                concat_ws('; ', formula, unit, scale, missing, periods)
            from \(TableShape.qualified(dimension.name)) order by 1
            """)
        return (0..<result.rowCount).map { (result.text($0, 0) ?? "", result.text($0, 1) ?? "") }
    }

    /// Periods from a day on for which an indicator has derived figures.
    package func periodCount(
        of indicator: IndicatorKey, from day: CalendarDay
    ) throws(WarehouseError) -> Int {
        try connection.query(
            """
            select count(distinct f.period_id) from warehouse.fact_observation f
            join warehouse.dim_indicator i using (indicator_id)
            join warehouse.dim_period p using (period_id)
            where (i.edition || '|' || i.code || '|' || i.methodology) = $1 and p.start_on >= $2
                and f.definition_id is not null
            """, [.text(indicator.description), .day(day)]
        ).int(0, 0) ?? 0
    }
}
