/// Bytes on their way into the archive: copied, and seen by nobody before ``commit()``.
///
/// Until then they may be read at ``path``; what was made of them counts for nothing unless
/// ``prove()`` returns. Letting go of a copy that was not committed takes it away.
///
/// Unchecked because the compiler does not see the order: one thread at a time has it, `prove` may be
/// called by another one than the calls before and after.
package final class ArchiveCopy: @unchecked Sendable {
    private let source: String
    private let sha256: String
    private let writer: DurableWriter
    /// Whether the hash is that of the bytes that were written, from the same memory.
    private let isHashedOnTheWay: Bool

    init(
        of source: String, sha256: String, by writer: DurableWriter, isHashedOnTheWay: Bool = false
    ) {
        self.source = source
        self.sha256 = sha256
        self.writer = writer
        self.isHashedOnTheWay = isHashedOnTheWay
    }

    /// Where the bytes stand before ``commit()``.
    package var path: String { writer.temporary }

    /// Says where they belong.
    func destine(for place: String) { writer.path = place }

    /// Hashes what was written, where that was not done on the way, and brings it to disk.
    ///
    /// - Throws: `.changing` when the file did not have the bytes any more that it was hashed with.
    package func prove() throws(StorageError) {
        if !isHashedOnTheWay {
            guard try FileReader.digest(of: path).sha256 == sha256 else {
                throw StorageError(kind: .changing, path: source)
            }
        }
        try writer.flush()
    }

    /// Moves proved bytes to their place.
    package func commit() throws(StorageError) {
        try writer.commitFlushed()
        FaultSite.afterArchive.pass()
    }
}
