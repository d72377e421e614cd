import PhusaModel
import Reporting
import Storage
import Warehouse

/// What came of making a published report again.
package struct RebuiltReport: Codable, Sendable {
    package let build: Int
    package let report: String
    /// Code of the agency that it is about; `nil` for one about the province.
    package let agency: String?
    package let period: String
    package let title: String
    /// The version that published it.
    package let programVersion: String
    package let files: [File]
    /// Printed figures that the warehouse answers differently now, in the order of the page.
    package let moved: [Cell]

    package struct File: Codable, Sendable {
        package let path: String
        package let state: State
    }

    package enum State: String, Codable, Sendable {
        /// On disk stand the bytes that were published.
        case unchanged
        /// They did not; now they do again.
        case restored
        /// Made again with other bytes than were published, because another version of the program
        /// published it; what stands on disk was not touched.
        case differs
    }

    package struct Cell: Codable, Sendable {
        package let section: String
        package let row: String
        package let column: String
        package let period: String
        package let unit: String
        /// As it was printed; empty where no figure was.
        package let printed: String
        /// `nil` where the report would not print it at all.
        package let now: String?
    }
}

/// Why a build cannot be made again.
package enum RebuildRefusal: Error, Hashable {
    case noBuild(Int)
    /// It was published before contents were kept.
    case noContent(Int)
}

/// Makes a published report again from what the ledger keeps of it.
package struct ReportRebuild {
    private let setting: RunSetting
    private let publisher: ReportPublisher

    package init(setting: RunSetting, publisher: ReportPublisher) {
        self.setting = setting
        self.publisher = publisher
    }

    /// Files that are gone or were changed are put back where their bytes come out as published.
    ///
    /// - Throws: ``RebuildRefusal``.
    package func rebuild(_ number: Int) throws -> RebuiltReport {
        guard let record = try setting.reader.reportBuild(number) else {
            throw RebuildRefusal.noBuild(number)
        }
        guard let json = try setting.reader.reportContent(number),
            let content = KeptReport.content(json)
        else { throw RebuildRefusal.noContent(number) }
        let build = record.build
        let made = try ReportFiles(
            content,
            formats: ReportFormat.standing
                + ReportFormat.further.filter {
                    build.files[$0] != nil
                })
        let files = try made.restore(build)
        return RebuiltReport(
            build: number, report: build.report, agency: build.agency, period: build.period,
            title: content.fullTitle, programVersion: build.programVersion, files: files,
            moved: try moved(content, build))
    }

    /// Cells that would be printed otherwise now; none where the report is not declared any more.
    private func moved(
        _ content: ReportContent, _ build: NewReportBuild
    ) throws -> [RebuiltReport.Cell] {
        let definitions = setting.site.workspace.reports
        guard let declared = definitions.first(where: { $0.code == build.report }) else {
            return []
        }
        let report = build.agency.map(declared.about) ?? declared
        let now = try publisher.currentValues(report, period: content.period, as: build)
        return content.cells.compactMap { cell in
            let value = now[ReportPublisher.Place(cell)]
            guard value != cell.value else { return nil }
            return RebuiltReport.Cell(
                section: cell.section, row: cell.row, column: cell.column, period: cell.period,
                unit: cell.unit, printed: cell.value, now: value)
        }
    }
}

extension ReportFiles {
    /// Puts back what is not as it was published.
    fileprivate func restore(_ build: NewReportBuild) throws -> [RebuiltReport.File] {
        let published = Dictionary(
            uniqueKeysWithValues: Self.recorded(build).map { ($0.path, $0.sha256) })
        let place = Self.place(of: build.path)
        return try hashes.sorted { $0.key.rawValue < $1.key.rawValue }.map { format, hash in
            let path = path(format, at: place)
            if (try? FileReader.digest(of: path))?.sha256 == published[path] {
                return RebuiltReport.File(
                    path: path, state: hash == published[path] ? .unchanged : .differs)
            }
            guard hash == published[path] else {
                return RebuiltReport.File(path: path, state: .differs)
            }
            try DurableFile.write(bytes(format) ?? [], to: path)
            return RebuiltReport.File(path: path, state: .restored)
        }
    }
}
