import Foundation
import Glibc

/// What the cluster does with files.
enum FileNames {
    static func list(_ folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The text of a small file; `nil` where it cannot be read.
    static func text(_ path: String) -> String? {
        try? String(contentsOfFile: path, encoding: .utf8)
    }

    /// Where a symbolic link points to; `nil` where it cannot be read.
    static func target(ofLink path: String) -> String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: path)
    }

    /// The path without symbolic links; `nil` where it does not exist.
    static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Removes a file or a folder with all that is in it; nothing where it does not exist.
    static func remove(_ path: String) throws(WarehouseError) {
        guard exists(path) else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw WarehouseError(kind: .cluster, message: "cannot remove \(path): \(error)")
        }
    }

    static func rename(_ path: String, to newPath: String) throws(WarehouseError) {
        guard Glibc.rename(path, newPath) == 0 else { throw failure("rename", path) }
    }

    /// Writes a file whole, owned by the account and readable by it alone.
    static func write(_ text: String, to path: String, owner: ServerAccount) throws(WarehouseError)
    {
        let partPath = path + ".part"
        unlink(partPath)
        let descriptor = open(partPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("create", partPath) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count,
            give(descriptor, to: owner), fsync(descriptor) == 0
        else { throw failure("write", partPath) }
        try rename(partPath, to: path)
    }

    /// Makes the folder with those above it (which others may pass through), and gives it away.
    static func makeFolder(_ path: String, mode: mode_t, owner: ServerAccount)
        throws(WarehouseError)
    {
        try makeParents(of: path)
        if mkdir(path, mode) != 0, errno != EEXIST { throw failure("make", path) }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0 else { throw failure("read", path) }
        guard geteuid() == 0 || information.st_uid == owner.userID else {
            throw WarehouseError(
                kind: .cluster, message: "\(path) belongs to another user",
                detail: "remove it, or run as that user")
        }
        guard give(descriptor, to: owner), fchmod(descriptor, mode) == 0 else {
            throw failure("give \(owner.name)", path)
        }
    }

    private static func makeParents(of path: String) throws(WarehouseError) {
        let parts = path.split(separator: "/").dropLast()
        var parent = ""
        for part in parts {
            parent += "/" + part
            if mkdir(parent, 0o711) == 0 {
                chmod(parent, 0o711)
            } else if errno != EEXIST {
                throw failure("make", parent)
            }
        }
    }

    /// The first folder above the path that the account cannot pass through.
    static func barrier(on path: String, for account: ServerAccount) -> String? {
        var parent = ""
        for part in path.split(separator: "/").dropLast() {
            parent += "/" + part
            var information = stat()
            guard stat(parent, &information) == 0 else { return parent }
            let isOwner = information.st_uid == account.userID
            let isGroup = information.st_gid == account.groupID
            let bit: mode_t = isOwner ? 0o100 : isGroup ? 0o010 : 0o001
            if information.st_mode & bit == 0 { return parent }
        }
        return nil
    }

    private static func give(_ descriptor: CInt, to owner: ServerAccount) -> Bool {
        geteuid() != 0 || fchown(descriptor, owner.userID, owner.groupID) == 0
    }

    static func failure(_ verb: String, _ path: String) -> WarehouseError {
        WarehouseError(
            kind: .cluster, message: "cannot \(verb) \(path): \(String(cString: strerror(errno)))")
    }
}
