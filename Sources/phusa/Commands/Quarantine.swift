import ArgumentParser
import PhusaModel
import Runs
import Storage
import Warehouse

struct Quarantine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Help.words(
            vi: "Các bản ghi bị cách ly, chờ sửa.",
            en: "Records in quarantine, waiting to be mended."
        ),
        discussion: Help.words(
            vi: "Ví dụ: phusa quarantine list --dataset syt.y-te.thang",
            en: "Example: phusa quarantine list --dataset syt.y-te.thang"),
        subcommands: [List.self, Export.self, Excluded.self], defaultSubcommand: List.self)

    /// Which records are meant.
    struct Selection: ParsableArguments {
        @Option(help: ArgumentHelp(Help.words(vi: "Mã bộ dữ liệu.", en: "Code of the dataset.")))
        var dataset: String?

        @Option(
            help: ArgumentHelp(
                Help.words(vi: "Số hoặc đường dẫn của tệp.", en: "Number or path of the drop.")))
        var drop: String?

        @Option(help: ArgumentHelp(Help.words(vi: "Mã quy tắc.", en: "Id of the rule.")))
        var rule: String?

        func records(_ reader: LedgerReader) throws -> [QuarantineRecord] {
            var filter = QuarantineFilter(dataset: dataset, rule: rule)
            filter.dropID = drop.flatMap { Int($0) }
            let records = try reader.quarantine(filter)
            guard let drop, Int(drop) == nil else { return records }
            return records.filter { $0.record.violation.position.path == drop }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.words(
                vi: "Từng bản ghi: dòng, cột, giá trị, quy tắc, cách sửa.",
                en: "Each record: line, column, value, rule, and what to do."),
            discussion: Help.words(
                vi: "Ví dụ: phusa quarantine list --rule contract.range",
                en: "Example: phusa quarantine list --rule contract.range"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions
        @OptionGroup var selection: Selection

        func run() async throws {
            let site = try common.site()
            let connection = try await warehouse.access(site).connect(purpose: "quarantine")
            let records = try selection.records(LedgerReader(connection))
            if common.json { return try Output.json(records.map(QuarantineEntry.init)) }
            for record in records {
                for violation in [record.record.violation] + record.record.others {
                    try Output.line(violation.message(common.language(site)))
                }
            }
            let count = records.count
            try Output.line(
                Words(vi: "\(count) bản ghi", en: "\(count) records").text(common.language(site)))
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Help.words(
                vi: "Xuất bảng CSV cho đơn vị sửa: nguyên văn dòng, lý do, cách sửa.",
                en: "Writes a CSV sheet that the agency can mend: the line, the reason, what to do."
            ),
            discussion: Help.words(
                vi: "Ví dụ: phusa quarantine export --dataset syt.y-te.thang --output tra-lai.csv",
                en: "Example: phusa quarantine export --dataset syt.y-te.thang --output sheet.csv"
            ))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions
        @OptionGroup var selection: Selection

        @Option(
            name: [.short, .long],
            help: ArgumentHelp(
                Help.words(
                    vi: "Tệp ra (mặc định: đầu ra chuẩn).",
                    en: "The file (default: standard output).")))
        var output: String?

        func run() async throws {
            let site = try common.site()
            let connection = try await warehouse.access(site).connect(purpose: "quarantine")
            let records = try selection.records(LedgerReader(connection))
            let sheet = QuarantineSheet(language: common.language(site)).text(records)
            if let output {
                try DurableFile.write(Array(sheet.utf8), to: output)
            } else {
                try Output.data(sheet)
            }
        }
    }
}

/// A quarantined record for machines.
private struct QuarantineEntry: Encodable {
    let id: Int
    let drop: Int
    let dataset: String
    let path: String
    let line: Int
    let column: Int
    let name: String?
    let rule: String
    let found: String
    let state: String
    let raw: String
    let cells: Int
    let messageVi: String
    let messageEn: String

    init(_ record: QuarantineRecord) {
        let violation = record.record.violation
        id = record.id
        drop = record.dropID
        dataset = record.dataset
        path = violation.position.path
        line = violation.position.line
        column = violation.position.column
        name = violation.column
        rule = violation.rule.rawValue
        found = violation.found
        state = record.state.rawValue
        raw = String(decoding: record.record.raw, as: UTF8.self)
        cells = record.record.cellCount
        messageVi = violation.message(.vi)
        messageEn = violation.message(.en)
    }
}
