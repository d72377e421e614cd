import PhusaModel

/// The statement that computes all versions of the cells of a ``DerivedQuery``.
///
/// For each cell it goes through the moments at which anything that the cell reads began or ended,
/// and those of the formula's versions, in the order of history; at each it takes what stood then.
struct DerivedSQL {
    /// What a reference is in a version of the formula; of a partial sum the references beside it in
    /// that version count too.
    private struct Part: Hashable {
        let leaf: Int
        let siblings: [Int]
    }

    private let query: DerivedQuery
    private let shape: FactShape
    private let roles: FactRoles
    /// Each once, whatever the count of versions that have it.
    private let parts: [Part]

    init(query: DerivedQuery, shape: FactShape, roles: FactRoles) {
        self.query = query
        self.shape = shape
        self.roles = roles
        var parts: [Part] = []
        for formula in query.versions.compactMap(\.definition.formula) {
            for reference in formula.references {
                let part = Self.part(reference, of: formula, query)
                if !parts.contains(part) { parts.append(part) }
            }
        }
        self.parts = parts
    }

    /// Rows: the key, the event, 1 or 0 for whether there is a figure, the payload, the definition; by
    /// key, then in the order of history.
    var text: String {
        """
        copy (with \(relations.joined(separator: ",\n"))
        select \(columns.joined(separator: ", "))
        from point t join ev on ev.n = t.n left join held d on d.p = t.p and d.n = t.n
        \(joins)
        cross join lateral (\(evaluation)) r
        order by t.p, t.a, t.b, t.n) to stdout (format binary)
        """
    }

    // MARK: What is read

    private var relations: [String] {
        var all = [figures, events, output, version]
        for (number, leaf) in query.leaves.enumerated() {
            all += maps(number, leaf)
            all.append("v\(number) as materialized (\(versions(number, leaf)))")
        }
        // Each cell once, however many versions of it one reference reads.
        let driving = drivingLeaves.map { "select distinct p, a, b from v\($0)" }
        all.append("cell as materialized (\(driving.joined(separator: " union ")))")
        all += query.leaves.indices.map { "w\($0) as materialized (\(spread($0)))" }
        all += ["point as materialized (\(points))", held]
        all += query.leaves.indices.map { "m\($0) as materialized (\(members($0)))" }
        all += parts.enumerated().map { "l\($0) as materialized (\(sums($1)))" }
        return all
    }

    private var figures: String {
        var conditions = [
            "\(roles.indicator) = any (\(FactScope.array(Array(Set(query.leaves.map(\.indicator))))))",
            "\(roles.period) = any (\(FactScope.array(inputPeriods)))",
        ]
        if let areas = query.areas, !query.leaves.contains(where: \.isWithin) {
            conditions.append("\(roles.area) = any (\(FactScope.array(areas)))")
        }
        let columns = """
            \(roles.period) as p, \(roles.indicator) as i, \(roles.area) as a,
            \(roles.breakdown) as b, event_id, value,
            coalesce(array_position(\(Self.statuses), status::text), 1) as weakness,
            coalesce(array_position(\(Self.confidentialities), conf::text), 0) as conf,
            \(roles.embargo ?? "null::date") as embargo
            """
        let condition = conditions.joined(separator: " and ")
        return """
            figure as materialized (
            select \(columns), null::integer as closed_by from \(shape.table) where \(condition)
            union all select \(columns), closed_by from \(shape.closedTable) where \(condition))
            """
    }

    private var inputPeriods: [Int32] {
        Set(query.leaves.flatMap { $0.periods.map(\.input) }).sorted()
    }

    private var events: String {
        let breaks = query.leaves.flatMap { $0.periods.compactMap(\.until) }
        let definitions = FactScope.array(
            Set(query.versions.map(\.event) + breaks).sorted())
        return """
            ev as materialized (
            select event_id, row_number() over (
                order by known_at, kind_rank, sequence, content, event_key)::integer as n
            from ledger.event where event_id in (select event_id from figure
                union select closed_by from figure union select unnest(\(definitions))))
            """
    }

