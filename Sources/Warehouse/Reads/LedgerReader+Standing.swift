package import PhusaModel

/// How a dataset stands in the ledger, of all runs.
package struct DatasetStanding: Hashable, Sendable {
    package let dataset: String
    /// Vintage of the newest drop that is loaded.
    package let newestVintage: Moment?
    /// The first day after the newest period that its events speak of.
    package let newestPeriodEnd: CalendarDay?
    package let heldDropCount: Int
    /// Records in quarantine that nobody has decided on.
    package let openQuarantineCount: Int
}

extension LedgerReader {
    /// One row per dataset that the ledger knows, by code.
    package func standings() throws(WarehouseError) -> [DatasetStanding] {
        let rows = try connection.query(
            """
            select s.code,
                (select max(d.vintage) from ledger.drop d
                    where d.dataset_id = s.dataset_id and d.outcome = 'loaded'),
                (select max(split_part(p, '|', 4)) from ledger.event e, unnest(e.scope) p
                    where e.dataset_id = s.dataset_id and p like '%|%|%|%'),
                (select count(*) from ledger.drop d
                    where d.dataset_id = s.dataset_id and d.outcome = 'held'),
                (select count(*) from ledger.quarantine q join ledger.drop d using (drop_id)
                    where q.state = 'open' and d.dataset_id = s.dataset_id)
            from ledger.dataset s order by s.code collate "C"
            """)
        return (0..<rows.rowCount).map { row in
            DatasetStanding(
                dataset: rows.text(row, 0) ?? "", newestVintage: rows.moment(row, 1),
                newestPeriodEnd: rows.text(row, 2).flatMap { CalendarDay($0) },
                heldDropCount: rows.int(row, 3) ?? 0, openQuarantineCount: rows.int(row, 4) ?? 0)
        }
    }

    /// Open records in quarantine by number of their drop; drops without any are left out.
    ///
    /// - Parameter asOf: Records that a person, or a later file, has settled after it count as open;
    ///   one that a replay let in does not, for it counts from its drop's own vintage.
    package func openQuarantineCounts(asOf: Moment? = nil) throws(WarehouseError) -> [Int: Int] {
        let rows = try connection.query(
            """
            select drop_id, count(*) from ledger.quarantine
            where state = 'open' or state <> 'replayed' and state_changed_at > $1
            group by drop_id
            """, [asOf.map { .moment($0) } ?? .null])
        var counts: [Int: Int] = [:]
        for row in 0..<rows.rowCount {
            if let drop = rows.int(row, 0) { counts[drop] = rows.int(row, 1) }
        }
        return counts
    }

    /// Events of drops that were withdrawn by a moment; `nil` for all of them.
    package func withdrawnEvents(by moment: Moment?) throws(WarehouseError) -> Set<Int> {
        let rows = try connection.query(
            """
            select target_event from ledger.event where kind = 'withdrawal'
                and target_event is not null and ($1::timestamptz is null or known_at <= $1)
            """, [moment.map { .moment($0) } ?? .null])
        return Set((0..<rows.rowCount).compactMap { rows.int($0, 0) })
    }

    /// Periods of a kind that a fact has current rows of, the newest first.
    package func periods(
        in fact: String, kind: PeriodKind, limit: Int
    ) throws(WarehouseError) -> [Period] {
        let table = "warehouse." + Connection.quoteIdentifier(fact)
        let result = try connection.query(
            """
            select system || '|' || kind || '|' || start_on || '|' || end_on
            from warehouse.dim_period p
            where kind = $1 and system = 'statistical'
                and exists (select from \(table) f where f.period_id = p.period_id)
            order by period_id desc limit $2
            """, [.text(kind.rawValue), .int(limit)])
        return (0..<result.rowCount).compactMap { row in
            result.text(row, 0).flatMap { Period(naturalKey: $0) }
        }
    }

    /// Whether figures of periods that begin before `end` may have changed since a moment: an event
    /// of a run that was not over by then touches one of them, or touches no period at all.
    ///
    /// Asks for the end of the run, not for the event's own moment: an event can be older than the
    /// transaction that makes it visible.
    package func hasEvent(
        since moment: Moment, touchingBefore end: CalendarDay
    ) throws(WarehouseError) -> Bool {
        try connection.query(
            """
            select exists (select from ledger.event e left join ledger.run r using (run_id)
                where case when e.run_id is null then e.recorded_at > $1
                        else coalesce(r.finished_at, 'infinity') > $1 end
                    and (e.scope = '{}' or exists (select from unnest(e.scope) p
                        where p not like '%|%|%|%' or split_part(p, '|', 3) < $2)))
            """, [.moment(moment), .text(end.description)]
        ).bool(0, 0) ?? true
    }

    /// Whether the embargo of a figure of a period that began before `end` ended between two days,
    /// the first excluded.
    package func hasEmbargoEnd(
        after first: CalendarDay, by last: CalendarDay, touchingBefore end: CalendarDay
    ) throws(WarehouseError) -> Bool {
        try connection.query(
            """
            select exists (select from warehouse.fact_observation f
                join warehouse.dim_period p using (period_id)
                where f.embargo_until > $1 and f.embargo_until <= $2 and p.start_on < $3)
            """, [.day(first), .day(last), .day(end)]
        ).bool(0, 0) ?? true
    }

    /// Codes of the agencies that builds of a report are about.
    package func reportedAgencies(_ report: String) throws(WarehouseError) -> [String] {
        let rows = try connection.query(
            """
            select distinct agency from ledger.report_build
            where report = $1 and agency is not null order by agency
            """, [.text(report)])
        return (0..<rows.rowCount).compactMap { rows.text($0, 0) }
    }

    /// The latest build of each period of a report about an agency, or about the province, without its
    /// cells.
    package func latestReportBuilds(
        _ report: String, agency: String?
    ) throws(WarehouseError) -> [ReportBuildMark] {
        let rows = try connection.query(
            """
            select distinct on (period) build_id, period, as_of, definitions, program_version,
                html_sha256, path
            from ledger.report_build where report = $1 and agency is not distinct from $2
            order by period, build_id desc
            """, [.text(report), .text(orNull: agency)])
        return (0..<rows.rowCount).compactMap { row in
            guard let id = rows.int(row, 0), let asOf = rows.moment(row, 2) else { return nil }
            return ReportBuildMark(
                id: id, period: rows.text(row, 1) ?? "", asOf: asOf,
                definitions: rows.text(row, 3) ?? "", programVersion: rows.text(row, 4) ?? "",
                htmlSHA256: rows.text(row, 5) ?? "", path: rows.text(row, 6) ?? "")
        }
    }

    /// The server's clock, by which runs end.
    package func now() throws(WarehouseError) -> Moment? {
        try connection.query("select clock_timestamp()").moment(0, 0)
    }
}

/// A report build as far as it takes to see whether it still holds.
package struct ReportBuildMark: Hashable, Sendable {
    package let id: Int
    package let period: String
    package let asOf: Moment
    package let definitions: String
    package let programVersion: String
    package let htmlSHA256: String
    package let path: String
}
