import ArgumentParser
import PhusaModel
import Reporting
import Runs
import Storage
import Warehouse

struct ReceiptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt",
        abstract: Help.words(
            vi: "Phiếu của một tệp đã nhận: kết quả, từng dòng sai, cách sửa.",
            en: "The receipt of a drop: its verdict, every bad row, what to do."),
        discussion: Help.words(
            vi: "Ví dụ: phusa receipt 42 --html phieu-42.html",
            en: "Example: phusa receipt 42 --html receipt-42.html"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions

    @Argument(
        help: ArgumentHelp(
            Help.words(
                vi: "Số của tệp, hoặc đường dẫn của nó trong vùng nhận.",
                en: "Number of the drop, or its path in the drop zone.")))
    var drop: String

    @Option(
        help: ArgumentHelp(
            Help.words(vi: "Ghi phiếu HTML vào tệp này.", en: "Write the page to this file."),
            valueName: "path"))
    var html: String?

    func run() async throws {
        let site = try common.site()
        let setting = try await warehouse.setting(site, purpose: "receipt")
        let record = try record(LedgerReader(setting.connection))
        let writer = ReceiptWriter(setting: setting)
        let receipt = try writer.receipt(of: record)
        if let html {
            let page = ReceiptPage(
                receipt, centre: site.workspace.centre, language: common.language(site))
            try DurableFile.write(Array(page.html.utf8), to: html)
        }
        if common.json {
            return try Output.line(
                String(decoding: try receipt.json().dropLast(), as: UTF8.self))
        }
        guard html == nil else { return }
        let files = writer.files(of: record)
        if !files.exist { try writer.write(record) }
        try Output.line(
            ReceiptSummary.text(receipt, files: files, language: common.language(site)))
    }

    /// The drop of a number, or the last one of a path.
    private func record(_ reader: LedgerReader) throws -> DropRecord {
        let found =
            if let number = Int(drop) {
                try reader.drop(number)
            } else {
                try reader.drops().filter { $0.drop.path == drop }.max { $0.id < $1.id }
            }
        guard let found else {
            throw CommandFailure(
                exit: .usage,
                message: Words(
                    vi: "không có tệp '\(drop)' trong sổ; xem phusa runs show",
                    en: "the ledger has no drop '\(drop)'; see phusa runs show"))
        }
        return found
    }
}
