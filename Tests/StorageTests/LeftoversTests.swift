import Foundation
import PhusaModel
import Testing

@testable import Storage

@Suite("Leftovers of killed writers")
struct LeftoversTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A file as a writer of this machine that was killed leaves it.
    private func leave(_ place: String = "") throws -> String {
        let name = place + Leftovers.newName()
        try folder.write("nửa", to: name)
        return name
    }

    @Test("go at the next start, in the folder and in those below; nothing else goes")
    func removed() throws {
        _ = try leave()
        _ = try leave("objects/ab/")
        try folder.write("x", to: ".ẩn")
        try folder.write("x", to: "a.phusa-part-1")
        try folder.write("x", to: "objects/ab/abc")
        #expect(Leftovers.remove(below: folder.path) == 2)
        #expect(try folder.names() == [".ẩn", "a.phusa-part-1", "objects"])
        #expect(try folder.names("objects/ab") == ["abc"])
        #expect(Leftovers.remove(below: folder.path + "/không có") == 0)
    }

    @Test("I4: a file that somebody is writing stays, and is committed whole")
    func underWay() throws {
        let writer = try DurableWriter(path: folder.path + "/a.json")
        try writer.append(Array("mới".utf8))
        _ = try leave()
        #expect(Leftovers.remove(below: folder.path) == 1)
        try writer.append(Array(" và đủ".utf8))
        try writer.commit()
        #expect(try folder.names() == ["a.json"])
        #expect(try folder.text("a.json") == "mới và đủ")
    }

    @Test("I4: a file of another machine, whose locks may not be seen here, stays for an hour")
    func otherMachine() throws {
        let path = try folder.write("nửa", to: ".phusa-part-may-khac-4711-99")
        #expect(Leftovers.remove(below: folder.path) == 0)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -3_700)], ofItemAtPath: path)
        #expect(Leftovers.remove(below: folder.path) == 1)
        #expect(try folder.names() == [])
    }

    @Test("a link, a folder and a pipe with such a name are not touched")
    func notFiles() throws {
        try folder.write("x", to: "thật")
        let path = folder.path + "/"
        try FileManager.default.createSymbolicLink(
            atPath: path + Leftovers.newName(), withDestinationPath: path + "thật")
        try DurableFile.makeFolder(path + Leftovers.newName())
        try #require(mkfifo(path + Leftovers.newName(), 0o600) == 0)
        #expect(Leftovers.remove(below: folder.path) == 0)
        #expect(try folder.names().count == 4)
    }

    @Test("removing and writing at once never takes a file from its writer")
    func race() async throws {
        let folder = folder.path
        try await withThrowingTaskGroup(of: Int.self) { group in
            for writer in 0..<3 {
                group.addTask {
                    for index in 0..<60 {
                        try DurableFile.write([1, 2, 3], to: "\(folder)/\(writer)-\(index)")
                    }
                    return 0
                }
            }
            group.addTask {
                (0..<200).reduce(0) { sum, _ in sum + Leftovers.remove(below: folder) }
            }
            // What is taken is a name that its writer has not locked yet: it takes another one.
            try await group.waitForAll()
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(names.count == 180 && !names.contains { $0.hasPrefix(Leftovers.prefix) })
    }

    @Test("of two machines that meet a file at once, both go by the first receipt")
    func receipts() async throws {
        let archive = try Archive(folder: folder.path + "/archive")
        let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
            for index in 0..<8 {
                group.addTask {
                    try archive.receipt(
                        path: "a/\(index).csv", sha256: contentHash("x".utf8), byteCount: 1,
                        now: .init(microseconds: Int64(index)))
                }
            }
            return try await group.reduce(into: [Receipt]()) { $0.append($1) }
        }
        #expect(Set(receipts).count == 1)
        #expect(try archive.knownReceipt(contentHash("x".utf8)) == receipts[0])
    }
}
