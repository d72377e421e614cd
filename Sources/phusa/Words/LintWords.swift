import PhusaModel

enum LintWords {
    static func fine(_ workspace: WorkspaceDefinition) -> Words {
        let datasets = workspace.datasets.count
        let indicators = workspace.catalogue.indicators.count
        let facts = workspace.schema.facts.count
        let reports = workspace.reports.count
        return Words(
            vi:
                "Cấu hình đúng: \(datasets) bộ dữ liệu, \(indicators) chỉ tiêu, \(facts) bảng sự kiện, \(reports) báo cáo.",
            en:
                "The workspace is sound: \(datasets) datasets, \(indicators) indicators, \(facts) facts, \(reports) reports."
        )
    }
}
