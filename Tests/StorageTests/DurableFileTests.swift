import Foundation
import Testing

@testable import Storage

@Suite("DurableFile")
struct DurableFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var place: String { folder.path + "/a.json" }

    @Test("writes a file whole, and leaves nothing beside it")
    func writes() throws {
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        try DurableFile.write(bytes, to: place)
        #expect(try FileReader.bytes(of: place) == bytes)
        #expect(try folder.names() == ["a.json"])
    }

    @Test("replaces what was there, also by nothing")
    func replaces() throws {
        try DurableFile.write("một đoạn dài hơn".utf8, to: place)
        try DurableFile.write("mới".utf8, to: place)
        #expect(try folder.text("a.json") == "mới")
        try DurableFile.write([], to: place)
        #expect(try folder.text("a.json") == "")
    }

    @Test("shows nobody a file before its commit")
    func underWay() throws {
        try DurableFile.write("cũ".utf8, to: place)
        let writer = try DurableWriter(path: place)
        try writer.append(Array("mới".utf8))
        #expect(try folder.text("a.json") == "cũ")
        try writer.commit()
        #expect(try folder.text("a.json") == "mới")
    }

    @Test("keeps the old file and takes its own away when it is given up before its commit")
    func givenUp() throws {
        try DurableFile.write("cũ".utf8, to: place)
        do {
            let writer = try DurableWriter(path: place)
            try writer.append(Array("mới".utf8))
            #expect(try folder.names().count == 2)
        }
        #expect(try folder.text("a.json") == "cũ")
        #expect(try folder.names() == ["a.json"])
    }

    @Test("shows the old bytes or the new ones, never a mixture, while many write at once")
    func atomic() async throws {
        let place = place
        let contents = (0..<4).map { Array(repeating: UInt8($0), count: 50_000 + $0) }
        try DurableFile.write(contents[0], to: place)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for content in contents {
                group.addTask {
                    for _ in 0..<20 { try DurableFile.write(content, to: place) }
                    return true
                }
            }
            group.addTask {
                for _ in 0..<200 where !contents.contains(try FileReader.bytes(of: place)) {
                    return false
                }
                return true
            }
            for try await isWhole in group { #expect(isWhole) }
        }
        #expect(try folder.names() == ["a.json"])
    }

    @Test("names the path where the folder is missing, or is a file")
    func noFolder() throws {
        let missing = folder.path + "/không có/a.json"
        #expect(
            try failure { try DurableFile.write([1], to: missing) }
                == StorageError(kind: .unwritable, path: missing, number: ENOENT))
        let below = try folder.write("x", to: "tệp") + "/a.json"
        #expect(
            try failure { try DurableFile.write([1], to: below) }
                == StorageError(kind: .unwritable, path: below, number: ENOTDIR))
    }

    @Test("leaves a folder that stands in its place, and nothing beside it")
    func folderInPlace() throws {
        try DurableFile.makeFolder(place)
        let error = try failure { try DurableFile.write([1], to: place) }
        #expect(error.kind == .unwritable && error.path == place)
        #expect(try folder.names() == ["a.json"])
    }

    @Test("makes folders at any depth, again without an error")
    func makesFolders() throws {
        let deep = folder.path + "/một/hai/ba"
        try DurableFile.makeFolder(deep)
        try DurableFile.makeFolder(deep)
        #expect(try folder.names("một/hai") == ["ba"])
        #expect(DurableFile.exists(deep) && !DurableFile.exists(deep + "/bốn"))
    }

    @Test("does not make folders below a file")
    func makesNoFolderBelowFile() throws {
        let file = try folder.write("x", to: "tệp")
        let error = try failure { try DurableFile.makeFolder(file + "/hai") }
        #expect(error.kind == .unwritable && error.number == ENOTDIR)
    }

    @Test("of many writers at once the first one's bytes stay, and each is told whether it was it")
    func first() async throws {
        let place = place
        let winners = try await withThrowingTaskGroup(of: UInt8?.self) { group in
            for writer in UInt8(1)...8 {
                group.addTask {
                    let bytes = Array(repeating: writer, count: 50_000)
                    return try DurableFile.writeFirst(bytes, to: place) ? writer : nil
                }
            }
            return try await group.reduce(into: [UInt8?]()) { $0.append($1) }.compactMap { $0 }
        }
        #expect(winners.count == 1)
        #expect(try FileReader.bytes(of: place) == Array(repeating: winners[0], count: 50_000))
        #expect(try !DurableFile.writeFirst("muộn".utf8, to: place))
        #expect(try FileReader.bytes(of: place)[0] == winners[0])
        #expect(try folder.names() == ["a.json"])
    }
}

@Suite("StorageError")
struct StorageErrorTests {
    @Test(
        "tells a full disk from a place that cannot be written",
        arguments: [
            (ENOSPC, StorageError.Kind.diskFull), (EDQUOT, .diskFull), (EFBIG, .diskFull),
            (EACCES, .unwritable), (EROFS, .unwritable), (ENOENT, .unwritable), (EIO, .unwritable),
        ])
    func writing(_ number: Int32, _ kind: StorageError.Kind) {
        errno = number
        let error = StorageError.writing("/a")
        #expect(error == StorageError(kind: kind, path: "/a", number: number))
    }

    @Test(
        "tells what is missing from what cannot be read and from what is no file",
        arguments: [
            (ENOENT, StorageError.Kind.missing), (ENOTDIR, .missing), (ELOOP, .notRegular),
            (EACCES, .unreadable), (EIO, .unreadable),
        ])
    func reading(_ number: Int32, _ kind: StorageError.Kind) {
        errno = number
        let error = StorageError.reading("/a")
        #expect(error == StorageError(kind: kind, path: "/a", number: number))
    }

    @Test("gives the system's words, and none where no system call failed")
    func reason() {
        let full = StorageError(kind: .diskFull, path: "/a", number: ENOSPC)
        #expect(full.systemReason == "No space left on device")
        #expect(StorageError(kind: .damaged, path: "/a").systemReason == "")
        #expect("\(full)" == "the disk is full at /a (No space left on device)")
    }
}
