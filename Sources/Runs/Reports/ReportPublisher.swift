package import PhusaModel
package import Reporting
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
    /// Paths of the files in further formats.
    package let further: [String]
    /// Whether an earlier build already says the same: then nothing was written.
    package let isUnchanged: Bool
    /// Printed figures that are others than in the latest build before; `nil` where there is none.
    package let movedCount: Int?
    package let warnings: [String]
}

/// What the maker of a report asks for besides its definition.
package struct ReportOptions: Sendable {
    /// Besides page and table; `nil` for those of the definition.
    package let formats: [ReportFormat]?
    package let commission: ReportCommission

    package init(
        formats: [ReportFormat]? = nil, commission: ReportCommission = ReportCommission()
    ) {
        self.formats = formats
        self.commission = commission
    }
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
    private let options: ReportOptions

    package init(
        setting: RunSetting, language: Language, options: ReportOptions = ReportOptions()
    ) {
        self.setting = setting
        self.language = language
        self.options = options
    }

    /// The report as it would be published; writes nothing.
    package func preview(
        _ report: ReportDefinition, period: Period, asOf: Moment?
    ) throws -> ReportDocument {
        let connection = setting.connection
        try connection.execute("begin isolation level repeatable read read only")
        defer { connection.rollback() }
        return try compose(
            report, period: period, asOf: asOf, number: 0, in: language,
            previous: try previous(report, period: period, asOf: asOf))
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
        let cells = try KeptReport.json(document.cells)
        if let earlier, asOf == nil,
            let same = unchanged(earlier, document.cells, report, document.title)
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
                definitionsHash: setting.site.definitionsHash,
                commission: options.commission.isEmpty ? nil : options.commission,
                previous: previous))
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
                    let cells = KeptReport.cells(record.build.cells)
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

        init(_ cell: ReportCell) {
            section = cell.section
            row = cell.row
            column = cell.column
            period = cell.period
        }
    }

    /// What a report would print now, in the language of a build of it; writes nothing.
    func currentValues(
        _ report: ReportDefinition, period: Period, as build: NewReportBuild
    ) throws -> [Place: String] {
        let connection = setting.connection
        try connection.execute("begin isolation level repeatable read read only")
        defer { connection.rollback() }
        return try values(report, period: period, as: build)
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
            cells.map { (Place($0), $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// Cells of both that have another value; cells that only one has are a change of the report.
    private static func movedCount(_ cells: [ReportCell], since build: NewReportBuild) -> Int {
        let before = values(KeptReport.cells(build.cells) ?? [])
        return values(cells).count { place, value in before[place].map { $0 != value } ?? false }
    }

    private func write(
        _ document: ReportDocument, report: ReportDefinition, period: Period, asOf: Moment?,
        number: Int, cells: String, movedCount: Int?
    ) throws -> PublishedReport {
        let folder = "\(setting.site.stateFolder)/reports/\(report.code)"
        try DurableFile.makeFolder(folder)
        Leftovers.remove(below: folder)
        let name = "\(report.code)-\(period.description.replacing("/", with: "-"))-\(number)"
        let place = "\(folder)/\(name)"
        let further = options.formats ?? report.formats
        let files = try ReportFiles(
            document.content, formats: ReportFormat.standing + further)
        FaultSite.beforeReportRecord.pass()
        try setting.ledger.insertReportBuild(
            NewReportBuild(
                report: report.code, period: period.description,
                asOf: asOf ?? setting.startedAt, actor: setting.actor,
                programVersion: setting.programVersion, definitions: setting.site.definitionsHash,
                cells: cells, htmlSHA256: files.hashes[.html] ?? "",
                csvSHA256: files.hashes[.csv] ?? "", path: files.path(.html, at: place),
                runID: setting.run, language: language,
                content: try KeptReport.json(document.content),
                files: files.hashes.filter { further.contains($0.key) },
                commission: options.commission), number: number)
        FaultSite.afterReportRecord.pass()
        try files.write(to: place)
        FaultSite.afterReportWrite.pass()
        return PublishedReport(
            report: report.code, period: period.description, title: document.title,
            build: number, html: files.path(.html, at: place), csv: files.path(.csv, at: place),
            further: further.map { files.path($0, at: place) }, isUnchanged: false,
            movedCount: movedCount, warnings: document.warnings)
    }

    /// The earlier build, where it says the same and its files are still what they were.
    private func unchanged(
        _ earlier: ReportBuildRecord, _ cells: [ReportCell], _ report: ReportDefinition,
        _ title: String
    ) -> PublishedReport? {
        let build = earlier.build
        guard build.definitions == setting.site.definitionsHash,
            build.programVersion == setting.programVersion,
            build.commission == options.commission,
            Set(build.files.keys) == Set(options.formats ?? report.formats),
            KeptReport.cells(build.cells) == cells,
            ReportFiles.recorded(build).allSatisfy({ path, hash in
                (try? FileReader.digest(of: path))?.sha256 == hash
            })
        else { return nil }
        let place = ReportFiles.place(of: build.path)
        return PublishedReport(
            report: build.report, period: build.period, title: title, build: earlier.id,
            html: build.path, csv: place + ReportFormat.csv.suffix,
            further: (options.formats ?? report.formats).map { place + $0.suffix },
            isUnchanged: true, movedCount: 0, warnings: [])
    }
}
