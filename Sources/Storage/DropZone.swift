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
        /// Regular files, sorted by path.
        package var files: [Entry] = []
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
        listing.files.sort { $0.path < $1.path }
        listing.underWay.sort()
        return listing
    }

    private func walk(_ relative: String, depth: Int, into listing: inout Listing)
        throws(StorageError)
    {
        let path = relative.isEmpty ? folder : folder + "/" + relative
        guard let directory = opendir(path) else { throw StorageError.reading(path) }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = entryName(entry)
            if name.hasPrefix(".") { continue }
            visit(relative.isEmpty ? name : relative + "/" + name, depth: depth, into: &listing)
        }
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
            if Self.suffixesUnderWay.contains(where: { relative.hasSuffix($0) }) {
                listing.underWay.append(relative)
            } else {
                listing.files.append(Entry(path: relative, ageSeconds: age(status)))
            }
        case S_IFDIR where depth < Self.depthMax:
            do throws(StorageError) {
                try walk(relative, depth: depth + 1, into: &listing)
            } catch {
                listing.refused.append(error)
            }
        default:
            listing.refused.append(StorageError(kind: .notRegular, path: path))
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
