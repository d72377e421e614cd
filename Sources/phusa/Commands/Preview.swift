import ArgumentParser
import PhusaModel
import Runs

struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: Help.words(
            vi: "Cho xem tệp sẽ thành những ô số liệu nào, không cần cơ sở dữ liệu.",
            en: "Shows the cells that a file would become, without a database."),
        discussion: Help.words(
            vi: "Ví dụ: phusa preview ktxh-2025-M03-2025-04-06.csv --limit 20",
            en: "Example: phusa preview ktxh-2025-M03-2025-04-06.csv --limit 20"))

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(Help.words(vi: "Tệp cần xem.", en: "The file.")))
    var file: String

    @Option(
        help: ArgumentHelp(Help.words(vi: "Mã bộ dữ liệu.", en: "Code of the dataset.")))
    var dataset: String?

    @Option(
        help: ArgumentHelp(
            Help.words(vi: "Số ô hiện ra.", en: "Cells to show.")))
    var limit = 20

    func run() async throws {
        let site = try common.site()
        let result = try OfflineCheck(site: site).judge(
            file, dataset: dataset, receivedOn: Moment.now().day)
        guard let drop = result.drop, let rows = result.rows,
            let definition = site.workspace.dataset(drop.dataset),
            let fact = site.workspace.schema.fact(named: definition.pipeline.load.fact)
        else {
            Output.message(
                result.verdict.violations.map { $0.message(common.language(site)) }
                    .joined(separator: "\n"))
            throw CommandFailure(exit: .dataRefused, message: nil)
        }
        let cells = FactRowText(fact: fact).rows(rows, limit: limit)
        if common.json {
            try Output.json(cells)
        } else {
            let columns = ["line"] + fact.columns.map(\.name)
            try Output.line(
                TextTable(
                    columns: columns,
                    rows: cells.map { cell in columns.map { cell[$0] ?? "" } }
                ).text)
            try Output.line(
                PreviewWords.shown(cells.count, of: rows.rows.count)
                    .text(common.language(site)))
        }
        if result.verdict.outcome != .accepted {
            throw CommandFailure(exit: .dataRefused, message: nil)
        }
    }
}

enum PreviewWords {
    static func shown(_ count: Int, of total: Int) -> Words {
        Words(vi: "\(count) trong \(total) ô", en: "\(count) of \(total) cells")
    }
}
