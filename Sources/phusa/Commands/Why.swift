import ArgumentParser
import PhusaModel
import Reporting
import Runs
import Warehouse

struct Why: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: Help.words(
            vi: "Một con số từ đâu ra: mọi phiên bản, tệp, dòng, mã băm, đính chính.",
            en: "Where a figure comes from: every version, file, line, hash and correction."),
        discussion: Help.words(
            vi: "Ví dụ: phusa why KTXH.IIP 84 2025-M03; thêm --format svg > iip.svg để lấy hình vẽ",
            en: "Example: phusa why KTXH.IIP 84 2025-M03; with --format svg > iip.svg as a drawing")
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions

    @OptionGroup var figure: FigureArguments
    @Argument(
        help: ArgumentHelp(
            Help.words(
                vi: "Kỳ, như 2025-M03. " + PeriodWords.systems.vi,
                en: "The period, such as 2025-M03. " + PeriodWords.systems.en)))
    var period: PeriodArgument

    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Dạng in ra: text, json (như --json), svg (một hình vẽ).",
                en: "What is printed: text, json (as --json), svg (a drawing).")))
    var format: WhyFormat?

    @OptionGroup var options: FigureOptions

    func validate() throws {
        guard common.json, let format, format != .json else { return }
        throw ValidationError(
            Help.words(
                vi: "--json và --format \(format.rawValue) không đi với nhau",
                en: "--json and --format \(format.rawValue) do not go together"))
    }

    func run() async throws {
        let site = try common.site()
        let catalogue = site.workspace.catalogue
        let period = try self.period.period(site)
        let key = try IndicatorLookup.key(figure.indicator, site.workspace)
        let connection = try await warehouse.access(site).connect(purpose: "why")
        let reads = WhyReads(connection: connection)
        let asOf = try options.asOf.moment()
        let inputs = FigureInputs(catalogue, reads: reads, asOf: asOf)
        // A figure and its parts are read one after another, and must be of one state.
        try connection.beginSnapshot()
        defer { connection.rollback() }
        let trails = try reads.trails(
            indicator: key, area: figure.area, period: period,
            breakdown: options.breakdown, asOf: asOf, seenUntil: asOf
        ).map { try inputs.fill($0) }
        let code = period.code(among: catalogue.seasons)
        // Machines get their empty list; a drawing of nothing would look like one of something.
        if trails.isEmpty, chosen == .svg { throw figure.none(in: code) }
        try show(trails, site)
        if trails.isEmpty { throw figure.none(in: code) }
    }

    private var chosen: WhyFormat { format ?? (common.json ? .json : .text) }

    private func show(_ trails: [FigureTrail], _ site: Site) throws {
        let language = common.language(site)
        switch chosen {
        case .json: try Output.json(trails)
        case .svg:
            try Output.data(
                FigureGraph(trails, site.workspace.catalogue, language: language).svg)
        case .text:
            let words = WhyWords(site.workspace, language)
            for trail in trails { try Output.line(words.text(trail)) }
        }
    }
}

enum WhyFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, svg
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
