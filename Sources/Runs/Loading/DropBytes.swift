import PhusaModel
import Storage

/// Where the bytes of new drops are kept and read: in the archive, or, in a dry run, in the drop zone.
struct DropBytes: Sendable {
    let archive: Archive
    let isDryRun: Bool

    /// Keeps the bytes of a drop and reads them.
    ///
    /// Those of a large one are hashed and flushed by another thread while they are read, and longer:
    /// see ``KeptReading/settle()``.
    func read(
        _ drop: DiscoveredDrop, by workspace: WorkspaceDefinition
    ) throws(StorageError) -> KeptReading {
        if isDryRun {
            return KeptReading(try reading(of: drop, at: drop.fullPath, by: workspace))
        }
        let (source, sha256) = (drop.fullPath, drop.drop.sha256)
        guard let copy = try archive.copy(source, sha256: sha256, incoming: drop.incoming) else {
            return KeptReading(
                try reading(of: drop, at: archive.objectPath(sha256), by: workspace))
        }
        guard drop.drop.byteCount > Sideline.byteCountMax else {
            try copy.prove()
            try copy.commit()
            return KeptReading(
                try reading(of: drop, at: archive.objectPath(sha256), by: workspace))
        }
        let keeping = DropKeeping(copy)
        let reading = try reading(of: drop, at: copy.path, by: workspace)
        return KeptReading(reading, keeping)
    }

    private func reading(
        of drop: DiscoveredDrop, at path: String, by workspace: WorkspaceDefinition
    ) throws(StorageError) -> DropReading {
        try DropReading.readKept(
            path: path, drop: drop.drop, dataset: drop.dataset, contract: drop.contract,
            workspace: workspace, receivedOn: drop.receipt.receivedAt.day)
    }
}
