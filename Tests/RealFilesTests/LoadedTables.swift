import Foundation
import Logging
import PhusaModel
import PhusaTestSupport
import Runs
import Storage
import Warehouse

/// Real files in a warehouse of their own: loaded once, and run once more, for all tests.
struct LoadedTables: Sendable {
    let warehouse: ScratchWarehouse
    let first: RunSummary
    let second: RunSummary

    /// The tables of the statistics office.
    static func shared() async throws -> LoadedTables { try await tables.loaded() }

    /// The files of ``PublishedFile/all``.
    static func published() async throws -> LoadedTables { try await publications.loaded() }

    private static let tables = Loader(
        RealFiles.names.map { (RealFiles.path($0), "gso/" + RealFiles.dropName($0)) })
    private static let publications = Loader(PublishedFile.all.map { ($0.path, $0.drop) })

    /// Copies the files to a drop zone under the names that the contracts declare, and runs twice.
    fileprivate static func load(_ files: [StagedFile]) async throws -> LoadedTables {
        let staged = try StagedWorkspace(files)
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
        return try RunEngine(setting: setting, logger: logger).run(command: "run")
    }
}

/// Where a file lies, and its name below the drop zone.
private typealias StagedFile = (path: String, drop: String)

private actor Loader {
    private let files: [StagedFile]
    private var loading: Task<LoadedTables, any Error>?

    init(_ files: [StagedFile]) { self.files = files }

    func loaded() async throws -> LoadedTables {
        if let loading { return try await loading.value }
        let task = Task { [files] in try await LoadedTables.load(files) }
        loading = task
        return try await task.value
    }
}

/// A copy of the workspace with the files in its drop zone.
private struct StagedWorkspace {
    let folder: String

    init(_ files: [StagedFile]) throws {
        let manager = FileManager.default
        folder = manager.temporaryDirectory.appending(path: "phusa-real-\(UUID().uuidString)").path
        try manager.copyItem(atPath: RealFiles.workspace, toPath: folder)
        for file in files {
            let drop = URL(fileURLWithPath: folder + "/drops/" + file.drop)
            try manager.createDirectory(
                at: drop.deletingLastPathComponent(), withIntermediateDirectories: true)
            try manager.copyItem(atPath: file.path, toPath: drop.path)
        }
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }
}

extension LoadedTables {
    /// Current observations under short names, for queries to stand on.
    static let observations = """
        with o as (
            select i.code as indicator, b.code as breakdown, p.code as period, a.level, a.code as area,
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
