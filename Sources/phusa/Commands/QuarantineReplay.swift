import ArgumentParser
import PhusaModel
import Runs
import Warehouse

extension Quarantine {
    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "replay",
            abstract: Help.words(
                vi: "Nạp các bản ghi bị cách ly nay đã đúng, sau khi sửa bảng mã hay hợp đồng.",
                en: "Lets in quarantined records that are sound now, after a mapping was mended."),
            discussion: Help.words(
                vi: "Ví dụ: phusa quarantine replay --rule reference.unknown --reason 'thêm mã'",
                en: "Example: phusa quarantine replay --drop 42 --reason 'code added'"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions
        @OptionGroup var selection: Selection
        @OptionGroup var locks: LockOptions

        @Option(help: ArgumentHelp(Help.words(vi: "Lý do.", en: "Why.")))
        var reason: String

        func validate() throws {
            guard reason.contains(where: { !$0.isWhitespace }) else {
                throw ValidationError(
                    Help.words(vi: "--reason không được trống", en: "--reason must not be blank"))
            }
        }

        func run() async throws {
            let site = try common.site()
            let filter = try selection.filter(state: .open)
            let setting = try await warehouse.setting(
                site, purpose: "quarantine replay", lockWait: locks.lockWait)
            let language = common.language(site)
            var results: [Runs.Replay.Result] = []
            var failure: CommandFailure?
            try setting.recorded(as: "quarantine replay") {
                let replay = Runs.Replay(setting: setting)
                for drop in try replay.drops(filter) {
                    do {
                        results.append(try replay.replay(drop: drop, reason: reason))
                        ReceiptWriter(setting: setting).write(drop: drop)
                    } catch DecisionError.nothingToReplay {
                        continue
                    } catch let error as DecisionError {
                        failure = failure ?? DecisionWords.failure(error)
                    }
                }
            }
            if common.json {
                try Output.json(results)
            } else {
                for result in results {
                    try Output.line(DecisionWords.replayed(result).text(language))
                }
                try Output.line(DecisionWords.replayedTotal(results).text(language))
            }
            if let failure { throw failure }
        }
    }
}
