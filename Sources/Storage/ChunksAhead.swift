import Glibc
import PhusaModel

/// Chunks of a file on their way from a thread that reads them to the one that takes them, in order:
/// what is done with one chunk takes as long as copying the next one from the page cache.
///
/// Unchecked because the compiler does not see the hand-over: the `private var`s are touched only
/// while `monitor` is locked, and a buffer by the side whose turn it is.
final class ChunksAhead: @unchecked Sendable {
    /// What reading a chunk ended with.
    private enum Read {
        case bytes(Int)
        /// The system's number for it.
        case failure(CInt)
    }

    private static let bufferCount = 4

    private let descriptor: CInt
    private let alongside: @Sendable (UnsafeRawBufferPointer) -> Void
    private let monitor = Monitor()
    private let buffers: [UnsafeMutableRawBufferPointer]
    private var reads: [Read] = []
    private var readCount = 0
    private var takenCount = 0
    private var isStopped = false

    /// - Parameter alongside: Sees each chunk before it is handed on, on the thread that reads.
    init(
        descriptor: CInt, chunkByteCount: Int,
        alongside: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) {
        self.descriptor = descriptor
        self.alongside = alongside
        buffers = (0..<Self.bufferCount).map { _ in
            UnsafeMutableRawBufferPointer.allocate(byteCount: chunkByteCount, alignment: 16)
        }
    }

    deinit { for buffer in buffers { buffer.deallocate() } }

    /// Hands on all chunks to the end.
    ///
    /// - Returns: `isDone` is false where there is no thread to be had: nothing was read then. The
    ///   failure is the system's number for what reading ended with, `nil` at the end of the file.
    func hand<Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) -> (isDone: Bool, failure: CInt?) {
        guard let thread = WorkerThread({ self.readAll() }) else { return (false, nil) }
        defer {
            monitor.locked {
                isStopped = true
                monitor.tellChange()
            }
            thread.join()
        }
        while true {
            let buffer = buffers[takenCount % Self.bufferCount]
            switch next() {
            case .failure(let number): return (true, number)
            case .bytes(0): return (true, nil)
            case .bytes(let count): try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
            monitor.locked {
                takenCount += 1
                monitor.tellChange()
            }
        }
    }

    private func next() -> Read {
        monitor.locked {
            while reads.isEmpty { monitor.wait() }
            return reads.removeFirst()
        }
    }

    // MARK: The thread that reads

    private func readAll() {
        while let buffer = freeBuffer() {
            var count = read(descriptor, buffer.baseAddress, buffer.count)
            while count < 0, errno == EINTR {
                count = read(descriptor, buffer.baseAddress, buffer.count)
            }
            if count > 0 { alongside(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
            let result = count < 0 ? Read.failure(errno) : .bytes(count)
            monitor.locked {
                reads.append(result)
                readCount += 1
                monitor.tellChange()
            }
            if count <= 0 { return }
        }
    }

    /// Waits for a buffer that nobody looks at; `nil` when nobody wants more.
    private func freeBuffer() -> UnsafeMutableRawBufferPointer? {
        monitor.locked {
            while readCount - takenCount >= Self.bufferCount, !isStopped { monitor.wait() }
            return isStopped ? nil : buffers[readCount % Self.bufferCount]
        }
    }
}
