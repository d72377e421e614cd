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

    package init(kind: Kind, path: String, number: Int32 = 0) {
        self.kind = kind
        self.path = path
        self.number = number
    }

    /// An error of the system call that has just failed.
    static func reading(_ path: String) -> StorageError {
        let number = errno
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
