import Glibc

/// A folder for files between two programs.
package enum ScratchFolder {
    /// Calls `body` with a new folder that its owner alone may enter, and takes it away afterwards
    /// with all that is in it.
    package static func with<Result>(_ body: (String) throws -> Result) throws -> Result {
        let below = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = "\(below)/phusa-XXXXXX".utf8CString
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
        }
        guard made else { throw StorageError.writing("\(below)/phusa-XXXXXX") }
        let folder = template.withUnsafeBufferPointer { buffer in
            String(
                decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        let outcome = Swift.Result { try body(folder) }
        try FileTree.remove(folder)
        return try outcome.get()
    }
}
