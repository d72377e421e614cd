import Glibc
import PhusaModel

/// Bytes in order: the file, what it unpacks to, what that is converted to.
protocol ByteSource: AnyObject {
    /// Puts up to `buffer.count` bytes at the beginning of the buffer, which must not be empty.
    ///
    /// - Returns: How many; 0 at the end, and only there.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExtractionError) -> Int
}

/// Who is told of a delivered file's bytes while they are read, in order and each once; by one thread
/// at a time.
package protocol DeliveryObserver: AnyObject, Sendable {
    func pass(_ bytes: UnsafeRawBufferPointer)
}

/// A regular file, opened without following a link and without waiting for a writer.
final class FileSource: ByteSource {
    private let descriptor: Int32
    private let name: DropName
    private let observer: (any DeliveryObserver)?
    let byteCount: Int

    init(
        path: String, name: DropName, observer: (any DeliveryObserver)? = nil
    ) throws(ExtractionError) {
        self.name = name
        self.observer = observer
        descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.openFailure(errno, name: name) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let failure = Self.failure(errno, name: name)
            close(descriptor)
            throw failure
        }
        byteCount = Int(status.st_size)
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw name.refusal(.fileUnreadable, found: Self.kind(of: status.st_mode))
        }
    }

    deinit { close(descriptor) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExtractionError) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 {
                observer?.pass(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                return count
            }
            if errno != EINTR { throw Self.failure(errno, name: name) }
        }
    }

    private static func openFailure(_ code: Int32, name: DropName) -> ExtractionError {
        switch code {
        case ELOOP: name.refusal(.fileUnreadable, found: "symbolic link")
        // A socket, or a FIFO that nobody reads.
        case ENXIO: name.refusal(.fileUnreadable, found: "socket")
        default: failure(code, name: name)
        }
    }

    private static func failure(_ code: Int32, name: DropName) -> ExtractionError {
        name.refusal(.fileUnreadable, found: String(cString: strerror(code)))
    }

    private static func kind(of mode: mode_t) -> String {
        switch mode & S_IFMT {
        case S_IFDIR: "directory"
        case S_IFIFO: "fifo"
        case S_IFCHR, S_IFBLK: "device"
        case S_IFSOCK: "socket"
        default: "no regular file"
        }
    }
}

/// A source of which the beginning has been looked at.
final class PeekedSource: ByteSource {
    private(set) var head: [UInt8]
    private var position = 0
    private let rest: any ByteSource

    /// Reads `byteCount` bytes ahead, fewer where the source ends.
    init(_ source: any ByteSource, byteCount: Int) throws(ExtractionError) {
        rest = source
        var bytes = [UInt8](repeating: 0, count: byteCount)
        var filled = 0
        while filled < byteCount {
            let count = try Self.fill(&bytes, from: filled, with: source)
            if count == 0 { break }
            filled += count
        }
        head = Array(bytes[..<filled])
    }

    /// Leaves out the first bytes of the head.
    func drop(_ count: Int) { position += count }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExtractionError) -> Int {
        guard position < head.count else { return try rest.read(into: buffer) }
        let count = min(buffer.count, head.count - position)
        head.withUnsafeBytes { bytes in
            let next = bytes[position...].prefix(count)
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: next))
        }
        position += count
        return count
    }

    private static func fill(
        _ bytes: inout [UInt8], from start: Int, with source: any ByteSource
    ) throws(ExtractionError) -> Int {
        let outcome = bytes.withUnsafeMutableBytes { all in
            Result { () throws(ExtractionError) -> Int in
                try source.read(into: UnsafeMutableRawBufferPointer(rebasing: all[start...]))
            }
        }
        return try outcome.get()
    }
}
