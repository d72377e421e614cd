import Glibc

/// Files that are whole or not there, also after a loss of power.
package enum DurableFile {
    /// Writes a file beside its place, flushes it, moves it there and flushes the folder.
    ///
    /// After an error the place holds what it held before; a file beside it may be left behind only
    /// by a kill, and ``removeLeftovers(in:)`` takes it away.
    package static func write(_ bytes: some Collection<UInt8>, to path: String)
        throws(StorageError)
    {
        let writer = try DurableWriter(path: path)
        try writer.append(Array(bytes))
        try writer.commit()
    }

    /// Makes a folder and those above it; no error where it is there already.
    package static func makeFolder(_ path: String) throws(StorageError) {
        if mkdir(path, 0o755) == 0 { return try flushFolder(of: path) }
        if errno == EEXIST { return try requireFolder(path) }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw StorageError.writing(path)
        }
        try makeFolder(String(path[..<slash]))
        if mkdir(path, 0o755) == 0 { return try flushFolder(of: path) }
        guard errno == EEXIST else { throw StorageError.writing(path) }
        try requireFolder(path)
    }

    private static func requireFolder(_ path: String) throws(StorageError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw StorageError.writing(path) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw StorageError(kind: .unwritable, path: path, number: ENOTDIR)
        }
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Takes a file away; no error where it is not there.
    package static func remove(_ path: String) { unlink(path) }

    /// Takes away files that a killed writer left in a folder; those of writers at work stay.
    package static func removeLeftovers(in folder: String) {
        guard let directory = opendir(folder) else { return }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = entryName(entry)
            if name.hasPrefix(DurableWriter.prefix) { removeLeftover(folder + "/" + name) }
        }
    }

    /// A writer holds a lock on its file as long as it lives.
    private static func removeLeftover(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
    }

    static func flushFolder(of path: String) throws(StorageError) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StorageError.writing(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StorageError.writing(folder) }
    }
}

/// The name in a folder's entry.
func entryName(_ entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
    }
}

/// A file under way: nobody sees it before ``commit()``.
package final class DurableWriter {
    static let prefix = ".phusa-part-"

    private let path: String
    private let temporary: String
    private var descriptor: Int32
    private var isCommitted = false

    package init(path: String) throws(StorageError) {
        self.path = path
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? ""
        temporary = "\(folder)\(Self.prefix)\(getpid())-\(UInt64.random(in: 0 ... .max))"
        descriptor = Self.openLocked(temporary)
        guard descriptor >= 0 else { throw StorageError.writing(path) }
    }

    /// Makes a file that ``DurableFile/removeLeftovers(in:)`` of another process leaves alone.
    ///
    /// Where that came between the two steps, the file is made anew. A file system without locks
    /// keeps leftovers, no more.
    private static func openLocked(_ path: String) -> Int32 {
        while true {
            let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
            let descriptor = open(path, flags, 0o644)
            var status = stat()
            guard descriptor >= 0, flock(descriptor, LOCK_EX) == 0,
                fstat(descriptor, &status) == 0, status.st_nlink == 0
            else { return descriptor }
            close(descriptor)
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if !isCommitted { unlink(temporary) }
    }

    package func append(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw StorageError.writing(path)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    package func append(_ bytes: [UInt8]) throws(StorageError) {
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(StorageError) in try append(buffer) }
        }
        try result.get()
    }

    /// Flushes, moves the file to its place and flushes the folder.
    ///
    /// After an error the place holds what it held before; only where the folder itself cannot be
    /// flushed it may hold the new bytes.
    package func commit() throws(StorageError) {
        guard fsync(descriptor) == 0 else { throw StorageError.writing(path) }
        let closed = close(descriptor)
        descriptor = -1
        guard closed == 0, rename(temporary, path) == 0 else { throw StorageError.writing(path) }
        isCommitted = true
        try DurableFile.flushFolder(of: path)
    }
}
