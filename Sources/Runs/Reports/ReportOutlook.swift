import PhusaModel
import Reporting
import Warehouse

/// Which published reports would print other figures after what a dry run has done in the
/// transaction under way.
struct ReportOutlook {
    let setting: RunSetting

    /// - Returns: By report, then by period; none where the run would change no figure.
    func moved(by summary: RunSummary) throws -> [MovedReport] {
        guard Self.changes(summary) else { return [] }
        return try latest().compactMap { mark in
            let count = try publisher.movedCountInTransaction(
                mark.report, period: mark.period, since: mark.build.build)
            return moved(mark, count)
        }
    }

    /// A published report: its latest build of a period.
    struct Latest {
        let report: ReportDefinition
        let period: Period
        let build: ReportBuildRecord
    }

    /// What published reports would print, by the transaction under way.
    typealias Printed = [(latest: Latest, values: [ReportPublisher.Place: String])]

    func printed() throws -> Printed {
        try latest().map {
            ($0, try publisher.values($0.report, period: $0.period, as: $0.build.build))
        }
    }

    /// Reports that would print something else than they would have before: other figures, more or
    /// fewer of them.
    func moved(since before: Printed) throws -> [MovedReport] {
        try before.compactMap { latest, values in
            var count = 0
            let now = try publisher.values(
                latest.report, period: latest.period, as: latest.build.build)
            for place in Set(values.keys).union(now.keys)
            where (values[place] ?? "") != (now[place] ?? "") {
                count += 1
            }
            return moved(latest, count)
        }
    }

    private var publisher: ReportPublisher {
        ReportPublisher(setting: setting, language: setting.site.workspace.centre.language)
    }

    private func moved(_ latest: Latest, _ count: Int) -> MovedReport? {
        guard count > 0 else { return nil }
        return MovedReport(
            report: latest.report.code, agency: latest.report.agency,
            period: latest.build.build.period,
            build: latest.build.id, cellCount: count)
    }

    private static func changes(_ summary: RunSummary) -> Bool {
        !summary.derived.isEmpty
            || summary.pipelines.contains { pipeline in
                pipeline.drops.contains { !$0.current.isEmpty }
                    || pipeline.corrections.contains { !$0.changes.isEmpty }
                    || !(pipeline.restatement?.changes.isEmpty ?? true)
            }
    }

    /// By report, agency and period.
    private func latest() throws -> [Latest] {
        let reports = try setting.site.workspace.reports.flatMap { report in
            guard report.subject == .eachAgency else { return [report] }
            return try setting.reader.reportedAgencies(report.code).map(report.about)
        }
        return try reports.flatMap { report in
            var found: [Latest] = []
            for mark in try setting.reader.latestReportBuilds(
                report.code, agency: report.agency)
            {
                guard let period = Period(mark.period),
                    let build = try setting.reader.reportBuilds(
                        report.code, agency: report.agency, period: mark.period
                    ).first
                else { continue }
                found.append(Latest(report: report, period: period, build: build))
            }
            return found.sorted { $0.period < $1.period }
        }
    }
}
