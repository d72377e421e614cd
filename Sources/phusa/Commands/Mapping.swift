import ArgumentParser
import PhusaModel
import Runs
import Warehouse

struct Mapping: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mapping",
        abstract: Help.words(
            vi: "Bảng mã và tên: mục nào được dùng, mục nào thừa, giá trị nào chưa có mục.",
            en: "Code maps and names: which entries are used, which never, and what has none."),
        discussion: Help.words(
            vi: "Ví dụ: phusa mapping list --dataset stc.ngan-sach.thang",
            en: "Example: phusa mapping list --dataset stc.ngan-sach.thang"),
        subcommands: [List.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: Help.words(
                vi: "Đọc lại mọi tệp còn hiệu lực từ kho lưu trữ và đếm; không ghi gì.",
                en: "Reads every standing drop again from the archive and counts; writes nothing."),
            discussion: Help.words(
                vi: "Ví dụ: phusa mapping list --dataset stc.ngan-sach.thang --unused",
                en: "Example: phusa mapping list --dataset stc.ngan-sach.thang --unused"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions

        @Option(help: ArgumentHelp(Help.words(vi: "Mã bộ dữ liệu.", en: "Code of the dataset.")))
        var dataset: String?

        @Flag(
            help: ArgumentHelp(
                Help.words(
                    vi: "Không kể các mục được dùng.", en: "Leave out the entries that are used.")))
        var unused = false

        func run() async throws {
            let site = try common.site()
            let datasets = try chosen(site.workspace)
            let setting = try await warehouse.setting(site, purpose: "mapping", isDryRun: true)
            let survey = MappingSurvey(setting: setting)
            let mappings = try datasets.map { try survey.mappings(of: $0) }
            if common.json { return try Output.json(mappings) }
            let language = common.language(site)
            for mapping in mappings {
                try Output.line(
                    MappingWords.text(mapping, leavesOutUsed: unused, language: language))
            }
        }

        private func chosen(_ workspace: WorkspaceDefinition) throws -> [DatasetDefinition] {
            guard let dataset else { return workspace.datasets }
            if let found = workspace.dataset(dataset) { return [found] }
            let nearest = NearestName.find(dataset, among: workspace.datasets.map(\.code))
            throw CommandFailure(
                exit: .usage,
                message: Words(
                    vi: "không có bộ dữ liệu '\(dataset)'"
                        + (nearest.map { "; có phải '\($0)'?" } ?? ""),
                    en: "there is no dataset '\(dataset)'"
                        + (nearest.map { "; did you mean '\($0)'?" } ?? "")))
        }
    }
}
