import Foundation
import Testing

@testable import Storage

/// A large file goes into the archive by the very bytes that are hashed.
@Suite("ArchiveIntake")
struct ArchiveIntakeTests {
    private let folder: TemporaryFolder
    private let archive: Archive

    init() throws {
        folder = try TemporaryFolder()
        archive = try Archive(folder: folder.path + "/archive")
    }

    /// A file that is worth a second thread.
    private func large(_ name: String) throws -> (path: String, sha256: String) {
        let bytes = (0..<FileReader.aheadByteCountMin + 12_345).map {
            UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13)
        }
        let path = folder.path + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return (path, contentHash(bytes))
    }

    private var cache: StampCache { StampCache(file: folder.path + "/stamps") }

    /// Names beside the folders of objects.
    private func parts() throws -> [String] { try folder.names("archive/objects") }

    @Test("copies while it hashes, and the copy is the object once it is proved")
    func kept() throws {
        let (path, sha256) = try large("a.csv")
        var stamps = cache
        let (digest, incoming) = try stamps.taken(path, into: archive)
        #expect(digest.sha256 == sha256)
        let part = try #require(incoming).path
        #expect(try parts() == [part.split(separator: "/").last.map(String.init)])
        #expect(FileManager.default.contentsEqual(atPath: part, andPath: path))
        let copy = try #require(try archive.copy(path, sha256: sha256, incoming: incoming))
        #expect(copy === incoming)
        try copy.prove()
        try copy.commit()
        #expect(
            FileManager.default.contentsEqual(atPath: archive.objectPath(sha256), andPath: path))
        #expect(try parts() == [String(sha256.prefix(2))])
        #expect(try archive.copy(path, sha256: sha256, incoming: incoming) == nil)
    }

    @Test("what the source becomes afterwards does not matter: the bytes were taken")
    func changedAfterwards() throws {
        let (path, sha256) = try large("a.csv")
        var stamps = cache
        let incoming = try stamps.taken(path, into: archive).incoming
        try Data("other".utf8).write(to: URL(fileURLWithPath: path))
        let copy = try #require(try archive.copy(path, sha256: sha256, incoming: incoming))
        try copy.prove()
        try copy.commit()
        #expect(try archive.verifiedObjectPath(sha256) == archive.objectPath(sha256))
    }

    @Test("leaves nothing of a copy that nobody takes")
    func letGo() throws {
        let (path, _) = try large("a.csv")
        var stamps = cache
        #expect(try stamps.taken(path, into: archive).incoming != nil)
        #expect(try parts() == [])
    }

    @Test("makes no copy of a small file, of one of a size that came before, or without an archive")
    func notCopied() throws {
        let (path, sha256) = try large("a.csv")
        let small = try folder.write("abc", to: "b.csv")
        let size = FileReader.aheadByteCountMin + 12_345
        var stamps = cache
        #expect(try stamps.taken(path, into: nil).incoming == nil)
        #expect(try stamps.taken(small, into: archive).incoming == nil)
        let again = try stamps.taken(path, into: archive, except: [size])
        #expect(again.digest.sha256 == sha256 && again.incoming == nil)
        #expect(try stamps.taken(path, into: archive, except: [size - 1]).incoming != nil)
        #expect(try parts() == [])
    }

    @Test("a folder that cannot be written to costs the copy, not the hash")
    func unwritable() throws {
        let (path, sha256) = try large("a.csv")
        try FileManager.default.removeItem(atPath: archive.folder + "/objects")
        try folder.write("a file in its place", to: "archive/objects")
        var stamps = cache
        let (digest, incoming) = try stamps.taken(path, into: archive)
        #expect(digest.sha256 == sha256 && incoming == nil)
        #expect(try failure { _ = try archive.copy(path, sha256: sha256) }.kind == .unwritable)
    }
}
