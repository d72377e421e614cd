import Glibc

/// A file could not be read, written or trusted.
package struct StorageError: Error, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case missing, unreadable, unwritable, diskFull
        /// Not a regular file: a folder, a link, a pipe, a device.
        case notRegular
        /// Changed while it was being read: left for the next run.
        case changing
        /// The archive's bytes are not those of their name.
        case damaged
    }

    package let kind: Kind
    package let path: String
    /// The system's error number, 0 where there is none.
    package let number: Int32
    /// What stands in the place of a regular file, such as `symbolic link`; empty where it is not
    /// known.
    package let found: String

    package init(kind: Kind, path: String, number: Int32 = 0, found: String = "") {
        self.kind = kind
        self.path = path
        self.number = number
        self.found = found
    }

    /// An error of the system call that has just failed.
    static func reading(_ path: String, number: CInt = errno) -> StorageError {
        let kind: Kind =
            switch number {
            case ENOENT, ENOTDIR: .missing
            case ELOOP: .notRegular
            default: .unreadable
            }
        return StorageError(kind: kind, path: path, number: number)
    }

    static func writing(_ path: String) -> StorageError {
        let number = errno
        let isFull = number == ENOSPC || number == EDQUOT || number == EFBIG
        return StorageError(kind: isFull ? .diskFull : .unwritable, path: path, number: number)
    }

    /// The system's words for the error, in English, as `strerror` gives them.
    package var systemReason: String { number == 0 ? "" : String(cString: strerror(number)) }
}

extension StorageError: CustomStringConvertible {
    /// For a log and for the record of a drop that failed: what is wrong with which path, and why.
    package var description: String {
        let facts = [found, systemReason].filter { !$0.isEmpty }.joined(separator: ", ")
        return "\(clause) \(path)" + (facts.isEmpty ? "" : " (\(facts))")
    }

    private var clause: String {
        switch kind {
        case .missing: "no such file:"
        case .unreadable: "cannot read"
        case .unwritable: "cannot write"
        case .diskFull: "the disk is full at"
        case .notRegular: "no regular file:"
        case .changing: "still being written:"
        case .damaged: "the archive is damaged at"
        }
    }
}
