import Glibc

/// The folder that agencies drop files into, read and never written.
package struct DropZone: Sendable {
    package struct Entry: Hashable, Sendable {
        /// Relative to the zone, with `/`.
        package let path: String
        /// Seconds since the last change.
        package let ageSeconds: Double
    }

    package struct Listing: Sendable {
        /// Regular files, sorted by the bytes of their paths: the same order on every machine, also
        /// for two names that differ in Unicode form alone.
        package var files: [Entry] = []
        /// Folders below the zone, sorted likewise.
        package var folders: [String] = []
        /// Names of uploads under way (`.part`, `.tmp`, `.filepart`, `~`): left for the next run.
        package var underWay: [String] = []
        /// What is no regular file, or cannot be looked at: reported, never followed.
        package var refused: [StorageError] = []
    }

    package let folder: String
    /// Folders below the zone that are looked into.
    private static let depthMax = 8

    package init(folder: String) { self.folder = folder }

    /// - Throws: `.missing` or `.unreadable` when the zone itself cannot be read.
    package func list() throws(StorageError) -> Listing {
        var listing = Listing()
        try walk("", depth: 0, into: &listing)
        listing.files.sort { Self.precedes($0.path, $1.path) }
        listing.folders.sort(by: Self.precedes)
        listing.underWay.sort(by: Self.precedes)
        listing.refused.sort { Self.precedes($0.path, $1.path) }
        return listing
    }

    /// By bytes: Swift takes an `é` of one scalar and one of two for the same text.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    private func walk(_ relative: String, depth: Int, into listing: inout Listing)
        throws(StorageError)
    {
        let path = relative.isEmpty ? folder : folder + "/" + relative
        guard let directory = opendir(path) else { throw StorageError.reading(path) }
        defer { closedir(directory) }
        while true {
            // At the end as after an error there is no entry: the number alone tells them apart.
            errno = 0
            guard let entry = readdir(directory) else { break }
            let name = entryName(entry)
            if name.hasPrefix(".") { continue }
            visit(relative.isEmpty ? name : relative + "/" + name, depth: depth, into: &listing)
        }
        if errno != 0 { throw StorageError.reading(path) }
    }

    private func visit(_ relative: String, depth: Int, into listing: inout Listing) {
        let path = folder + "/" + relative
        var status = stat()
        guard lstat(path, &status) == 0 else {
            listing.refused.append(StorageError.reading(path))
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            visitFile(relative, status, into: &listing)
        case S_IFDIR where depth < Self.depthMax:
            listing.folders.append(relative)
            do throws(StorageError) {
                try walk(relative, depth: depth + 1, into: &listing)
            } catch {
                listing.refused.append(error)
            }
        default:
            listing.refused.append(
                StorageError(kind: .notRegular, path: path, found: Self.kind(of: status.st_mode)))
        }
    }

    /// Takes a file of one name and no odd rights.
    ///
    /// Through a second name somebody else may change it, or it is somebody else's file; an uploader
    /// that links and then unlinks is met by the next run.
    private func visitFile(_ relative: String, _ status: stat, into listing: inout Listing) {
        if Self.suffixesUnderWay.contains(where: { relative.hasSuffix($0) }) {
            listing.underWay.append(relative)
        } else if status.st_nlink > 1 || status.st_mode & (S_ISUID | S_ISGID) != 0 {
            let found = status.st_nlink > 1 ? "hard link" : "setuid"
            listing.refused.append(
                StorageError(kind: .notRegular, path: folder + "/" + relative, found: found))
        } else {
            listing.files.append(Entry(path: relative, ageSeconds: age(status)))
        }
    }

    private static func kind(of mode: mode_t) -> String {
        switch mode & S_IFMT {
        case S_IFLNK: "symbolic link"
        case S_IFDIR: "directory"
        case S_IFIFO: "fifo"
        case S_IFCHR, S_IFBLK: "device"
        default: "socket"
        }
    }

    private static let suffixesUnderWay = [".part", ".tmp", ".filepart", ".crdownload", "~"]

    private func age(_ status: stat) -> Double {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Double(now.tv_sec - status.st_mtim.tv_sec)
            + Double(now.tv_nsec - status.st_mtim.tv_nsec) / 1e9
    }
}
