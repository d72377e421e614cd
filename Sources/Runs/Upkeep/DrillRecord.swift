package import PhusaModel
package import Storage

/// The last drill, as the state folder keeps it for `phusa doctor`.
package struct DrillRecord: Codable, Sendable {
    package let drilledAt: Moment
    package let backup: String
    package let isSound: Bool
    package let seconds: Int

    package init(_ report: DrillReport, at moment: Moment) {
        drilledAt = moment
        backup = report.backup
        isSound = report.isSound
        seconds = (report.milliseconds + 500) / 1_000
    }

    private static func path(_ stateFolder: String) -> String {
        stateFolder + "/restore-drill.json"
    }

    package func write(to stateFolder: String) throws(StorageError) {
        try DurableFile.makeFolder(stateFolder)
        try JSONFile.write(self, to: Self.path(stateFolder))
    }

    /// - Returns: `nil` where no drill was ever made, or its record cannot be read.
    package static func read(from stateFolder: String) -> DrillRecord? {
        try? JSONFile.read(DrillRecord.self, from: path(stateFolder))
    }

    /// The finding of `phusa doctor`.
    static func finding(stateFolder: String) -> HealthFinding {
        let advice = Words(
            vi: "chạy phusa warehouse backup, rồi phusa warehouse restore-drill",
            en: "run phusa warehouse backup, then phusa warehouse restore-drill")
        guard let record = read(from: stateFolder) else {
            return HealthFinding(
                subject: "restore-drill", isSound: true,
                words: Words(
                    vi: "diễn tập phục hồi: chưa lần nào", en: "restore drill: none yet"),
                advice: advice)
        }
        let when = record.drilledAt.local
        return HealthFinding(
            subject: "restore-drill", isSound: record.isSound,
            words: Words(
                vi: "diễn tập phục hồi \(when): \(record.backup), "
                    + (record.isSound ? "khôi phục đúng" : "KHÔNG khôi phục đúng")
                    + ", \(record.seconds) giây",
                en: "restore drill \(when): \(record.backup), "
                    + (record.isSound ? "restores" : "does NOT restore")
                    + ", \(record.seconds) s"),
            advice: record.isSound ? nil : advice)
    }
}
