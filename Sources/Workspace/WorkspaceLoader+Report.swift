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
            let isByAgency = reader.text("about") == "agency"
            let addressee = reader.words("for")
            let formats = reader.texts("formats").compactMap { ReportFormat(rawValue: $0.text) }
            let sections = reader.nestedList("sections")
            let kinds = Set(sections.flatMap(\.order))
            let parts = sections.compactMap { part($0, in: period, beside: kinds) }
            guard let code, let title, let period, let kind else { return nil }
            return ReportDefinition(
                code: code, title: title, kind: kind,
                subject: isByAgency ? .eachAgency : .province, addressee: addressee,
                period: period, formats: formats, sections: parts.map(\.section),
                placings: parts.map(\.placing), definedAt: place(reader.position))
        }
    }

    /// A section and where it stands: opened once, so that each mistake in it is told once.
    private func part(
        _ reader: MappingReader, in whole: PeriodKind?, beside kinds: Set<String>
    ) -> (section: ReportSection, placing: SectionPlacing)? {
        guard let kind = reader.singleKey(), let part = reader.nested(kind) else { return nil }
        let placing = placing(part, in: whole)
        return section(kind, part, beside: kinds).map { ($0, placing) }
    }

    private func placing(_ part: MappingReader, in whole: PeriodKind?) -> SectionPlacing {
        let period: PeriodKind? = part.choice("period")
        let shorter = PeriodKind.allCases.filter { kind in
            guard let own = kind.monthCount, let all = whole?.monthCount else { return false }
            return own < all
        }
        if let period, whole != nil, !shorter.contains(period) {
            part.report(
                .value(.oneOf(shorter.map(\.rawValue))), at: part.position(of: "period"),
                found: period.rawValue)
        }
        return SectionPlacing(startsPage: part.flag("new_page") ?? false, period: period)
    }

    private func section(
        _ kind: String, _ part: MappingReader, beside kinds: Set<String>
    ) -> ReportSection? {
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
        case "satisfaction", "measures":
            guard let survey = survey(part, kind: kind), let title else { return nil }
            return kind == "measures"
                ? .measures(title: title, survey: survey)
                : .satisfaction(title: title, survey: survey)
        case "files": return title.map { .files(title: $0) }
        case "handling": return handling(part, title: title)
        case "submissions", "reminders": return submissions(part, kind: kind, title: title)
        case "text": return text(part, title: title, beside: kinds)
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

    private func survey(_ part: MappingReader, kind: String) -> SurveyDefinition? {
        let design = part.words("design")
        let satisfiedFrom = part.whole("satisfied_from")
        let reliableFrom = part.whole("reliable_from")
        let confidentialBelow = part.whole("confidential_below")
        let grouping: SurveyDefinition.Grouping? =
            kind == "satisfaction" ? part.choice("by") : .agency
        guard let satisfiedFrom, let reliableFrom, let confidentialBelow, let grouping
        else { return nil }
        check(
            .confidentialByReliable, confidentialBelow <= reliableFrom,
            at: part.position(of: "confidential_below"), String(confidentialBelow))
        return SurveyDefinition(
            design: design, satisfiedFrom: satisfiedFrom, reliableFrom: reliableFrom,
            confidentialBelow: confidentialBelow, grouping: grouping)
    }
}
