import Glibc

/// Hashes of files that have not changed since they were hashed, so that a run need not read again
/// what lies in the drop zone for months.
///
/// Sound because a hash counts only under the very stamp that it was taken under: size, both times to
/// the nanosecond, inode and device. Whoever changes bytes may set the time of modification back, but
/// not that of the change (`ctime`), which the system alone sets. A file that had changed within
/// ``settlingNanoseconds`` before it was hashed is not remembered: a clock that counts in steps could
/// give a later change the same time. An archive never trusts it: what is stored is hashed on the way.
///
/// Safe to lose, and ignored where it cannot be read or is not whole; a checksum in its first line
/// stands for a flush.
package struct StampCache {
    private struct Entry: Hashable {
        let stamp: FileReader.Stamp
        let sha256: String
    }

    private let file: String
    private var former: [String: Entry] = [:]
    private var current: [String: Entry] = [:]

    private static let settlingNanoseconds = 2_000_000_000
    private static let heading = "phusa-stamps 1 "

    /// Reads the cache, where there is one.
    package init(file: String) {
        self.file = file
        guard let bytes = try? FileReader.bytes(of: file) else { return }
        former = Self.entries(bytes)
    }

    /// SHA-256 of a file and what the file was when it was read, now or formerly; a large file whose
    /// stamp is new is copied into the archive meanwhile.
    ///
    /// - Parameters:
    ///   - archive: `nil` where nothing is to be copied.
    ///   - sizes: Of bytes that came before: a file of such a size most likely came again, and is not
    ///     copied.
    /// - Returns: The copy, for ``Archive/copy(_:sha256:incoming:)``; `nil` where none was made.
    /// - Throws: As ``FileReader/digest(of:isAlone:alongside:)``.
    package mutating func taken(
        _ path: String, into archive: Archive?, except sizes: Set<Int> = []
    ) throws(StorageError) -> (digest: FileReader.Digest, incoming: ArchiveCopy?) {
        let stamp = try FileReader(path: path).stamp()
        if let entry = former[path], entry.stamp == stamp {
            current[path] = entry
            return ((entry.sha256, stamp), nil)
        }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let taken: (digest: FileReader.Digest, incoming: ArchiveCopy?)
        if let archive, !sizes.contains(stamp.byteCount) {
            taken = try archive.take(path)
        } else {
            taken = (try FileReader.digest(of: path, isAlone: true), nil)
        }
        let digest = taken.digest
        let age = now.tv_sec * 1_000_000_000 + now.tv_nsec - digest.stamp.changedNanoseconds
        if age > Self.settlingNanoseconds {
            current[path] = Entry(stamp: digest.stamp, sha256: digest.sha256)
        }
        return taken
    }

    /// Writes what was asked for, where it differs from what is there.
    ///
    /// Files that were not asked for are forgotten. Whatever stands in its way only costs time.
    package func save() {
        guard current != former else { return }
        let body = current.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .compactMap { Self.line($0.key, $0.value) }.joined()
        let text = Self.heading + contentHash(body.utf8) + "\n" + body
        if let slash = file.lastIndex(of: "/") {
            try? DurableFile.makeFolder(String(file[..<slash]))
        }
        try? DurableFile.replace(file, by: Array(text.utf8))
    }

    // MARK: Form

    /// One line: hash, size, both times, inode, device, path; `nil` for a path that is no one line.
    private static func line(_ path: String, _ entry: Entry) -> String? {
        guard !path.utf8.contains(UInt8(ascii: "\n")) else { return nil }
        let stamp = entry.stamp
        let numbers = [stamp.byteCount, stamp.modifiedNanoseconds, stamp.changedNanoseconds]
        return "\(entry.sha256) \(numbers.map(String.init).joined(separator: " "))"
            + " \(stamp.inode) \(stamp.device) \(path)\n"
    }

    private static func entries(_ bytes: [UInt8]) -> [String: Entry] {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return [:] }
        let body = bytes[(end + 1)...]
        guard bytes[..<end].elementsEqual((heading + contentHash(body)).utf8) else { return [:] }
        var entries: [String: Entry] = [:]
        for line in body.split(separator: UInt8(ascii: "\n")) {
            let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 6)
                .map { String(decoding: $0, as: UTF8.self) }
            guard parts.count == 7, let byteCount = Int(parts[1]), let modified = Int(parts[2]),
                let changed = Int(parts[3]), let inode = UInt64(parts[4]),
                let device = UInt64(parts[5])
            else { return [:] }
            let stamp = FileReader.Stamp(
                byteCount: byteCount, inode: inode, modifiedNanoseconds: modified,
                changedNanoseconds: changed, device: device)
            entries[parts[6]] = Entry(stamp: stamp, sha256: parts[0])
        }
        return entries
    }
}
