import Storage

/// A drop that was read, whose bytes are in the archive or on their way there.
struct KeptReading: Sendable {
    let reading: DropReading
    private let keeping: DropKeeping?

    init(_ reading: DropReading, _ keeping: DropKeeping? = nil) {
        self.reading = reading
        self.keeping = keeping
    }

    /// Waits until the bytes are in the archive: nothing that stands on them may be written before.
    ///
    /// - Throws: What kept them from it; what was made of the reading counts for nothing then.
    func settle() throws(StorageError) { try keeping?.settle() }
}

/// Bytes of a large drop on their way into the archive, by a thread of their own: to flush a hundred
/// megabytes may take longer than to read them.
///
/// Unchecked because the compiler does not see the order: whoever reads the drop begins, and the
/// loading thread settles.
final class DropKeeping: @unchecked Sendable {
    private let copy: ArchiveCopy
    private let background = Background()
    private let proof: Background.Piece<Result<Void, StorageError>>
    private var isSettled = false

    init(_ copy: ArchiveCopy) {
        self.copy = copy
        proof = background.begin {
            Result { () throws(StorageError) in try copy.prove() }
        }
    }

    func settle() throws(StorageError) {
        guard !isSettled else { return }
        try proof.value.get()
        try copy.commit()
        isSettled = true
    }
}
