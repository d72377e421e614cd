import PhusaModel
import Storage
import Workspace

/// The workspaces that archived drops were read by, by hash: a fold reads each drop by the
/// definitions of its event.
final class ReadingCache {
    private let site: Site
    private let archive: Archive
    private var workspaces: [String: WorkspaceDefinition] = [:]

    init(site: Site, archive: Archive) {
        self.site = site
        self.archive = archive
    }

    /// - Throws: `StorageError` when the archive lacks the definitions, `DefinitionErrors` when this
    ///   program can no longer read them.
    func workspace(_ hash: String, dataset: String) throws -> WorkspaceDefinition {
        if let known = workspaces[hash] { return known }
        if let current = site.workspace.dataset(dataset), site.definitionsHash(of: current) == hash
        {
            workspaces[hash] = site.workspace
            return site.workspace
        }
        guard let files = DefinitionFiles(serialised: try archive.definitions(hash)) else {
            throw StorageError(kind: .damaged, path: "definitions/\(hash)")
        }
        let workspace = try WorkspaceLoader.load(files)
        workspaces[hash] = workspace
        return workspace
    }
}
