import ArgumentParser
import Glibc
import PhusaModel
import Runs
import Warehouse

struct WarehouseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warehouse",
        abstract: Help.words(vi: "Kho dữ liệu PostgreSQL.", en: "The PostgreSQL warehouse."),
        discussion: Help.words(
            vi: "Ví dụ: phusa warehouse apply --dry-run",
            en: "Example: phusa warehouse apply --dry-run"
        ),
        subcommands: [
            Apply.self, Status.self, Start.self, Stop.self, SQL.self, Verify.self, Rebuild.self,
            BackUp.self, Drill.self,
        ])

    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "apply",
            abstract: Help.words(
                vi: "Lập hoặc mở rộng lược đồ hình sao theo cấu hình.",
                en: "Makes or extends the star schema as the workspace declares it."),
            discussion: Help.words(
                vi: "Ví dụ: phusa warehouse apply --dry-run",
                en: "Example: phusa warehouse apply --dry-run"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions
        @Flag(
            help: ArgumentHelp(
                Help.words(vi: "Chỉ in SQL sẽ chạy.", en: "Only print the SQL.")))
        var dryRun = false

        @Flag(
            name: [.short, .long],
            help: ArgumentHelp(Help.words(vi: "Không in SQL.", en: "Do not print the SQL.")))
        var quiet = false

        private struct Applied: Encodable {
            let migrations: [String]
            let statements: [String]
            let dryRun: Bool
        }

        func run() async throws {
            let site = try common.site()
            let connection = try await warehouse.access(site).connect(purpose: "apply")
            let change = try SchemaChange(
                site.workspace.schema, on: connection, isDryRun: dryRun)
            if common.json {
                return try Output.json(
                    Applied(
                        migrations: change.migrations, statements: change.statements,
                        dryRun: dryRun))
            }
            for statement in quiet ? [] : change.statements { try Output.line(statement + ";\n") }
            try Output.line(
                WarehouseWords.applied(change, isDryRun: dryRun).text(common.language(site)))
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status",
            abstract: Help.words(
                vi: "Kho ở đâu, đang chạy không, lược đồ có đúng cấu hình không.",
                en: "Where the warehouse is, whether it runs, whether its schema is as declared."),
            discussion: Help.words(
                vi: "Ví dụ: phusa warehouse status", en: "Example: phusa warehouse status"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions

        func run() async throws {
            let site = try common.site()
            let status = try WarehouseStatus(
                site: site, access: warehouse.access(site))
            if common.json {
                try Output.json(status)
            } else {
                for line in WarehouseWords.lines(status) {
                    try Output.line(line.text(common.language(site)))
                }
            }
            if !status.isReady { throw CommandFailure(exit: .warehouse, message: nil) }
        }
    }

    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "start",
            abstract: Help.words(
                vi: "Khởi động cụm PostgreSQL đi kèm.", en: "Starts the embedded cluster."),
            discussion: Help.words(
                vi: "Ví dụ: phusa warehouse start", en: "Example: phusa warehouse start"))

        @OptionGroup var common: CommonOptions

        func run() async throws {
            let places = try common.places()
            let cluster = EmbeddedCluster(folder: places.clusterFolder)
            try await cluster.start()
            try Output.line(
                WarehouseWords.running(cluster.status()).text(common.language(places.centre)))
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stop",
            abstract: Help.words(
                vi: "Dừng cụm PostgreSQL đi kèm.", en: "Stops the embedded cluster."),
            discussion: Help.words(
                vi: "Ví dụ: phusa warehouse stop", en: "Example: phusa warehouse stop"))

        @OptionGroup var common: CommonOptions

        func run() async throws {
            let places = try common.places()
            let cluster = EmbeddedCluster(folder: places.clusterFolder)
            try await cluster.stop()
            try Output.line(
                WarehouseWords.running(cluster.status()).text(common.language(places.centre)))
        }
    }

    struct SQL: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "psql",
            abstract: Help.words(
                vi: "Mở psql vào kho; đối số sau -- chuyển cho psql.",
                en: "Opens psql on the warehouse; what follows -- goes to psql."),
            discussion: Help.words(
                vi:
                    "Ví dụ: phusa warehouse psql -- -c 'select count(*) from warehouse.fact_observation'",
                en:
                    "Example: phusa warehouse psql -- -c 'select count(*) from warehouse.fact_observation'"
            ))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions
        @Argument(parsing: .postTerminator) var arguments: [String] = []

        func run() async throws {
            let client = try await warehouse.access(try common.places()).client()
            for (name, value) in client.environment { setenv(name, value, 1) }
            let all = ["psql"] + client.arguments + arguments
            var pointers: [UnsafeMutablePointer<CChar>?] = all.map { strdup($0) }
            pointers.append(nil)
            execvp("psql", &pointers)
            throw CommandFailure(
                exit: .warehouse,
                message: Words(
                    vi: "không tìm thấy psql; cài gói postgresql-client",
                    en: "psql is not installed; install postgresql-client"))
        }
    }
}
