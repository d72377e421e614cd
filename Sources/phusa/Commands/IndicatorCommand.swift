import ArgumentParser
import PhusaModel
import Runs

struct IndicatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "indicator",
        abstract: Help.words(vi: "Danh mục chỉ tiêu.", en: "The catalogue of indicators."),
        discussion: Help.words(
            vi: "Ví dụ: phusa indicator show KTXH.IIP", en: "Example: phusa indicator show KTXH.IIP"
        ),
        subcommands: [List.self, Show.self, Vintages.self, Preview.self],
        defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: Help.words(vi: "Mọi chỉ tiêu.", en: "All indicators."),
            discussion: Help.words(
                vi: "Ví dụ: phusa indicator list --agency syt",
                en: "Example: phusa indicator list --agency syt"))

        @OptionGroup var common: CommonOptions
        @Option(help: ArgumentHelp(Help.words(vi: "Mã cơ quan.", en: "Code of the agency.")))
        var agency: String?

        func run() async throws {
            let site = try common.site()
            let indicators = site.workspace.catalogue.indicators
                .filter { agency == nil || $0.agency == agency }
                .sorted { $0.key < $1.key }
            if common.json { return try Output.json(indicators.map(IndicatorEntry.init)) }
            try Output.line(
                TextTable(
                    columns: ["code", "edition", "unit", "title"],
                    rows: indicators.map {
                        [
                            $0.key.code, $0.key.edition, $0.unit,
                            $0.title.text(common.language(site)),
                        ]
                    }
                ).text)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: Help.words(
                vi: "Một chỉ tiêu: định nghĩa, ai gửi, công thức, và chỉ tiêu nào được tính từ nó.",
                en: "One indicator: its definition, who sends it, its formula, what reads it."),
            discussion: Help.words(
                vi: "Ví dụ: phusa indicator show KTXH.IIP",
                en: "Example: phusa indicator show KTXH.IIP"))

        @OptionGroup var common: CommonOptions
        @Argument(help: ArgumentHelp(Help.words(vi: "Mã chỉ tiêu.", en: "Its code.")))
        var code: String

        func run() async throws {
            let site = try common.site()
            let key = try IndicatorLookup.key(code, site.workspace)
            guard
                let indicator = site.workspace.catalogue.indicators.first(where: { $0.key == key })
            else { return }
            let datasets = site.workspace.datasets.filter { dataset in
                dataset.contracts.contains { $0.covers.indicators.contains(key) }
            }.map(\.code)
            if common.json {
                return try Output.json(
                    IndicatorEntry(
                        indicator, datasets: datasets,
                        readBy: site.workspace.catalogue.readers(of: key)))
            }
            let language = common.language(site)
            for line in IndicatorWords.lines(indicator, datasets: datasets) {
                try Output.line(line.text(language))
            }
            let derivation = DerivationWords(indicator, site.workspace.catalogue, language)
            for line in derivation.lines { try Output.line(line) }
        }
    }
}

/// An indicator for machines.
private struct IndicatorEntry: Encodable {
    let code: String
    let edition: String
    let methodology: String
    let concept: String
    let title: Words
    let unit: String
    let overTime: Aggregation
    let overArea: Aggregation
    let decimals: Int
    let direction: Direction
    let agency: String
    let source: String
    let breakdowns: [String]
    let definedAt: String
    let datasets: [String]?
    /// How it is computed; `nil` for one that is loaded.
    let derivation: DerivationEntry?
    /// Whole keys of the indicators that are computed from it; `nil` in a list.
    let readBy: [String]?

    init(_ indicator: Indicator) { self.init(indicator, datasets: nil, readBy: nil) }

    init(_ indicator: Indicator, datasets: [String]?, readBy: [IndicatorKey]?) {
        code = indicator.key.code
        edition = indicator.key.edition
        methodology = indicator.key.methodology
        concept = indicator.concept
        title = indicator.title
        unit = indicator.unit
        overTime = indicator.overTime
        overArea = indicator.overArea
        decimals = indicator.decimals
        direction = indicator.direction
        agency = indicator.agency
        source = indicator.source
        breakdowns = indicator.breakdowns
        definedAt = indicator.definedAt
        self.datasets = datasets
        derivation = indicator.derivation.map(DerivationEntry.init)
        self.readBy = readBy?.map(\.description)
    }
}

/// A formula for machines.
private struct DerivationEntry: Encodable {
    struct Version: Encodable {
        let effectiveFrom: CalendarDay
        let knownAt: CalendarDay
        /// With indicators by their whole keys; `nil` from where there is no figure.
        let formula: String?
        /// As its author wrote it.
        let text: String
        /// Whole keys.
        let reads: [String]
        let restates: String?
    }

    let scale: Int
    let missing: String
    /// Kinds; empty for all that its references lead to.
    let periods: [String]
    let versions: [Version]

    init(_ derivation: Derivation) {
        scale = derivation.scale
        missing = derivation.missing.rawValue
        periods = derivation.periods.map(\.rawValue)
        versions = derivation.versions.map { version in
            Version(
                effectiveFrom: version.effectiveFrom, knownAt: version.knownAt,
                formula: version.formula?.description, text: version.text,
                reads: version.inputs.map(\.description), restates: version.restates)
        }
    }
}
