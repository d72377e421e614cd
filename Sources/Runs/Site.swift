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
        let real = SitePlaces.real(folder)
        files = try DefinitionFiles(readingFolder: real)
        workspace = try WorkspaceLoader.load(files)
        self.folder = real
    }

    package var places: SitePlaces { SitePlaces(folder: folder, centre: workspace.centre) }
    package var dropZone: DropZone { places.dropZone }
    package var stateFolder: String { places.stateFolder }

    /// Hash of the definitions that a dataset's figures depend on.
    package func definitionsHash(of dataset: DatasetDefinition) -> String {
        contentHash(relevantDefinitions(of: dataset))
    }

    /// What ``definitionsHash(of:)`` is the hash of, as the archive keeps it.
    func relevantDefinitions(of dataset: DatasetDefinition) -> [UInt8] {
        files.relevant(to: dataset, in: workspace).serialised
    }

    /// Hash of the whole workspace.
    package var definitionsHash: String { contentHash(files.serialised) }

    package var agencyNames: [String: String] {
        Dictionary(
            workspace.catalogue.agencies.map { ($0.code, $0.name) }, uniquingKeysWith: { $1 })
    }
}
