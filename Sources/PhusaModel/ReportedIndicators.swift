extension WorkspaceDefinition {
    /// Reports that show one of some indicators, in the order in which they are declared.
    package func reports(showing indicators: Set<IndicatorKey>) -> [ReportDefinition] {
        reports.filter { !shownIndicators($0).isDisjoint(with: indicators) }
    }

    /// Indicators that some section of a report shows.
    package func shownIndicators(_ report: ReportDefinition) -> Set<IndicatorKey> {
        var shown: Set<IndicatorKey> = []
        for section in report.sections {
            switch section {
            case .headline(_, let kpis), .kpiTable(_, let kpis):
                shown.formUnion(indicators(of: kpis))
            case .trend(_, let indicator, _, _), .areas(_, let indicator, _):
                shown.insert(indicator)
            case .analysis(_, let analysis):
                shown.formUnion(analysis.indicators)
                if case .scorecard(let kpis) = analysis { shown.formUnion(indicators(of: kpis)) }
            case .text(_, let text):
                for case .indicator(let figure) in text.figures.values {
                    shown.insert(figure.indicator)
                }
            case .satisfaction, .measures, .cases, .handling, .files, .submissions, .reminders,
                .revisions,
                .sources:
                break
            }
        }
        return shown
    }

    private func indicators(of kpis: String) -> [IndicatorKey] {
        catalogue.kpiSets.filter { $0.code == kpis }.flatMap { set in
            set.groups.flatMap { $0.lines.map(\.indicator) }
        }
    }
}
