import ArgumentParser
import Logging
import PhusaModel
import Runs
import Storage

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
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
        try await RunCommand(
            name: "run", common: common, warehouse: warehouse, scope: scope, log: log,
            isDryRun: dryRun
        ).run()
    }
}

struct Plan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: Help.words(
            vi: "Cho biết lần chạy tới, hoặc rerun với --period, sẽ thay đổi gì; không ghi gì.",
            en: "Says what the next run, or with --period a rerun, would change; writes nothing."),
        discussion: Help.words(
            vi: "Ví dụ: phusa plan --period 2025-M03", en: "Example: phusa plan --period 2025-M03"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions
    @OptionGroup var scope: RunScope
    @OptionGroup var log: LogOptions

    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Kỳ sẽ tính lại, ví dụ 2025-M03 hoặc 2025-M03..2025-M06. "
                    + PeriodWords.systems.vi,
                en: "The periods of a rerun, as 2025-M03 or 2025-M03..2025-M06. "
                    + PeriodWords.systems.en)))
    var period: SpanArgument?

    func run() async throws {
        try await RunCommand(
            name: "plan", common: common, warehouse: warehouse, scope: scope, log: log,
            isDryRun: true, span: period, reason: "plan"
        ).run()
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

    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Chỉ các bộ dữ liệu của cơ quan này; có thể lặp lại.",
                en: "Only pipelines of this agency; may be repeated.")))
    var agency: [String] = []

    @Flag(
        name: [.customShort("v"), .long],
        help: ArgumentHelp(
            Help.words(vi: "Kể từng tệp.", en: "Tell of each file.")))
    var verbose = false

    @OptionGroup var locks: LockOptions
}

/// A run, a plan, a rerun or a retry: one engine, told what to take.
struct RunCommand {
    let name: String
    let common: CommonOptions
    let warehouse: WarehouseOptions
    let scope: RunScope
    let log: LogOptions
    let isDryRun: Bool
    /// What a rerun reads again; `nil` for other commands.
    var span: SpanArgument?
    /// Why, for a rerun.
    var reason = ""
    /// Whether to take only what failed in the latest run.
    var isRetry = false

    func run() async throws {
        let site = try common.site()
        try checkNames(site.workspace)
        let rerun = try span.map { RerunRequest(span: try $0.span(site), reason: reason) }
        let setting = try await warehouse.setting(
            site, purpose: name, isDryRun: isDryRun, lockWait: scope.locks.lockWait)
        guard let selection = try selection(setting, rerun) else {
            return try Output.line(RunWords.nothingFailed.text(common.language(site)))
        }
        let engine = try RunEngine(
            setting: setting, selection: selection, rerun: rerun,
            logger: log.logger(isVerbose: scope.verbose))
        let summary = try engine.run(command: name)
        if common.json {
            try Output.json(summary)
        } else {
            try Output.line(RunWords.summary(summary, language: common.language(site)))
        }
        // A fault of a system is no fault of the data, and goes before it.
        if let fault = setting.fault { throw fault }
        if let status = exitStatus(summary) { throw CommandFailure(exit: status, message: nil) }
    }

    private func checkNames(_ workspace: WorkspaceDefinition) throws {
        for code in scope.pipeline where workspace.dataset(code) == nil {
            throw CommandFailure(exit: .usage, message: RunWords.noPipeline(code, workspace))
        }
        let agencies = Set(workspace.catalogue.agencies.map(\.code))
        for code in scope.agency where !agencies.contains(code) {
            throw CommandFailure(
                exit: .usage, message: RunWords.noAgency(code, agencies.sorted()))
        }
    }

    /// - Returns: `nil` where a retry has nothing to do.
    private func selection(
        _ setting: RunSetting, _ rerun: RerunRequest?
    ) throws -> RunSelection? {
        guard !isRetry else { return RunSelection(try setting.retryScope()) }
        return RunSelection(
            pipelines: Set(scope.pipeline), agencies: Set(scope.agency), span: rerun?.span)
    }

    private func exitStatus(_ summary: RunSummary) -> ExitStatus? {
        if summary.isLocked { return .locked }
        let isRefused = summary.count(.refused) + summary.count(.held) > 0
        let isBarred = summary.pipelines.contains { $0.restatementError != nil }
        return isRefused || isBarred || !summary.unclaimed.isEmpty ? .dataRefused : nil
    }
}
