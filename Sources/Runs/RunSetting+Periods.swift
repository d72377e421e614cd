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
    /// A report of satisfaction goes by the periods of its answers, any other by observations.
    func periods(for report: ReportDefinition, limit: Int) throws -> [Period] {
        let isSurvey = report.sections.contains {
            switch $0 {
            case .satisfaction: true
            case .analysis(_, .distribution(let scale)): scale.subject == .surveyAnswers
            default: false
            }
        }
        return try reader.periods(
            in: isSurvey ? "fact_survey_answer" : FactTable.observation, kind: report.period,
            limit: limit)
    }
}