    private var output: String {
        let ids = FactScope.array(query.periods.map(\.id))
        let starts = query.periods.map { $0.start.description }.joined(separator: ",")
        return """
            output as materialized (select * from unnest(\(ids), '{\(starts)}'::date[])
                as o (id, start_on))
            """
    }

    private var version: String {
        let starts = query.versions.map { $0.definition.effectiveFrom.description }
        return """
            version as materialized (select * from unnest(
                \(FactScope.array(query.versions.indices.map { Int32($0) })),
                \(FactScope.array(query.versions.map(\.id))),
                \(FactScope.array(query.versions.map(\.event))),
                '{\(starts.joined(separator: ","))}'::date[])
                as v (i, definition_id, event_id, effective_from))
            """
    }

    /// The maps of a reference, each with how many make up one.
    private func maps(_ number: Int, _ leaf: DerivedQuery.Leaf) -> [String] {
        var maps = [
            """
            rp\(number) as materialized (select o, i, s, e, count(*) over (partition by o) as k
                from unnest(\(FactScope.array(leaf.periods.map(\.output))),
                \(FactScope.array(leaf.periods.map(\.input))),
                \(FactScope.array(leaf.periods.map { Int32($0.sign) })),
                \(FactScope.array(leaf.periods.map { $0.until ?? 0 }))) as r (o, i, s, e))
            """
        ]
        if let areas = leaf.areas {
            maps.append(
                """
                ra\(number) as materialized (select p, o, i, count(*) over (partition by p, o) as k
                    from unnest(\(FactScope.array(areas.map(\.period))),
                    \(FactScope.array(areas.map(\.output))),
                    \(FactScope.array(areas.map(\.input)))) as r (p, o, i))
                """)
        }
        if case .members(let pairs, let count) = leaf.breakdown {
            maps.append(
                """
                rb\(number) as materialized (select i, o, \(count) as k
                    from unnest(\(FactScope.array(pairs.map(\.input))),
                    \(FactScope.array(pairs.map(\.output)))) as r (i, o))
                """)
        }
        return maps
    }

    /// What a reference reads, by the cell that reads it and the area that it stands under (`m`), with
    /// the numbers of the events between which it stood.
    private func versions(_ number: Int, _ leaf: DerivedQuery.Leaf) -> String {
        var (area, areaCount, areaJoin) = ("f.a", "1", "")
        if leaf.isWithin {
            (area, areaCount) = ("ra.o", "ra.k")
            areaJoin = "join ra\(number) ra on ra.p = rp.o and ra.i = f.a"
        }
        var (breakdown, count, breakdownJoin, condition) = ("f.b", "rp.k", "", "")
        switch leaf.breakdown {
        case .same: break
        case .fixed(let id): (breakdown, condition) = ("\(query.total)", " and f.b = \(id)")
        case .members:
            (breakdown, count) = ("rb.o", "rp.k * rb.k")
            breakdownJoin = "join rb\(number) rb on rb.i = f.b"
        }
        if let areas = query.areas {
            condition += " and \(area) = any (\(FactScope.array(areas)))"
        }
        return """
            select rp.o as p, \(area) as a, \(breakdown) as b, f.a as m, rp.s, f.value, f.weakness,
                f.conf, f.embargo, since.n as since, least(ended.n, broken.n) as ended, \(count) as k,
                \(areaCount) as ka
            from figure f join rp\(number) rp on rp.i = f.p \(areaJoin) \(breakdownJoin)
            join ev since on since.event_id = f.event_id
            left join ev ended on ended.event_id = f.closed_by
            left join ev broken on broken.event_id = rp.e
            where f.i = \(leaf.indicator)\(condition) and (broken.n is null or since.n < broken.n)
            """
    }

    // MARK: Cells and moments

