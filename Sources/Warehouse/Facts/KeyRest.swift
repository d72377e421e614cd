import PhusaModel

/// Lets an empty fact go without its primary key while many rows are copied in: the key is built
/// after that in half the time that it takes to keep it up row by row.
///
/// All in the transaction under way: others see the empty table with its key, or the full one with
/// its key. The table is taken for this transaction alone, and only where nobody holds it: behind an
/// open report the rows go in the ordinary way.
struct KeyRest {
    private let shape: FactShape
    private let connection: Connection

    /// Fewer rows than this are not worth two statements and a lock.
    private static let tupleCountMin = 20_000
    /// Memory for the sort that builds the key, where the server's setting allows less: the keys of
    /// three million rows or so; more of them are sorted on disk.
    private static let buildMemory = "256MB"

    init(_ shape: FactShape, _ connection: Connection) {
        self.shape = shape
        self.connection = connection
    }

    /// - Returns: `nil` where the key stays in place.
    func begin(tupleCount: Int) throws(WarehouseError) -> KeyRest.Ended? {
        guard tupleCount >= Self.tupleCountMin, try isEmpty(), let name = try ownKey(),
            try isTaken()
        else { return nil }
        let key = Connection.quoteIdentifier(name)
        try connection.execute("alter table \(shape.table) drop constraint \(key)")
        return Ended(rest: self, key: key)
    }

    /// A key that rests.
    struct Ended {
        fileprivate let rest: KeyRest
        fileprivate let key: String

        /// Builds the key again; a key that comes twice is the server's own error.
        func end() throws(WarehouseError) {
            let columns = rest.shape.keyColumns.joined(separator: ", ")
            try rest.connection.execute(
                """
                select set_config('maintenance_work_mem', '\(KeyRest.buildMemory)', true)
                where pg_size_bytes(current_setting('maintenance_work_mem'))
                    < pg_size_bytes('\(KeyRest.buildMemory)');
                alter table \(rest.shape.table) add constraint \(key) primary key (\(columns))
                """)
        }
    }

    private func isEmpty() throws(WarehouseError) -> Bool {
        let result = try connection.query("select exists (select from \(shape.table))")
        return result.text(0, 0) == "f"
    }

    /// The name of the primary key, where this role owns the table and its only index.
    private func ownKey() throws(WarehouseError) -> String? {
        let result = try connection.query(
            """
            select k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid
            where k.conrelid = $1::regclass and k.contype = 'p'
                and pg_has_role(c.relowner, 'usage')
                and (select count(*) from pg_index i where i.indrelid = c.oid) = 1
            """, [.text(shape.table)])
        return result.rowCount == 1 ? result.text(0, 0) : nil
    }

    private func isTaken() throws(WarehouseError) -> Bool {
        try connection.execute("savepoint phusa_key")
        do throws(WarehouseError) {
            try connection.execute(
                "lock table \(shape.table) in access exclusive mode nowait; release phusa_key")
            return true
        } catch  where error.sqlState == "55P03" {
            try connection.execute("rollback to phusa_key; release phusa_key")
            return false
        }
    }
}
