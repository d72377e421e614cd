/// The targets that `Package.swift` declares, read from its text.
struct Manifest {
    struct Target: Equatable {
        enum Kind: String { case systemLibrary, target, executableTarget, testTarget }

        let kind: Kind
        let name: String
        /// Modules, without the packages that bring them.
        let dependencies: Set<String>
    }

    /// In the order of the text.
    let targets: [Target]

    init(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { String(Self.withoutComment($0)) }.joined(separator: "\n")
        targets = text.matches(of: /\.(systemLibrary|target|executableTarget|testTarget)\(/)
            .compactMap { match in
                guard let kind = Target.Kind(rawValue: String(match.1)) else { return nil }
                let block = Self.enclosed(text[match.range.upperBound...], "(", ")")
                return Self.target(kind, block)
            }
    }

    private static func withoutComment(_ line: Substring) -> Substring {
        line.firstRange(of: "// ").map { line[..<$0.lowerBound] } ?? line
    }

    private static func target(_ kind: Target.Kind, _ block: Substring) -> Target? {
        guard let name = block.firstMatch(of: /name: "([^"]+)"/)?.1 else { return nil }
        var dependencies: Set<String> = []
        if let start = block.firstRange(of: "dependencies: [") {
            let list = String(enclosed(block[start.upperBound...], "[", "]"))
                .replacing(/, package: "[^"]+"/, with: "")
            dependencies = Set(list.matches(of: /"([^"]+)"/).map { String($0.1) })
        }
        return Target(kind: kind, name: String(name), dependencies: dependencies)
    }

    /// The text up to the mark that closes the one before it.
    private static func enclosed(
        _ text: Substring, _ open: Character, _ close: Character
    ) -> Substring {
        var depth = 1
        for index in text.indices {
            if text[index] == open { depth += 1 }
            if text[index] == close { depth -= 1 }
            if depth == 0 { return text[..<index] }
        }
        return text
    }
}
