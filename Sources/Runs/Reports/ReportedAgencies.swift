import PhusaModel
import Reporting

/// The agencies that a report by agency has something to say about.
struct ReportedAgencies {
    let report: ReportDefinition
    let workspace: WorkspaceDefinition
    let source: any FigureSource

    /// Codes of agencies with answers, cases, deliveries owed, files or lines of a KPI set in the
    /// period, as far as the report has a section for them.
    func codes(in period: Period, asOf: Moment) throws -> Set<String> {
        var codes: Set<String> = []
        for kind in Set(report.sections.flatMap(\.agencyData)) {
            switch kind {
            case .answers:
                codes.formUnion(
                    try source.surveyTallies(
                        period: period, satisfiedFrom: ScaleTally.steps.lowerBound
                    ).filter { $0.answeredCount > 0 }.map(\.agencyCode))
            case .cases(let basis):
                codes.formUnion(
                    try source.cases(basis, in: period, asOf: asOf).map(\.agencyCode))
            case .deliveries:
                codes.formUnion(
                    try source.submissions(asOf: asOf).filter {
                        $0.period.start < period.end && period.start < $0.period.end
                    }.map(\.agency))
            case .files:
                codes.formUnion(
                    try source.dropTallies(period: period, asOf: asOf).map(\.agencyCode))
            case .lines(let set):
                codes.formUnion(
                    workspace.catalogue.kpiSets.filter { $0.code == set }
                        .flatMap(\.groups).flatMap(\.lines).map(\.agency))
            }
        }
        return codes
    }
}

/// What a section shows of one agency.
private enum AgencyData: Hashable {
    case answers, deliveries, files
    case cases(CaseBasis)
    /// Of a KPI set.
    case lines(String)
}

extension ReportSection {
    /// None of a section that is the same for every agency.
    fileprivate var agencyData: [AgencyData] {
        switch self {
        case .headline(_, let kpis), .kpiTable(_, let kpis), .analysis(_, .scorecard(let kpis)):
            [.lines(kpis)]
        case .satisfaction: [.answers]
        case .measures: [.answers, .cases(.received)]
        case .cases: [.cases(.received)]
        case .handling(_, let handling): [.cases(handling.basis)]
        case .analysis(_, .distribution(let scale)):
            scale.subject == .cases ? [.cases(.received)] : [.answers]
        case .submissions, .reminders: [.deliveries]
        case .files: [.files]
        case .trend, .areas, .analysis, .text, .revisions, .sources: []
        }
    }
}
