import ArgumentParser
import PhusaModel
import Reporting
import Runs
import Storage

/// The period and the moment that a report is made for.
struct ReportTimeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Kỳ, như 2025-M03 (mặc định: kỳ mới nhất có số liệu). "
                    + PeriodWords.systems.vi,
                en: "The period, such as 2025-M03 (default: the newest one with figures). "
                    + PeriodWords.systems.en)))
    var period: PeriodArgument?

    @OptionGroup var asOf: AsOfOption

    static let furtherFormats = ReportFormat.further.map(\.rawValue).joined(separator: ", ")

    /// The period that was asked for, or the newest one with figures.
    func period(
        _ asked: Period?, of report: ReportDefinition, _ setting: RunSetting
    ) throws -> Period {
        guard let period = try asked ?? setting.newestPeriod(for: report) else {
            throw CommandFailure(exit: .dataRefused, message: ReportWords.noFigures(report))
        }
        guard period.kind == report.period else {
            throw CommandFailure(
                exit: .usage,
                message: ReportWords.otherPeriod(
                    report, period.code(among: setting.site.seasons)))
        }
        return period
    }
}

extension ReportFormat: ExpressibleByArgument {}

struct ReportPreview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: Help.words(
            vi: "Xem thử một báo cáo; không ghi gì vào kho.",
            en: "Shows a report as it would be built; the warehouse is not touched."),
        discussion: Help.words(
            vi: "Ví dụ: phusa report preview kpi-thang --period 2025-M03 --out thu.pdf",
            en: "Example: phusa report preview kpi-thang --period 2025-M03 --out trial.pdf"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions

    @Argument(help: ArgumentHelp(Help.words(vi: "Mã báo cáo.", en: "Code of the report.")))
    var report: String

    @OptionGroup var about: ReportAgencyOption
    @OptionGroup var time: ReportTimeOptions

    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Tệp ghi ra; đuôi tệp chọn định dạng (.html, .csv, .pdf, .xlsx, .json, "
                    + ".data.csv). Mặc định: bảng số liệu (.csv) ra màn hình.",
                en: "The file to write; its ending chooses the format (.html, .csv, .pdf, .xlsx, "
                    + ".json, .data.csv). Default: the tables (.csv) on standard output.")))
    var out: String?

    private struct Preview: Encodable {
        let report: String
        let agency: String?
        let period: String
        let title: String
        let out: String?
        let warnings: [String]
    }

    func run() async throws {
        let site = try common.site()
        let asked = try time.period?.period(site)
        let moment = try time.asOf.moment()
        let definition = try about.report(
            ReportChoice.reports([report], site.workspace)[0], site)
        let format = try format()
        let setting = try await warehouse.setting(site, purpose: "report")
        let period = try time.period(asked, of: definition, setting)
        let document = try ReportPublisher(setting: setting, language: common.language(site))
            .preview(definition, period: period, asOf: moment)
        let bytes = try ReportFiles(document.content, formats: [format]).bytes(format) ?? []
        if let out { try DurableFile.write(bytes, to: out) }
        if common.json {
            return try Output.json(
                Preview(
                    report: definition.code, agency: definition.agency, period: period.description,
                    title: document.title, out: out, warnings: document.warnings))
        }
        if out == nil {
            try Output.line(String(decoding: bytes, as: UTF8.self))
        } else {
            try Output.line("\(document.title): \(out ?? "")")
        }
        for warning in document.warnings { Output.message("! \(warning)") }
    }

    /// The format that the file's name ends with; the longest ending wins.
    private func format() throws -> ReportFormat {
        guard let out else { return .csv }
        let fitting = ReportFormat.allCases.filter { out.hasSuffix($0.suffix) }
        guard let format = fitting.max(by: { $0.suffix.count < $1.suffix.count }) else {
            throw CommandFailure(exit: .usage, message: ReportWords.noFormat(out))
        }
        return format
    }
}
