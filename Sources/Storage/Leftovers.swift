import Glibc

/// Files beside their places that a killed writer has left.
///
/// Their names say which machine wrote them, and a writer that lives holds a lock on its file. On the
/// same machine the lock alone decides. A shared folder may not carry locks from one machine to the
/// other: there a file must also be an hour old, which no writer needs.
package enum Leftovers {
    static let prefix = ".phusa-part-"
    /// Seconds after which a file of another machine is nobody's.
    private static let ageSecondsMax = 3_600
    /// Folders below the first that are looked into.
    private static let depthMax = 4

    /// A name that no other file has.
    static func newName() -> String {
        "\(prefix)\(host)-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    }

    private static let host: String = {
        var buffer = [CChar](repeating: 0, count: 65)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
        let name = String(
            decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return name.replacing("/", with: "_")
    }()

    /// Takes away what is nobody's, in the folder and in those below it.
    ///
    /// What cannot be read or removed stays: the next start tries again.
    ///
    /// - Returns: How many files went.
    @discardableResult
    package static func remove(below folder: String) -> Int {
        remove(below: folder, depth: 0)
    }

    private static func remove(below folder: String, depth: Int) -> Int {
        guard let directory = opendir(folder) else { return 0 }
        defer { closedir(directory) }
        var count = 0
        while let entry = readdir(directory) {
            let name = entryName(entry)
            let path = folder + "/" + name
            if name.hasPrefix(prefix) {
                if removeIfLeft(path, name) { count += 1 }
            } else if entry.pointee.d_type == UInt8(DT_DIR), !name.hasPrefix("."), depth < depthMax
            {
                count += remove(below: path, depth: depth + 1)
            }
        }
        return count
    }

    private static func removeIfLeft(_ path: String, _ name: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return false
        }
        let isLocked = flock(descriptor, LOCK_EX | LOCK_NB) != 0
        if isLocked, errno == EWOULDBLOCK { return false }
        let isOwn = !isLocked && name.hasPrefix("\(prefix)\(host)-")
        guard isOwn || time(nil) - status.st_mtim.tv_sec > ageSecondsMax else { return false }
        return unlink(path) == 0
    }
}
