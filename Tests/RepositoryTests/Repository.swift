import Foundation

/// The repository that this test was built from.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Folders and files that are made, not kept.
    private static func isMade(_ name: String) -> Bool {
        name.hasPrefix(".build")
            || [".git", ".phusa", ".swiftpm", "Package.resolved"].contains(name)
    }

    static let files: [String] = files(in: "")

    /// Regular files below a folder, relative to the root, sorted.
    static func files(in folder: String) -> [String] {
        var paths: [String] = []
        let walk = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        while let path = walk?.nextObject() as? String {
            if isMade((path as NSString).lastPathComponent) {
                walk?.skipDescendants()
            } else if walk?.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
                paths.append(folder.isEmpty ? path : folder + "/" + path)
            }
        }
        return paths.sorted()
    }

    /// Names directly in a folder, hidden ones left out, sorted.
    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: root.appending(path: path)))
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try bytes(path), as: UTF8.self)
    }

    static func lines(_ path: String) throws -> [Substring] {
        try text(path).split(separator: "\n", omittingEmptySubsequences: false)
    }

    static let sources = files(in: "Sources").filter { $0.hasSuffix(".swift") }

    /// The text of each source without comments and literals, by path.
    static let code: [String: String] = {
        var code: [String: String] = [:]
        for path in sources { code[path] = (try? text(path)).map { CodeMask.masked($0) } }
        return code
    }()
}

extension String {
    /// Whether the bytes of a word stand anywhere: many times faster than by characters.
    func utf8Contains(_ word: String) -> Bool {
        Data(utf8).range(of: Data(word.utf8)) != nil
    }

    /// Whether a word of capitals stands anywhere with no capital beside it.
    func utf8ContainsWord(_ word: String) -> Bool {
        let bytes = Data(utf8)
        let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
        var rest = bytes.startIndex..<bytes.endIndex
        while let place = bytes.range(of: Data(word.utf8), in: rest) {
            let before = place.lowerBound == 0 ? 32 : bytes[place.lowerBound - 1]
            let after = place.upperBound == bytes.endIndex ? 32 : bytes[place.upperBound]
            if !capitals.contains(before), !capitals.contains(after) { return true }
            rest = place.lowerBound + 1..<bytes.endIndex
        }
        return false
    }
}
