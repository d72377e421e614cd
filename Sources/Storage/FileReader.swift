import Glibc

/// A regular file, open for reading; never a link, a folder, a pipe or a device.
package final class FileReader {
    /// What tells whether a file is still the same.
    package struct Stamp: Hashable, Sendable {
        package let byteCount: Int
        package let inode: UInt64
        /// Nanoseconds since 1970.
        package let modifiedNanoseconds: Int
        /// When bytes, name or rights last changed: nobody can set this time.
        package let changedNanoseconds: Int
        package let device: UInt64

        package init(
            byteCount: Int, inode: UInt64, modifiedNanoseconds: Int, changedNanoseconds: Int,
            device: UInt64
        ) {
            self.byteCount = byteCount
            self.inode = inode
            self.modifiedNanoseconds = modifiedNanoseconds
            self.changedNanoseconds = changedNanoseconds
            self.device = device
        }
    }

    /// Bytes asked for at a time.
    private static let chunkByteCount = 256 * 1024
    /// From this size on a thread is worth its while.
    package static let aheadByteCountMin = 8 * 1024 * 1024

    private let descriptor: Int32
    private let path: String

    package init(path: String) throws(StorageError) {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw StorageError.reading(path) }
        self.descriptor = descriptor
        self.path = path
        guard try Self.status(descriptor, path).st_mode & S_IFMT == S_IFREG else {
            throw StorageError(kind: .notRegular, path: path)
        }
    }

    deinit { close(descriptor) }

    package func stamp() throws(StorageError) -> Stamp {
        let status = try Self.status(descriptor, path)
        return Stamp(
            byteCount: Int(status.st_size), inode: UInt64(status.st_ino),
            modifiedNanoseconds: Self.nanoseconds(status.st_mtim),
            changedNanoseconds: Self.nanoseconds(status.st_ctim),
            device: UInt64(status.st_dev))
    }

    private static func nanoseconds(_ time: timespec) -> Int {
        time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    private static func status(_ descriptor: Int32, _ path: String) throws(StorageError) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw StorageError.reading(path) }
        return status
    }

    /// Hands on the bytes from where the file stands, chunk by chunk.
    package func read(_ body: (UnsafeRawBufferPointer) throws(StorageError) -> Void)
        throws(StorageError)
    {
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: Self.chunkByteCount, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count == 0 { return }
            if count < 0 {
                if errno == EINTR { continue }
                throw StorageError.reading(path)
            }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// As ``read(_:)``, with a thread that reads on meanwhile.
    ///
    /// - Parameter alongside: Sees each chunk first, on that thread.
    package func readAhead(
        alongside: @escaping @Sendable (UnsafeRawBufferPointer) -> Void = { _ in },
        _ body: (UnsafeRawBufferPointer) throws(StorageError) -> Void
    ) throws(StorageError) {
        let chunks = ChunksAhead(
            descriptor: descriptor, chunkByteCount: Self.chunkByteCount, alongside: alongside)
        let (isDone, failure) = try chunks.hand(body)
        if let failure { throw StorageError.reading(path, number: failure) }
        if isDone { return }
        try read { (chunk) throws(StorageError) in
            alongside(chunk)
            try body(chunk)
        }
    }

    /// SHA-256 of a file's bytes and what the file was while they were read.
    package typealias Digest = (sha256: String, stamp: Stamp)

    /// SHA-256 of a file's bytes and what the file was while they were read.
    ///
    /// - Parameters:
    ///   - isAlone: Whether the other processor has nothing to do: a large file is read ahead.
    ///   - alongside: Sees each chunk of a file that is read ahead, on the thread that reads.
    /// - Throws: `.changing` when size, time or file were others after reading than before.
    package static func digest(
        of path: String, isAlone: Bool = false,
        alongside: @escaping @Sendable (UnsafeRawBufferPointer) -> Void = { _ in }
    ) throws(StorageError) -> Digest {
        let reader = try FileReader(path: path)
        let before = try reader.stamp()
        var hasher = ContentHasher()
        if isAlone, before.byteCount >= aheadByteCountMin {
            try reader.readAhead(alongside: alongside) {
                (chunk) throws(StorageError) in hasher.update(chunk)
            }
        } else {
            try reader.read { (chunk) throws(StorageError) in hasher.update(chunk) }
        }
        guard try reader.stamp() == before else { throw StorageError(kind: .changing, path: path) }
        return (hasher.finish(), before)
    }

    /// All bytes of a small file.
    package static func bytes(of path: String) throws(StorageError) -> [UInt8] {
        let reader = try FileReader(path: path)
        var bytes: [UInt8] = []
        try reader.read { (chunk) throws(StorageError) in bytes.append(contentsOf: chunk) }
        return bytes
    }
}
