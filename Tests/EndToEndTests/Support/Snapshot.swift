import PhusaTestSupport

/// What a warehouse says, for comparisons.
extension Lab {
    /// Rows of a fact by natural keys, with where each comes from and since when it is known; numbers
    /// of rows, events and members are left out, since they differ between machines.
    ///
    /// - Parameter isClosed: Past versions instead of those that stand.
    func observations(isClosed: Bool = false) throws -> [String] {
        let closing = isClosed ? "join ledger.event c on c.event_id = f.closed_by" : ""
        return try rows(
            """
            select p.code, i.code, a.level, a.code, b.code, f.status, f.value, f.mark, e.known_at,
                \(isClosed ? "c.known_at" : "null"), dr.path, dr.sha256, f.line
            from warehouse.fact_observation\(isClosed ? "_closed" : "") f
            join warehouse.dim_period p using (period_id)
            join warehouse.dim_indicator i using (indicator_id)
            join warehouse.dim_area a using (area_id)
            join warehouse.dim_breakdown b using (breakdown_id)
            join ledger.event e on e.event_id = f.event_id \(closing)
            left join ledger.drop dr on dr.event_id = coalesce(f.origin_id, f.event_id)
            """
        ).map { $0.joined(separator: " ") }.sorted()
    }

    /// The value of one cell without breakdown, as PostgreSQL writes it; "∅" where it is missing,
    /// `nil` where there is no row.
    func figure(_ indicator: String, _ area: String, _ period: String, asOf: String? = nil)
        throws -> String?
    {
        let table = asOf.map { "fact_observation_as_of('\($0)')" } ?? "fact_observation"
        return try rows(
            """
            select f.value::text from warehouse.\(table) f
            join warehouse.dim_period p using (period_id)
            join warehouse.dim_indicator i using (indicator_id)
            join warehouse.dim_area a using (area_id)
            join warehouse.dim_breakdown b using (breakdown_id)
            where i.code = '\(indicator)' and a.code = '\(area)' and p.code = '\(period)'
                and b.is_total
            """
        ).first?.first
    }

    /// Rows of every fact, former ones too, with members by their content instead of their number,
    /// and with the drops and moments that they come from and end by.
    func portrait() throws -> [String: [String]] {
        let facts = try rows(
            """
            select tablename from pg_tables where schemaname = 'warehouse'
                and tablename like 'fact%' and tablename not like 'fact_submission%'
            """
        ).map { $0[0] }
        var portrait: [String: [String]] = [:]
        for fact in facts {
            portrait[fact] = try rows(try portraitQuery(fact)).map { $0[1] }.sorted()
        }
        return portrait
    }

    /// The query behind ``portrait()``: for each row of a fact its scope (dataset and period) and
    /// what it says.
    func portraitQuery(_ fact: String) throws -> String {
        let references = try rows(
            """
            select a.attname, d.relname from pg_constraint k
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
            join pg_class d on d.oid = k.confrelid
            where k.conrelid = 'warehouse.\(fact)'::regclass and k.contype = 'f'
                and d.relname like 'dim%'
            order by a.attname
            """)
        let members = references.map { pair in
            let (column, dimension) = (pair[0], pair[1])
            return """
                || (select (to_jsonb(m) - '\(column)')::text from warehouse.\(dimension) m
                    where m.\(column) = f.\(column))
                """
        }.joined(separator: "\n")
        let isClosed = fact.hasSuffix("_closed")
        let dropped =
            ["event_id", "origin_id", "closed_by", "definition_id"] + references.map { $0[0] }
        let period =
            references.contains { $0[0] == "period_id" }
            ? "|| (select ' ' || p.code from warehouse.dim_period p where p.period_id = f.period_id)"
            : ""
        return """
            select ds.code \(period), (to_jsonb(f) - '{\(dropped.joined(separator: ","))}'::text[])::text
                || e.known_at || dr.path \(isClosed ? "|| c.known_at" : "") \(members)
            from warehouse.\(fact) f join ledger.event e on e.event_id = f.event_id
            \(isClosed ? "join ledger.event c on c.event_id = f.closed_by" : "")
            join ledger.drop dr on dr.event_id = coalesce(f.origin_id, f.event_id)
            join ledger.dataset ds on ds.dataset_id = dr.dataset_id
            """
    }

    /// Every row of the warehouse and the ledger with the transaction that wrote it, one sum per
    /// table; the list of runs is left out, which each run adds to.
    func checksums() throws -> [String: String] {
        let tables = try rows(
            """
            select schemaname || '.' || tablename from pg_tables
            where schemaname in ('warehouse', 'ledger') and tablename <> 'run' order by 1
            """
        ).map { $0[0] }
        let sums = tables.map { table in
            """
            select '\(table)', count(*) || ' ' || coalesce(md5(string_agg(t.row_sum, '' order by t.row_sum)), '')
            from (select md5(x.xmin::text || x::text) as row_sum from \(table) x) t
            """
        }
        return Dictionary(
            uniqueKeysWithValues: try rows(sums.joined(separator: " union all ")).map {
                ($0[0], $0[1])
            })
    }

    /// Rows that stand or stood in all facts.
    func factRowCount() throws -> Int {
        let tables = try rows(
            """
            select tablename from pg_tables
            where schemaname = 'warehouse' and tablename like 'fact%'
                and tablename not like 'fact_submission%'
            """)
        return try tables.reduce(0) { sum, table in
            sum + (Int(try value("select count(*) from warehouse.\(table[0])")) ?? 0)
        }
    }
}
