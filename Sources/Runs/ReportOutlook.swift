import PhusaModel
import Reporting
import Warehouse

/// Which published reports would print other figures after what a dry run has done in the
/// transaction under way.
struct ReportOutlook {
    let setting: RunSetting

    /// - Returns: By report, then by period; none where the run would change no figure.
    func moved(by summary: RunSummary) throws -> [MovedReport] {
        Self.changes(summary) ? try moved() : []
    }

    /// - Returns: By report, then by period.
    func moved() throws -> [MovedReport] {
        let publisher = ReportPublisher(
            setting: setting, language: setting.site.workspace.centre.language)
        return try setting.site.workspace.reports.flatMap { report in
            try moved(report, publisher)
        }
    }

    private static func changes(_ summary: RunSummary) -> Bool {
        !summary.derived.isEmpty
            || summary.pipelines.contains { pipeline in
                pipeline.drops.contains { !$0.current.isEmpty }
                    || pipeline.corrections.contains { !$0.changes.isEmpty }
                    || !(pipeline.restatement?.changes.isEmpty ?? true)
            }
    }

    private func moved(
        _ report: ReportDefinition, _ publisher: ReportPublisher
    ) throws -> [MovedReport] {
        var moved: [MovedReport] = []
        for mark in try setting.reader.latestReportBuilds(report.code) {
            guard let period = Period(mark.period),
                let latest = try setting.reader.reportBuilds(report.code, period: mark.period).first
            else { continue }
            let count = try publisher.movedCountInTransaction(
                report, period: period, since: latest.build)
            guard count > 0 else { continue }
            moved.append(
                MovedReport(
                    report: report.code, period: mark.period, build: latest.id, cellCount: count))
        }
        return moved.sorted { $0.period < $1.period }
    }
}
