import PhusaModel
import Storage

/// Where the bytes of new drops are kept and read: in the archive, or, in a dry run, in the drop zone.
struct DropBytes: Sendable {
    let archive: Archive
    let isDryRun: Bool

    /// Keeps the bytes of a drop and reads them.
    ///
    /// Those of a large one are hashed and flushed by another thread while they are read; they are in
    /// the archive before the reading is handed out.
    func read(
        _ drop: DiscoveredDrop, by workspace: WorkspaceDefinition
    ) throws(StorageError) -> DropReading {
        if isDryRun { return try reading(of: drop, at: drop.fullPath, by: workspace) }
        let (source, sha256) = (drop.fullPath, drop.drop.sha256)
        guard let copy = try archive.copy(source, sha256: sha256, incoming: drop.incoming) else {
            return try reading(of: drop, at: archive.objectPath(sha256), by: workspace)
        }
        guard drop.drop.byteCount > Sideline.byteCountMax else {
            try copy.prove()
            try copy.commit()
            return try reading(of: drop, at: archive.objectPath(sha256), by: workspace)
        }
        let background = Background()
        let proof = background.begin {
            Result { () throws(StorageError) in try copy.prove() }
        }
        defer { background.finish() }
        let reading = try reading(of: drop, at: copy.path, by: workspace)
        try proof.value.get()
        try copy.commit()
        return reading
    }

    private func reading(
        of drop: DiscoveredDrop, at path: String, by workspace: WorkspaceDefinition
    ) throws(StorageError) -> DropReading {
        try DropReading.readKept(
            path: path, drop: drop.drop, dataset: drop.dataset, contract: drop.contract,
            workspace: workspace, receivedOn: drop.receipt.receivedAt.day)
    }
}
