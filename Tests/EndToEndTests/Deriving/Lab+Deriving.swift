import Testing

extension Lab {
    /// A warehouse whose workspace computes these.
    convenience init(computing indicators: ComputedIndicator...) async throws {
        try await self.init()
        try define(indicators)
    }

    func define(_ indicators: [ComputedIndicator]) throws {
        try define(ComputedIndicator.path, indicators.map(\.text).joined())
    }

    /// A month's file of the health department.
    ///
    /// - Returns: Its path in the drop zone.
    @discardableResult
    func health(_ period: String, on day: String, _ figures: [HealthFigure]) throws -> String {
        try health(period, period, on: day, figures)
    }

    /// A file whose name need not say the period of its figures.
    @discardableResult
    func health(
        _ name: String, _ period: String, on day: String, _ figures: [HealthFigure]
    ) throws -> String {
        let records = figures.map { $0.record(period) }
        let path = "syt/yte-\(name)-\(day).json"
        try write(path, "[\n" + records.joined(separator: ",\n") + "\n]\n")
        return path
    }

    /// Loads what lies there, and lets in what vanished more than the contract allows.
    func loadAll() async throws {
        _ = try await run()
        for drop in try rows("select drop_id from ledger.drop where outcome = 'held' order by 1") {
            let release = try await phusa("release", drop[0], "--reason", "đúng")
            try #require(release.status == 0, "\(release.err)")
        }
    }

    func withdraw(path: String) async throws {
        let drop = try value("select drop_id from ledger.drop where path = '\(path)'")
        let output = try await phusa("withdraw", drop, "--reason", "gửi nhầm")
        try #require(output.status == 0, "\(output.err)")
    }

    /// Computed figures: `indicator period area breakdown` with value and status, without zeros
    /// behind the mark.
    func computed(asOf day: String? = nil) throws -> [String: String] {
        let table = day.map { "fact_observation_as_of('\($0)')" } ?? "fact_observation"
        let rows = try rows(
            """
            select i.code || ' ' || p.code || ' ' || a.code || case when b.is_total then ''
                else ' ' || b.code end, coalesce(f.value::text, '∅') || ' ' || f.status::text
            from warehouse.\(table) f join warehouse.dim_period p using (period_id)
            join warehouse.dim_indicator i using (indicator_id)
            join warehouse.dim_area a using (area_id)
            join warehouse.dim_breakdown b using (breakdown_id)
            where i.code like 'X.%'
            """)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }

    /// That exactly these figures are computed.
    func expectComputed(
        _ expected: [String: String], asOf day: String? = nil, _ comment: String
    ) throws {
        let found = try computed(asOf: day)
        let wrong = Set(found.keys).union(expected.keys).filter { found[$0] != expected[$0] }
        let told = wrong.sorted().map {
            "\($0): \(found[$0] ?? "none"), not \(expected[$0] ?? "none")"
        }
        #expect(told == [], "\(comment), as of \(day ?? "now")")
    }

    /// That every derived figure is what its formula gives, and all else `verify` looks at.
    func expectSound(_ comment: String = "") async throws {
        let verified = try await phusa("warehouse", "verify")
        #expect(verified.status == 0, "\(comment) \(verified.out)\(verified.err)")
    }
}
