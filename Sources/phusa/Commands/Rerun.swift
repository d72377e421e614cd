import ArgumentParser
import PhusaModel
import Runs

struct Rerun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rerun",
        abstract: Help.words(
            vi: "Nạp tệp mới của một kỳ và đọc lại kỳ đó theo định nghĩa hôm nay; có ghi lý do.",
            en: "Loads what is new of a period and reads it again by the definitions of today."),
        discussion: Help.words(
            vi: "Ví dụ: phusa rerun --period 2025-M03 --reason 'sửa bảng mã huyện'",
            en: "Example: phusa rerun --period 2025-M03 --reason 'district codes were mended'"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions
    @OptionGroup var scope: RunScope
    @OptionGroup var log: LogOptions

    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Kỳ, ví dụ 2025-M03 hoặc 2025-M03..2025-M06. " + PeriodWords.systems.vi,
                en: "The periods, as 2025-M03 or 2025-M03..2025-M06. " + PeriodWords.systems.en)))
    var period: SpanArgument

    @Option(help: ArgumentHelp(Help.words(vi: "Lý do.", en: "Why.")))
    var reason: String

    func validate() throws {
        guard reason.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError(
                Help.words(vi: "--reason không được trống", en: "--reason must not be blank"))
        }
    }

    func run() async throws {
        try await RunCommand(
            name: "rerun", common: common, warehouse: warehouse, scope: scope, log: log,
            isDryRun: false, span: period, reason: reason
        ).run()
    }
}

struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: Help.words(
            vi: "Chạy lại chỉ những tệp mà lần chạy gần nhất gặp lỗi hệ thống.",
            en: "Runs again only what failed by a system fault in the latest run."),
        discussion: Help.words(vi: "Ví dụ: phusa retry", en: "Example: phusa retry"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions
    @OptionGroup var scope: RunScope
    @OptionGroup var log: LogOptions

    func run() async throws {
        try await RunCommand(
            name: "retry", common: common, warehouse: warehouse, scope: scope, log: log,
            isDryRun: false, isRetry: true
        ).run()
    }
}
