package import PhusaModel

/// Cells whose figures changed: for each indicator the periods and areas, by surrogate key.
package struct TouchedFigures: Sendable {
    package struct Cells: Sendable {
        package var periods: Set<Int32> = []
        /// `nil` for all.
        package var areas: Set<Int32>? = []

        package init(periods: Set<Int32> = [], areas: Set<Int32>? = []) {
            self.periods = periods
            self.areas = areas
        }
    }

    package var cells: [Int32: Cells] = [:]

    package init() {}

    package mutating func insert(indicator: Int32, period: Int32, area: Int32) {
        cells[indicator, default: Cells()].periods.insert(period)
        cells[indicator]?.areas?.insert(area)
    }

    /// What a fold changes.
    package init(_ changes: FactChanges, _ tables: FactTables, fact: FactTable, schema: StarSchema)
    {
        guard let places = KeyPlaces(fact, schema) else { return }
        let versions =
            changes.inserted + changes.updated + changes.closedInserted
            + changes.closedRemoved
        for cell in Set(versions.map(\.cell) + changes.removed) {
            tables.keys.bytes(cell).withUnsafeBytes { insert($0, places) }
        }
    }

    /// What the last drop of a scope changes, of some indicators alone.
    package init(
        _ changes: ScopeChanges, of indicators: Set<Int32>, fact: FactTable, schema: StarSchema
    ) {
        guard let places = KeyPlaces(fact, schema) else { return }
        let rows = changes.rows
        let all = rows.memberIDs(places.indicator)
        let isWanted = all.map { indicators.contains($0) }
        if isWanted.contains(true) {
            let periods = rows.memberIDs(places.period)
            let areas = rows.memberIDs(places.area)
            for place in changes.states.indices where changes.states[place] != .same {
                let row = rows.row(place)
                let key = rows.rows.key(row)
                let number = Int(key[key.startIndex + places.indicator])
                guard isWanted[number] else { continue }
                insert(
                    indicator: all[number],
                    period: periods[Int(key[key.startIndex + places.period])],
                    area: areas[Int(key[key.startIndex + places.area])])
            }
        }
        for index in 0..<changes.removed.tupleCount {
            changes.removed.fields(index).withUnsafeBytes { insert($0, places) }
        }
        cells = cells.filter { indicators.contains($0.key) }
    }

    /// - Parameter key: Fields of four bytes, each with its length.
    private mutating func insert(_ key: UnsafeRawBufferPointer, _ places: KeyPlaces) {
        func field(_ index: Int) -> Int32 {
            Int32(
                bigEndian: key.loadUnaligned(fromByteOffset: index * 8 + 4, as: Int32.self))
        }
        insert(
            indicator: field(places.indicator), period: field(places.period),
            area: field(places.area))
    }
}

/// Where in the key period, indicator and area stand.
private struct KeyPlaces {
    let period: Int
    let indicator: Int
    let area: Int

    init?(_ fact: FactTable, _ schema: StarSchema) {
        guard let roles = FactRoles(fact, schema) else { return nil }
        let keys = FactShape(fact).keyColumns
        period = keys.firstIndex(of: roles.period) ?? 0
        indicator = keys.firstIndex(of: roles.indicator) ?? 0
        area = keys.firstIndex(of: roles.area) ?? 0
    }
}
