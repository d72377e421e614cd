import Foundation
package import PhusaModel
package import Storage
package import Workspace

/// Where a workspace's things are, as far as `phusa.yml` says: enough to start and stop its cluster
/// while other definitions are wrong.
package struct SitePlaces: Sendable {
    /// The workspace's folder, absolute and without links.
    package let folder: String
    package let centre: CentreDefinition

    init(folder: String, centre: CentreDefinition) {
        self.folder = folder
        self.centre = centre
    }

    /// - Throws: The mistakes of `phusa.yml`.
    package init(readingFolder folder: String) throws(DefinitionErrors) {
        let real = Self.real(folder)
        centre = try WorkspaceLoader.loadCentre(try DefinitionFiles(readingFolder: real))
        self.folder = real
    }

    static func real(_ folder: String) -> String {
        URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    }

    package var dropZone: DropZone { DropZone(folder: resolved(centre.drops)) }

    /// Where reports and receipts go.
    package var stateFolder: String { resolved(centre.state) }

    /// What is remembered of the drop zone's files; see ``StampCache``.
    var stampFile: String { stateFolder + "/cache/stamps" }

    /// Where backups go when no folder is named.
    package var backupFolder: String { stateFolder + "/backups" }

    /// The embedded cluster's folder: as root one of its own per workspace, since a clone in a
    /// private home cannot be read by the server's account.
    package var clusterFolder: String {
        geteuid() == 0
            ? "/var/lib/phusa/" + contentHash(folder.utf8).prefix(12)
            : stateFolder + "/cluster"
    }

    /// The archive's folder; `nil` where a database is named and none is declared.
    package func archiveFolder(isEmbedded: Bool) -> String? {
        if let archive = centre.archive { return resolved(archive) }
        guard isEmbedded else { return nil }
        return geteuid() == 0 ? clusterFolder + "/archive" : stateFolder + "/archive"
    }

    /// Where the numbers of the latest night go; `nil` for nowhere.
    package var metricsPath: String? { centre.metrics.map(resolved) }

    /// A path of `phusa.yml`, which is relative to the workspace.
    private func resolved(_ path: String) -> String {
        path.hasPrefix("/")
            ? path : URL(fileURLWithPath: folder + "/" + path).standardizedFileURL.path
    }
}
