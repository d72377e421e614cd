import ArgumentParser
import PhusaModel
import Runs
import Warehouse

struct Why: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Help.words(
            vi: "Một con số từ đâu ra: mọi phiên bản, tệp, dòng, mã băm, đính chính.",
            en: "Where a figure comes from: every version, file, line, hash and correction."),
        discussion: Help.words(
            vi: "Ví dụ: phusa why KTXH.IIP 84 2025-M03",
            en: "Example: phusa why KTXH.IIP 84 2025-M03")
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions

    @Argument(help: ArgumentHelp(Help.words(vi: "Mã chỉ tiêu.", en: "Code of the indicator.")))
    var indicator: String
    @Argument(help: ArgumentHelp(Help.words(vi: "Mã địa bàn.", en: "Code of the area.")))
    var area: String
    @Argument(
        help: ArgumentHelp(
            Help.words(
                vi: "Kỳ, như 2025-M03. " + PeriodWords.systems.vi,
                en: "The period, such as 2025-M03. " + PeriodWords.systems.en)),
        transform: PeriodArgument.init(argument:))
    var period: PeriodArgument

    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Phân tổ, như sex=F (mặc định: mọi phân tổ).",
                en: "The breakdown, such as sex=F (default: all).")))
    var breakdown: String?

    @OptionGroup var asOf: AsOfOption

    func run() async throws {
        let site = try common.site()
        let key = try IndicatorLookup.key(indicator, site.workspace)
        let connection = try await warehouse.access(site).connect(purpose: "why")
        let reads = WhyReads(connection: connection)
        let inputs = FigureInputs(site.workspace.catalogue, reads: reads)
        let trails = try reads.trails(
            indicator: key, area: area, period: period.period, breakdown: breakdown,
            asOf: try asOf.moment()
        ).map { try inputs.fill($0) }
        if common.json {
            try Output.json(trails)
        } else {
            for trail in trails {
                try Output.line(
                    WhyWords.text(trail, site.workspace, language: common.language(site)))
            }
        }
        if trails.isEmpty {
            throw CommandFailure(
                exit: .dataRefused,
                message: Words(
                    vi: "không có số liệu \(indicator) cho địa bàn \(area), kỳ \(period.period)",
                    en: "there is no figure of \(indicator) for area \(area) in \(period.period)"))
        }
    }
}

/// Finds an indicator by code, or by its whole key.
enum IndicatorLookup {
    /// - Throws: `CommandFailure` that names the nearest code, or all keys of a code that is not
    ///   unique.
    static func key(_ text: String, _ workspace: WorkspaceDefinition) throws -> IndicatorKey {
        let keys = workspace.catalogue.indicators.map(\.key)
        let found = keys.filter { $0.code == text || $0.description == text }
        if found.count == 1 { return found[0] }
        if found.count > 1 {
            let all = found.map(\.description).joined(separator: ", ")
            throw CommandFailure(
                exit: .usage,
                message: Words(
                    vi: "mã \(text) có ở nhiều bộ chỉ tiêu; hãy chọn: \(all)",
                    en: "\(text) stands in several editions; choose one of: \(all)"))
        }
        let nearest = NearestName.find(text, among: keys.map(\.code))
        throw CommandFailure(
            exit: .usage,
            message: Words(
                vi: "không có chỉ tiêu '\(text)'" + (nearest.map { "; có phải '\($0)'?" } ?? ""),
                en: "there is no indicator '\(text)'"
                    + (nearest.map { "; did you mean '\($0)'?" } ?? "")))
    }
}
