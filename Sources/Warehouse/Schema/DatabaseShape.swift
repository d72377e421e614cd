/// What schema `warehouse` of a database looks like.
struct DatabaseShape: Sendable {
    struct Column: Hashable, Sendable {
        let name: String
        let type: String
        let isNullable: Bool
        let isIdentity: Bool
    }

    struct Table: Hashable, Sendable {
        /// In their physical order.
        var columns: [Column] = []
        var primaryKey: [String] = []
        var uniqueKeys: [[String]] = []
        /// Table that a column refers to, `schema.table`, by column.
        var references: [String: String] = [:]
        var comment: String?
    }

    private(set) var tables: [String: Table] = [:]
    /// Bodies of functions, by name.
    private(set) var functions: [String: String] = [:]

    init(on connection: Connection) throws(WarehouseError) {
        try readColumns(connection)
        try readConstraints(connection)
        try readFunctions(connection)
    }

    private mutating func readColumns(_ connection: Connection) throws(WarehouseError) {
        let rows = try connection.query(
            """
            SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                a.attidentity <> '', obj_description(c.oid, 'pg_class')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE n.nspname = 'warehouse' AND c.relkind IN ('r', 'p')
            ORDER BY c.relname, a.attnum
            """)
        for row in 0..<rows.rowCount {
            let name = rows.text(row, 0) ?? ""
            tables[name, default: Table()].comment = rows.text(row, 5)
            tables[name, default: Table()].columns.append(
                Column(
                    name: rows.text(row, 1) ?? "", type: rows.text(row, 2) ?? "",
                    isNullable: rows.bool(row, 3) == false, isIdentity: rows.bool(row, 4) == true))
        }
    }

    private mutating func readConstraints(_ connection: Connection) throws(WarehouseError) {
        let rows = try connection.query(
            """
            SELECT c.relname, k.contype, ARRAY(
                    SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u(number, place)
                        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.number
                    ORDER BY u.place),
                rn.nspname || '.' || rc.relname
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
                JOIN pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_class rc ON rc.oid = k.confrelid
                LEFT JOIN pg_namespace rn ON rn.oid = rc.relnamespace
                LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype = 'u'
            WHERE n.nspname = 'warehouse' AND k.contype IN ('p', 'u', 'f')
                AND (k.contype <> 'u' OR i.indnullsnotdistinct)
            ORDER BY c.relname, k.conname
            """)
        for row in 0..<rows.rowCount {
            let name = rows.text(row, 0) ?? ""
            let columns = rows.textArray(row, 2) ?? []
            switch rows.text(row, 1) {
            case "p": tables[name]?.primaryKey = columns
            case "u": tables[name]?.uniqueKeys.append(columns)
            default: tables[name]?.references[columns.first ?? ""] = rows.text(row, 3)
            }
        }
    }

    private mutating func readFunctions(_ connection: Connection) throws(WarehouseError) {
        let rows = try connection.query(
            """
            SELECT p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname = 'warehouse'
            """)
        for row in 0..<rows.rowCount {
            functions[rows.text(row, 0) ?? ""] = rows.text(row, 1)
        }
    }
}
