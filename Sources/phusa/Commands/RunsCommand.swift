import ArgumentParser
import PhusaModel
import Runs
import Warehouse

struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: Help.words(vi: "Các lần chạy đã ghi.", en: "Recorded runs."),
        discussion: Help.words(vi: "Ví dụ: phusa runs show 12", en: "Example: phusa runs show 12"),
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: Help.words(vi: "Các lần chạy gần nhất.", en: "The latest runs."),
            discussion: Help.words(
                vi: "Ví dụ: phusa runs list --limit 5", en: "Example: phusa runs list --limit 5"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions
        @Option(help: ArgumentHelp(Help.words(vi: "Số lần chạy.", en: "How many.")))
        var limit = 20

        func run() async throws {
            let site = try common.site()
            let connection = try await warehouse.access(site).connect(purpose: "runs")
            let runs = try LedgerReader(connection).runs(limit: limit)
            if common.json { return try Output.json(runs.map(RunEntry.init)) }
            try Output.line(
                TextTable(
                    columns: ["run", "state", "started", "actor", "command", "read", "loaded"],
                    rows: runs.map { run in
                        let total = RunEntry.total(run)
                        return [
                            "\(run.id)", run.state.rawValue, run.startedAt.local, run.actor,
                            run.command, total.read, total.loaded,
                        ]
                    }
                ).text)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: Help.words(
                vi: "Một lần chạy với từng tệp của nó.", en: "One run with each of its files."),
            discussion: Help.words(
                vi: "Ví dụ: phusa runs show 12", en: "Example: phusa runs show 12"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions
        @Argument(help: ArgumentHelp(Help.words(vi: "Số lần chạy.", en: "Number of the run.")))
        var run: Int

        func run() async throws {
            let site = try common.site()
            let connection = try await warehouse.access(site).connect(purpose: "runs")
            let reader = LedgerReader(connection)
            guard let record = try reader.run(run) else {
                throw CommandFailure(
                    exit: .usage,
                    message: Words(
                        vi: "không có lần chạy \(run)", en: "there is no run \(run)"))
            }
            if common.json { return try Output.json(text: record.summary ?? "{}") }
            let drops = try reader.drops(DropFilter(runID: run))
            try Output.line(
                "\(record.id)  \(record.state.rawValue)  \(record.startedAt.local)  \(record.actor)  \(record.command)"
            )
            try Output.line(DropTable.text(drops))
        }
    }
}

/// A run for machines.
private struct RunEntry: Encodable {
    let run: Int
    let state: String
    let startedAt: Moment
    let finishedAt: Moment?
    let actor: String
    let host: String
    let command: String
    let version: String
    let definitions: String?

    init(_ record: RunRecord) {
        run = record.id
        state = record.state.rawValue
        startedAt = record.startedAt
        finishedAt = record.finishedAt
        actor = record.actor
        host = record.host
        command = record.command
        version = record.programVersion
        definitions = record.definitions
    }

    /// The total of a summary, as text; empty where the run left none.
    static func total(_ record: RunRecord) -> (read: String, loaded: String) {
        guard let summary = record.summary,
            let total = try? StoredSummary(json: summary).total
        else { return ("", "") }
        return ("\(total.read)", "\(total.loaded)")
    }
}
