import ArgumentParser
import Foundation
import PhusaModel
import Runs
import Storage

extension WarehouseCommand {
    struct BackUp: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup",
            abstract: Help.words(
                vi: "Sao lưu kho, kho lưu trữ và cấu hình thành một thư mục trọn vẹn.",
                en: "Backs up warehouse, archive and workspace as one whole folder."),
            discussion: Help.words(
                vi: "Ví dụ: phusa warehouse backup --into /mnt/sao-luu --keep 14",
                en: "Example: phusa warehouse backup --into /mnt/backups --keep 14"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions
        @Option(
            help: ArgumentHelp(
                Help.words(
                    vi:
                        "Thư mục chứa các bản sao lưu (mặc định: backups trong thư mục trạng thái).",
                    en: "The folder of backups (default: backups in the state folder).")))
        var into: String?

        @Option(
            help: ArgumentHelp(
                Help.words(
                    vi: "Số bản sao lưu giữ lại, kể cả bản này.",
                    en: "How many backups stay, this one included.")))
        var keep: Int?

        func validate() throws {
            if let keep, keep < 1 {
                throw ValidationError(
                    Help.words(
                        vi: "--keep \(keep): cần số từ 1", en: "--keep \(keep): needs 1 or more"))
            }
        }

        func run() async throws {
            let site = try common.site()
            let writer = BackupWriter(
                site: site, access: warehouse.access(site),
                archiveFolder: try warehouse.archiveFolder(site),
                programVersion: ProgramVersion.text)
            let folder = absolute(into) ?? site.places.backupFolder
            do {
                let report = try await WarehouseCommand.cleaningUp {
                    try await writer.write(into: folder, keep: keep)
                }
                if common.json { return try Output.json(report) }
                try Output.line(UpkeepWords.written(report).text(common.language(site)))
            } catch let error as BackupError {
                throw UpkeepWords.failure(error)
            }
        }
    }

    struct Drill: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "restore-drill",
            abstract: Help.words(
                vi: "Phục hồi thử một bản sao lưu vào máy chủ tạm và so từng kỳ số liệu.",
                en: "Restores a backup into a server of its own and compares every period."),
            discussion: Help.words(
                vi: "Ví dụ: phusa warehouse restore-drill",
                en: "Example: phusa warehouse restore-drill"))

        @OptionGroup var common: CommonOptions
        @Argument(
            help: ArgumentHelp(
                Help.words(
                    vi: "Bản sao lưu (mặc định: bản mới nhất).",
                    en: "The backup (default: the newest one).")))
        var backup: String?

        @Option(
            help: ArgumentHelp(
                Help.words(
                    vi:
                        "Thư mục chứa các bản sao lưu (mặc định: backups trong thư mục trạng thái).",
                    en: "The folder of backups (default: backups in the state folder).")))
        var from: String?

        @Option(
            help: ArgumentHelp(
                Help.words(
                    vi: "Thư mục tạm đủ chỗ cho cả kho (mặc định: TMPDIR hoặc /tmp).",
                    en: "A temporary folder with room for the warehouse (default: TMPDIR or /tmp)."
                )))
        var scratch: String?

        func run() async throws {
            let places = try common.places()
            let language = common.language(places.centre)
            let drill = RestoreDrill(
                try chosen(places.backupFolder),
                scratch: absolute(scratch) ?? Self.temporaryFolder)
            let report = try await WarehouseCommand.cleaningUp { try await drill.run() }
            try DrillRecord(report, at: .now()).write(to: places.stateFolder)
            if common.json {
                try Output.json(report)
            } else {
                for line in UpkeepWords.lines(report, language) { try Output.line(line) }
            }
            if !report.isSound { throw CommandFailure(exit: .dataRefused, message: nil) }
        }

        private static var temporaryFolder: String {
            absolute(ProcessInfo.processInfo.environment["TMPDIR"]) ?? "/tmp"
        }

        private func chosen(_ folder: String) throws -> Backup {
            guard let backup else {
                let folder = absolute(from) ?? folder
                if let newest = Backup.all(in: folder).first { return newest }
                throw UpkeepWords.failure(.none(in: folder))
            }
            do {
                return try Backup(absolute(backup) ?? backup)
            } catch {
                throw UpkeepWords.failure(.notWhole(backup))
            }
        }
    }

    /// Does work that cleans up after itself when a signal ends it, and ends as the signal says.
    fileprivate static func cleaningUp<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        do {
            return try await CancellingSignals.cancelling(work)
        } catch  where CancellingSignals.signal != 0 {
            throw CommandFailure(
                exit: CancellingSignals.signal == SIGINT ? .interrupted : .terminated,
                message: UpkeepWords.interrupted)
        }
    }
}

/// A path of the command line from the root; `nil` where none or an empty one is given.
private func absolute(_ path: String?) -> String? {
    guard let path, !path.isEmpty else { return nil }
    return URL(fileURLWithPath: path).standardizedFileURL.path
}
