import ArgumentParser
import PhusaModel
import Runs
import Storage

extension WarehouseCommand {
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: Help.words(
                vi: "Soi toàn bộ kho, kho lưu trữ và báo cáo; không đổi gì.",
                en: "Looks at the whole warehouse, its archive and reports; changes nothing."),
            discussion: Help.words(
                vi: "Ví dụ: phusa warehouse verify", en: "Example: phusa warehouse verify"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions
        @Flag(
            help: ArgumentHelp(
                Help.words(
                    vi: "Chỉ xem tệp lưu trữ có đủ và đúng kích thước, không đọc nội dung.",
                    en: "Only see that archived files are there and of the right size.")))
        var quick = false

        func run() async throws {
            let site = try common.site()
            let access = warehouse.access(site)
            let archive = Archive(reading: try warehouse.archiveFolder(site))
            let connection = try await access.connect(purpose: "verify")
            let verification = try WarehouseVerifier(
                site: site, archive: archive, connection: connection
            ).verify(isQuick: quick)
            if common.json {
                try Output.json(verification)
            } else {
                for line in UpkeepWords.lines(verification, common.language(site)) {
                    try Output.line(line)
                }
            }
            if !verification.isSound { throw CommandFailure(exit: .dataRefused, message: nil) }
        }
    }
}
