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

    /// The same workspace with a draft of a file of indicators, as it would be if the draft stood in
    /// `catalogue/indicators/` under its name; a draft that stands there changes nothing.
    ///
    /// - Throws: `DefinitionErrors` with every mistake, those of the draft with the path given here.
    package func trying(draft path: String) throws(DefinitionErrors) -> Site {
        let real = SitePlaces.real(path)
        guard let bytes = try? FileReader.bytes(of: real) else {
            throw DefinitionErrors(errors: [
                DefinitionError(
                    position: FilePosition(path: path, line: 1, column: 1), kind: .unreadable,
                    found: path)
            ])
        }
        let place = Self.draftPlace(path)
        let files = files.replacing(place, with: bytes)
        do {
            return Site(
                folder: folder, files: files, workspace: try WorkspaceLoader.load(files))
        } catch {
            throw DefinitionErrors(errors: error.errors.map { $0.moved(from: place, to: path) })
        }
    }

    /// Where a draft of a file of indicators will stand in the workspace.
    package static func draftPlace(_ path: String) -> String {
        "catalogue/indicators/" + (path.split(separator: "/").last.map(String.init) ?? path)
    }

    private init(folder: String, files: DefinitionFiles, workspace: WorkspaceDefinition) {
        self.folder = folder
        self.files = files
        self.workspace = workspace
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
