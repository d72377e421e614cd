import Foundation
import Synchronization
import Testing

@testable import Storage

@Suite("FileReader")
struct FileReaderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("hands on every byte in order, over many chunks")
    func chunks() throws {
        let bytes = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let path = folder.path + "/a"
        try DurableFile.write(bytes, to: path)
        var sizes: [Int] = []
        var read: [UInt8] = []
        try FileReader(path: path).read { chunk in
            sizes.append(chunk.count)
            read.append(contentsOf: chunk)
        }
        #expect(read == bytes)
        #expect(sizes.count > 2 && sizes.allSatisfy { $0 <= 256 * 1024 })
    }

    @Test(
        "with a thread that reads ahead: every byte in order, and the same hash",
        arguments: [0, 1, 262_144, 1_048_576, 2_100_003])
    func ahead(byteCount: Int) throws {
        let bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 9) }
        let path = folder.path + "/a"
        try DurableFile.write(bytes, to: path)
        var read: [UInt8] = []
        try FileReader(path: path).readAhead { read.append(contentsOf: $0) }
        #expect(read == bytes)
    }

    @Test("a large file has the same hash, read ahead or not")
    func largeDigest() throws {
        let path = folder.path + "/a"
        let count = FileReader.aheadByteCountMin + 77_777
        try DurableFile.write((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }, to: path)
        let alone = try FileReader.digest(of: path, isAlone: true)
        let plain = try FileReader.digest(of: path)
        #expect(alone.sha256 == plain.sha256 && alone.stamp == plain.stamp)
    }

    @Test("a caller that throws stops the thread that reads ahead", .timeLimit(.minutes(1)))
    func aheadCallerThrows() throws {
        let path = folder.path + "/a"
        try DurableFile.write(Array(repeating: 7, count: 6_000_000), to: path)
        let own = StorageError(kind: .damaged, path: "của người gọi")
        var count = 0
        let error = try failure {
            try FileReader(path: path).readAhead { _ throws(StorageError) in
                count += 1
                if count == 3 { throw own }
            }
        }
        #expect(error == own && count == 3)
    }

    @Test("hands on nothing of an empty file")
    func empty() throws {
        let path = try folder.write("", to: "rỗng")
        #expect(try FileReader.bytes(of: path) == [])
        #expect(
            try FileReader.digest(of: path).sha256 == contentHash([UInt8]()))
    }

    @Test("digests the bytes and says what the file was")
    func digest() throws {
        let path = try folder.write("abc", to: "a")
        let (sha256, stamp) = try FileReader.digest(of: path)
        #expect(sha256 == contentHash("abc".utf8))
        #expect(stamp.byteCount == 3)
        #expect(try FileReader(path: path).stamp() == stamp)
    }

    @Test("refuses a link, also one to a file")
    func link() throws {
        try folder.write("x", to: "a")
        let link = folder.path + "/link"
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: folder.path + "/a")
        let error = try failure { _ = try FileReader(path: link) }
        #expect(error.kind == .notRegular && error.path == link)
    }

    @Test("refuses a folder")
    func refusesFolder() throws {
        let error = try failure { _ = try FileReader(path: folder.path) }
        #expect(error == StorageError(kind: .notRegular, path: folder.path))
    }

    @Test("refuses a pipe, and does not wait for its writer", .timeLimit(.minutes(1)))
    func pipe() throws {
        let path = folder.path + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        let error = try failure { _ = try FileReader.digest(of: path) }
        #expect(error == StorageError(kind: .notRegular, path: path))
    }

    @Test("says what is missing")
    func missing() throws {
        let path = folder.path + "/không có"
        let error = try failure { _ = try FileReader(path: path) }
        #expect(error == StorageError(kind: .missing, path: path, number: ENOENT))
    }

    @Test("passes on what its caller throws, and stops there")
    func callerThrows() throws {
        let path = folder.path + "/a"
        try DurableFile.write(Array(repeating: 7, count: 600_000), to: path)
        let own = StorageError(kind: .damaged, path: "của người gọi")
        var count = 0
        let error = try failure {
            try FileReader(path: path).read { _ throws(StorageError) in
                count += 1
                throw own
            }
        }
        #expect(error == own && count == 1)
    }

    @Test("sees by the stamp that a file grew, or is another one now")
    func stamp() throws {
        let path = try folder.write("abc", to: "a")
        let reader = try FileReader(path: path)
        let before = try reader.stamp()
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("d".utf8))
        try handle.close()
        #expect(try reader.stamp().byteCount == 4)
        #expect(try reader.stamp() != before)
        try DurableFile.write("abcd".utf8, to: path)
        #expect(try FileReader(path: path).stamp().inode != before.inode)
    }

    @Test("T18: does not digest a file that changes meanwhile", .timeLimit(.minutes(1)))
    func changing() throws {
        let path = folder.path + "/a"
        try DurableFile.write(Array(repeating: 7, count: 4 << 20), to: path)
        let toucher = Toucher(path: path)
        toucher.start()
        defer { toucher.stop() }
        // On a busy machine the other thread may rest while the file is read: that is no change.
        var error: StorageError?
        for _ in 0..<500 where error == nil {
            do throws(StorageError) {
                _ = try FileReader.digest(of: path)
            } catch let refusal {
                error = refusal
            }
        }
        #expect(error == StorageError(kind: .changing, path: path))
    }
}

/// Gives a file a new time as often as it can, from a thread of its own.
private final class Toucher: Sendable {
    private let path: String
    private let count = Atomic(0)
    private let isStopped = Atomic(false)

    init(path: String) { self.path = path }

    /// Returns when the file has been touched a few times.
    func start() {
        Thread.detachNewThread { [self] in
            while !isStopped.load(ordering: .relaxed) {
                let number = count.add(1, ordering: .relaxed).newValue
                let time = timespec(tv_sec: number, tv_nsec: 0)
                _ = utimensat(AT_FDCWD, path, [time, time], 0)
            }
        }
        while count.load(ordering: .relaxed) < 3 { usleep(100) }
    }

    func stop() { isStopped.store(true, ordering: .relaxed) }
}
