import ArgumentParser
import PhusaModel
import Runs

struct Withdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Help.words(
            vi: "Rút một tệp đã nạp khỏi số liệu hiện hành; lịch sử vẫn giữ.",
            en: "Takes a loaded file out of the current figures; history keeps it."),
        discussion: Help.words(
            vi: "Ví dụ: phusa withdraw 42 --reason 'gửi nhầm kỳ'",
            en: "Example: phusa withdraw 42 --reason 'sent for the wrong month'"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions
    @Argument(
        help: ArgumentHelp(
            Help.words(vi: "Số của tệp (xem runs show).", en: "Number of the drop (see runs show).")
        )
    )
    var drop: Int
    @Option(help: ArgumentHelp(Help.words(vi: "Lý do.", en: "Why.")))
    var reason: String

    func run() async throws {
        let site = try common.site()
        let setting = try await warehouse.setting(site, purpose: "withdraw")
        do {
            let count = try Withdrawal(setting: setting).withdraw(drop: drop, reason: reason)
            try Output.line(
                DecisionWords.withdrawn(drop, rowCount: count).text(common.language(site)))
        } catch let error as DecisionError {
            throw DecisionWords.failure(error)
        }
    }
}

struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Help.words(
            vi: "Cho nạp một tệp đang tạm giữ, theo ngày số liệu của chính nó.",
            en: "Lets a held file in, at its own vintage."),
        discussion: Help.words(
            vi: "Ví dụ: phusa release 42 --reason 'đã xác minh với Sở'",
            en: "Example: phusa release 42 --reason 'confirmed by the department'"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions
    @Argument(
        help: ArgumentHelp(
            Help.words(vi: "Số của tệp (xem runs show).", en: "Number of the drop (see runs show).")
        )
    )
    var drop: Int
    @Option(help: ArgumentHelp(Help.words(vi: "Lý do.", en: "Why.")))
    var reason: String

    func run() async throws {
        let site = try common.site()
        let setting = try await warehouse.setting(site, purpose: "release")
        do {
            let cells = try DropRelease(setting: setting).release(drop: drop, reason: reason)
            try Output.line(
                DecisionWords.released(drop, cells: cells).text(common.language(site)))
        } catch let error as DecisionError {
            throw DecisionWords.failure(error)
        }
    }
}
