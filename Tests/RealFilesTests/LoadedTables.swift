import Foundation
import Logging
import PhusaModel
import PhusaTestSupport
import Runs
import Storage
import Warehouse

/// The tables in a warehouse of their own: loaded once, and run once more, for all tests.
struct LoadedTables: Sendable {
    let warehouse: ScratchWarehouse
    let first: RunSummary
    let second: RunSummary

    static func shared() async throws -> LoadedTables { try await Loader.shared.tables() }

    /// Copies the tables to a drop zone under the names that the contracts declare, and runs twice.
    fileprivate static func load() async throws -> LoadedTables {
        let staged = try StagedWorkspace()
        defer { staged.remove() }
        let warehouse = try await ScratchWarehouse()
        let site = try Site(folder: staged.folder)
        _ = try SchemaChange(site.workspace.schema, on: warehouse.connect(), isDryRun: false)
        let first = try run(site, warehouse)
        return LoadedTables(warehouse: warehouse, first: first, second: try run(site, warehouse))
    }

    private static func run(_ site: Site, _ warehouse: ScratchWarehouse) throws -> RunSummary {
        let setting = RunSetting(
            site: site, archive: try Archive(folder: site.folder + "/archive"),
            connection: try warehouse.connect(), isDryRun: false, actor: "test",
            programVersion: "test", startedAt: .now())
        let logger = Logger(label: "real-files") { _ in SwiftLogNoOpLogHandler() }
        return try RunEngine(setting: setting, pipelines: [], logger: logger).run(command: "run")
    }
}

private actor Loader {
    static let shared = Loader()

    private var loading: Task<LoadedTables, any Error>?

    func tables() async throws -> LoadedTables {
        if let loading { return try await loading.value }
        let task = Task { try await LoadedTables.load() }
        loading = task
        return try await task.value
    }
}

/// A copy of the workspace with the tables in its drop zone.
private struct StagedWorkspace {
    let folder: String

    init() throws {
        let manager = FileManager.default
        folder = manager.temporaryDirectory.appending(path: "phusa-real-\(UUID().uuidString)").path
        try manager.copyItem(atPath: RealFiles.workspace, toPath: folder)
        let drops = folder + "/drops/gso"
        try manager.createDirectory(atPath: drops, withIntermediateDirectories: true)
        for name in RealFiles.names {
            try manager.copyItem(
                atPath: RealFiles.path(name), toPath: drops + "/" + RealFiles.dropName(name))
        }
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }
}

extension LoadedTables {
    /// Current observations under short names, for queries to stand on.
    static let observations = """
        with o as (
            select i.code as indicator, b.code as breakdown, a.level, a.code as area,
                a.valid_from, extract(year from p.start_on)::int as year, f.value, f.mark,
                f.status, f.line
            from warehouse.fact_observation f
            join warehouse.dim_indicator i using (indicator_id)
            join warehouse.dim_breakdown b using (breakdown_id)
            join warehouse.dim_area a using (area_id)
            join warehouse.dim_period p using (period_id)
        )
        """

    func query(_ sql: String, _ parameters: [SQLParameter] = []) throws -> QueryResult {
        try warehouse.connect().query(Self.observations + "\n" + sql, parameters)
    }
}
