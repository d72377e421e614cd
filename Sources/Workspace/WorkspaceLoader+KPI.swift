import PhusaModel

extension WorkspaceLoader {
    /// `catalogue/kpis/*.yml`.
    func loadKPISets() -> [KPISet] {
        var sets: [KPISet] = []
        for path in yamlFiles(in: "catalogue/kpis") {
            guard let reader = context.mappings(of: path, kind: .kpis)?.first,
                let code = reader.text("kpis")
            else {
                context.kpiSets.isComplete = false
                continue
            }
            context.add(code, to: &context.kpiSets, at: reader.position(of: "kpis"))
            let title = reader.words("title")
            let coverage = reader.value("coverage", .percent, Self.percent)
            let groups = reader.nestedList("groups").compactMap { group($0, coverage) }
            if let title, let coverage {
                sets.append(KPISet(code: code, title: title, groups: groups, coverage: coverage))
            }
        }
        return sets
    }

    /// - Parameter coverage: The set's, for a group that declares none.
    private func group(_ reader: MappingReader, _ coverage: ExactDecimal?) -> KPIGroup? {
        let title = reader.words("title")
        let lines = reader.nestedList("lines").compactMap { line($0) }
        let own =
            reader.has("coverage") ? reader.value("coverage", .percent, Self.percent) : coverage
        guard let title, let own else { return nil }
        return KPIGroup(title: title, lines: lines, coverage: own)
    }

    private func line(_ reader: MappingReader) -> KPILine? {
        let key = reader.text("indicator").flatMap {
            context.indicator($0, at: reader.position(of: "indicator"))
        }
        let breakdown = reader.text("breakdown")
        let direction: Direction? = reader.choice("direction")
        let green = reader.decimal("green")
        let amber = reader.decimal("amber")
        if let green, let amber {
            check(.amberByGreen, amber <= green, at: reader.position(of: "amber"), "\(amber)")
        }
        if let key, let breakdown {
            reader.checkBreakdown(breakdown, of: key, at: reader.position(of: "breakdown"))
        }
        let weight = reader.value("weight", .decimalFromZero, Self.fromZero)
        let cap = reader.value("cap", .positiveDecimal) { text in
            ExactDecimal(text).flatMap { $0 > .zero ? $0 : nil }
        }
        let bands = bands(reader, cap: cap)
        let pace = pace(reader)
        let agency = agency(reader)
        guard let key, let breakdown, let green, let amber, let weight, let cap else { return nil }
        let own = context.indicators.definitions[key]
        return KPILine(
            indicator: key, breakdown: breakdown, direction: direction ?? own?.direction ?? .none,
            green: green, amber: amber, weight: weight, cap: cap, bands: bands, pace: pace,
            agency: agency ?? own?.agency ?? "")
    }

    private static func fromZero(_ text: String) -> ExactDecimal? {
        ExactDecimal(text).flatMap { $0.isNegative ? nil : $0 }
    }

    private func agency(_ reader: MappingReader) -> String? {
        guard let code = reader.text("agency") else { return nil }
        let position = reader.position(of: "agency")
        return reader.check(code, in: context.agencies, at: position) ? code : nil
    }

    /// Steps in the order of the shares that they begin at.
    private func bands(_ reader: MappingReader, cap: ExactDecimal?) -> [ScoreBand] {
        let entries = reader.map("bands")
        let bands = entries.compactMap { entry -> ScoreBand? in
            guard let from = Self.fromZero(entry.key) else {
                reader.report(.value(.decimalFromZero), at: entry.position, found: entry.key)
                return nil
            }
            let points = reader.value(of: entry.value, .decimalFromZero, Self.fromZero)
            if let points, let cap, points > cap {
                reader.report(.order(.bandsByCap), at: entry.value.position, found: "\(points)")
            }
            return points.map { ScoreBand(from: from, points: $0) }
        }.sorted { $0.from < $1.from }
        let isUpward = zip(bands, bands.dropFirst()).allSatisfy { $0.points <= $1.points }
        check(.bandsUpward, isUpward, at: reader.position(of: "bands"), "")
        return bands
    }

    private func pace(_ reader: MappingReader) -> Pace? {
        guard reader.has("pace") else { return nil }
        var percents: [Int: ExactDecimal] = [:]
        for entry in reader.map("pace") {
            guard let month = Int(entry.key), (1...12).contains(month) else {
                reader.report(
                    .value(.whole(minimum: 1, maximum: 12)), at: entry.position, found: entry.key)
                continue
            }
            percents[month] = reader.value(of: entry.value, .decimalFromZero, Self.fromZero)
        }
        guard reader.isSound else { return nil }
        let pace = Pace(percents: percents)
        check(.paceToYearEnd, pace != nil, at: reader.position(of: "pace"), "")
        return pace
    }
}
