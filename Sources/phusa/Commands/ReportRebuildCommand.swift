import ArgumentParser
import PhusaModel
import Runs

struct ReportRebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: Help.words(
            vi:
                "Lập lại đúng một bản báo cáo đã phát hành từ nội dung kho giữ, và nêu số nào nay đã khác.",
            en:
                "Makes a published report again from what the ledger keeps, and lists the figures that are others now."
        ),
        discussion: Help.words(
            vi: "Ví dụ: phusa report rebuild 12", en: "Example: phusa report rebuild 12"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions

    @Argument(
        help: ArgumentHelp(
            Help.words(
                vi: "Số bản dựng, in ở chân báo cáo.",
                en: "The number of the build, printed at the foot of the report.")))
    var build: Int

    func run() async throws {
        let site = try common.site()
        let language = common.language(site)
        let setting = try await warehouse.setting(site, purpose: "report")
        let publisher = ReportPublisher(setting: setting, language: language)
        let rebuilt: RebuiltReport
        do {
            rebuilt = try ReportRebuild(setting: setting, publisher: publisher).rebuild(build)
        } catch let refusal as RebuildRefusal {
            throw CommandFailure(exit: .dataRefused, message: ReportWords.refused(refusal))
        }
        if common.json { return try Output.json(rebuilt) }
        try Output.line(ReportWords.rebuilt(rebuilt).text(language))
    }
}