    /// References because of which cells are there: those that are free, and all of a version that has
    /// fixed ones alone.
    private var drivingLeaves: [Int] {
        let fixedAlone = formulas.filter(isFixedAlone).flatMap(\.references)
        return query.leaves.indices.filter {
            !query.leaves[$0].isFixed || fixedAlone.contains(query.leaves[$0].reference)
        }
    }

    private var formulas: [Formula] { query.versions.compactMap(\.definition.formula) }

    /// Whether its only cell is that without breakdown.
    private func isFixedAlone(_ formula: Formula) -> Bool {
        formula.references.allSatisfy {
            if case .fixed = $0.breakdown { true } else { false }
        }
    }

    /// A fixed breakdown is read by all cells of its period and area.
    private func spread(_ number: Int) -> String {
        guard query.leaves[number].isFixed else { return "select * from v\(number)" }
        return """
            select v.p, v.a, c.b, v.m, v.s, v.value, v.weakness, v.conf, v.embargo, v.since, v.ended,
                v.k, v.ka
            from v\(number) v join cell c on c.p = v.p and c.a = v.a
            """
    }

    private var points: String {
        let ends = query.leaves.indices.flatMap { number in
            [
                "select p, a, b, since as n from w\(number)",
                "select p, a, b, ended from w\(number) where ended is not null",
            ]
        }
        let definitions = """
            select c.p, c.a, c.b, e.n from cell c cross join version v
            join ev e on e.event_id = v.event_id
            """
        return (ends + [definitions]).joined(separator: " union ")
    }

    /// The version that holds for a period at a moment.
    private var held: String {
        """
        held as materialized (
            select x.p, x.n, d.i, d.definition_id from (select distinct p, n from point) x
            join output o on o.id = x.p
            cross join lateral (
                select v.i, v.definition_id from version v join ev e on e.event_id = v.event_id
                where v.effective_from <= o.start_on and e.n <= x.n
                order by v.effective_from desc, e.n desc limit 1) d)
        """
    }

    /// What a reference reads at each moment, by area: only where nothing of it is missing.
    private func members(_ number: Int) -> String {
        """
        select t.p, t.a, t.b, t.n, w.m, sum(w.s * w.value) as x, min(w.k) as k, min(w.ka) as ka,
            max(w.weakness) as weakness, max(w.conf) as conf, max(w.embargo) as embargo
        from point t join w\(number) w on w.p = t.p and w.a = t.a and w.b = t.b and w.since <= t.n
            and (w.ended is null or t.n < w.ended)
        where w.value is not null
        group by t.p, t.a, t.b, t.n, w.m having count(*) = min(w.k)
        """
    }

    /// What a part is at each moment.
    private func sums(_ part: Part) -> String {
        let others = part.siblings.map { other in
            """
            exists (select from m\(other) o where o.p = m.p and o.a = m.a and o.b = m.b
                and o.n = m.n and o.m = m.m)
            """
        }
        let condition = others.isEmpty ? "" : "where " + others.joined(separator: " and ")
        return """
            select p, a, b, n, sum(x) as x, sum(k)::numeric as c, count(*) = min(ka) as is_whole,
                max(weakness) as weakness, max(conf) as conf, max(embargo) as embargo
            from m\(part.leaf) m \(condition) group by p, a, b, n
            """
    }

    /// Of a partial sum the other references over the same areas: only those areas count that have
    /// all of them.
    private static func part(
        _ reference: FigureReference, of formula: Formula, _ query: DerivedQuery
    ) -> Part {
        func leaf(_ reference: FigureReference) -> Int {
            query.leaves.firstIndex { $0.reference == reference } ?? 0
        }
        let number = leaf(reference)
        guard query.derivation.missing == .partial, query.leaves[number].isWithin
        else { return Part(leaf: number, siblings: []) }
        let others = formula.references.filter {
            $0 != reference && $0.place == reference.place
        }
        return Part(leaf: number, siblings: others.map(leaf).sorted())
    }

    private func isPartial(_ number: Int) -> Bool {
        query.derivation.missing == .partial && query.leaves[parts[number].leaf].isWithin
    }

