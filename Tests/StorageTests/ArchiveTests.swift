import Foundation
import PhusaModel
import Testing

@testable import Storage

@Suite("Archive")
struct ArchiveTests {
    private let folder: TemporaryFolder
    private let archive: Archive

    init() throws {
        folder = try TemporaryFolder()
        archive = try Archive(folder: folder.path + "/kho/lưu")
    }

    private func delivered(_ text: String) throws -> (path: String, sha256: String) {
        (try folder.write(text, to: "drop.csv"), contentHash(text.utf8))
    }

    private func inode(_ path: String) throws -> UInt64 { try FileReader(path: path).stamp().inode }

    // MARK: Objects

    @Test("keeps the bytes under their hash")
    func object() throws {
        let (path, sha256) = try delivered("84;4,7\n")
        try archive.store(path, sha256: sha256)
        let kept = try archive.verifiedObjectPath(sha256)
        #expect(kept == "\(archive.folder)/objects/\(sha256.prefix(2))/\(sha256)")
        #expect(try FileReader.bytes(of: kept) == Array("84;4,7\n".utf8))
    }

    @Test("T19: keeps the same bytes once, whatever name they come under")
    func once() throws {
        let (path, sha256) = try delivered("84;4,7\n")
        try archive.store(path, sha256: sha256)
        let before = try inode(archive.objectPath(sha256))
        try archive.store(try folder.write("84;4,7\n", to: "other.csv"), sha256: sha256)
        #expect(try inode(archive.objectPath(sha256)) == before)
        #expect(try folder.names("kho/lưu/objects/\(sha256.prefix(2))") == [sha256])
    }

