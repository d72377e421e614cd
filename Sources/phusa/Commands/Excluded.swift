import ArgumentParser
import PhusaModel
import Runs
import Warehouse

extension Quarantine {
    struct Excluded: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "excluded",
            abstract: Help.words(
                vi: "Những gì được để lại ngoài kho vì một lý do đã khai báo.",
                en: "What was left out for a declared reason."),
            discussion: Help.words(
                vi: "Ví dụ: phusa quarantine excluded --dataset syt.y-te.thang",
                en: "Example: phusa quarantine excluded --dataset syt.y-te.thang"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions
        @Option(help: ArgumentHelp(Help.words(vi: "Mã bộ dữ liệu.", en: "Code of the dataset.")))
        var dataset: String?
        @Option(help: ArgumentHelp(Help.words(vi: "Số của tệp.", en: "Number of the drop.")))
        var drop: Int?

        /// The shape of `phusa quarantine excluded --json`.
        private struct Entry: Encodable {
            let drop: Int
            let dataset: String
            let path: String
            let exclusion: Exclusion
        }

        func run() async throws {
            let site = try common.site()
            let connection = try await warehouse.access(site).connect(purpose: "excluded")
            let records = try LedgerReader(connection).exclusions(dataset: dataset, drop: drop)
            if common.json {
                return try Output.json(
                    records.map {
                        Entry(
                            drop: $0.dropID, dataset: $0.dataset, path: $0.path,
                            exclusion: $0.exclusion)
                    })
            }
            for record in records {
                let words = ExclusionWords.line(record.exclusion).text(common.language(site))
                try Output.line("\(Violation.escaped(record.path)): \(words)")
            }
            let count = records.count
            try Output.line(
                Words(vi: "\(count) mục", en: "\(count) entries").text(common.language(site)))
        }
    }
}
