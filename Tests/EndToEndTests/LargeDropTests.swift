import Foundation
import Storage
import Testing

/// Drops that are copied into the archive while they are hashed, and read by two threads.
@Suite("A large drop is archived by the bytes that were hashed")
struct LargeDropTests {
    /// A sheet with blanks before its names, which say nothing.
    private func deliver(to lab: Lab) throws -> (path: String, bytes: Data) {
        var sheet = MonthlySheet.sample(month: 1)
        let blank = String(
            repeating: " ", count: FileReader.aheadByteCountMin / sheet.lines.count + 1)
        sheet.lines = sheet.lines.map { .init(blank + $0.name, $0.unit, $0.value) }
        let path = sheet.path("02-05")
        try lab.write(path, sheet.text)
        return (path, try Data(contentsOf: URL(fileURLWithPath: lab.drops + "/" + path)))
    }

    private func expectArchived(_ bytes: Data, in lab: Lab) throws {
        let sha256 = contentHash(bytes)
        let object = "\(lab.archive)/objects/\(sha256.prefix(2))/\(sha256)"
        #expect(try Data(contentsOf: URL(fileURLWithPath: object)) == bytes)
        #expect(lab.temporaryFiles() == [])
    }

    @Test("it loads as ever, and is known when it was only touched")
    func loaded() async throws {
        let lab = try await Lab()
        let (path, bytes) = try deliver(to: lab)
        #expect(try await lab.run().total.drops.loaded == 1)
        #expect(try lab.observations().count == 10)
        try expectArchived(bytes, in: lab)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)],
            ofItemAtPath: lab.drops + "/" + path)
        #expect(try await lab.run().total.drops.known == 1)
        try expectArchived(bytes, in: lab)
    }

    @Test(
        "a kill between the hash and the archive leaves nothing for good",
        arguments: ["after-hash:1", "before-archive:1", "after-file-write:2"])
    func killed(place: String) async throws {
        let lab = try await Lab()
        let bytes = try deliver(to: lab).bytes
        let killed = try await lab.phusa("run", environment: ["PHUSA_FAULT": place])
        #expect(killed.isKilled, "\(place) was not reached")
        #expect(try lab.value("select count(*)::text from ledger.drop") == "0")
        #expect(try await lab.run().total.drops.loaded == 1)
        try expectArchived(bytes, in: lab)
    }

    @Test("it is kept though its load fails before a row is sent")
    func failed() async throws {
        let lab = try await Lab()
        let bytes = try deliver(to: lab).bytes
        _ = try Trap(Trap.raise("23514"), when: "n = 1", in: lab)
        #expect(try await lab.phusa("run").status == 70)
        try expectArchived(bytes, in: lab)
        #expect(try await lab.run().total.drops.loaded == 1)
    }

    @Test("a dry run keeps nothing of it")
    func planned() async throws {
        let lab = try await Lab()
        _ = try deliver(to: lab)
        #expect(try await lab.phusa("plan").status == 0)
        #expect(lab.temporaryFiles() == [])
        let objects = try FileManager.default.contentsOfDirectory(atPath: lab.archive + "/objects")
        #expect(objects == [])
    }
}
