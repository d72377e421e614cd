/// A large file's bytes on their way into the archive while they are hashed: they pass through memory
/// once, and one thread writes what the other one hashes.
///
/// Unchecked because the compiler does not see the hand-over: one thread appends, and it is joined
/// before anybody asks.
final class ArchiveIntake: @unchecked Sendable {
    private let writer: DurableWriter
    private var isWhole = true

    /// - Parameter folder: That of the archive's objects: a copy comes to its place by a new name.
    init(folder: String) throws(StorageError) {
        writer = try DurableWriter(path: folder + "/intake")
    }

    /// What cannot be written is no fault here: who needs the copy makes it then, and is told why it
    /// fails.
    func append(_ chunk: UnsafeRawBufferPointer) {
        guard isWhole else { return }
        do throws(StorageError) {
            try writer.append(chunk)
        } catch {
            isWhole = false
        }
    }

    /// - Returns: `nil` where not all could be written.
    func copy(of source: String, sha256: String) -> ArchiveCopy? {
        isWhole
            ? ArchiveCopy(of: source, sha256: sha256, by: writer, isHashedOnTheWay: true) : nil
    }
}
