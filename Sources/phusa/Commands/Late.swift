import ArgumentParser
import PhusaModel
import Reporting
import Runs
import Warehouse

struct Late: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Help.words(
            vi: "Cơ quan nào đang nợ tệp nào, trễ mấy ngày làm việc.",
            en: "Which agency owes what, and by how many working days it is late."),
        discussion: Help.words(
            vi: "Ví dụ: phusa late --on 2025-04-10 --agency syt",
            en: "Example: phusa late --on 2025-04-10 --agency syt"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions
    @OptionGroup var judged: DayOption

    @Option(help: ArgumentHelp(Help.words(vi: "Mã cơ quan.", en: "Code of the agency.")))
    var agency: String?

    func run() async throws {
        let site = try common.site()
        let agencies = Set(site.workspace.catalogue.agencies.map(\.code)).sorted()
        if let agency, !agencies.contains(agency) {
            let nearest = NearestName.find(agency, among: agencies)
            throw CommandFailure(
                exit: .usage,
                message: Words(
                    vi: "không có cơ quan '\(agency)'"
                        + (nearest.map { "; có phải '\($0)'?" } ?? ""),
                    en: "there is no agency '\(agency)'"
                        + (nearest.map { "; did you mean '\($0)'?" } ?? "")))
        }
        let connection = try await warehouse.access(site).connect(purpose: "late")
        let late = try LateList(site.workspace, LedgerReader(connection)).items(on: judged.day)
            .filter { agency == nil || $0.agency == agency }
        if common.json { return try Output.json(late) }
        try Output.line(NightlyText.late(late, language: common.language(site)))
    }
}
