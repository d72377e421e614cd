import Foundation
import Glibc

/// Folders with all that is in them.
package enum FileTree {
    /// Names in a folder, sorted; files that a killed writer left are no part of it.
    package static func names(in folder: String) throws(StorageError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { !$0.hasPrefix(Leftovers.prefix) }.sorted()
        } catch {
            throw StorageError(kind: .unreadable, path: folder)
        }
    }

    /// Paths of all files below a folder, relative to it, sorted by folder.
    ///
    /// - Throws: `.notRegular` for anything that is neither a folder nor a regular file.
    package static func files(below folder: String) throws(StorageError) -> [String] {
        var files: [String] = []
        for name in try names(in: folder) {
            let path = folder + "/" + name
            var status = stat()
            guard lstat(path, &status) == 0 else { throw StorageError.reading(path) }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: files += try self.files(below: path).map { "\(name)/\($0)" }
            case S_IFREG: files.append(name)
            default: throw StorageError(kind: .notRegular, path: path)
            }
        }
        return files
    }

    /// Makes a new folder that its owner alone may enter.
    ///
    /// - Throws: `.unwritable` with the number `EEXIST` where the name is taken.
    package static func makePrivateFolder(_ path: String) throws(StorageError) {
        guard mkdir(path, 0o700) == 0 else { throw StorageError.writing(path) }
    }

    /// Takes a folder away; nothing where there is none.
    package static func remove(_ folder: String) throws(StorageError) {
        guard DurableFile.exists(folder) else { return }
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            throw StorageError(kind: .unwritable, path: folder)
        }
    }

    /// Gives a whole folder its name: it is there at once, or not.
    ///
    /// - Throws: `.unwritable` where the name is taken.
    package static func rename(_ folder: String, to place: String) throws(StorageError) {
        guard !DurableFile.exists(place) else {
            throw StorageError(kind: .unwritable, path: place, number: EEXIST)
        }
        guard Glibc.rename(folder, place) == 0 else { throw StorageError.writing(place) }
        try DurableFile.flushFolder(of: place)
    }
}

/// A file by its content.
package struct FileEntry: Codable, Hashable, Sendable {
    /// Relative to the folder that the list is about.
    package let path: String
    package let sha256: String
    package let byteCount: Int

    package init(path: String, sha256: String, byteCount: Int) {
        self.path = path
        self.sha256 = sha256
        self.byteCount = byteCount
    }

    /// The entry of a file that is there.
    package init(reading path: String, in folder: String) throws(StorageError) {
        let (sha256, stamp) = try FileReader.digest(of: folder + "/" + path)
        self.init(path: path, sha256: sha256, byteCount: stamp.byteCount)
    }

    /// A copy of a file that shares no bytes on disk with it, flushed.
    ///
    /// - Parameter sibling: A folder with an earlier copy: where it is still equal and the file
    ///   system allows it, the new one is another name of its bytes.
    /// - Returns: What was read on the way.
    package static func copy(
        _ source: String, to path: String, in folder: String, sibling: String?
    ) throws(StorageError) -> FileEntry {
        let place = folder + "/" + path
        if let slash = place.lastIndex(of: "/") {
            try DurableFile.makeFolder(String(place[..<slash]))
        }
        if let sibling, let entry = try? FileEntry(reading: path, in: sibling),
            try FileReader.digest(of: source).sha256 == entry.sha256,
            link(sibling + "/" + path, place) == 0
        {
            try DurableFile.flushFolder(of: place)
            return entry
        }
        let writer = try DurableWriter(path: place)
        var hasher = ContentHasher()
        var byteCount = 0
        try FileReader(path: source).read { (chunk) throws(StorageError) in
            hasher.update(chunk)
            byteCount += chunk.count
            try writer.append(chunk)
        }
        try writer.commit()
        return FileEntry(path: path, sha256: hasher.finish(), byteCount: byteCount)
    }
}

/// Says that a process works in a folder; the system takes the sign away with the process.
package final class FolderLock {
    private let descriptor: CInt

    /// `nil` where another process holds it, or there is no such folder.
    package init?(_ folder: String) {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
