import Storage
import Warehouse

/// Published reports on disk are what was published; a file that somebody moved is worth knowing.
struct ReportFileCheck {
    let reader: LedgerReader

    func findings() throws -> [VerifyFinding] {
        var changed: [String] = []
        var absent: [String] = []
        for build in try reader.allReportBuilds().map(\.build) {
            for (path, hash) in ReportFiles.recorded(build) {
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