    @Test("keeps nothing of a file that is no longer what was hashed")
    func changed() throws {
        let (path, _) = try delivered("84;4,7\n")
        let sha256 = contentHash("84;4,8\n".utf8)
        #expect(
            try failure { try archive.store(path, sha256: sha256) }
                == StorageError(kind: .changing, path: path))
        #expect(try folder.names("kho/lưu/objects/\(sha256.prefix(2))") == [])
    }

    @Test("shows a copy to nobody but its reader until it is proved, and lets it go unproved")
    func copy() throws {
        let (path, sha256) = try delivered("84;4,7\n")
        var copy = try archive.copy(path, sha256: sha256)
        let part = try #require(copy?.path)
        #expect(try FileReader.bytes(of: part) == Array("84;4,7\n".utf8))
        #expect(!DurableFile.exists(archive.objectPath(sha256)))
        copy = nil
        #expect(try folder.names("kho/lưu/objects/\(sha256.prefix(2))") == [])
    }

    @Test("proves what was written, not what was read")
    func proof() throws {
        let (path, sha256) = try delivered("84;4,7\n")
        let copy = try #require(try archive.copy(path, sha256: sha256))
        try Data("84;9,7\n".utf8).write(to: URL(fileURLWithPath: copy.path))
        #expect(try failure { try copy.prove() } == StorageError(kind: .changing, path: path))
    }

    @Test("says that a delivered file has gone")
    func gone() throws {
        let error = try failure {
            try archive.store(folder.path + "/gone.csv", sha256: contentHash("x".utf8))
        }
        #expect(error.kind == .missing && error.path == folder.path + "/gone.csv")
    }

    @Test("finds a damaged object, and a missing one")
    func damaged() throws {
        let (path, sha256) = try delivered("84;4,7\n")
        try archive.store(path, sha256: sha256)
        let place = archive.objectPath(sha256)
        try Data("84;9,7\n".utf8).write(to: URL(fileURLWithPath: place))
        #expect(
            try failure { _ = try archive.verifiedObjectPath(sha256) }
                == StorageError(kind: .damaged, path: place))
        try FileManager.default.removeItem(atPath: place)
        #expect(try failure { _ = try archive.verifiedObjectPath(sha256) }.kind == .missing)
    }

    // MARK: Receipts

    @Test("keeps the first path and moment of bytes, also for one who opens the archive later")
    func receipt() throws {
        let sha256 = contentHash("x".utf8)
        let first = Moment(microseconds: 1_712_275_200_000_001)
        #expect(try archive.knownReceipt(sha256) == nil)
        let receipt = try archive.receipt(
            path: "ctk/a.csv", sha256: sha256, byteCount: 1, now: first)
        #expect(
            receipt
                == Receipt(path: "ctk/a.csv", sha256: sha256, byteCount: 1, receivedAt: first))
        let again = try Archive(folder: archive.folder).receipt(
            path: "ctk/b.csv", sha256: sha256, byteCount: 1, now: first.adding(seconds: 86_400))
        #expect(again == receipt)
        #expect(try archive.knownReceipt(sha256) == receipt)
    }

    @Test("does not take a torn receipt for none")
    func tornReceipt() throws {
        let sha256 = contentHash("x".utf8)
        try folder.write("{\"path\":", to: "kho/lưu/receipts/\(sha256).json")
        #expect(try failure { _ = try archive.knownReceipt(sha256) }.kind == .damaged)
    }

    // MARK: Definitions

    @Test("keeps a set of definitions under its hash, and finds a damaged or missing one")
    func definitions() throws {
        let bytes = Array("phusa.yml\n".utf8)
        let hash = try archive.storeDefinitions(bytes)
        #expect(hash == contentHash(bytes))
        #expect(try archive.storeDefinitions(bytes) == hash)
        #expect(try archive.definitions(hash) == bytes)
        #expect(try folder.names("kho/lưu/definitions") == [hash])
        try folder.write("phusa.yaml\n", to: "kho/lưu/definitions/\(hash)")
        #expect(try failure { _ = try archive.definitions(hash) }.kind == .damaged)
        let other = contentHash("y".utf8)
        #expect(try failure { _ = try archive.definitions(other) }.kind == .missing)
    }

    // MARK: Events

    private func event(
        dataset: String = "syt.y-te.thang", scope: [String] = ["2024-M03"], day: Int = 0,
        sequence: Int = 0, content: String = "c", reason: String = ""
    ) -> ArchivedEvent {
        ArchivedEvent(
            kind: "drop", dataset: dataset, scope: scope,
            knownAt: Moment(microseconds: Int64(day) * 86_400_000_000), sequence: sequence,
            recordedAt: Moment(microseconds: 1_712_275_200_000_000), definitions: "d",
            content: content, path: "syt/a.json", isVintageDeclared: true, reason: reason,
            actor: "an")
    }

    @Test("gives an event back as it was kept")
    func eventComesBack() throws {
        let kept = event(reason: "gửi lại: \"số liệu\"\nđã sửa")
        try archive.store(kept)
        #expect(try archive.event(kept.key) == kept)
    }

    @Test("keeps an event once: the first record of a key stays")
    func eventOnce() throws {
        let first = event(reason: "lần đầu")
        let second = event(reason: "lần sau")
        #expect(first.key == second.key && first != second)
        try archive.store(first)
        try archive.store(second)
        #expect(try archive.event(first.key) == first)
        #expect(try archive.eventKeys() == [first.key])
    }

    @Test("gives other events other keys")
    func keys() {
        let events = [
            event(), event(dataset: "ctk.x.thang"), event(scope: ["2024-M04"]), event(day: 1),
            event(sequence: 1), event(content: "e"),
        ]
        #expect(Set(events.map(\.key)).count == events.count)
    }

    @Test("lists the keys of all events sorted, and nothing that is no event")
    func eventOrder() throws {
        #expect(try archive.eventKeys() == [])
        let events = (0..<20).map { event(day: $0) }
        for event in events.reversed() { try archive.store(event) }
        try folder.write("x", to: "kho/lưu/events/.phusa-part-1-2")
        try folder.write("x", to: "kho/lưu/events/.a.json")
        try folder.write("x", to: "kho/lưu/events/readme.txt")
        #expect(try archive.eventKeys() == events.map(\.key).sorted())
    }

    @Test("says that an event is missing, or torn")
    func eventMissing() throws {
        let key = contentHash("không có".utf8)
        #expect(try failure { _ = try archive.event(key) }.kind == .missing)
        try folder.write("{", to: "kho/lưu/events/\(key).json")
        #expect(try failure { _ = try archive.event(key) }.kind == .damaged)
    }

    @Test("refuses loudly when its list of events has gone")
    func eventsGone() throws {
        try FileManager.default.removeItem(atPath: archive.folder + "/events")
        let error = try failure { _ = try archive.eventKeys() }
        #expect(error == StorageError(kind: .unreadable, path: archive.folder + "/events"))
    }
}

extension Archive {
    /// Keeps the bytes of a file.
    fileprivate func store(_ path: String, sha256: String) throws(StorageError) {
        guard let copy = try copy(path, sha256: sha256) else { return }
        try copy.prove()
        try copy.commit()
    }
}
