import ArgumentParser
import PhusaModel
import Runs
import Warehouse

struct Quarantine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: Help.words(
            vi: "Các bản ghi bị cách ly, chờ sửa.",
            en: "Records in quarantine, waiting to be mended."
        ),
        discussion: Help.words(
            vi: "Ví dụ: phusa quarantine list --dataset syt.y-te.thang",
            en: "Example: phusa quarantine list --dataset syt.y-te.thang"),
        subcommands: [List.self, Export.self, Waive.self, Replay.self, Excluded.self],
        defaultSubcommand: List.self)

    /// Which records are meant.
    struct Selection: ParsableArguments {
        @Option(help: ArgumentHelp(Help.words(vi: "Mã đơn vị gửi.", en: "Code of the agency.")))
        var agency: String?

        @Option(help: ArgumentHelp(Help.words(vi: "Mã bộ dữ liệu.", en: "Code of the dataset.")))
        var dataset: String?

        @Option(
            help: ArgumentHelp(
                Help.words(vi: "Số hoặc đường dẫn của tệp.", en: "Number or path of the drop.")))
        var drop: String?

        @Option(
            help: ArgumentHelp(
                Help.words(
                    vi: "Mã quy tắc mà bản ghi vi phạm trước hết.",
                    en: "Id of the rule that the record broke first.")))
        var rule: String?

        var isEmpty: Bool { agency == nil && dataset == nil && drop == nil && rule == nil }

        /// - Throws: A usage error for a rule that does not exist, with the nearest one.
        func filter(state: QuarantineRecord.State? = nil) throws -> QuarantineFilter {
            if let rule, Rule(rawValue: rule) == nil {
                throw CommandFailure(exit: .usage, message: QuarantineWords.noRule(rule))
            }
            let number = drop.flatMap { Int($0) }
            return QuarantineFilter(
                dataset: dataset, dropID: number, state: state, rule: rule, agency: agency,
                path: number == nil ? drop : nil)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: Help.words(
                vi: "Số bản ghi theo đơn vị và quy tắc; có điều kiện lọc thì từng bản ghi.",
                en: "Counts by agency and rule; with a filter, each record."),
            discussion: Help.words(
                vi: "Ví dụ: phusa quarantine list --rule contract.range --state open",
                en: "Example: phusa quarantine list --rule contract.range --state open"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions
        @OptionGroup var selection: Selection

        @Option(
            help: ArgumentHelp(
                Help.words(
                    vi: "Trạng thái: open, fixed, replayed hoặc waived.",
                    en: "State: open, fixed, replayed or waived.")))
        var state: QuarantineRecord.State?

        @Flag(
            help: ArgumentHelp(
                Help.words(
                    vi: "Kể từng bản ghi: dòng, cột, giá trị, quy tắc, cách sửa.",
                    en: "Each record: line, column, value, rule, and what to do.")))
        var rows = false

        @Flag(
            help: ArgumentHelp(
                Help.words(
                    vi: "Chỉ đếm theo đơn vị, bộ dữ liệu, quy tắc và trạng thái.",
                    en: "Only count by agency, dataset, rule and state.")))
        var groups = false

        func validate() throws {
            guard !(rows && groups) else {
                throw ValidationError(
                    Help.words(
                        vi: "chọn một trong hai: --rows hoặc --groups",
                        en: "choose one of --rows and --groups"))
            }
        }

        /// Without a filter people see counts; machines get records unless they ask for counts.
        private var isGrouped: Bool {
            groups || (!rows && !common.json && selection.isEmpty && state == nil)
        }

        func run() async throws {
            let site = try common.site()
            let filter = try selection.filter(state: state)
            let connection = try await warehouse.access(site).connect(purpose: "quarantine")
            let reader = LedgerReader(connection)
            let language = common.language(site)
            if isGrouped {
                let groups = try reader.quarantineGroups(filter)
                if common.json { return try Output.json(groups.map(GroupEntry.init)) }
                return try Output.line(QuarantineWords.table(groups, language: language))
            }
            let records = try reader.quarantine(filter)
            if common.json { return try Output.json(records.map(QuarantineEntry.init)) }
            for record in records {
                try Output.line(QuarantineWords.head(record).text(language))
                for violation in [record.record.violation] + record.record.others {
                    try Output.line(violation.message(language))
                }
            }
            let count = records.count
            try Output.line(
                Words(vi: "\(count) bản ghi", en: "\(count) records").text(language))
        }
    }
}

extension QuarantineRecord.State: ExpressibleByArgument {}

/// The shape of `phusa quarantine list --groups --json`.
private struct GroupEntry: Encodable {
    let agency: String
    let dataset: String
    let rule: String
    let state: String
    let records: Int
    let cells: Int
    let drops: Int
    let oldest: Moment

    init(_ group: QuarantineGroup) {
        agency = group.agency
        dataset = group.dataset
        rule = group.rule
        state = group.state.rawValue
        records = group.recordCount
        cells = group.cellCount
        drops = group.dropCount
        oldest = group.oldest
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
    let changedAt: Moment?
    let changedBy: String?
    let reason: String?
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
        changedAt = record.changedAt
        changedBy = record.changedBy
        reason = record.reason
        raw = String(decoding: record.record.raw, as: UTF8.self)
        cells = record.record.cellCount
        messageVi = violation.message(.vi)
        messageEn = violation.message(.en)
    }
}
