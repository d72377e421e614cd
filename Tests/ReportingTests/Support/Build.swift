import PhusaModel

@testable import Reporting

/// Builds a report of the sample workspace with the pieces that a test changes.
enum Build {
    static func report(
        _ report: ReportDefinition, _ source: SampleFigures,
        workspace: WorkspaceDefinition = SampleWorkspace.make(), language: Language = .vi,
        period: Period = SampleProvince.period
    ) throws -> ReportDocument {
        try ReportBuilder(report: report, workspace: workspace, language: language)
            .build(period: period, source: source, context: Make.context)
    }

    /// A report of these sections alone.
    static func sections(
        _ sections: [ReportSection], _ source: SampleFigures,
        workspace: WorkspaceDefinition = SampleWorkspace.make(), language: Language = .vi
    ) throws -> ReportDocument {
        let definition = ReportDefinition(
            code: "thu", title: Words(vi: "Thử", en: "Trial"), period: .month, sections: sections,
            definedAt: "reports/thu.yml:1")
        return try report(definition, source, workspace: workspace, language: language)
    }

    static let title = Words(vi: "Mục", en: "Section")
}
