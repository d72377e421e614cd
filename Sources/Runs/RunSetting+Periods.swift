package import PhusaModel
import Warehouse

extension RunSetting {
    /// The newest period of a report's kind that has figures; `nil` while there are none.
    ///
    /// A report of satisfaction goes by the periods of its answers, any other by observations.
    package func newestPeriod(for report: ReportDefinition) throws -> Period? {
        let isSurvey = report.sections.contains {
            if case .satisfaction = $0 { true } else { false }
        }
        return try LedgerReader(connection).newestPeriod(
            in: isSurvey ? "fact_survey_answer" : FactTable.observation, kind: report.period)
    }
}