    // MARK: The figure

    private var joins: String {
        parts.indices.map {
            """
            left join l\($0) on l\($0).p = t.p and l\($0).a = t.a and l\($0).b = t.b
                and l\($0).n = t.n
            """
        }.joined(separator: "\n")
    }

    /// Parts of a formula, by their places.
    private func numbers(_ formula: Formula) -> [Int] {
        formula.references.map { number($0, of: formula) }
    }

    private func number(_ reference: FigureReference, of formula: Formula) -> Int {
        parts.firstIndex(of: Self.part(reference, of: formula, query)) ?? 0
    }

    /// Presence, value and the rest, by the version that holds.
    private var evaluation: String {
        let formulas = query.versions.map(\.definition.formula)
        func byVersion(_ text: (Formula) -> String) -> String {
            let cases = formulas.enumerated().compactMap { index, formula in
                formula.map { "when \(index) then \(text($0))" }
            }
            return cases.isEmpty ? "null" : "case d.i \(cases.joined(separator: " ")) end"
        }
        func greatest(_ formula: Formula, _ column: String) -> String {
            let all = numbers(formula).map { "l\($0).\(column)" }
            return "greatest(\(all.joined(separator: ", ")))"
        }
        let low = ObservationStatus.lowReliability.weaknessIndex
        let isPresent = byVersion { formula in
            let all = numbers(formula).map {
                isPartial($0) ? "l\($0).x is not null" : "l\($0).is_whole"
            }
            return (all + (isFixedAlone(formula) ? ["t.b = \(query.total)"] : []))
                .joined(separator: " and ")
        }
        let weakness = byVersion { formula in
            let partial = numbers(formula).filter(isPartial).map {
                "case when not l\($0).is_whole then \(low) end"
            }
            let all = numbers(formula).map { "l\($0).weakness" } + partial
            return "greatest(\(all.joined(separator: ", ")))"
        }
        return """
            select coalesce(\(isPresent), false) as is_present,
                coalesce(\(byVersion { sql($0).dividesByZero }), false) as is_undefined,
                \(byVersion(value)) as value, \(weakness) as weakness,
                \(byVersion { greatest($0, "conf") }) as conf,
                \(byVersion { greatest($0, "embargo") }) as embargo
            """
    }

    private func sql(_ formula: Formula) -> FormulaSQL {
        FormulaSQL(formula) { number($0, of: formula) }
    }

    private func value(_ formula: Formula) -> String {
        sql(formula).value(scale: query.derivation.scale)
    }

    private var columns: [String] {
        let cell = [roles.period: "t.p", roles.area: "t.a", roles.breakdown: "t.b"]
        let keys = shape.keyColumns.map { cell[$0] ?? "\(query.indicator)::integer" }
        let payload = shape.payloadColumns.map { column in
            switch column {
            case "\"status\"":
                """
                (case when r.is_undefined then 'M' else (\(Self.statuses))[r.weakness] end)::"char"
                """
            case "\"value\"": "case when not r.is_undefined then r.value end"
            case "\"mark\"":
                "(case when r.is_undefined then '\(Mark.missing.rawValue)' end)::\"char\""
            case "\"conf\"":
                "nullif((\(Self.confidentialities))[r.conf], 'F')::\"char\""
            case "definition_id": "d.definition_id"
            case roles.embargo ?? "":
                "case when (\(Self.confidentialities))[r.conf] = 'E' then r.embargo end"
            default: "null"
            }
        }
        return keys + ["ev.event_id", "case when r.is_present then 1 else 0 end"] + payload
    }

    /// From the most reliable to the least.
    private static let statuses = array(ObservationStatus.byWeakness.map(\.rawValue))
    /// From the freest to the strictest.
    private static let confidentialities = array([
        "F", "E", "N", "A", "O", "T", "G", "M", "S", "D", "C", "X",
    ])

    private static func array(_ letters: [String]) -> String {
        "'{" + letters.joined(separator: ",") + "}'::text[]"
    }
}
