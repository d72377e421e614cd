import Foundation
import Storage
import Testing

/// A folder of one test, removed with the test's suite.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "phusa-storage-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file below the folder, with the folders above it.
    ///
    /// - Returns: Its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    func text(_ name: String) throws -> String {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Names in a folder below, hidden ones too, sorted.
    func names(_ folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
    }
}

/// The error that the body must throw.
func failure(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) throws -> StorageError {
    try #require(
        #expect(throws: StorageError.self, sourceLocation: sourceLocation) { try body() },
        sourceLocation: sourceLocation)
}
