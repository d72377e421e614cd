import ArgumentParser
import PhusaModel
import Runs
import Warehouse

extension Quarantine {
    struct Waive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "waive",
            abstract: Help.words(
                vi: "Bỏ qua các bản ghi sẽ không được sửa; không đổi số liệu nào.",
                en: "Closes records that nobody will mend; no figure changes."),
            discussion: Help.words(
                vi: "Ví dụ: phusa quarantine waive 12 15 --reason 'đơn vị đã giải thể'",
                en: "Example: phusa quarantine waive 12 15 --reason 'the unit is closed'"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions
        @OptionGroup var selection: Selection

        @Argument(
            help: ArgumentHelp(
                Help.words(
                    vi: "Số của các bản ghi (xem quarantine list --rows).",
                    en: "Numbers of the records (see quarantine list --rows).")))
        var row: [Int] = []

        @Option(help: ArgumentHelp(Help.words(vi: "Lý do.", en: "Why.")))
        var reason: String

        /// The shape of `phusa quarantine waive --json`.
        private struct Waived: Encodable {
            let rows: [Int]
            let reason: String
        }

        func validate() throws {
            guard row.isEmpty != selection.isEmpty else {
                throw ValidationError(
                    Help.words(
                        vi: "cần số của bản ghi, hoặc --rule, --drop, --dataset, --agency",
                        en: "give numbers of records, or --rule, --drop, --dataset, --agency"))
            }
            guard reason.contains(where: { !$0.isWhitespace }) else {
                throw ValidationError(
                    Help.words(vi: "--reason không được trống", en: "--reason must not be blank"))
            }
        }

        func run() async throws {
            let site = try common.site()
            var filter = try selection.filter()
            if !row.isEmpty { filter.ids = row }
            let setting = try await warehouse.setting(site, purpose: "quarantine waive")
            let rows: [Int]
            do {
                rows = try setting.recorded(as: "quarantine waive") {
                    try QuarantineWaiver(setting: setting).waive(filter, reason: reason)
                }
            } catch let error as WaiveError {
                throw QuarantineWords.failure(error)
            }
            if common.json {
                try Output.json(Waived(rows: rows, reason: reason))
            } else {
                try Output.line(QuarantineWords.waived(rows.count).text(common.language(site)))
            }
        }
    }
}
