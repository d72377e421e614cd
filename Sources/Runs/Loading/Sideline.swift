import PhusaModel
import Storage

/// What is done beside the loading of a drop, on a thread of its own: the next drop is brought into
/// the archive and read, and the receipt of the one that is loaded is made.
///
/// Both may: a reading needs nothing but the drop and the definitions, and a receipt nothing but the
/// verdict; it comes to its place after the commit (``ReceiptDraft``). Verdicts, events and transactions keep the order of history, since only the owner's
/// thread asks for a reading and takes it to the warehouse. A small drop is in the archive before
/// its reading is handed out, a large one before its first row is sent.
final class Sideline {
    /// Bytes of a drop that is read beside another one.
    ///
    /// A larger one is read by two threads as it is, and two of them at once would take twice the
    /// memory.
    static let byteCountMax = 4 << 20

    private let background = Background()
    private let bytes: DropBytes
    private let workspace: WorkspaceDefinition
    private var begun: Begun?

    private struct Begun {
        let path: String
        let piece: Background.Piece<Result<KeptReading, StorageError>>
    }

    init(bytes: DropBytes, workspace: WorkspaceDefinition) {
        self.bytes = bytes
        self.workspace = workspace
    }

    /// The reading of a drop, made ahead where it was begun.
    ///
    /// - Parameter next: The drop that is read while this one is loaded; `nil` for none.
    /// - Throws: What the archive says of the drop itself; a fault of the next one is thrown when its
    ///   turn comes.
    func reading(
        of drop: DiscoveredDrop, next: DiscoveredDrop?
    ) throws(StorageError) -> KeptReading {
        guard let begun, begun.path == drop.drop.path else {
            begin(next)
            return try bytes.read(drop, by: workspace)
        }
        let result = begun.piece.value
        begin(next)
        return try result.get()
    }

    private func begin(_ drop: DiscoveredDrop?) {
        begun = nil
        guard let drop, drop.drop.byteCount <= Self.byteCountMax else { return }
        let piece = background.begin { [bytes, workspace] in
            Result { () throws(StorageError) in try bytes.read(drop, by: workspace) }
        }
        begun = Begun(path: drop.drop.path, piece: piece)
    }

    /// Does something behind what was begun before; nobody asks what came of it.
    func perform(_ work: @escaping @Sendable () -> Void) { background.begin(work) }

    /// Waits until all is done.
    func finish() { background.finish() }
}
