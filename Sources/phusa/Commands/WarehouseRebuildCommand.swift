import ArgumentParser
import PhusaModel
import Runs

extension WarehouseCommand {
    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rebuild",
            abstract: Help.words(
                vi: "Dựng lại một kho trống từ kho lưu trữ: cùng số liệu, cùng lịch sử.",
                en: "Fills an empty warehouse from the archive: the same figures and history."),
            discussion: Help.words(
                vi: "Ví dụ: phusa warehouse rebuild --database postgresql:///ioc_moi",
                en: "Example: phusa warehouse rebuild --database postgresql:///ioc_new"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions
        @OptionGroup var locks: LockOptions

        func run() async throws {
            let site = try common.site()
            let setting = try await warehouse.setting(
                site, purpose: "rebuild", lockWait: locks.lockWait)
            _ = try SchemaChange(
                site.workspace.schema, on: setting.connection, isDryRun: false)
            do {
                let result = try setting.recorded(as: "rebuild") {
                    try WarehouseRebuild(setting: setting).rebuild()
                }
                if common.json { return try Output.json(result) }
                try Output.line(WarehouseWords.rebuilt(result).text(common.language(site)))
            } catch RebuildError.notEmpty {
                throw CommandFailure(exit: .dataRefused, message: WarehouseWords.notEmpty)
            } catch let error as DecisionError {
                throw DecisionWords.failure(error)
            }
        }
    }
}
