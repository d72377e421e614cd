import Foundation
import Testing

@testable import Storage

@Suite("DropZone")
struct DropZoneTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func list() throws -> DropZone.Listing { try DropZone(folder: folder.path).list() }

    @Test("lists regular files of all folders, sorted by path")
    func sorted() throws {
        for name in ["syt/b.csv", "syt/a.csv", "ctk/2024/z.json", "a.csv"] {
            try folder.write("x", to: name)
        }
        let listing = try list()
        let paths = ["a.csv", "ctk/2024/z.json", "syt/a.csv", "syt/b.csv"]
        #expect(listing.files.map(\.path) == paths)
        #expect(listing.underWay.isEmpty && listing.refused.isEmpty)
    }

    @Test("lists nothing of an empty zone")
    func empty() throws {
        let listing = try list()
        #expect(listing.files.isEmpty && listing.underWay.isEmpty && listing.refused.isEmpty)
    }

    @Test("passes over hidden files and folders")
    func hidden() throws {
        for name in [".DS_Store", ".git/config", "syt/.a.csv.swp", "syt/a.csv"] {
            try folder.write("x", to: name)
        }
        #expect(try list().files.map(\.path) == ["syt/a.csv"])
    }

    @Test("T18: leaves uploads under way for the next run, and names them")
    func underWay() throws {
        let names = ["b.csv.part", "c.filepart", "d.crdownload", "e.csv~", "syt/a.csv.tmp"]
        for name in names.reversed() + ["f.csv"] { try folder.write("x", to: name) }
        let listing = try list()
        #expect(listing.files.map(\.path) == ["f.csv"])
        #expect(listing.underWay == names)
    }

    @Test("reports links to files and to folders, and follows none")
    func links() throws {
        let outside = try TemporaryFolder()
        try outside.write("bí mật", to: "x.csv")
        for (name, target) in [("a.csv", outside.path + "/x.csv"), ("sở", outside.path)] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.path + "/" + name, withDestinationPath: target)
        }
        let listing = try list()
        #expect(listing.files.isEmpty)
        #expect(
            Set(listing.refused) == [
                StorageError(kind: .notRegular, path: folder.path + "/a.csv"),
                StorageError(kind: .notRegular, path: folder.path + "/sở"),
            ])
    }

    @Test("reports a pipe")
    func pipe() throws {
        #expect(mkfifo(folder.path + "/a.csv", 0o600) == 0)
        #expect(
            try list().refused == [
                StorageError(kind: .notRegular, path: folder.path + "/a.csv")
            ])
    }

    @Test("looks into eight levels of folders and reports the ninth")
    func depth() throws {
        let eighth = (1...8).map { "cấp\($0)" }.joined(separator: "/")
        try folder.write("x", to: eighth + "/a.csv")
        try folder.write("x", to: eighth + "/cấp9/b.csv")
        let listing = try list()
        #expect(listing.files.map(\.path) == [eighth + "/a.csv"])
        #expect(listing.refused.map(\.path) == ["\(folder.path)/\(eighth)/cấp9"])
    }

    @Test("reports a name that is not UTF-8 instead of losing it")
    func notUTF8() throws {
        let name = Array(folder.path.utf8) + Array("/a".utf8) + [0xE9] + Array(".csv".utf8) + [0]
        let descriptor = name.withUnsafeBytes {
            open($0.baseAddress!.assumingMemoryBound(to: CChar.self), O_CREAT | O_WRONLY, 0o644)
        }
        try #require(descriptor >= 0)
        close(descriptor)
        let listing = try list()
        #expect(listing.files.isEmpty)
        #expect(listing.refused.map(\.path) == [folder.path + "/a\u{FFFD}.csv"])
    }

    @Test("says how long ago a file changed")
    func age() throws {
        let path = try folder.write("x", to: "a.csv")
        let hourAgo = Date(timeIntervalSinceNow: -3_600)
        try FileManager.default.setAttributes([.modificationDate: hourAgo], ofItemAtPath: path)
        let age = try #require(try list().files.first).ageSeconds
        #expect((3_599...3_700).contains(age))
    }

    @Test("says that the zone is missing")
    func missing() throws {
        let path = folder.path + "/không có"
        #expect(
            try failure { _ = try DropZone(folder: path).list() }
                == StorageError(kind: .missing, path: path, number: ENOENT))
    }
}
