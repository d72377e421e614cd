/// The star schema, as `warehouse/*.yml` declares it.
package struct StarSchema: Sendable {
    package let dimensions: [DimensionTable]
    package let facts: [FactTable]

    package init(dimensions: [DimensionTable], facts: [FactTable]) {
        self.dimensions = dimensions
        self.facts = facts
    }

    package func dimension(named name: String) -> DimensionTable? {
        dimensions.first { $0.name == name }
    }

    /// Without the dimensions that follow today's catalogue alone, whatever an older one said.
    package var withoutBridges: StarSchema {
        StarSchema(
            dimensions: dimensions.filter { $0.members != .catalogue(.areaChanges) }, facts: facts)
    }

    package func fact(named name: String) -> FactTable? { facts.first { $0.name == name } }
}

/// A table of members: `dim_area` with the surrogate key `area_id`.
package struct DimensionTable: Sendable, Hashable {
    /// Where the members come from.
    package enum Members: Sendable, Hashable {
        /// A list of the catalogue, brought in line at the start of each run.
        case catalogue(CatalogueList)
        /// A CSV file of the workspace: one row each, values in the order of `columns`.
        case rows([[String]])
    }

    package enum CatalogueList: String, Sendable, CaseIterable, Hashable {
        case areas, agencies, indicators, units, statuses
        /// Versions of formulas.
        case definitions
        /// The bridge between versions of areas; its rows name those of the list `areas` by their
        /// surrogate keys.
        case areaChanges = "area-changes"
        /// Grow with what is loaded: their members follow from their natural key.
        case periods, breakdowns
    }

    package let name: String
    package let about: Words
    package let naturalKey: [String]
    package let columns: [DimensionColumn]
    package let members: Members

    package init(
        name: String, about: Words, naturalKey: [String], columns: [DimensionColumn],
        members: Members
    ) {
        self.name = name
        self.about = about
        self.naturalKey = naturalKey
        self.columns = columns
        self.members = members
    }

    /// `dim_area` → `area_id`.
    package var idColumn: String { name.trimmingDimensionPrefix + "_id" }
}

extension String {
    fileprivate var trimmingDimensionPrefix: String {
        hasPrefix("dim_") ? String(dropFirst(4)) : self
    }
}

package struct DimensionColumn: Sendable, Hashable {
    package let name: String
    package let type: ColumnKind
    package let isNullable: Bool

    package init(name: String, type: ColumnKind, isNullable: Bool) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
    }
}

/// What a warehouse column holds.
package enum ColumnKind: String, Sendable, CaseIterable, Hashable {
    case reference, integer, decimal, text, date, moment, boolean, character

    /// The type in PostgreSQL.
    package var sql: String {
        switch self {
        case .reference, .integer: "integer"
        case .decimal: "numeric"
        case .text: "text"
        case .date: "date"
        case .moment: "timestamptz"
        case .boolean: "boolean"
        case .character: "\"char\""
        }
    }
}

/// A fact: its current rows in the table of its name, closed ones in `NAME_closed`.
package struct FactTable: Sendable, Hashable {
    package enum HistoryKind: String, Sendable, CaseIterable, Hashable {
        /// Every version is kept, with the event that closed it.
        case vintages
        /// Current rows alone.
        case current
    }

    package let name: String
    package let about: Words
    /// Key columns in the order of the primary key, then payload columns; no lineage.
    package let columns: [FactColumn]
    package let keyColumnCount: Int
    /// The column that refers to `dim_period`, by which `replace` knows its scope.
    package let scope: String?
    package let history: HistoryKind
    package let distributeBy: String

    package init(
        name: String, about: Words, columns: [FactColumn], keyColumnCount: Int, scope: String?,
        history: HistoryKind, distributeBy: String
    ) {
        self.name = name
        self.about = about
        self.columns = columns
        self.keyColumnCount = keyColumnCount
        self.scope = scope
        self.history = history
        self.distributeBy = distributeBy
    }

    package var keyColumns: ArraySlice<FactColumn> { columns[..<keyColumnCount] }
    package var payloadColumns: ArraySlice<FactColumn> { columns[keyColumnCount...] }
    package var closedName: String { name + "_closed" }
    package static let observation = "fact_observation"
}

package struct FactColumn: Sendable, Hashable {
    package let name: String
    package let kind: ColumnKind
    /// Name of the dimension, for references.
    package let dimension: String?
    package let isNullable: Bool

    package init(name: String, kind: ColumnKind, dimension: String?, isNullable: Bool) {
        self.name = name
        self.kind = kind
        self.dimension = dimension
        self.isNullable = isNullable
    }
}
