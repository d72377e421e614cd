import Synchronization

/// All that a warehouse says by natural keys: figures that stand and stood, where they come from,
/// and what the ledger knows of each drop.
///
/// Numbers of rows, moments of receipt and of recording are left out: they differ between runs.
struct WarehouseImage: Sendable, Equatable {
    /// Rows of all facts by dataset and period.
    let scopes: [String: [String]]
    let ledger: [String]
    let submissions: [String]

    init(_ lab: Lab) throws {
        let query = try ImageQuery.text(lab)
        scopes = Dictionary(grouping: try lab.rows(query), by: { $0[0] })
            .mapValues { rows in rows.map { $0[1] }.sorted() }
        ledger = try lab.rows(Self.ledgerQuery).map { $0[0] }.sorted()
        submissions = try lab.rows(
            """
            select p.code || ' ' || s.dataset || ' ' || s.state || ' ' || s.due_on || ' '
                || coalesce(s.received_at::text, '') || ' ' || s.file_count
            from warehouse.fact_submission s join warehouse.dim_period p using (period_id)
            """
        ).map { $0[0] }.sorted()
    }

    private static let ledgerQuery = """
        select 'drop ' || (to_jsonb(d) - '{drop_id,dataset_id,received_at,event_id,run_id}'::text[])::text
            || ds.code || coalesce(' ' || e.kind || ' ' || e.known_at, '')
        from ledger.drop d join ledger.dataset ds using (dataset_id)
        left join ledger.event e using (event_id)
        union all
        select 'event ' || e.event_key || ' ' || e.kind || ' ' || ds.code || ' ' || e.known_at
        from ledger.event e join ledger.dataset ds using (dataset_id)
        union all
        select 'quarantine ' || d.path || ' ' || q.line || ' ' || q.rule || ' ' || q.found || ' '
            || encode(q.raw, 'hex') || ' ' || q.cells || ' ' || q.state
        from ledger.quarantine q join ledger.drop d using (drop_id)
        union all
        select 'exclusion ' || d.path || ' ' || x.line || ' ' || x.cause || ' ' || x.cells
        from ledger.exclusion x join ledger.drop d using (drop_id)
        """

    /// What differs, for a message.
    func difference(from other: WarehouseImage) -> String {
        var parts: [String] = []
        for scope in Set(scopes.keys).union(other.scopes.keys).sorted()
        where scopes[scope] != other.scopes[scope] {
            parts.append("\(scope): \(Self.first(scopes[scope] ?? [], other.scopes[scope] ?? []))")
        }
        if ledger != other.ledger { parts.append("ledger: \(Self.first(ledger, other.ledger))") }
        if submissions != other.submissions {
            parts.append("submissions: \(Self.first(submissions, other.submissions))")
        }
        return parts.joined(separator: "; ")
    }

    /// The first row that only one side has.
    private static func first(_ left: [String], _ right: [String]) -> String {
        let surplus = Set(left).subtracting(right).min().map { "has \($0)" }
        return surplus ?? Set(right).subtracting(left).min().map { "lacks \($0)" } ?? "twice"
    }
}

/// The query of all facts: the same for all labs, and costly to put together.
private enum ImageQuery {
    private static let known = Mutex<String?>(nil)

    static func text(_ lab: Lab) throws -> String {
        if let text = known.withLock({ $0 }) { return text }
        let text = try Invariants.facts(lab).map { fact in
            "select i.scope, '\(fact) ' || i.said from (\(try lab.portraitQuery(fact))) i (scope, said)"
        }.joined(separator: " union all ")
        known.withLock { $0 = text }
        return text
    }
}
