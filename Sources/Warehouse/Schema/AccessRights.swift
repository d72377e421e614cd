/// What the two group roles may do: `phusa_loader` writes, `phusa_report` reads the warehouse.
///
/// Where the session may not make roles and they are not there, no rights are planned: then the
/// owner alone works with the database.
enum AccessRights {
    private static let loader = "phusa_loader"
    private static let report = "phusa_report"

    /// - Parameter isChanged: Whether tables are about to be made or changed.
    static func statements(on connection: Connection, isChanged: Bool) throws(WarehouseError)
        -> [String]
    {
        let rows = try connection.query(
            """
            SELECT (SELECT count(*) FROM pg_roles WHERE rolname = ANY($1)),
                (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user)
            """, [.textArray([loader, report])])
        let areThere = rows.int(0, 0) == 2
        guard areThere || rows.bool(0, 1) == true else { return [] }
        if areThere, !isChanged, try hasAll(connection) { return [] }
        return (areThere ? [] : [loader, report].map(creation)) + grants
    }

    private static func hasAll(_ connection: Connection) throws(WarehouseError) -> Bool {
        try connection.query(
            """
            SELECT coalesce(bool_and(has_table_privilege('\(report)', c.oid, 'SELECT')
                AND has_table_privilege('\(loader)', c.oid, 'INSERT')), true)
                AND has_schema_privilege('\(report)', 'warehouse', 'USAGE')
                AND has_schema_privilege('\(loader)', 'ledger', 'USAGE')
            FROM pg_class c
            WHERE c.relnamespace = 'warehouse'::regnamespace AND c.relkind IN ('r', 'p')
            """
        ).bool(0, 0) ?? false
    }

    /// Roles belong to the whole server: another database may be making the same one.
    private static func creation(_ role: String) -> String {
        """
        DO $role$ BEGIN CREATE ROLE \(role) NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $role$
        """
    }

    private static let grants = [
        "GRANT USAGE ON SCHEMA ledger, warehouse, staging TO \(loader)",
        "GRANT CREATE ON SCHEMA staging TO \(loader)",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ledger, warehouse TO \(loader)",
        "GRANT EXECUTE ON FUNCTION ledger.disable_row_triggers() TO \(loader)",
        "GRANT EXECUTE ON FUNCTION ledger.enable_row_triggers() TO \(loader)",
        "GRANT USAGE ON SCHEMA ledger, warehouse TO \(report)",
        "GRANT SELECT ON ALL TABLES IN SCHEMA warehouse TO \(report)",
        "GRANT SELECT ON ledger.event, ledger.dataset, ledger.drop TO \(report)",
    ]
}
