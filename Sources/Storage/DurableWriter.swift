import Glibc

/// A file under way: nobody sees it before ``commit()``.
///
/// While it is written its writer holds a lock on it (`flock`), which the system lets go of when the
/// writer ends, however it ends: so a leftover can be told from a file that somebody is writing.
package final class DurableWriter {
    /// Where the file belongs, in the same file system.
    var path: String
    /// Where the bytes stand until the file is in its place.
    let temporary: String
    private var descriptor: Int32
    private var isCommitted = false

    package init(path: String) throws(StorageError) {
        self.path = path
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? ""
        (descriptor, temporary) = try Self.make(in: folder, for: path)
        FaultSite.afterFileOpen.pass()
    }

    /// A new file, locked.
    private static func make(in folder: String, for path: String) throws(StorageError) -> (
        descriptor: Int32, name: String
    ) {
        while true {
            let name = folder + Leftovers.newName()
            let descriptor = open(
                name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
            guard descriptor >= 0 else { throw StorageError.writing(path) }
            // A file system without locks is no reason not to write: there, age decides.
            while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
            var status = stat()
            // Between its making and its lock, somebody may have taken it for a leftover.
            if fstat(descriptor, &status) == 0, status.st_nlink > 0 { return (descriptor, name) }
            close(descriptor)
        }
    }

    deinit {
        if !isCommitted { unlink(temporary) }
        if descriptor >= 0 { close(descriptor) }
    }

    func allow(_ mode: mode_t) throws(StorageError) {
        guard fchmod(descriptor, mode) == 0 else { throw StorageError.writing(path) }
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
        try flush()
        try commitFlushed()
    }

    /// The rest of ``commit()``, for a file that has been flushed.
    package func commitFlushed() throws(StorageError) {
        guard rename(temporary, path) == 0 else { throw StorageError.writing(path) }
        isCommitted = true
        try letGo()
    }

    /// Moves the file to its place; neither it nor the folder is flushed.
    func commitUnflushed() throws(StorageError) {
        guard rename(temporary, path) == 0 else { throw StorageError.writing(path) }
        isCommitted = true
    }

    /// As ``commit()``, unless something stands in the place: that stays, and this file goes.
    ///
    /// - Returns: Whether the file is in its place.
    func commitFirst() throws(StorageError) -> Bool {
        try flush()
        let isFirst = link(temporary, path) == 0
        if !isFirst, errno != EEXIST {
            // A file system without second names: whoever comes at the same moment may win.
            guard Self.linklessErrors.contains(errno) else { throw StorageError.writing(path) }
            if !DurableFile.exists(path) {
                try commit()
                return true
            }
        }
        // The second name of the file, or the only one of a file that came too late.
        unlink(temporary)
        isCommitted = true
        try letGo()
        return isFirst
    }

    private static let linklessErrors = [EPERM, EOPNOTSUPP, ENOSYS, EMLINK]

    /// Sees to it that the bytes are on the disk.
    package func flush() throws(StorageError) {
        FaultSite.afterFileWrite.pass()
        guard fsync(descriptor) == 0 else { throw StorageError.writing(path) }
        FaultSite.afterFileFlush.pass()
    }

    /// Lets go of the file, which stands in its place.
    private func letGo() throws(StorageError) {
        FaultSite.afterFileRename.pass()
        let closed = close(descriptor)
        descriptor = -1
        guard closed == 0 else { throw StorageError.writing(path) }
        try DurableFile.flushFolder(of: path)
    }
}
