import PhusaModel
import Runs
import Warehouse

/// What `warehouse verify`, `backup` and `restore-drill` say.
enum UpkeepWords {
    static func lines(_ verification: Verification, _ language: Language) -> [String] {
        verification.findings.flatMap { lines($0, language) }
            + [conclusion(verification).text(language)]
    }

    static func lines(_ finding: VerifyFinding, _ language: Language) -> [String] {
        let sign = finding.isWrong ? "✗" : "!"
        let rest = finding.count - finding.examples.count
        let more = Words(vi: "và \(rest) chỗ khác", en: "and \(rest) more")
        return [
            "\(sign) \(finding.count) \(finding.words.text(language)) [\(finding.rule.rawValue)]"
        ]
            + finding.examples.map { "    \($0)" }
            + (rest > 0 ? ["    \(more.text(language))"] : [])
    }

    private static func conclusion(_ verification: Verification) -> Words {
        let seconds = seconds(verification.milliseconds)
        let wrong = verification.findings.count { $0.isWrong }
        return verification.isSound
            ? Words(
                vi: "Kho đúng: mọi phép kiểm tra đều đạt (\(seconds.vi) giây).",
                en: "The warehouse is sound: every check holds (\(seconds.en) s).")
            : Words(
                vi: "Kho có lỗi: \(wrong) phép kiểm tra không đạt (\(seconds.vi) giây).",
                en: "The warehouse is not sound: \(wrong) checks fail (\(seconds.en) s).")
    }

    /// Seconds with one decimal, as each language writes them.
    static func seconds(_ milliseconds: Int) -> Words {
        let tenths = (milliseconds + 50) / 100
        return Words(vi: "\(tenths / 10),\(tenths % 10)", en: "\(tenths / 10).\(tenths % 10)")
    }

    // MARK: Backups

    static func written(_ report: BackupReport) -> Words {
        let megabytes = (report.byteCount + 999_999) / 1_000_000
        let seconds = seconds(report.milliseconds)
        let removed = report.removed.count
        return Words(
            vi: "Đã sao lưu vào \(report.folder): \(report.fileCount) tệp, \(megabytes) MB, "
                + "\(report.counts.drops) lần gửi, \(report.counts.events) sự kiện, "
                + "\(seconds.vi) giây" + (removed > 0 ? "; đã bỏ \(removed) bản cũ." : "."),
            en: "Backed up to \(report.folder): \(report.fileCount) files, \(megabytes) MB, "
                + "\(report.counts.drops) drops, \(report.counts.events) events, "
                + "\(seconds.en) s" + (removed > 0 ? "; \(removed) older ones removed." : "."))
    }

    static func lines(_ report: DrillReport, _ language: Language) -> [String] {
        let seconds = seconds(report.milliseconds)
        let counts = report.counts
        let restored = Words(
            vi: "Bản sao lưu \(report.backup), lúc \(report.takenAt.local): phục hồi "
                + "\(report.rowCount) dòng số liệu của \(counts.drops) lần gửi, "
                + "\(counts.events) sự kiện, \(report.fileCount) tệp.",
            en: "Backup \(report.backup) of \(report.takenAt.local): restored "
                + "\(report.rowCount) rows of \(counts.drops) drops, "
                + "\(counts.events) events, \(report.fileCount) files.")
        let conclusion =
            report.isSound
            ? Words(
                vi: "Phục hồi đúng: mọi kỳ số liệu bằng bản kê (\(seconds.vi) giây).",
                en: "It restores: every period equals the manifest (\(seconds.en) s).")
            : Words(
                vi: "KHÔNG phục hồi đúng (\(seconds.vi) giây).",
                en: "It does NOT restore what was backed up (\(seconds.en) s).")
        return [restored.text(language)] + report.findings.flatMap { lines($0, language) }
            + [conclusion.text(language)]
    }

    static let interrupted = Words(
        vi: "đã dừng theo yêu cầu; không để lại gì", en: "interrupted; nothing is left behind")

    static func failure(_ error: BackupError) -> CommandFailure {
        switch error {
        case .insideWorkspace(let folder):
            CommandFailure(
                exit: .usage,
                message: Words(
                    vi: "\(folder) nằm trong thư mục cấu hình, nơi bản sao sẽ bị đọc như cấu hình: "
                        + "chọn thư mục khác bằng --into",
                    en: "\(folder) lies inside the workspace, where a copy would be read as "
                        + "definitions: name another folder with --into"))
        case .taken(let folder):
            CommandFailure(
                exit: .cannotWrite,
                message: Words(
                    vi: "\(folder) đã có; không ghi đè bản sao lưu",
                    en: "\(folder) is there already; a backup is never overwritten"))
        case .archiveMissing(let folder):
            CommandFailure(
                exit: .cannotRead,
                message: Words(
                    vi: "không có kho lưu trữ \(folder): chạy phusa run trước",
                    en: "there is no archive \(folder): run phusa run first"))
        case .none(let folder):
            CommandFailure(
                exit: .cannotRead,
                message: Words(
                    vi: "không có bản sao lưu trọn vẹn nào trong \(folder): "
                        + "chạy phusa warehouse backup",
                    en: "there is no whole backup in \(folder): run phusa warehouse backup"))
        case .notWhole(let folder):
            CommandFailure(
                exit: .cannotRead,
                message: Words(
                    vi: "\(folder) không phải bản sao lưu trọn vẹn: thiếu bản kê manifest.json",
                    en: "\(folder) is no whole backup: its manifest.json is missing or damaged"))
        }
    }
}
