import ArgumentParser
import PhusaModel
import Runs
import Storage
import Warehouse

extension Quarantine {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: Help.words(
                vi: "Xuất bảng CSV cho đơn vị sửa: lý do, cách sửa, rồi các cột của tệp gốc.",
                en: "Writes a CSV sheet that the agency can mend: why, what to do, its own columns."
            ),
            discussion: Help.words(
                vi: "Ví dụ: phusa quarantine export --agency syt --into tra-lai",
                en: "Example: phusa quarantine export --agency syt --into to-mend"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions
        @OptionGroup var selection: Selection

        @Option(
            help: ArgumentHelp(
                Help.words(
                    vi: "Trạng thái của bản ghi (mặc định: open).",
                    en: "State of the records (default: open).")))
        var state = QuarantineRecord.State.open

        @Option(
            name: [.short, .long],
            help: ArgumentHelp(
                Help.words(
                    vi: "Tệp ra (mặc định: đầu ra chuẩn); chỉ cho một bộ dữ liệu.",
                    en: "The file (default: standard output); for one dataset.")))
        var output: String?

        @Option(
            help: ArgumentHelp(
                Help.words(
                    vi: "Thư mục ra: mỗi bộ dữ liệu một tệp.",
                    en: "The folder: one file for each dataset."),
                valueName: "dir"))
        var into: String?

        func validate() throws {
            guard output == nil || into == nil else {
                throw ValidationError(
                    Help.words(
                        vi: "chọn một trong hai: --output hoặc --into",
                        en: "choose one of --output and --into"))
            }
        }

        func run() async throws {
            let site = try common.site()
            let filter = try selection.filter(state: state)
            let setting = try await warehouse.setting(site, purpose: "quarantine")
            let records = try LedgerReader(setting.connection).quarantine(filter)
            let sheets: [QuarantineSheet]
            do {
                sheets = try QuarantineSheets(setting: setting).sheets(records)
            } catch let error as DecisionError {
                throw DecisionWords.failure(error)
            }
            let text = QuarantineSheetText(language: common.language(site))
            if let into { return try write(sheets, text, into: into) }
            guard sheets.count <= 1 else {
                throw CommandFailure(exit: .usage, message: QuarantineWords.severalSheets(sheets))
            }
            let sheet = sheets.first.map(text.text) ?? text.emptyText()
            if let output {
                try DurableFile.write(Array(sheet.utf8), to: output)
            } else {
                try Output.data(sheet)
            }
        }

        /// One file for each sheet; a second form of a dataset gets a number.
        private func write(
            _ sheets: [QuarantineSheet], _ text: QuarantineSheetText, into folder: String
        ) throws {
            try DurableFile.makeFolder(folder)
            var counts: [String: Int] = [:]
            for sheet in sheets {
                let number = counts[sheet.dataset, default: 0] + 1
                counts[sheet.dataset] = number
                let name = sheet.dataset + (number == 1 ? "" : "-\(number)") + ".csv"
                try DurableFile.write(Array(text.text(sheet).utf8), to: "\(folder)/\(name)")
                try Output.line("\(folder)/\(name)  \(sheet.rows.count)")
            }
        }
    }
}
