import Foundation
package import PhusaModel
import Reporting
import Storage
package import Warehouse

/// A report on disk and in the ledger.
package struct PublishedReport: Codable, Sendable {
    package let report: String
    package let period: String
    package let title: String
    package let build: Int
    package let html: String
    package let csv: String
    /// Whether an earlier build already says the same: then nothing was written.
    package let isUnchanged: Bool
    /// Printed figures that are others than in the latest build before; `nil` where there is none.
    package let movedCount: Int?
    package let warnings: [String]
}

/// A report without a single figure, which nobody should publish.
package struct EmptyReport: Error, Hashable {
    package let report: String
    package let period: Period
}

/// Builds reports, writes them whole or not at all, and keeps their cells: a late drop never changes
/// what was printed.
package struct ReportPublisher {
    private let setting: RunSetting
    private let language: Language

    package init(setting: RunSetting, language: Language) {
        self.setting = setting
        self.language = language
    }

    /// - Parameter asOf: Figures as issued by then; `nil` for the current ones.
    /// - Throws: ``EmptyReport`` where the warehouse has no figure for it.
    /// - Returns: The build; the earlier one where its cells and definitions are the same.
    package func publish(
        _ report: ReportDefinition, period: Period, asOf: Moment?
    ) throws -> PublishedReport {
        let connection = setting.connection
        try connection.execute("begin isolation level repeatable read")
        do {
            let published = try build(report, period: period, asOf: asOf)
            try connection.commit()
            return published
        } catch {
            connection.rollback()
            throw error
        }
    }

    private func build(
        _ report: ReportDefinition, period: Period, asOf: Moment?
    ) throws -> PublishedReport {
        let definitions = setting.site.definitionsHash
        let earlier = try setting.reader.reportBuilds(
            report.code, period: period.description
        ).first { $0.build.language == nil || $0.build.language == language }
        let number = try setting.ledger.nextReportBuild()
        let document = try compose(
            report, period: period, asOf: asOf, number: number, in: language,
            previous: try previous(report, period: period, asOf: asOf))
        guard document.cells.contains(where: { !$0.value.isEmpty }) else {
            throw EmptyReport(report: report.code, period: period)
        }
        let cells = try Self.json(document.cells)
        if let earlier, asOf == nil,
            let same = unchanged(earlier, cells, definitions, document.title)
        {
            return same
        }
        let moved = earlier.map { Self.movedCount(document.cells, since: $0.build) }
        return try write(
            document, report: report, period: period, asOf: asOf, number: number, cells: cells,
            movedCount: moved)
    }

    /// The report as it would be printed now; writes nothing.
    private func compose(
        _ report: ReportDefinition, period: Period, asOf: Moment?, number: Int,
        in language: Language, previous: PreviousReport? = nil
    ) throws -> ReportDocument {
        try ReportBuilder(
            report: report, workspace: setting.site.workspace, language: language
        ).build(
            period: period,
            source: FigureReads(
                connection: setting.connection, asOf: asOf,
                agencyNames: setting.site.agencyNames,
                ledger: SubmissionLedger(setting.site.workspace, on: setting.connection)
                    .submissions(asOf:)),
            context: ReportContext(
                asOf: asOf ?? setting.startedAt, builtAt: setting.startedAt,
                buildNumber: number, programVersion: setting.programVersion,
                definitionsHash: setting.site.definitionsHash, previous: previous))
    }

    /// The last report of the kind, in this language, for the period or one before it, of what was
    /// known by then.
    private func previous(
        _ report: ReportDefinition, period: Period, asOf: Moment?
    ) throws -> PreviousReport? {
        let marks = try setting.reader.latestReportBuilds(report.code).sorted { $0.id > $1.id }
        for mark in marks {
            guard let earlier = Period(mark.period), earlier.start <= period.start else { continue }
            let builds = try setting.reader.reportBuilds(report.code, period: mark.period)
            for record in builds {
                guard record.build.language == nil || record.build.language == language,
                    asOf.map({ record.build.asOf <= $0 }) ?? true,
                    let cells = Self.read(record.build.cells)
                else { continue }
                return PreviousReport(build: record.id, period: earlier, cells: cells)
            }
        }
        return nil
    }

    /// Figures of a published report that would be others if it were built now; builds nothing.
    package func movedCount(
        _ report: ReportDefinition, period: Period, since build: NewReportBuild
    ) throws -> Int {
        let connection = setting.connection
        try connection.execute("begin isolation level repeatable read read only")
        defer { connection.rollback() }
        return try movedCountInTransaction(report, period: period, since: build)
    }

    /// The same in the transaction under way: by figures that are planned and not committed.
    func movedCountInTransaction(
        _ report: ReportDefinition, period: Period, since build: NewReportBuild
    ) throws -> Int {
        let document = try compose(
            report, period: period, asOf: nil, number: 0, in: build.language ?? language)
        return Self.movedCount(document.cells, since: build)
    }

    /// Where in a report a cell stands, in the words of its language.
    struct Place: Hashable {
        let section: String
        let row: String
        let column: String
        let period: String
    }

    /// What a report would print in the transaction under way, in the language of a build of it.
    func values(
        _ report: ReportDefinition, period: Period, as build: NewReportBuild
    ) throws -> [Place: String] {
        Self.values(
            try compose(
                report, period: period, asOf: nil, number: 0, in: build.language ?? language
            ).cells)
    }

    private static func values(_ cells: [ReportCell]) -> [Place: String] {
        Dictionary(
            cells.map {
                (
                    Place(section: $0.section, row: $0.row, column: $0.column, period: $0.period),
                    $0.value
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Cells of both that have another value; cells that only one has are a change of the report.
    private static func movedCount(_ cells: [ReportCell], since build: NewReportBuild) -> Int {
        let before = values(read(build.cells) ?? [])
        return values(cells).count { place, value in before[place].map { $0 != value } ?? false }
    }

    private func write(
        _ document: ReportDocument, report: ReportDefinition, period: Period, asOf: Moment?,
        number: Int, cells: String, movedCount: Int?
    ) throws -> PublishedReport {
        let html = Array(document.html.utf8)
        let csv = Array(document.csv.utf8)
        let folder = "\(setting.site.stateFolder)/reports/\(report.code)"
        try DurableFile.makeFolder(folder)
        Leftovers.remove(below: folder)
        let name = "\(report.code)-\(period.description.replacing("/", with: "-"))-\(number)"
        let path = "\(folder)/\(name).html"
        FaultSite.beforeReportRecord.pass()
        try setting.ledger.insertReportBuild(
            NewReportBuild(
                report: report.code, period: period.description,
                asOf: asOf ?? setting.startedAt, actor: setting.actor,
                programVersion: setting.programVersion, definitions: setting.site.definitionsHash,
                cells: cells,
                htmlSHA256: contentHash(html), csvSHA256: contentHash(csv), path: path,
                runID: setting.run, language: language), number: number)
        FaultSite.afterReportRecord.pass()
        try Self.write(html, csv, to: "\(folder)/\(name)")
        FaultSite.afterReportWrite.pass()
        return PublishedReport(
            report: report.code, period: period.description, title: document.title,
            build: number, html: path, csv: "\(folder)/\(name).csv", isUnchanged: false,
            movedCount: movedCount, warnings: document.warnings)
    }

    /// Writes both files whole; after an error there is neither.
    private static func write(
        _ html: [UInt8], _ csv: [UInt8], to place: String
    ) throws(StorageError) {
        do throws(StorageError) {
            try DurableFile.write(html, to: place + ".html")
            FaultSite.afterReportPage.pass()
            try DurableFile.write(csv, to: place + ".csv")
        } catch {
            DurableFile.remove(place + ".html")
            DurableFile.remove(place + ".csv")
            throw error
        }
    }

    /// The earlier build, where it says the same and its file is still what it was.
    private func unchanged(
        _ earlier: ReportBuildRecord, _ cells: String, _ definitions: String, _ title: String
    ) -> PublishedReport? {
        let build = earlier.build
        guard build.definitions == definitions, build.programVersion == setting.programVersion,
            Self.isEqualJSON(build.cells, cells),
            (try? FileReader.digest(of: build.path))?.sha256 == build.htmlSHA256
        else { return nil }
        return PublishedReport(
            report: build.report, period: build.period, title: title, build: earlier.id,
            html: build.path, csv: String(build.path.dropLast(5)) + ".csv", isUnchanged: true,
            movedCount: 0, warnings: [])
    }

    private static func json(_ cells: [ReportCell]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(cells), as: UTF8.self)
    }

    private static func read(_ cells: String) -> [ReportCell]? {
        try? JSONDecoder().decode([ReportCell].self, from: Data(cells.utf8))
    }

    /// PostgreSQL keeps `jsonb` in an order of its own, so both sides are read before comparing.
    private static func isEqualJSON(_ left: String, _ right: String) -> Bool {
        guard let left = read(left), let right = read(right) else { return false }
        return left == right
    }
}
