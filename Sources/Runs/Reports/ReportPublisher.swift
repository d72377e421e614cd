package import PhusaModel
package import Reporting
import Storage
package import Warehouse

/// A report on disk and in the ledger.
package struct PublishedReport: Codable, Sendable {
    package let report: String
    /// Code of the agency that it is about; `nil` for one about the province.
    package let agency: String?
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

/// A report without a single figure, which nobody should publish; by agency, one that has nothing of
/// the agency itself.
package struct EmptyReport: Error, Hashable {
    package let report: String
    package let agency: String?
    package let period: Period

    package init(report: String, agency: String?, period: Period) {
        self.report = report
        self.agency = agency
        self.period = period
    }
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
        let step = try compose(report, period: period, asOf: asOf)
        switch step {
        case .unchanged(let published): return published
        case .composed(let composed):
            return try record(
                composed, files: ReportFiles(composed.document.content, formats: composed.formats))
        }
    }

    /// A report before it is published.
    struct Composed {
        let document: ReportDocument
        let report: ReportDefinition
        let period: Period
        let asOf: Moment?
        /// Of the build: taken already, since pages bear it.
        let number: Int
        /// The frozen cells as JSON.
        let cells: String
        let movedCount: Int?
        /// Besides page and table.
        let further: [ReportFormat]

        var formats: [ReportFormat] { ReportFormat.standing + further }
    }

    enum Step {
        case composed(Composed)
        /// An earlier build says the same.
        case unchanged(PublishedReport)
    }

    /// All that the warehouse has to say, as it is at one moment; writes nothing but the build's number.
    func compose(_ report: ReportDefinition, period: Period, asOf: Moment?) throws -> Step {
        let connection = setting.connection
        try connection.execute("begin isolation level repeatable read")
        do {
            let step = try build(report, period: period, asOf: asOf)
            try connection.commit()
            return step
        } catch {
            connection.rollback()
            throw error
        }
    }

    private func build(
        _ report: ReportDefinition, period: Period, asOf: Moment?
    ) throws -> Step {
        let earlier = try setting.reader.reportBuilds(
            report.code, agency: report.agency, period: period.description
        ).first { $0.build.language == nil || $0.build.language == language }
        if let agency = report.agency,
            try !agenciesInTransaction(of: report, period: period, asOf: asOf).contains(agency)
        {
            throw EmptyReport(report: report.code, agency: agency, period: period)
        }
        let number = try setting.ledger.nextReportBuild()
        let document = try compose(
            report, period: period, asOf: asOf, number: number, in: language,
            previous: try previous(report, period: period, asOf: asOf))
        guard document.cells.contains(where: { !$0.value.isEmpty }) else {
            throw EmptyReport(report: report.code, agency: report.agency, period: period)
        }
        let cells = try KeptReport.json(document.cells)
        if let earlier, asOf == nil,
            let same = unchanged(earlier, document.cells, report, document.title)
        {
            return .unchanged(same)
        }
        return .composed(
            Composed(
                document: document, report: report, period: period, asOf: asOf, number: number,
                cells: cells,
                movedCount: earlier.map { Self.movedCount(document.cells, since: $0.build) },
                further: options.formats ?? report.formats))
    }

    /// The report as it would be printed now; writes nothing.
    private func compose(
        _ report: ReportDefinition, period: Period, asOf: Moment?, number: Int,
        in language: Language, previous: PreviousReport? = nil
    ) throws -> ReportDocument {
        try ReportBuilder(
            report: report, workspace: setting.site.workspace, language: language
        ).build(
            period: period, source: reads(asOf: asOf),
            context: ReportContext(
                asOf: asOf ?? setting.startedAt, builtAt: setting.startedAt,
                buildNumber: number, programVersion: setting.programVersion,
                definitionsHash: setting.site.definitionsHash,
                commission: options.commission.isEmpty ? nil : options.commission,
                previous: previous))
    }

    private func reads(asOf: Moment?) -> FigureReads {
        FigureReads(
            connection: setting.connection, asOf: asOf, agencyNames: setting.site.agencyNames,
            ledger: SubmissionLedger(setting.site.workspace, on: setting.connection)
                .submissions(asOf:))
    }

    /// Codes of the agencies that a report by agency has something to say about, in the order of the
    /// catalogue.
    package func agencies(
        of report: ReportDefinition, period: Period, asOf: Moment?
    ) throws -> [String] {
        let connection = setting.connection
        try connection.execute("begin isolation level repeatable read read only")
        defer { connection.rollback() }
        let found = try agenciesInTransaction(of: report, period: period, asOf: asOf)
        return setting.site.workspace.catalogue.agencyCodes.filter(found.contains)
    }

    private func agenciesInTransaction(
        of report: ReportDefinition, period: Period, asOf: Moment?
    ) throws -> Set<String> {
        try ReportedAgencies(
            report: report, workspace: setting.site.workspace, source: reads(asOf: asOf)
        ).codes(in: period, asOf: asOf ?? setting.startedAt)
    }

    /// The last report of the kind about the same, in this language, for the period or one before it, of what was
    /// known by then.
    private func previous(
        _ report: ReportDefinition, period: Period, asOf: Moment?
    ) throws -> PreviousReport? {
        let marks = try setting.reader.latestReportBuilds(report.code, agency: report.agency)
            .sorted { $0.id > $1.id }
        for mark in marks {
            guard let earlier = Period(mark.period), earlier.start <= period.start else { continue }
            let builds = try setting.reader.reportBuilds(
                report.code, agency: report.agency, period: mark.period)
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

    /// Records a build and writes its files: both or neither.
    func record(_ composed: Composed, files: ReportFiles) throws -> PublishedReport {
        let connection = setting.connection
        try connection.begin()
        do {
            let published = try write(composed, files)
            try connection.commit()
            return published
        } catch {
            connection.rollback()
            throw error
        }
    }

    private func write(_ composed: Composed, _ files: ReportFiles) throws -> PublishedReport {
        let (document, report) = (composed.document, composed.report)
        let folder = "\(setting.site.stateFolder)/reports/\(report.code)"
        try DurableFile.makeFolder(folder)
        Leftovers.remove(below: folder)
        let period = composed.period.description
        let name =
            ([report.code, report.agency].compactMap(\.self)
            + [period.replacing("/", with: "-"), String(composed.number)]).joined(separator: "-")
        let place = "\(folder)/\(name)"
        FaultSite.beforeReportRecord.pass()
        try setting.ledger.insertReportBuild(
            NewReportBuild(
                report: report.code, agency: report.agency, period: period,
                asOf: composed.asOf ?? setting.startedAt, actor: setting.actor,
                programVersion: setting.programVersion, definitions: setting.site.definitionsHash,
                cells: composed.cells, htmlSHA256: files.hashes[.html] ?? "",
                csvSHA256: files.hashes[.csv] ?? "", path: files.path(.html, at: place),
                runID: setting.run, language: language,
                content: try KeptReport.json(document.content),
                files: files.hashes.filter { composed.further.contains($0.key) },
                commission: options.commission), number: composed.number)
        FaultSite.afterReportRecord.pass()
        try files.write(to: place)
        FaultSite.afterReportWrite.pass()
        return PublishedReport(
            report: report.code, agency: report.agency, period: period, title: document.title,
            build: composed.number, html: files.path(.html, at: place),
            csv: files.path(.csv, at: place),
            further: composed.further.map { files.path($0, at: place) }, isUnchanged: false,
            movedCount: composed.movedCount, warnings: document.warnings)
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
            report: build.report, agency: build.agency, period: build.period, title: title,
            build: earlier.id, html: build.path, csv: place + ReportFormat.csv.suffix,
            further: (options.formats ?? report.formats).map { place + $0.suffix },
            isUnchanged: true, movedCount: 0, warnings: [])
    }
}
