import PhusaModel
import Warehouse

/// The cells that a total is about: where a row's area and the rest of its key stand.
struct TotalCells {
    let areaColumn: FactColumn
    /// Place of the area among the key columns.
    let areaIndex: Int
    private let setting: RunSetting
    private let fact: FactTable
    private let rule: TotalRule
    private let cells: CheckedCells
    /// Indices in the list of areas, by surrogate key: areas of the two levels.
    private var areas: [Int32: Int] = [:]
    /// Surrogate keys of the drop's indicators that add up over areas; `nil` where the fact has
    /// none.
    private let sums: (column: Int, ids: Set<Int32>)?

    /// - Returns: `nil` for a fact without areas.
    init?(setting: RunSetting, fact: FactTable, rule: TotalRule, rows: FactRows) throws {
        let schema = setting.site.workspace.schema
        func column(of list: DimensionTable.CatalogueList) -> Int? {
            fact.keyColumns.firstIndex { column in
                column.dimension.flatMap { schema.dimension(named: $0) }?.members
                    == .catalogue(list)
            }
        }
        guard let areaIndex = column(of: .areas),
            let areaDimension = fact.columns[areaIndex].dimension
        else { return nil }
        cells = try CheckedCells(setting: setting, fact: fact, rows: rows)
        let names = cells.names
        let catalogue = setting.site.workspace.catalogue
        sums = column(of: .indicators).map { index in
            let summed = Set(
                catalogue.indicators.filter { $0.overArea == .sum }.map(\.key.description))
            return (index, Set(names[index].filter { summed.contains($1) }.keys))
        }
        self.setting = setting
        self.fact = fact
        self.rule = rule
        self.areaIndex = areaIndex
        areaColumn = fact.columns[areaIndex]
        let indices = catalogue.areas.areas.indices.filter {
            [rule.whole, rule.parts].contains(catalogue.areas.areas[$0].level)
        }
        let areaIDs = try setting.dimensions.resolve(
            MemberList(indices.map { catalogue.areas.areas[$0].naturalKey }),
            dimension: areaDimension)
        for (id, index) in zip(areaIDs, indices) { areas[id] = index }
    }

    // MARK: Rows of the drop

    /// The group and the area of a row of the drop; `nil` where the rule does not look at it.
    func place(_ row: FactRows.Row, in rows: FactRows) -> (group: [Int32], area: Int)? {
        place(cells.key(row, in: rows))
    }

    /// The same for surrogate keys in the order of the key columns.
    func place(_ key: [Int32]) -> (group: [Int32], area: Int)? {
        guard let area = areas[key[areaIndex]],
            sums.map({ $0.ids.contains(key[$0.column]) }) ?? true
        else { return nil }
        var group = key
        group.remove(at: areaIndex)
        return (group, area)
    }

    func value(_ row: FactRows.Row, in rows: FactRows) -> ExactDecimal? {
        cells.value(row, in: rows)
    }

    // MARK: What stands

    /// Figures of the warehouse for areas of the two levels and these groups, and for others that
    /// share the groups' members.
    func standing(groups: [[Int32]]) throws -> [(key: [Int32], value: ExactDecimal?)] {
        var columns: [CoveredColumn] = []
        for (index, column) in fact.keyColumns.enumerated() {
            let place = index < areaIndex ? index : index - 1
            let members =
                index == areaIndex ? Array(areas.keys) : Array(Set(groups.map { $0[place] }))
            columns.append(CoveredColumn(column: column.name, ids: members.sorted()))
        }
        return try FactValueReader(fact: fact, connection: setting.connection)
            .values(in: columns)
    }

    // MARK: Members

    /// The period of a group; `nil` for a fact without a scope.
    func period(of group: [Int32]) -> Period? {
        guard let index = fact.keyColumns.firstIndex(where: { $0.name == fact.scope }),
            let name = cells.names[index][group[index < areaIndex ? index : index - 1]]
        else { return nil }
        return Period(naturalKey: name)
    }

    /// Areas of the parts' level that lie in an area on a day.
    func parts(of whole: String, on day: CalendarDay) -> [Int] {
        let list = setting.site.workspace.catalogue.areas
        return areas.values.filter { index in
            list.areas[index].level == rule.parts && list.areas[index].isValid(on: day)
                && list.isInSubtree(index, of: whole, on: day)
        }.sorted()
    }

    /// A group for people: natural keys, joined with "; ".
    func text(of group: [Int32]) -> String {
        var columns = Array(fact.keyColumns.indices)
        columns.remove(at: areaIndex)
        return cells.text(columns, group)
    }
}
