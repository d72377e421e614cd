package import PhusaModel
import Storage

/// What it takes to bring schema `warehouse` in line with the declared star schema.
///
/// Additive changes alone are made: new tables, new nullable columns, functions, comments, rights.
/// Everything else is listed as a difference, with the SQL that a person would have to run.
package struct SchemaPlan: Sendable {
    /// In the order in which they run; empty where nothing is to do.
    package private(set) var statements: [String] = []
    /// What stands in the way; where there is one, nothing is applied.
    package private(set) var differences: [SchemaDifference] = []

    package var isEmpty: Bool { statements.isEmpty && differences.isEmpty }

    /// Compares, and changes nothing.
    ///
    /// The ledger must be there.
    ///
    /// - Throws: Kind `.data` for a name too long to derive others from, or a reference to nothing.
    package init(_ schema: StarSchema, on connection: Connection) throws(WarehouseError) {
        try Self.check(schema)
        let database = try DatabaseShape(on: connection)
        let shapes = Self.shapes(schema)
        for shape in shapes { compare(shape, database.tables[shape.name]) }
        for fact in schema.facts { planFunction(fact, database) }
        addUndeclared(shapes, database)
        statements += try AccessRights.statements(on: connection, isChanged: !statements.isEmpty)
    }

    /// Makes the planned changes in one transaction, planning anew under the schema's lock.
    ///
    /// - Returns: The statements that ran.
    /// - Throws: Kind `.drift`, listing every difference; then nothing was changed.
    @discardableResult
    package static func apply(_ schema: StarSchema, on connection: Connection)
        throws(WarehouseError) -> [String]
    {
        try connection.transaction { () throws(WarehouseError) in
            try AdvisoryLock.waitForSchema(on: connection)
            let plan = try SchemaPlan(schema, on: connection)
            if !plan.differences.isEmpty { throw plan.drift }
            FaultSite.beforeSchema.pass()
            for statement in plan.statements { try connection.execute(statement) }
            FaultSite.afterSchema.pass()
            return plan.statements
        }
    }

    private var drift: WarehouseError {
        let lines = differences.map { difference in
            let sql = difference.migration.map { "    \($0);" }.joined(separator: "\n")
            return "\(difference.message(.en))\n\(sql)"
        }
        return WarehouseError(
            kind: .drift,
            message: "the warehouse differs from its declaration in \(differences.count) places",
            detail: lines.joined(separator: "\n"))
    }

    /// Dimensions first, since facts refer to them.
    private static func shapes(_ schema: StarSchema) -> [TableShape] {
        let facts = schema.facts.flatMap { fact in
            fact.history == .vintages
                ? [TableShape(fact), TableShape(closed: fact)] : [TableShape(fact)]
        }
        return schema.dimensions.map { TableShape($0) } + facts
    }

    /// PostgreSQL cuts names at 63 bytes in silence: the longest one that we derive must fit.
    private static func check(_ schema: StarSchema) throws(WarehouseError) {
        for dimension in schema.dimensions {
            try check([dimension.name, dimension.idColumn] + dimension.columns.map(\.name))
        }
        for fact in schema.facts {
            try check([fact.closedName, fact.asOfName] + fact.columns.map(\.name))
            for column in fact.columns {
                guard let dimension = column.dimension, schema.dimension(named: dimension) == nil
                else { continue }
                throw WarehouseError(
                    kind: .data,
                    message:
                        "\(fact.name).\(column.name) refers to \(dimension), which nobody declares")
            }
        }
    }

    private static func check(_ names: [String]) throws(WarehouseError) {
        for name in names where name.isEmpty || name.utf8.count > 63 || name.utf8.contains(0) {
            throw WarehouseError(
                kind: .data, message: "a name needs 1 to 63 bytes, none of them zero: \"\(name)\"")
        }
    }
}

// MARK: Comparing

extension SchemaPlan {
    private mutating func compare(_ shape: TableShape, _ found: DatabaseShape.Table?) {
        guard let found else {
            statements += shape.creation
            return
        }
        compareColumns(shape, found)
        if found.primaryKey != shape.primaryKey {
            differ(shape, .primaryKey(found: found.primaryKey, declared: shape.primaryKey))
        }
        if !shape.uniqueKey.isEmpty, !found.uniqueKeys.contains(shape.uniqueKey) {
            differ(shape, .naturalKey(declared: shape.uniqueKey))
        }
        if found.comment != shape.comment { statements.append(shape.tableComment) }
    }

    private mutating func compareColumns(_ shape: TableShape, _ found: DatabaseShape.Table) {
        let declaredNames = Set(shape.columns.map(\.name))
        for column in found.columns where !declaredNames.contains(column.name) {
            differ(shape, .columnUndeclared(column: column.name))
        }
        for column in shape.columns {
            if let present = found.columns.first(where: { $0.name == column.name }) {
                compare(shape, column, present, found.references[column.name])
            } else if column.isNullable {
                statements.append(shape.addition(of: column))
            } else {
                differ(shape, .columnRequired(column: column.name))
            }
        }
    }

    private mutating func compare(
        _ shape: TableShape, _ column: TableShape.Column, _ found: DatabaseShape.Column,
        _ reference: String?
    ) {
        let name = column.name
        if found.type != column.type {
            differ(shape, .columnType(column: name, found: found.type, declared: column.type))
        }
        if found.isNullable != column.isNullable {
            differ(shape, .columnNullability(column: name, isNullable: found.isNullable))
        }
        if column.isIdentity, !found.isIdentity { differ(shape, .columnIdentity(column: name)) }
        if let declared = column.reference, declared.plain != reference {
            differ(shape, .reference(column: name, found: reference, declared: declared.plain))
        }
    }

    private mutating func addUndeclared(_ shapes: [TableShape], _ database: DatabaseShape) {
        let declared = Set(shapes.map(\.name))
        let isOurs = { (name: String) in name.hasPrefix("dim_") || name.hasPrefix("fact_") }
        for name in database.tables.keys.sorted() where isOurs(name) && !declared.contains(name) {
            let shape = TableShape(name: name, columns: [], primaryKey: [], comment: "")
            differ(shape, .tableUndeclared)
        }
    }

    private mutating func differ(_ shape: TableShape, _ finding: SchemaDifference.Finding) {
        differences.append(SchemaDifference(shape.name, finding, shape))
    }

    private mutating func planFunction(_ fact: FactTable, _ database: DatabaseShape) {
        let declared = TableShape(fact).columns.map(\.name)
        let present = database.tables[fact.name]?.columns.map(\.name) ?? []
        let added = declared.filter { !present.contains($0) }
        let function = AsOfFunction(fact, columns: present + added)
        if database.functions[fact.asOfName] != function.body {
            statements += function.creation
        }
    }
}
