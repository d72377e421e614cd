import Synchronization

/// A receipt that is made on the sideline while its drop's rows go into the warehouse, and comes to its
/// place only after their commit.
///
/// Let go of without ``publish()``, it leaves nothing: a load that is taken back takes its receipt
/// along.
struct ReceiptDraft {
    private let sideline: Sideline
    private let files: Files

    /// Begins it.
    ///
    /// - Parameter make: Writes the files beside their places.
    init(on sideline: Sideline, make: @escaping @Sendable () throws -> ReceiptFiles.Beside) {
        self.sideline = sideline
        let files = Files()
        self.files = files
        sideline.perform { files.make(make) }
    }

    /// Has the files moved to their places once they are made.
    ///
    /// One that cannot be written is reported, takes nothing back, and is written by the next run.
    func publish() {
        sideline.perform { [files] in files.publish() }
    }

    /// The files, for the sideline alone.
    private final class Files: Sendable {
        private let made = Mutex<Result<ReceiptFiles.Beside, any Error>?>(nil)

        func make(_ make: @Sendable () throws -> ReceiptFiles.Beside) {
            made.withLock { $0 = Result { try make() } }
        }

        func publish() {
            let made = made.withLock { made in
                defer { made = nil }
                return made
            }
            ReceiptWriter.reporting { try made?.get().publish() }
        }
    }
}
