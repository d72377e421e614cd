package import PhusaModel
import Printing
package import Reporting
import Storage
import Warehouse

/// A report in its formats, made before the first of them is written.
package struct ReportFiles: Sendable {
    private let formats: [ReportFormat]
    private let bytes: [ReportFormat: [UInt8]]
    /// SHA-256 in hexadecimal, by format.
    let hashes: [ReportFormat: String]

    /// - Throws: `PrintingError` for a format that cannot be made.
    package init(_ content: ReportContent, formats: [ReportFormat]) throws {
        self.formats = formats
        var bytes: [ReportFormat: [UInt8]] = [:]
        for format in formats {
            bytes[format] = try Self.bytes(content, format)
        }
        self.bytes = bytes
        hashes = bytes.mapValues { contentHash($0) }
    }

    private static func bytes(
        _ content: ReportContent, _ format: ReportFormat
    ) throws -> [UInt8] {
        switch format {
        case .html: return Array(content.page.utf8)
        case .csv: return Array(content.tables.utf8)
        case .data: return Array(content.figures.utf8)
        case .json: return content.json
        case .xlsx:
            return try ScratchFolder.with { folder in
                let path = "\(folder)/report.xlsx"
                try Workbook(content).write(to: path)
                return try FileReader.bytes(of: path)
            }
        case .pdf:
            return try ScratchFolder.with { folder in
                let path = "\(folder)/report.pdf"
                try PaperPrinter(content).write(to: path, by: folder)
                return try FileReader.bytes(of: path)
            }
        }
    }

    package func bytes(_ format: ReportFormat) -> [UInt8]? { bytes[format] }

    func path(_ format: ReportFormat, at place: String) -> String { place + format.suffix }

    /// Writes all files whole; after an error there is none.
    func write(to place: String) throws(StorageError) {
        do throws(StorageError) {
            for format in formats {
                try DurableFile.write(bytes[format] ?? [], to: path(format, at: place))
                if format == .html { FaultSite.afterReportPage.pass() }
            }
        } catch {
            for format in formats { DurableFile.remove(path(format, at: place)) }
            throw error
        }
    }

    /// The files of a build with the hashes that they were published under.
    static func recorded(_ build: NewReportBuild) -> [(path: String, sha256: String)] {
        let place = place(of: build.path)
        let further = ReportFormat.further.compactMap { format in
            build.files[format].map { (place + format.suffix, $0) }
        }
        return [
            (build.path, build.htmlSHA256), (place + ReportFormat.csv.suffix, build.csvSHA256),
        ] + further
    }

    /// What the names of a build's files begin with.
    static func place(of page: String) -> String {
        let suffix = ReportFormat.html.suffix
        return page.hasSuffix(suffix) ? String(page.dropLast(suffix.count)) : page
    }
}
