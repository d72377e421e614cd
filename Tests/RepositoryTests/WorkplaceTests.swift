import Foundation
import Testing

@Suite("What is kept")
struct WorkplaceTests {
    /// Put together here, so that this file does not hold them.
    private static let machinePaths = ["root", "home", "work", "Users"].map { "/" + $0 + "/" }
    private static let toolNames = [
        ["clau", "de"], ["anth", "ropic"], ["open", "ai"], ["chat", "gpt"], ["copi", "lot"],
        ["gem", "ini"], ["language ", "model"], ["CLAU", "DE.md"], ["AGE", "NTS.md"],
    ].map { $0.joined() }

    private static let texts = Repository.files.filter {
        !$0.hasSuffix(".gz") && !$0.hasSuffix(".png")
    }

    @Test("no file names a path of the machine that it was written on", arguments: machinePaths)
    func paths(_ path: String) throws {
        for file in Self.texts {
            let bytes = Data(try Repository.bytes(file))
            var rest = bytes.startIndex..<bytes.endIndex
            while let place = bytes.range(of: Data(path.utf8), in: rest) {
                // `docs/home/x` is another path: only the beginning counts.
                let before = place.lowerBound == 0 ? 32 : bytes[place.lowerBound - 1]
                #expect(Self.isPartOfName(before), "\(file): \(path)")
                rest = place.upperBound..<bytes.endIndex
            }
        }
    }

    @Test("no file names the tools that it was written with", arguments: toolNames)
    func tools(_ name: String) throws {
        let name = name.lowercased()
        for file in Self.texts {
            #expect(!file.lowercased().utf8Contains(name), "\(file)")
            #expect(try !Repository.text(file).lowercased().utf8Contains(name), "\(file)")
        }
    }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
            UInt8(ascii: "_"), UInt8(ascii: "}"), 0x80...:
            true
        default: false
        }
    }

    @Test("make help lists what may be made, and every target is declared")
    func makeTargets() throws {
        let declared: Set<String> = [
            "help", "setup", "build", "run", "test", "torture", "check", "lint", "format",
            "bench", "bench-rivals", "clean",
        ]
        let text = try Repository.text("Makefile")
        let phony = try #require(text.firstMatch(of: /(?m)^\.PHONY: (.+)$/)?.1)
        #expect(Set(phony.split(separator: " ").map(String.init)) == declared)
        let targets = text.matches(of: /(?m)^([a-z-]+):/).map { String($0.1) }
        #expect(Set(targets) == declared && targets.count == declared.count)
        #expect(Set(try listedByHelp()) == declared)
    }

    /// Names in the second column of what `make help` prints.
    private func listedByHelp() throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["make", "--no-print-directory", "help"]
        process.currentDirectoryURL = Repository.root
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: output, as: UTF8.self)
            .matches(of: /(?m)^ *make ([a-z-]+) +\S/).map { String($0.1) }
    }
}
