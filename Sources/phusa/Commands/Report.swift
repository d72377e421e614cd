import ArgumentParser
import PhusaModel
import Runs
import Storage
import Warehouse

struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: Help.words(vi: "Các báo cáo.", en: "Reports."),
        discussion: Help.words(
            vi: "Ví dụ: phusa report build kpi-thang --period 2025-M03",
            en: "Example: phusa report build kpi-thang --period 2025-M03"),
        subcommands: [List.self, ReportPreview.self, Build.self, ReportRebuildCommand.self],
        defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: Help.words(vi: "Các báo cáo đã khai báo.", en: "Declared reports."),
            discussion: Help.words(vi: "Ví dụ: phusa report list", en: "Example: phusa report list")
        )

        @OptionGroup var common: CommonOptions

        private struct Entry: Encodable {
            let report: String
            let title: Words
            let period: PeriodKind
        }

        func run() async throws {
            let site = try common.site()
            let reports = site.workspace.reports
            if common.json {
                return try Output.json(
                    reports.map { Entry(report: $0.code, title: $0.title, period: $0.period) })
            }
            try Output.line(
                TextTable(
                    columns: ["report", "period", "title"],
                    rows: reports.map {
                        [$0.code, $0.period.rawValue, $0.title.text(common.language(site))]
                    }
                ).text)
        }
    }

    struct Build: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "build",
            abstract: Help.words(
                vi: "Lập báo cáo cho một kỳ: HTML, CSV và các định dạng đã khai báo.",
                en: "Builds a report for a period: HTML, CSV and the declared formats."),
            discussion: Help.words(
                vi: "Ví dụ: phusa report build kpi-thang --period 2025-M03",
                en: "Example: phusa report build kpi-thang --period 2025-M03"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions

        @Argument(
            help: ArgumentHelp(
                Help.words(
                    vi: "Mã báo cáo (mặc định: mọi báo cáo định kỳ và chuyên đề).",
                    en: "Codes of reports (default: all periodic and thematic ones).")))
        var reports: [String] = []

        @OptionGroup var about: ReportAgencyOption
        @OptionGroup var time: ReportTimeOptions

        @Option(
            help: ArgumentHelp(
                Help.words(
                    vi: "Định dạng ngoài HTML và CSV, thay cho các định dạng đã khai báo: "
                        + "\(ReportTimeOptions.furtherFormats).",
                    en: "A format besides HTML and CSV, instead of the declared ones: "
                        + "\(ReportTimeOptions.furtherFormats).")))
        var format: [ReportFormat] = []

        @Option(
            help: ArgumentHelp(
                Help.words(vi: "Người yêu cầu lập báo cáo.", en: "Who asked for the report.")))
        var askedBy: String?
        @Option(
            help: ArgumentHelp(
                Help.words(vi: "Số văn bản chỉ đạo.", en: "Number of the directing document.")))
        var paper: String?
        @Option(help: ArgumentHelp(Help.words(vi: "Lý do lập.", en: "Why it is made.")))
        var reason: String?

        func validate() throws {
            if let format = format.first(where: ReportFormat.standing.contains) {
                throw ValidationError("\(format.rawValue) is always made")
            }
        }

        func run() async throws {
            let site = try common.site()
            let asked = try time.period?.period(site)
            let definitions = try about.reports(
                ReportChoice.reports(reports, site.workspace), areNamed: !reports.isEmpty, site)
            let moment = try time.asOf.moment()
            let commission = ReportCommission(askedBy: askedBy, paper: paper, reason: reason)
            if let report = definitions.first(where: { $0.kind == .adHoc }),
                askedBy == nil || paper == nil
            {
                throw CommandFailure(exit: .usage, message: ReportWords.notAsked(report))
            }
            let setting = try await warehouse.setting(site, purpose: "report")
            let publisher = ReportPublisher(
                setting: setting, language: common.language(site),
                options: ReportOptions(
                    formats: format.isEmpty ? nil : format, commission: commission))
            let published: [PublishedReport]
            do {
                let orders = try definitions.flatMap { report in
                    try ReportOrders(
                        publisher: publisher, workspace: site.workspace, asOf: moment
                    ).of(
                        report, period: try time.period(asked, of: report, setting),
                        language: common.language(site))
                }
                published = try publisher.publish(orders, asOf: moment)
            } catch let empty as EmptyReport {
                throw CommandFailure(
                    exit: .dataRefused,
                    message: ReportWords.empty(empty, empty.period.code(among: site.seasons)))
            }
            if common.json { return try Output.json(published) }
            for report in published {
                try Output.line(ReportWords.published(report).text(common.language(site)))
            }
        }
    }
}

/// What the command line asks for.
enum ReportChoice {
    static func reports(
        _ codes: [String], _ workspace: WorkspaceDefinition
    ) throws -> [ReportDefinition] {
        if codes.isEmpty { return workspace.reports.filter { $0.kind != .adHoc } }
        return try codes.map { code in
            guard let report = workspace.reports.first(where: { $0.code == code }) else {
                throw CommandFailure(exit: .usage, message: ReportWords.noReport(code, workspace))
            }
            return report
        }
    }
}

/// One report, or one for each agency that a report by agency has something to say about.
private struct ReportOrders {
    let publisher: ReportPublisher
    let workspace: WorkspaceDefinition
    let asOf: Moment?

    func of(
        _ report: ReportDefinition, period: Period, language: Language
    ) throws -> [ReportPublisher.Order] {
        guard report.subject == .eachAgency else {
            return [ReportPublisher.Order(report, period: period)]
        }
        let agencies = try publisher.agencies(of: report, period: period, asOf: asOf)
        guard !agencies.isEmpty else {
            throw EmptyReport(report: report.code, agency: nil, period: period)
        }
        let skipped = workspace.catalogue.agencyCodes.count - agencies.count
        Output.message(
            ReportWords.byAgency(report, built: agencies.count, skipped: skipped).text(language))
        return agencies.map { ReportPublisher.Order(report.about($0), period: period) }
    }
}
