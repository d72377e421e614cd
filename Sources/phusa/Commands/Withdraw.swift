import ArgumentParser
import PhusaModel
import Runs

struct Withdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: Help.words(
            vi: "Rút một tệp đã nạp khỏi số liệu hiện hành; lịch sử vẫn giữ.",
            en: "Takes a loaded file out of the current figures; history keeps it."),
        discussion: Help.words(
            vi: "Ví dụ: phusa withdraw 42 --reason 'gửi nhầm kỳ'",
            en: "Example: phusa withdraw 42 --reason 'sent for the wrong month'"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions
    @OptionGroup var decision: DecisionOptions

    func run() async throws {
        try await decision.carryOut(common, warehouse, purpose: "withdraw") { setting in
            let count = try Withdrawal(setting: setting).withdraw(
                drop: decision.drop, reason: decision.reason)
            return DecisionWords.withdrawn(decision.drop, rowCount: count)
        }
    }
}

struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: Help.words(
            vi: "Cho nạp một tệp đang tạm giữ, theo ngày số liệu của chính nó.",
            en: "Lets a held file in, at its own vintage."),
        discussion: Help.words(
            vi: "Ví dụ: phusa release 42 --reason 'đã xác minh với Sở'",
            en: "Example: phusa release 42 --reason 'confirmed by the department'"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions
    @OptionGroup var decision: DecisionOptions

    func run() async throws {
        try await decision.carryOut(common, warehouse, purpose: "release") { setting in
            let cells = try DropRelease(setting: setting).release(
                drop: decision.drop, reason: decision.reason)
            return DecisionWords.released(decision.drop, cells: cells)
        }
    }
}

/// A person's decision on one drop.
struct DecisionOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            Help.words(vi: "Số của tệp (xem runs show).", en: "Number of the drop (see runs show).")
        )
    )
    var drop: Int

    @Option(help: ArgumentHelp(Help.words(vi: "Lý do.", en: "Why.")))
    var reason: String

    @OptionGroup var locks: LockOptions

    /// The shape of `phusa withdraw --json` and `phusa release --json`.
    private struct Decision: Encodable {
        let drop: Int
        let reason: String
        let done: Words
    }

    /// Carries the decision out as a run of the ledger and says what it did.
    func carryOut(
        _ common: CommonOptions, _ warehouse: WarehouseOptions, purpose: String,
        _ decide: (RunSetting) throws -> Words
    ) async throws {
        let site = try common.site()
        let setting = try await warehouse.setting(
            site, purpose: purpose, lockWait: locks.lockWait)
        do {
            let done = try setting.recorded(as: purpose) { try decide(setting) }
            ReceiptWriter(setting: setting).write(drop: drop)
            if common.json {
                try Output.json(Decision(drop: drop, reason: reason, done: done))
            } else {
                try Output.line(done.text(common.language(site)))
            }
        } catch let error as DecisionError {
            throw DecisionWords.failure(error)
        }
    }
}
