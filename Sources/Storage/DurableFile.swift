package import Glibc

/// Files that are whole or not there, also after a loss of power.
package enum DurableFile {
    /// Writes a file beside its place, flushes it, moves it there and flushes the folder.
    ///
    /// After an error the place holds what it held before; a file beside it may be left behind only
    /// by a kill, and ``Leftovers`` takes it away.
    ///
    /// - Parameter mode: Who may read it, whatever the process's mask; `nil` for what the mask leaves
    ///   of 0644.
    package static func write(
        _ bytes: some Collection<UInt8>, to path: String, mode: mode_t? = nil
    ) throws(StorageError) {
        let writer = try DurableWriter(path: path)
        if let mode { try writer.allow(mode) }
        try writer.append(Array(bytes))
        try writer.commit()
    }

    /// Writes a file beside its place and moves it there, without a flush.
    ///
    /// After a loss of power it may hold anything: for what can be made again and says by itself whether it
    /// is whole.
    static func replace(_ path: String, by bytes: [UInt8]) throws(StorageError) {
        let writer = try DurableWriter(path: path)
        try writer.append(bytes)
        try writer.commitUnflushed()
    }

    /// As ``write(_:to:)``, where nothing stands there yet: of several writers at once, on whatever
    /// machine, the first one wins.
    ///
    /// - Returns: Whether these bytes are there now because of this call.
    package static func writeFirst(_ bytes: some Collection<UInt8>, to path: String)
        throws(StorageError) -> Bool
    {
        let writer = try DurableWriter(path: path)
        try writer.append(Array(bytes))
        return try writer.commitFirst()
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
