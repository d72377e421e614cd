import Foundation
package import PhusaModel
package import Storage
package import Workspace

/// A workspace on disk, read and checked, and where its things are.
package struct Site: Sendable {
    /// The workspace's folder, absolute and without links.
    package let folder: String
    package let files: DefinitionFiles
    package let workspace: WorkspaceDefinition

    /// - Throws: `DefinitionErrors` with every mistake of the workspace.
    package init(folder: String) throws(DefinitionErrors) {
        let real = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        files = try DefinitionFiles(readingFolder: real)
        workspace = try WorkspaceLoader.load(files)
        self.folder = real
    }

    package var dropZone: DropZone { DropZone(folder: resolved(workspace.centre.drops)) }

    /// Where reports and receipts go.
    package var stateFolder: String { resolved(workspace.centre.state) }

    /// The embedded cluster's folder: as root one of its own per workspace, since a clone in a
    /// private home cannot be read by the server's account.
    package var clusterFolder: String {
        geteuid() == 0
            ? "/var/lib/phusa/" + contentHash(folder.utf8).prefix(12)
            : stateFolder + "/cluster"
    }

    /// The archive's folder; `nil` where a database is named and none is declared.
    package func archiveFolder(isEmbedded: Bool) -> String? {
        if let archive = workspace.centre.archive { return resolved(archive) }
        guard isEmbedded else { return nil }
        return geteuid() == 0 ? clusterFolder + "/archive" : stateFolder + "/archive"
    }

    /// A path of `phusa.yml`, which is relative to the workspace.
    package func resolved(_ path: String) -> String {
        path.hasPrefix("/")
            ? path : URL(fileURLWithPath: folder + "/" + path).standardizedFileURL.path
    }

    /// Hash of the definitions that a dataset's figures depend on.
    package func definitionsHash(of dataset: DatasetDefinition) -> String {
        contentHash(files.relevant(to: dataset).serialised)
    }

    /// Hash of the whole workspace.
    package var definitionsHash: String { contentHash(files.serialised) }

    package var agencyNames: [String: String] {
        Dictionary(
            workspace.catalogue.agencies.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
    }
}
