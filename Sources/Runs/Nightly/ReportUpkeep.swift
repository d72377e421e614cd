import PhusaModel
import Reporting
import Storage
import Warehouse

/// Builds what a night owes of one report: periods that have figures and no build, and the newest one
/// again where its figures moved.
///
/// What is published of older periods stays; that it would move is told.
struct ReportUpkeep {
    let setting: RunSetting
    let publisher: ReportPublisher
    let report: ReportDefinition
    /// What the night before found of older periods; `nil` where it left no page.
    let previous: PreviousNight?
    /// Says what broke, for the page.
    let describe: (any Error) -> NightlyFault

    /// Periods back that are looked at for a report that was never built.
    private static let firstSearchCount = 12
    /// Periods that a catalogue of reports may have: twenty years of months.
    private static let periodCountMax = 240

    /// What a night looks after: a report by agency for each agency that it is published about, and
    /// for each that has something in its newest period.
    static func reports(
        _ report: ReportDefinition, _ setting: RunSetting, _ publisher: ReportPublisher
    ) throws -> [ReportDefinition] {
        guard report.subject == .eachAgency else { return [report] }
        let published = try setting.reader.reportedAgencies(report.code)
        let present = try setting.newestPeriod(for: report).map {
            try publisher.agencies(of: report, period: $0, asOf: nil)
        }
        return Set(published + (present ?? [])).sorted().map(report.about)
    }

    /// With the agency that it is about.
    private func title(in period: Period) -> Words {
        guard let agency = report.agency else { return report.title }
        let name = setting.site.workspace.catalogue.agency(agency, on: period.start)?.name ?? agency
        return Words(vi: "\(report.title.vi): \(name)", en: "\(report.title.en): \(name)")
    }

    func bringUpToDate() throws -> [NightlyReport] {
        let marks = try setting.reader.latestReportBuilds(report.code, agency: report.agency)
        var byPeriod: [Period: ReportBuildMark] = [:]
        for mark in marks {
            if let period = Period(mark.period) { byPeriod[period] = mark }
        }
        let periods = try setting.periods(for: report, limit: Self.periodCountMax)
        // A night builds statistical periods; one of the other system is newer than none of them.
        guard let newest = byPeriod.keys.filter({ $0.system == .statistical }).max() else {
            return try first(of: periods)
        }
        var results = try periods.filter { $0 > newest }.reversed().compactMap {
            try build($0, isFirst: true)
        }
        let isNewest = !results.contains { $0.state == .built }
        if isNewest, let mark = byPeriod[newest], try !holds(mark, newest),
            let result = try build(newest, isFirst: false)
        {
            results.append(result)
        }
        for (period, mark) in byPeriod.sorted(by: { $0.key < $1.key })
        where period != newest || !isNewest {
            if let result = try moved(period, mark) { results.append(result) }
        }
        return results
    }

    /// The newest period that has a figure for a report that was never built.
    private func first(of periods: [Period]) throws -> [NightlyReport] {
        for period in periods.prefix(Self.firstSearchCount) {
            if let result = try build(period, isFirst: true) { return [result] }
        }
        return []
    }

    /// - Returns: `nil` where there is no figure, or nothing is other than in the build before.
    private func build(_ period: Period, isFirst: Bool) throws -> NightlyReport? {
        do {
            let published = try publisher.publish(report, period: period, asOf: nil)
            guard !published.isUnchanged else { return nil }
            return NightlyReport(
                report: report.code, agency: report.agency, title: title(in: period),
                period: period,
                state: isFirst ? .built : .rebuilt, build: published.build, html: published.html,
                movedCount: published.movedCount ?? 0)
        } catch is EmptyReport {
            return nil
        } catch {
            return try failure(period, error)
        }
    }

    private func failure(_ period: Period, _ error: any Error) throws -> NightlyReport {
        guard setting.connection.isOpen else { throw error }
        return NightlyReport(
            report: report.code, agency: report.agency, title: title(in: period), period: period,
            state: .failed,
            error: describe(error).message.en)
    }

    /// Whether the newest build certainly still says what a new one would.
    private func holds(_ mark: ReportBuildMark, _ period: Period) throws -> Bool {
        guard mark.definitions == setting.site.definitionsHash,
            mark.programVersion == setting.programVersion,
            (try? FileReader.digest(of: mark.path))?.sha256 == mark.htmlSHA256
        else { return false }
        return try !mayHaveMoved(since: mark.asOf, period)
    }

    /// Whether an event, or the end of an embargo, may have made figures of a period others.
    private func mayHaveMoved(since moment: Moment, _ period: Period) throws -> Bool {
        if try setting.reader.hasEvent(since: moment, touchingBefore: period.end) { return true }
        let fact = setting.site.workspace.schema.fact(named: FactTable.observation)
        guard fact?.columns.contains(where: { $0.name == "embargo_until" }) ?? false else {
            return false
        }
        return try setting.reader.hasEmbargoEnd(
            after: moment.day, by: setting.startedAt.day, touchingBefore: period.end)
    }

    /// An older period that is published: told where its figures are others now.
    private func moved(_ period: Period, _ mark: ReportBuildMark) throws -> NightlyReport? {
        guard try mayHaveMoved(since: mark.asOf, period) else { return nil }
        do {
            let count = try movedCount(period, mark)
            guard count > 0 else { return nil }
            return NightlyReport(
                report: report.code, agency: report.agency, title: title(in: period),
                period: period, state: .wouldMove,
                build: mark.id, html: mark.path, movedCount: count)
        } catch {
            return try failure(period, error)
        }
    }

    private func movedCount(_ period: Period, _ mark: ReportBuildMark) throws -> Int {
        if let previous, mark.asOf < previous.reportsAsOf,
            try !mayHaveMoved(since: previous.reportsAsOf, period)
        {
            return previous.movedCount(report: report.code, period: period, build: mark.id)
        }
        let builds = try setting.reader.reportBuilds(
            report.code, agency: report.agency, period: mark.period)
        guard let latest = builds.first else { return 0 }
        return try publisher.movedCount(report, period: period, since: latest.build)
    }
}
