import ArgumentParser
import Logging
import PhusaModel
import Runs
import Storage

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Help.words(
            vi: "Nạp mọi tệp mới trong vùng nhận; chạy lại lần nữa không ghi gì thêm.",
            en: "Loads everything new in the drop zone; a second run writes nothing."),
        discussion: Help.words(
            vi: "Ví dụ: phusa run --pipeline skhdt.doanh-nghiep.thang",
            en: "Example: phusa run --pipeline skhdt.doanh-nghiep.thang"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions
    @OptionGroup var scope: RunScope
    @OptionGroup var log: LogOptions

    @Flag(
        help: ArgumentHelp(
            Help.words(
                vi: "Chỉ tính xem sẽ thay đổi gì, như lệnh plan.",
                en: "Only count what would change, like plan.")))
    var dryRun = false

    func run() async throws {
        try await RunCommand.run(
            common: common, warehouse: warehouse, scope: scope, log: log, isDryRun: dryRun)
    }
}

struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Help.words(
            vi: "Cho biết lần chạy tới sẽ thay đổi gì, không ghi gì.",
            en: "Says what the next run would change, and changes nothing."),
        discussion: Help.words(vi: "Ví dụ: phusa plan", en: "Example: phusa plan"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions
    @OptionGroup var scope: RunScope
    @OptionGroup var log: LogOptions

    func run() async throws {
        try await RunCommand.run(
            common: common, warehouse: warehouse, scope: scope, log: log, isDryRun: true)
    }
}

/// Which pipelines a run takes.
struct RunScope: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Chỉ bộ dữ liệu này; có thể lặp lại.",
                en: "Only this pipeline; may be repeated.")))
    var pipeline: [String] = []

    @Flag(
        name: [.customShort("v"), .long],
        help: ArgumentHelp(
            Help.words(vi: "Kể từng tệp.", en: "Tell of each file.")))
    var verbose = false

    @OptionGroup var locks: LockOptions
}

enum RunCommand {
    static func run(
        common: CommonOptions, warehouse: WarehouseOptions, scope: RunScope, log: LogOptions,
        isDryRun: Bool
    ) async throws {
        let site = try common.site()
        for code in scope.pipeline where site.workspace.dataset(code) == nil {
            throw CommandFailure(exit: .usage, message: RunWords.noPipeline(code, site.workspace))
        }
        let setting = try await warehouse.setting(
            site, purpose: isDryRun ? "plan" : "run", isDryRun: isDryRun,
            lockWait: scope.locks.lockWait)
        let logger = log.logger(isVerbose: scope.verbose)
        let engine = try RunEngine(
            setting: setting, pipelines: Set(scope.pipeline), logger: logger)
        let summary = try engine.run(command: isDryRun ? "plan" : "run")
        if common.json {
            try Output.json(summary)
        } else {
            try Output.line(RunWords.summary(summary, language: common.language(site)))
        }
        // A fault of a system is no fault of the data, and goes before it.
        if let fault = setting.fault { throw fault }
        if let status = exitStatus(summary) { throw CommandFailure(exit: status, message: nil) }
    }

    private static func exitStatus(_ summary: RunSummary) -> ExitStatus? {
        if summary.isLocked { return .locked }
        let isRefused = summary.count(.refused) + summary.count(.held) > 0
        return isRefused || !summary.unclaimed.isEmpty ? .dataRefused : nil
    }
}
