import ArgumentParser
import PhusaModel
import Runs
import Storage
import Warehouse

struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Help.words(vi: "Các báo cáo.", en: "Reports."),
        discussion: Help.words(
            vi: "Ví dụ: phusa report build kpi-thang --period 2025-M03",
            en: "Example: phusa report build kpi-thang --period 2025-M03"),
        subcommands: [List.self, Build.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
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
            abstract: Help.words(
                vi: "Lập báo cáo HTML và CSV cho một kỳ.",
                en: "Builds a report for a period, as HTML and CSV."),
            discussion: Help.words(
                vi: "Ví dụ: phusa report build kpi-thang --period 2025-M03",
                en: "Example: phusa report build kpi-thang --period 2025-M03"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions

        @Argument(
            help: ArgumentHelp(
                Help.words(
                    vi: "Mã báo cáo (mặc định: mọi báo cáo).",
                    en: "Codes of reports (default: all).")))
        var reports: [String] = []

        @Option(
            help: ArgumentHelp(
                Help.words(
                    vi: "Kỳ, như 2025-M03 (mặc định: kỳ mới nhất có số liệu). "
                        + PeriodWords.systems.vi,
                    en: "The period, such as 2025-M03 (default: the newest one with figures). "
                        + PeriodWords.systems.en)))
        var period: PeriodArgument?

        @OptionGroup var asOf: AsOfOption

        func run() async throws {
            let site = try common.site()
            let asked = try period?.period(site)
            let definitions = try ReportChoice.reports(reports, site.workspace)
            let moment = try asOf.moment()
            let setting = try await warehouse.setting(site, purpose: "report")
            let publisher = ReportPublisher(setting: setting, language: common.language(site))
            var published: [PublishedReport] = []
            for report in definitions {
                guard let period = try asked ?? setting.newestPeriod(for: report) else {
                    throw CommandFailure(exit: .dataRefused, message: ReportWords.noFigures(report))
                }
                guard period.kind == report.period else {
                    throw CommandFailure(
                        exit: .usage,
                        message: ReportWords.otherPeriod(report, period.code(among: site.seasons)))
                }
                do {
                    published.append(try publisher.publish(report, period: period, asOf: moment))
                } catch is EmptyReport {
                    throw CommandFailure(
                        exit: .dataRefused,
                        message: ReportWords.empty(report, period.code(among: site.seasons)))
                }
            }
            if common.json { return try Output.json(published) }
            for report in published {
                try Output.line(ReportWords.published(report).text(common.language(site)))
            }
        }
    }
}

/// What the command line asks for.
private enum ReportChoice {
    static func reports(
        _ codes: [String], _ workspace: WorkspaceDefinition
    ) throws -> [ReportDefinition] {
        if codes.isEmpty { return workspace.reports }
        return try codes.map { code in
            guard let report = workspace.reports.first(where: { $0.code == code }) else {
                throw CommandFailure(exit: .usage, message: ReportWords.noReport(code, workspace))
            }
            return report
        }
    }
}
