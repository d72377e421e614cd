import PhusaModel

/// Which columns of a fact say what a derived figure needs; `nil` for a fact that cannot hold one.
struct FactRoles {
    let period: String
    let indicator: String
    let area: String
    let breakdown: String
    let embargo: String?

    init?(_ fact: FactTable, _ schema: StarSchema) {
        func key(_ list: DimensionTable.CatalogueList) -> String? {
            fact.keyColumns.first { column in
                column.dimension.flatMap { schema.dimension(named: $0) }?.members
                    == .catalogue(list)
            }.map { Connection.quoteIdentifier($0.name) }
        }
        let payload = Set(fact.payloadColumns.map(\.name))
        guard fact.keyColumnCount == 4, fact.history == .vintages, let period = key(.periods),
            let indicator = key(.indicators), let area = key(.areas),
            let breakdown = key(.breakdowns),
            payload.isSuperset(of: ["value", "status", "mark", "conf"])
        else { return nil }
        self.period = period
        self.indicator = indicator
        self.area = area
        self.breakdown = breakdown
        embargo =
            payload.contains("embargo_until")
            ? Connection.quoteIdentifier("embargo_until") : nil
    }
}
