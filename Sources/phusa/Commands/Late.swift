import ArgumentParser
import PhusaModel
import Reporting
import Runs
import Warehouse

struct Late: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "late",
        abstract: Help.words(
            vi: "Cơ quan nào đang nợ tệp nào, trễ mấy ngày làm việc.",
            en: "Which agency owes what, and by how many working days it is late."),
        discussion: Help.words(
            vi: """
                Ví dụ: phusa late --on 2025-04-10 --agency syt
                       phusa late --matrix --periods 6 --as-of 2025-04-10
                """,
            en: """
                Examples: phusa late --on 2025-04-10 --agency syt
                          phusa late --matrix --periods 6 --as-of 2025-04-10
                """))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions
    @OptionGroup var judged: DayOption

    @Option(help: ArgumentHelp(Help.words(vi: "Mã cơ quan.", en: "Code of the agency.")))
    var agency: String?

    @Flag(
        help: ArgumentHelp(
            Help.words(
                vi: "Bảng mọi bộ dữ liệu theo kỳ, cả kỳ đã gửi đúng hạn.",
                en: "All datasets by period, also those that came in time.")))
    var matrix = false

    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Số kỳ gần nhất trong bảng.", en: "Newest periods that the matrix shows.")))
    var periods = 12

    @OptionGroup var asOf: AsOfOption

    func validate() throws {
        guard (1...400).contains(periods) else {
            throw ValidationError(
                Help.words(vi: "--periods từ 1 đến 400", en: "--periods takes 1 to 400"))
        }
        guard asOf.asOf == nil || judged.on == nil else {
            throw ValidationError(
                Help.words(
                    vi: "chỉ dùng một trong --on và --as-of", en: "use one of --on and --as-of"))
        }
    }

    func run() async throws {
        let site = try common.site()
        try requireAgency(site)
        let moment = try asOf.moment()
        let day = moment?.day ?? judged.day
        let connection = try await warehouse.access(site).connect(purpose: "late")
        let submissions = try SubmissionLedger(site.workspace, on: connection)
            .submissions(on: day, asOf: moment).filter { agency == nil || $0.agency == agency }
        let language = common.language(site)
        if matrix {
            let matrix = SubmissionMatrix(submissions, periodCount: periods, on: day)
            if common.json { return try Output.json(matrix) }
            return try Output.line(SubmissionText(matrix, language: language).body)
        }
        let late = submissions.short(on: day)
        if common.json { return try Output.json(late) }
        try Output.line(NightlyText.late(late, language: language))
    }

    private func requireAgency(_ site: Site) throws {
        let agencies = Set(site.workspace.catalogue.agencies.map(\.code)).sorted()
        guard let agency, !agencies.contains(agency) else { return }
        let nearest = NearestName.find(agency, among: agencies)
        throw CommandFailure(
            exit: .usage,
            message: Words(
                vi: "không có cơ quan '\(agency)'" + (nearest.map { "; có phải '\($0)'?" } ?? ""),
                en: "there is no agency '\(agency)'"
                    + (nearest.map { "; did you mean '\($0)'?" } ?? "")))
    }
}
