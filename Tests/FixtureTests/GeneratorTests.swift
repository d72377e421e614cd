import Foundation
import Testing

/// Runs the generator that was built beside this test.
private struct Generator {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The folder of the running test, where the build puts executables too.
    private static func executable() throws -> URL {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: own).deletingLastPathComponent()
            .appending(path: "phusa-fixtures")
    }

    /// - Returns: The exit status.
    static func run(_ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = try executable()
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}

/// The files below a folder, by relative path.
private func contents(_ folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let walk = FileManager.default.enumerator(atPath: folder.path)
    while let path = walk?.nextObject() as? String {
        guard walk?.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
        files[path] = try Data(contentsOf: folder.appending(path: path))
    }
    return files
}

@Suite("phusa-fixtures")
final class GeneratorTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "phusa-fixtures-" + UUID().uuidString)

    deinit { try? FileManager.default.removeItem(at: folder) }

    @Test(
        "writes the committed files again, to the byte",
        arguments: [("drops", 400), ("cases", 100)])
    func reproduces(_ command: String, _ fileCountMin: Int) throws {
        let status = try Generator.run([command, "--out", folder.path])
        #expect(status == 0)
        let made = try contents(folder)
        let kept = try contents(Generator.root.appending(path: "Fixtures/\(command)"))
        #expect(kept.count >= fileCountMin)
        #expect(made.keys.sorted() == kept.keys.sorted())
        for (path, bytes) in made.sorted(by: { $0.key < $1.key }) {
            #expect(kept[path] == bytes, "\(path)")
        }
    }

    @Test("another seed gives other figures in files of the same names")
    func seed() throws {
        let arguments = ["drops", "--feed", "syt.y-te.thang", "--months", "2", "--out"]
        let other = folder.appending(path: "other")
        let own = folder.appending(path: "own")
        #expect(try Generator.run(arguments + [own.path]) == 0)
        #expect(try Generator.run(arguments + [other.path, "--seed", "1"]) == 0)
        let left = try contents(own)
        let right = try contents(other)
        #expect(!left.isEmpty && left.keys.sorted() == right.keys.sorted())
        #expect(left != right)
    }

    @Test(
        "refuses what it does not know, with the exit status for usage",
        arguments: [
            ["drops", "--months", "0"], ["drops", "--from", "2020-13"], ["drops", "--scale", "0"],
            ["drops", "--feed", "không có"], ["cases", "--seed", "1"], ["không có"],
        ])
    func usage(_ arguments: [String]) throws {
        #expect(try Generator.run(arguments + ["--out", folder.path]) == 64)
        #expect(try Generator.run(["drops"]) == 64)
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
}
