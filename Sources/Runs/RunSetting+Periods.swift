package import PhusaModel
import Warehouse

extension RunSetting {
    /// What the latest run left undone.
    package func retryScope() throws -> RetryScope { try RetryScope(reader) }

    /// The newest period of a report's kind that has figures; `nil` while there are none.
    package func newestPeriod(for report: ReportDefinition) throws -> Period? {
        try periods(for: report, limit: 1).first
    }

    /// Periods of a report's kind that have figures, the newest first.
    ///
    /// A report without indicators goes by the months of its answers, deliveries or cases: a longer
    /// period is there with its last month. Any other goes by observations.
    func periods(for report: ReportDefinition, limit: Int) throws -> [Period] {
        guard let fact = monthlyFact(of: report), report.period != .month else {
            return try reader.periods(
                in: monthlyFact(of: report) ?? FactTable.observation, kind: report.period,
                limit: limit)
        }
        let months = try reader.periods(
            in: fact, kind: .month, limit: limit * (report.period.monthCount ?? 1))
        return Array(
            months.compactMap { month in
                Period(report.period, around: month.start).flatMap { period in
                    period.end == month.end ? period : nil
                }
            }.prefix(limit))
    }

    /// The fact that a report without observations of its own is about.
    private func monthlyFact(of report: ReportDefinition) -> String? {
        var facts: Set<String> = []
        for section in report.sections {
            switch section {
            case .satisfaction, .measures: facts.insert("fact_survey_answer")
            case .analysis(_, .distribution(let scale)):
                facts.insert(scale.subject == .cases ? "fact_case" : "fact_survey_answer")
            case .submissions, .reminders: facts.insert(FactTable.submission)
            case .handling, .cases: facts.insert("fact_case")
            default: break
            }
        }
        if facts.contains("fact_survey_answer") { return "fact_survey_answer" }
        guard site.workspace.shownIndicators(report).isEmpty else { return nil }
        return facts.contains(FactTable.submission) ? FactTable.submission : facts.first
    }
}
