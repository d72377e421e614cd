import PhusaModel

/// How a table of schema `warehouse` has to look.
struct TableShape: Hashable, Sendable {
    struct Column: Hashable, Sendable {
        let name: String
        /// As `format_type` of PostgreSQL writes it.
        let type: String
        let isNullable: Bool
        var isIdentity = false
        /// The table whose primary key this is.
        var reference: Reference?
        var comment: String?
    }

    struct Reference: Hashable, Sendable {
        let schema: String
        let table: String

        static let event = Reference(schema: "ledger", table: "event")

        var quoted: String { "\(schema).\(Connection.quoteIdentifier(table))" }
        var plain: String { "\(schema).\(table)" }
    }

    let name: String
    let columns: [Column]
    let primaryKey: [String]
    /// Unique columns, nulls being equal; empty for none.
    var uniqueKey: [String] = []
    var checks: [String] = []
    /// Percent of a page that inserts fill; the rest waits for updates in place.
    var fillFactor: Int?
    let comment: String

    var qualifiedName: String { Self.qualified(name) }

    static func qualified(_ table: String) -> String {
        "warehouse." + Connection.quoteIdentifier(table)
    }
}

extension ColumnKind {
    /// The type as `format_type` of PostgreSQL writes it.
    var formatted: String {
        switch self {
        case .moment: "timestamp with time zone"
        default: sql
        }
    }
}

extension TableShape {
    /// A dimension: its surrogate key, then the declared columns.
    init(_ dimension: DimensionTable) {
        // A period's number follows from the period, so that it is the same in every warehouse.
        let isGiven = dimension.members == .catalogue(.periods)
        let id = Column(
            name: dimension.idColumn, type: ColumnKind.reference.formatted, isNullable: false,
            isIdentity: !isGiven)
        let declared = dimension.columns.map { column in
            Column(
                name: column.name, type: column.type.formatted, isNullable: column.isNullable)
        }
        self.init(
            name: dimension.name, columns: [id] + declared, primaryKey: [dimension.idColumn],
            uniqueKey: dimension.naturalKey, comment: Self.comment(dimension.about))
    }

    /// Current rows of a fact: key, lineage, payload.
    init(_ fact: FactTable) {
        self.init(
            name: fact.name, columns: Self.columns(of: fact),
            primaryKey: fact.keyColumns.map(\.name), checks: Self.checks(of: fact),
            fillFactor: 90, comment: Self.comment(fact.about))
    }

    /// Versions of a fact that are no longer in force.
    init(closed fact: FactTable) {
        let closing = Column(
            name: "closed_by", type: ColumnKind.reference.formatted, isNullable: false,
            reference: .event, comment: "The event that ended this version")
        self.init(
            name: fact.closedName, columns: Self.columns(of: fact) + [closing],
            primaryKey: fact.keyColumns.map(\.name) + ["event_id"], checks: Self.checks(of: fact),
            comment: "\(Self.comment(fact.about)) (closed)")
    }

    private static func columns(of fact: FactTable) -> [Column] {
        let integer = ColumnKind.reference.formatted
        let lineage = [
            Column(
                name: "event_id", type: integer, isNullable: false, reference: .event,
                comment: "The event since which this value has stood"),
            Column(
                name: "origin_id", type: integer, isNullable: true, reference: .event,
                comment: "The drop whose line this is, where it is not event_id"),
            Column(
                name: "line", type: integer, isNullable: true,
                comment: "Line or element in the origin's file; null for a derived row"),
        ]
        let definition = Column(
            name: "definition_id", type: integer, isNullable: true,
            comment: "The formula's version, for a derived row")
        return fact.keyColumns.map(column) + lineage + fact.payloadColumns.map(column)
            + [definition]
    }

    private static func column(_ column: FactColumn) -> Column {
        Column(
            name: column.name, type: column.kind.formatted, isNullable: column.isNullable,
            reference: column.dimension.map { Reference(schema: "warehouse", table: $0) })
    }

    private static func checks(of fact: FactTable) -> [String] {
        let names = Set(fact.payloadColumns.map(\.name))
        return names.isSuperset(of: ["value", "mark"])
            ? ["value IS NOT NULL OR mark IS NOT NULL"] : []
    }

    private static func comment(_ about: Words) -> String { "\(about.vi) / \(about.en)" }
}

// MARK: Statements

extension TableShape {
    /// The statements that make the table, with its comments.
    var creation: [String] {
        var lines = columns.map { "    " + Self.definition($0) }
        lines.append("    PRIMARY KEY (\(Self.list(primaryKey)))")
        if !uniqueKey.isEmpty {
            lines.append("    UNIQUE NULLS NOT DISTINCT (\(Self.list(uniqueKey)))")
        }
        lines += checks.map { "    CHECK (\($0))" }
        let storage = fillFactor.map { " WITH (fillfactor = \($0))" } ?? ""
        let table =
            "CREATE TABLE \(qualifiedName) (\n\(lines.joined(separator: ",\n"))\n)\(storage)"
        return [table, tableComment] + columns.compactMap(columnComment)
    }

    var tableComment: String {
        "COMMENT ON TABLE \(qualifiedName) IS \(Connection.quoteLiteral(comment))"
    }

    private func columnComment(_ column: Column) -> String? {
        guard let comment = column.comment else { return nil }
        let name = "\(qualifiedName).\(Connection.quoteIdentifier(column.name))"
        return "COMMENT ON COLUMN \(name) IS \(Connection.quoteLiteral(comment))"
    }

    func addition(of column: Column) -> String {
        "ALTER TABLE \(qualifiedName) ADD COLUMN \(Self.definition(column))"
    }

    private static func definition(_ column: Column) -> String {
        var text = "\(Connection.quoteIdentifier(column.name)) \(column.type)"
        if column.isIdentity { text += " GENERATED BY DEFAULT AS IDENTITY" }
        if !column.isNullable { text += " NOT NULL" }
        if let reference = column.reference { text += " REFERENCES \(reference.quoted)" }
        return text
    }

    static func list(_ names: [String]) -> String {
        names.map { Connection.quoteIdentifier($0) }.joined(separator: ", ")
    }
}
