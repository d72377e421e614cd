import ArgumentParser
import PhusaModel
import Reporting
import Runs
import Warehouse

extension AreaCommand {
    struct View: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "view",
            abstract: Help.words(
                vi: "Số liệu một kỳ theo địa bàn: như đã công bố, hoặc trên địa giới của một ngày.",
                en: "Figures of a period by area: as published, or on the boundaries of a day."),
            discussion: Help.words(
                vi: "Ví dụ: phusa area view T0102 2024 --boundaries 2025-07-01",
                en: "Example: phusa area view T0102 2024 --boundaries 2025-07-01"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions

        @Argument(help: ArgumentHelp(Help.words(vi: "Mã chỉ tiêu.", en: "Code of the indicator.")))
        var indicator: String
        @Argument(
            help: ArgumentHelp(
                Help.words(
                    vi: "Kỳ: 2025-M03, 2025-Q1, 2024.", en: "The period: 2025-M03, 2025-Q1, 2024."))
        )
        var period: PeriodArgument
        @Option(
            help: ArgumentHelp(
                Help.words(
                    vi: "Ngày lấy địa giới, YYYY-MM-DD (mặc định: như đã công bố).",
                    en: "The day of the boundaries, YYYY-MM-DD (default: as published).")))
        var boundaries: DayArgument?
        @Option(
            help: ArgumentHelp(
                Help.words(
                    vi: "Cấp đã công bố: \(AreaCommand.levels).",
                    en: "The level as published: \(AreaCommand.levels).")))
        var level: AreaLevel = .commune
        @Option(
            help: ArgumentHelp(
                Help.words(
                    vi: "Chia đơn vị bị tách theo cơ sở nào.",
                    en: "What a divided area is divided by.")))
        var basis: AreaBasis = .all
        @OptionGroup var asOf: AsOfOption

        func run() async throws {
            let site = try common.site()
            let workspace = site.workspace
            let period = try self.period.period(site)
            let key = try IndicatorLookup.key(indicator, workspace)
            guard let found = workspace.catalogue.indicators.first(where: { $0.key == key }) else {
                return
            }
            let connection = try await warehouse.access(site).connect(purpose: "area view")
            let moment = try asOf.moment()
            let reads = FigureReads(connection: connection, asOf: moment, agencyNames: [:])
            // Parts of a ratio are read one after another, and must be of one state.
            try connection.beginSnapshot()
            defer { connection.rollback() }
            func figures(_ key: IndicatorKey) throws -> [AreaFigure] {
                try reads.figuresByVersion(
                    of: key, level: level, period: period,
                    areas: workspace.catalogue.areas)
            }
            let table: AreaViewTable
            if let boundaries {
                let builder = AreaViewBuilder(
                    catalogue: workspace.catalogue, level: level, period: period,
                    day: boundaries.day, basis: basis,
                    knownOn: (moment ?? Moment.now()).day, figures: figures)
                do {
                    table = AreaViewTable(
                        key, period, level, boundaries.day, try builder.view(of: found))
                } catch let refusal as AreaView.Refusal {
                    throw CommandFailure(
                        exit: .dataRefused, message: AreaWords.refusal(refusal, found))
                }
            } else {
                table = AreaViewTable(key, period, level, try figures(key))
            }
            try show(
                table, found, period: period.code(among: site.seasons), common.language(site))
        }

        private func show(
            _ table: AreaViewTable, _ indicator: Indicator, period: String,
            _ language: Language
        ) throws {
            if common.json {
                try Output.json(table)
            } else {
                for line in AreaWords.lines(table, indicator, period: period, language) {
                    try Output.line(line)
                }
            }
            if !table.rows.contains(where: { $0.value != nil }) {
                throw CommandFailure(
                    exit: .dataRefused, message: AreaWords.none(table, indicator, period: period))
            }
        }
    }
}

/// The shape of `phusa area view --json`: one of the two views, never both.
struct AreaViewTable: Encodable {
    enum Kind: String, Encodable {
        case asPublished = "as-published"
        case onBoundaries = "on-boundaries"
    }

    struct Row: Encodable {
        let area: AreaEntry
        let breakdown: String
        let value: ExactDecimal?
        let mark: Mark?
        let status: ObservationStatus
        /// Codes of the areas that it is made of.
        let parts: [String]
        /// What partial shares were taken by.
        let bases: [AreaBasis]
        /// `INDICATOR AREA` of each part without a figure.
        let missing: [String]
    }

    struct Unanswered: Encodable {
        let area: AreaEntry
        let reason: Words
    }

    struct Total: Encodable {
        let breakdown: String
        let before: ExactDecimal
        let after: ExactDecimal
        let withheld: ExactDecimal
    }

    let view: Kind
    let indicator: String
    let period: String
    let level: AreaLevel
    let boundaries: CalendarDay?
    let rows: [Row]
    let unanswered: [Unanswered]
    let totals: [Total]

    /// As published.
    init(
        _ key: IndicatorKey, _ period: Period, _ level: AreaLevel, _ figures: [AreaFigure]
    ) {
        view = .asPublished
        indicator = key.description
        self.period = period.description
        self.level = level
        boundaries = nil
        rows = figures.map { figure in
            Row(
                area: AreaEntry(figure.area), breakdown: figure.breakdown, value: figure.value,
                mark: figure.mark, status: figure.status, parts: [figure.area.code], bases: [],
                missing: [])
        }
        unanswered = []
        totals = []
    }

    /// On the boundaries of a day.
    init(
        _ key: IndicatorKey, _ period: Period, _ level: AreaLevel, _ day: CalendarDay,
        _ built: AreaView
    ) {
        view = .onBoundaries
        indicator = key.description
        self.period = period.description
        self.level = level
        boundaries = day
        rows = built.rows.map { row in
            Row(
                area: AreaEntry(row.area), breakdown: row.breakdown, value: row.value, mark: nil,
                status: row.status, parts: row.parts.map(\.code),
                bases: AreaBasis.allCases.filter(row.bases.contains),
                missing: row.gaps.map { "\($0.indicator.code) \($0.area.code)" })
        }
        unanswered = built.unanswered.map {
            Unanswered(area: AreaEntry($0.area), reason: AreaWords.obstacle($0.obstacle))
        }
        totals = built.totals.map {
            Total(
                breakdown: $0.breakdown, before: $0.before, after: $0.after,
                withheld: $0.withheld)
        }
    }
}
