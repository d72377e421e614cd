import Storage
import Warehouse

/// Published reports on disk are what was published; a file that somebody moved is worth knowing.
struct ReportFileCheck {
    let reader: LedgerReader

    func findings() throws -> [VerifyFinding] {
        var changed: [String] = []
        var absent: [String] = []
        for build in try reader.allReportBuilds().map(\.build) {
            let csv = build.path.hasSuffix(".html") ? build.path.dropLast(5) + ".csv" : ""
            for (path, hash) in [(build.path, build.htmlSHA256), (String(csv), build.csvSHA256)] {
                if !DurableFile.exists(path) {
                    absent.append(path)
                } else if (try? FileReader.digest(of: path))?.sha256 != hash {
                    changed.append(path)
                }
            }
        }
        return VerifyFinding.merged([
            VerifyFinding(.reportChanged, places: changed),
            VerifyFinding(.reportAbsent, places: absent),
        ])
    }
}
