import Foundation
import Glibc
import Testing

@testable import Storage

@Suite("StampCache")
struct StampCacheTests {
    private let folder: TemporaryFolder
    private var file: String { folder.path + "/cache/stamps" }

    init() throws { folder = try TemporaryFolder() }

    /// Long enough ago for the next hash to be remembered.
    private func settle() { usleep(2_100_000) }

    /// Puts a lie into the cache, so that a hash that was not taken anew shows itself.
    private func forge(_ path: String) throws {
        let text = try folder.text("cache/stamps")
        let lines = text.split(separator: "\n").dropFirst().map(String.init)
        let body = lines.map { line in
            line.hasSuffix(" " + path)
                ? String(repeating: "f", count: 64) + line.dropFirst(64) + "\n" : line + "\n"
        }.joined()
        try folder.write(
            "phusa-stamps 1 \(contentHash(body.utf8))\n\(body)", to: "cache/stamps")
    }

    private func hash(_ path: String) throws -> String {
        var cache = StampCache(file: file)
        let digest = try cache.taken(path, into: nil).digest
        cache.save()
        return digest.sha256
    }

    @Test("does not read a file again that is as it was")
    func known() throws {
        let path = try folder.write("abc", to: "một tệp có dấu.csv")
        settle()
        #expect(try hash(path) == contentHash("abc".utf8))
        try forge(path)
        #expect(try hash(path) == String(repeating: "f", count: 64))
    }

    @Test("notices new bytes of the same size under the time of the old ones")
    func restoredTime() throws {
        let path = try folder.write("abc", to: "a")
        settle()
        #expect(try hash(path) == contentHash("abc".utf8))
        var status = stat()
        #expect(stat(path, &status) == 0)
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.write(contentsOf: Data("xyz".utf8))
        try handle.close()
        let times = [status.st_atim, status.st_mtim]
        #expect(utimensat(AT_FDCWD, path, times, 0) == 0)
        var changed = stat()
        #expect(stat(path, &changed) == 0)
        #expect(changed.st_mtim.tv_nsec == status.st_mtim.tv_nsec)
        #expect(changed.st_ino == status.st_ino && changed.st_size == status.st_size)
        #expect(try hash(path) == contentHash("xyz".utf8))
    }

    @Test("remembers nothing of a file that changed a moment before")
    func young() throws {
        let path = try folder.write("abc", to: "a")
        #expect(try hash(path) == contentHash("abc".utf8))
        #expect(!DurableFile.exists(file))
    }

    @Test("hashes again where the cache is damaged, cut short or of another form")
    func damaged() throws {
        let path = try folder.write("abc", to: "a")
        settle()
        #expect(try hash(path) == contentHash("abc".utf8))
        let text = try folder.text("cache/stamps")
        let lie = text.replacing(contentHash("abc".utf8), with: String(repeating: "f", count: 64))
        for broken in [lie, String(text.dropLast(3)), "", "x", "phusa-stamps 2 y\n"] {
            try folder.write(broken, to: "cache/stamps")
            #expect(try hash(path) == contentHash("abc".utf8))
        }
    }

    @Test("forgets files that are no longer asked for, and passes on that one is missing")
    func gone() throws {
        let paths = [try folder.write("a", to: "a"), try folder.write("b", to: "b\nc")]
        settle()
        var cache = StampCache(file: file)
        for path in paths { _ = try cache.taken(path, into: nil) }
        cache.save()
        #expect(try folder.text("cache/stamps").split(separator: "\n").count == 2)
        try FileManager.default.removeItem(atPath: paths[0])
        cache = StampCache(file: file)
        let error = try failure { _ = try cache.taken(paths[0], into: nil) }
        #expect(error.kind == .missing)
        cache.save()
        #expect(try folder.text("cache/stamps").split(separator: "\n").count == 1)
    }
}
