import PhusaModel

extension WorkspaceLoader {
    /// `reports/*.yml`.
    func loadReports() -> [ReportDefinition] {
        var names = KnownNames(.report)
        return yamlFiles(in: "reports").compactMap { path in
            guard let reader = context.mappings(of: path, kind: .report)?.first else { return nil }
            let code = reader.text("report")
            if let code { context.add(code, to: &names, at: reader.position(of: "report")) }
            let title = reader.words("title")
            let period: PeriodKind? = reader.choice("period")
            let kind: ReportKind? = reader.choice("kind")
            let addressee = reader.words("for")
            let formats = reader.texts("formats").compactMap { ReportFormat(rawValue: $0.text) }
            let parts = reader.nestedList("sections").compactMap { part in
                section(part).map { (section: $0, startsPage: startsPage(part)) }
            }
            guard let code, let title, let period, let kind else { return nil }
            return ReportDefinition(
                code: code, title: title, kind: kind, addressee: addressee, period: period,
                formats: formats, sections: parts.map(\.section),
                pageStarts: Set(parts.indices.filter { parts[$0].startsPage }.map { $0 + 1 }),
                definedAt: place(reader.position))
        }
    }

    private func section(_ reader: MappingReader) -> ReportSection? {
        guard let kind = reader.singleKey(), let part = reader.nested(kind) else { return nil }
        let title = part.words("title")
        switch kind {
        case "headline", "kpi_table":
            guard let set = kpiSet(part), let title else { return nil }
            return kind == "headline"
                ? .headline(title: title, kpis: set) : .kpiTable(title: title, kpis: set)
        case "trend": return trend(part, title: title)
        case "areas":
            let key = indicator(part)
            let level: AreaLevel? = part.choice("level")
            guard let title, let key, let level else { return nil }
            return .areas(title: title, indicator: key, level: level)
        case "satisfaction": return satisfaction(part, title: title)
        case "files": return title.map { .files(title: $0) }
        case "handling": return handling(part, title: title)
        case "submissions", "reminders": return submissions(part, kind: kind, title: title)
        case "text":
            guard let body = part.words("body"), let title else { return nil }
            return .text(title: title, body: body)
        case "revisions": return title.map { .revisions(title: $0) }
        case "cases": return title.map { .cases(title: $0) }
        case "scorecard", "indicator_table", "contribution", "ranking", "heat_matrix",
            "distribution":
            let analysis = analysis(part, kind: kind)
            guard let title, let analysis else { return nil }
            return .analysis(title: title, analysis)
        default: return title.map { .sources(title: $0) }
        }
    }

    private func startsPage(_ reader: MappingReader) -> Bool {
        reader.singleKey().flatMap { reader.nested($0) }?.flag("new_page") ?? false
    }

    func kpiSet(_ part: MappingReader) -> String? {
        guard let code = part.text("kpis") else { return nil }
        let isKnown = context.check(code, in: context.kpiSets, at: part.position(of: "kpis"))
        return isKnown ? code : nil
    }

    func indicator(_ part: MappingReader) -> IndicatorKey? {
        part.text("indicator").flatMap {
            context.indicator($0, at: part.position(of: "indicator"))
        }
    }

    private func trend(
        _ part: MappingReader, title: Words?
    ) -> ReportSection? {
        let key = indicator(part)
        let breakdown = part.text("breakdown")
        let count = part.whole("periods")
        guard let key, let breakdown else { return nil }
        part.checkBreakdown(breakdown, of: key, at: part.position(of: "breakdown"))
        guard let title, let count else { return nil }
        return .trend(title: title, indicator: key, breakdown: breakdown, periodCount: count)
    }

    private func satisfaction(_ part: MappingReader, title: Words?) -> ReportSection? {
        let design = part.words("design")
        let satisfiedFrom = part.whole("satisfied_from")
        let reliableFrom = part.whole("reliable_from")
        let confidentialBelow = part.whole("confidential_below")
        guard let satisfiedFrom, let reliableFrom, let confidentialBelow else { return nil }
        check(
            .confidentialByReliable, confidentialBelow <= reliableFrom,
            at: part.position(of: "confidential_below"), String(confidentialBelow))
        return title.map {
            .satisfaction(
                title: $0,
                survey: SurveyDefinition(
                    design: design, satisfiedFrom: satisfiedFrom, reliableFrom: reliableFrom,
                    confidentialBelow: confidentialBelow))
        }
    }
}
