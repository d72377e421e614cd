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
                for set in catalogue.kpiSets where set.code == kpis {
                    shown.formUnion(set.groups.flatMap { $0.lines.map(\.indicator) })
                }
            case .trend(_, let indicator, _, _), .areas(_, let indicator, _):
                shown.insert(indicator)
            case .satisfaction, .cases, .handling, .files, .submissions, .reminders, .text,
                .revisions, .sources:
                break
            }
        }
        return shown
    }
}
