package import PhusaModel
import Storage

/// Keeps declared foreign keys true without a trigger per row.
///
/// ``suspendTriggers()`` rests the triggers of this transaction; ``check(event:periods:)`` then reads
/// the event's rows once as a set, and takes a key share lock on the members that they use, so that
/// none can go before the commit. Where the right to rest triggers is missing, they simply fire.
package struct ForeignKeyCheck {
    private let connection: Connection
    private let shape: FactShape
    private let schema: StarSchema

    package init(fact: FactTable, schema: StarSchema, connection: Connection) {
        shape = FactShape(fact)
        self.schema = schema
        self.connection = connection
    }

    /// Whether this role may rest the triggers.
    package static func maySuspend(_ connection: Connection) throws(WarehouseError) -> Bool {
        let result = try connection.query(
            """
            select has_function_privilege(p.oid, 'execute')
                and has_parameter_privilege(p.proowner, 'session_replication_role', 'SET')
            from pg_proc p where p.oid = 'ledger.disable_row_triggers()'::regprocedure
            """)
        return result.text(0, 0) == "t"
    }

    /// Rests row triggers until the transaction ends, or ``resumeTriggers()``.
    package static func suspendTriggers(_ connection: Connection) throws(WarehouseError) {
        _ = try connection.query("select ledger.disable_row_triggers()")
    }

    package static func resumeTriggers(_ connection: Connection) throws(WarehouseError) {
        _ = try connection.query("select ledger.enable_row_triggers()")
    }

    /// - Throws: A `.constraint` error that names table, column and id when a row of the event
    ///   refers to a member that does not exist; the caller rolls back.
    package func check(event: Int32?, periods: [Int32]?) throws(WarehouseError) {
        FaultSite.beforeCheck.pass()
        for column in shape.fact.columns {
            guard let name = column.dimension, let dimension = schema.dimension(named: name)
            else { continue }
            let tables = shape.keepsVintages ? [shape.table, shape.closedTable] : [shape.table]
            for table in tables {
                try check(
                    column, of: table, against: dimension, event: event, periods: periods)
            }
        }
    }

    /// Checks the rows that the last event of a scope has brought.
    ///
    /// The members that its rows may refer to are known, so one pass over the rows tells whether one
    /// refers to anything else; rows that it closed have been checked when they were current.
    ///
    /// - Parameter block: What ``lastBlock()`` said before the rows were written; `nil` where they are all
    ///   there is.
    /// - Throws: As ``check(event:periods:)``.
    package func check(
        _ changes: ScopeChanges, periods: [Int32]?, from block: Int? = nil
    ) throws(WarehouseError) {
        FaultSite.beforeCheck.pass()
        var conditions: [String] = []
        for (place, column) in shape.fact.columns.enumerated() {
            guard let name = column.dimension, let dimension = schema.dimension(named: name)
            else { continue }
            let ids = changes.rows.memberIDs(place)
            let present = try lock(ids, of: dimension)
            if let missing = ids.first(where: { !present.contains($0) }) {
                throw WarehouseError.foreignKeyBroken(
                    table: shape.fact.name, column: column.name, id: missing)
            }
            conditions.append(Self.isNone(of: ids, Connection.quoteIdentifier(column.name)))
        }
        guard !conditions.isEmpty else { return }
        let isStray = conditions.joined(separator: " or ")
        // A row that is changed stays where there is room near its former self.
        if let block, changes.counts.changed == 0,
            try areSound(changes, from: block, isStray: isStray)
        {
            return
        }
        let scope = FactScope(periods: periods, covered: []).condition(shape)
        // Counted, though one would do: the server counts with all its processors.
        let strays = try connection.query(
            """
            select count(*) from \(shape.table) where event_id = \(changes.event) and \(scope)
                and (\(isStray))
            """)
        guard strays.int(0, 0) != 0 else { return }
        try check(event: changes.event, periods: periods)
    }

    /// The last block of the fact's current rows, from 0: what is written from now on mostly goes there
    /// and behind it.
    package func lastBlock() throws(WarehouseError) -> Int {
        let result = try connection.query(
            "select pg_relation_size($1::regclass) / current_setting('block_size')::bigint - 1",
            [.text(shape.table)])
        return max(0, result.int(0, 0) ?? 0)
    }

    /// Whether all rows of the event stand from a block on, and none of them is a stray: so a large
    /// fact is not read whole for the rows that a drop has added.
    ///
    /// - Returns: `false` where that is not known, for a row may stand in room that was free before.
    private func areSound(
        _ changes: ScopeChanges, from block: Int, isStray: String
    ) throws(WarehouseError) -> Bool {
        let parts = Self.parts(from: block, to: try lastBlock()).map { part in
            """
            select count(*) as rows, count(*) filter (where \(isStray)) as strays
            from \(shape.table) where event_id = \(changes.event) and \(part)
            """
        }
        let result = try connection.query(
            """
            select sum(rows), sum(strays) from (\(parts.joined(separator: " union all "))) as part
            """)
        return result.int(0, 0) == changes.insertedCount && result.int(0, 1) == 0
    }

    /// From so many blocks on a table is read by several processors; 8 MiB, as the server has it.
    private static let blockCountMin = 1_024

    /// Conditions that each take a part of the blocks, two of them where that is worth while: the server
    /// reads a range of blocks with one processor, and two ranges with two.
    static func parts(from first: Int, to last: Int) -> [String] {
        let start = "ctid >= '(\(first),0)'::tid"
        guard last - first >= blockCountMin else { return [start] }
        let middle = "'(\((first + last) / 2),0)'::tid"
        return ["\(start) and ctid < \(middle)", "ctid >= \(middle)"]
    }

    /// The condition that a column refers to none of the members; see ``FactScope/isAny(of:_:)``.
    static func isNone(of ids: [Int32], _ column: String) -> String {
        FactScope.range(of: ids).map {
            "\(column) not between \($0.lowerBound) and \($0.upperBound)"
        } ?? "\(column) <> all (\(FactScope.array(ids)))"
    }

    /// Takes a key share lock on members.
    ///
    /// - Returns: Those that are there.
    private func lock(
        _ ids: [Int32], of dimension: DimensionTable
    ) throws(WarehouseError) -> Set<Int32> {
        let members = "warehouse." + Connection.quoteIdentifier(dimension.name)
        let id = Connection.quoteIdentifier(dimension.idColumn)
        let present = try connection.query(
            "select \(id) from \(members) where \(id) = any ($1) for key share", [.intArray(ids)])
        return Set((0..<present.rowCount).compactMap { present.text($0, 0).flatMap(Int32.init) })
    }

    private func check(
        _ column: FactColumn, of table: String, against dimension: DimensionTable, event: Int32?,
        periods: [Int32]?
    ) throws(WarehouseError) {
        let quoted = Connection.quoteIdentifier(column.name)
        let scope = FactScope(periods: periods, covered: []).condition(shape)
        let used = try connection.query(
            """
            select distinct \(quoted) from \(table)
            where \(event.map { "event_id = \($0) and " } ?? "")\(scope) and \(quoted) is not null
            """)
        guard used.rowCount > 0 else { return }
        let ids = (0..<used.rowCount).compactMap { used.text($0, 0).flatMap(Int32.init) }
        let found = try lock(ids, of: dimension)
        if let missing = ids.first(where: { !found.contains($0) }) {
            throw WarehouseError.foreignKeyBroken(
                table: shape.fact.name, column: column.name, id: missing)
        }
    }
}

extension WarehouseError {
    /// A row refers to a member that does not exist: a bug of ours, found before it is committed.
    static func foreignKeyBroken(table: String, column: String, id: Int32) -> WarehouseError {
        var error = WarehouseError(
            kind: .constraint, message: "\(table).\(column) refers to \(id), which does not exist")
        error.table = table
        error.column = column
        return error
    }
}
