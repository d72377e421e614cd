import PhusaModel
import Yams

// Advice to the next editor: this file alone knows Yams. Yams gives up at the first repeated key of
// a file; so that the rest of the file is still read, the key is disguised by a character of the
// private use area, without moving anything, and the text is read again.

/// Reads one YAML file into nodes; everything wrong with its form goes to `errors`.
struct YAMLReader {
    /// Repeated keys after which a file is not read on: each costs another parse.
    static let duplicateCountMax = 50
    /// Bytes that are parsed again for the sake of repeated keys, in all.
    static let reparsedByteCountMax = 200_000
    /// The first of the characters that stand for the first letters of repeated keys.
    private static let disguiseFirst: UInt32 = 0xE000

    private let path: String
    /// The letters that were replaced, in the order of their disguises.
    private var disguised: [Unicode.Scalar] = []
    private var errors: [DefinitionError] = []

    /// - Returns: The root, or `nil` for a file that cannot be read, with at least one error, or
    ///   that is empty, without any.
    static func read(_ bytes: [UInt8], path: String) -> (root: YAMLNode?, errors: [DefinitionError])
    {
        var reader = YAMLReader(path: path)
        let root = reader.root(of: bytes)
        return (root, reader.errors)
    }

    private init(path: String) { self.path = path }

    private mutating func root(of bytes: [UInt8]) -> YAMLNode? {
        let text: [UInt8]
        do throws(DefinitionError) {
            text = try TextScan.check(bytes, path: path)
        } catch {
            errors.append(error)
            return nil
        }
        errors = YAMLPreScan.errors(in: text, path: path)
        guard errors.isEmpty, let node = composed(text) else { return nil }
        return converted(node)
    }

    /// Parses, disguising repeated keys until none is left.
    private mutating func composed(_ bytes: [UInt8]) -> Node? {
        var text = String(decoding: bytes, as: UTF8.self)
        let countMax = min(
            Self.duplicateCountMax, Self.reparsedByteCountMax / max(1, bytes.count))
        for count in 0...countMax {
            do {
                return try Parser(yaml: text, resolver: .basic).singleRoot()
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                let mark = context.mark
                guard count < countMax,
                    let changed = disguising(text, at: mark)
                else {
                    report(
                        .duplicateKey(firstLine: mark.line), line: mark.line, column: mark.column,
                        found: keys.first ?? "")
                    return nil
                }
                text = changed
            } catch {
                report(error)
                return nil
            }
        }
        return nil
    }

    /// The text with the first letter of the key at `mark` replaced by one of the private use area
    /// that stands nowhere else, so that every other character keeps its place.
    private mutating func disguising(_ text: String, at mark: Yams.Mark) -> String? {
        var scalars = Array(text.unicodeScalars)
        var line = 1
        var index = 0
        while index < scalars.count, line < mark.line {
            let endsWithReturn = index + 1 == scalars.count || scalars[index + 1] != "\n"
            if scalars[index] == "\n" || (scalars[index] == "\r" && endsWithReturn) { line += 1 }
            index += 1
        }
        index += mark.column - 1
        guard index < scalars.count else { return nil }
        if scalars[index] == "'" || scalars[index] == "\"" { index += 1 }
        guard index < scalars.count, scalars[index].value > 0x20, scalars[index] != "\\",
            scalars[index] != "'", scalars[index] != "\"",
            let hidden = Unicode.Scalar(Self.disguiseFirst + UInt32(disguised.count))
        else { return nil }
        disguised.append(scalars[index])
        scalars[index] = hidden
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// The key as it was before it was disguised.
    private func revealed(_ key: String) -> String {
        guard let first = key.unicodeScalars.first, first.value >= Self.disguiseFirst,
            first.value < Self.disguiseFirst + UInt32(disguised.count)
        else { return key }
        let shown = disguised[Int(first.value - Self.disguiseFirst)]
        return String(shown) + String(key.unicodeScalars.dropFirst())
    }
}

// MARK: Yams to nodes

extension YAMLReader {
    private mutating func converted(_ node: Node) -> YAMLNode {
        let position = position(of: node)
        switch node {
        case .scalar(let scalar):
            if scalar.string.utf8.contains(0) {
                errors.append(DefinitionError(position: position, kind: .control, found: "U+0000"))
            }
            return YAMLNode(
                position: position,
                content: .text(PhusaModel.composed(scalar.string), isPlain: Self.isPlain(scalar)))
        case .sequence(let sequence):
            return YAMLNode(position: position, content: .list(sequence.map { converted($0) }))
        case .mapping(let mapping):
            return YAMLNode(position: position, content: .mapping(entries(mapping)))
        case .alias:
            errors.append(DefinitionError(position: position, kind: .feature(.alias), found: "*"))
            return YAMLNode(position: position, content: .text("", isPlain: true))
        }
    }

    private mutating func entries(_ mapping: Node.Mapping) -> [YAMLEntry] {
        var firstLines: [String: Int] = [:]
        var entries: [YAMLEntry] = []
        for (keyNode, valueNode) in mapping {
            let position = position(of: keyNode)
            guard case .scalar(let scalar) = keyNode else {
                errors.append(
                    DefinitionError(position: position, kind: .shape(.text), found: "{…}"))
                continue
            }
            let key = PhusaModel.composed(revealed(scalar.string))
            if let firstLine = firstLines[key] {
                let kind = DefinitionError.Kind.duplicateKey(firstLine: firstLine)
                errors.append(DefinitionError(position: position, kind: kind, found: key))
                continue
            }
            firstLines[key] = position.line
            entries.append(
                YAMLEntry(
                    key: key, isPlain: Self.isPlain(scalar), position: position,
                    value: converted(valueNode)))
        }
        return entries
    }

    private static func isPlain(_ scalar: Node.Scalar) -> Bool {
        scalar.style == .plain || scalar.style == .any
    }

    private func position(of node: Node) -> FilePosition {
        FilePosition(path: path, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    // MARK: Errors of the parser

    private mutating func report(_ error: any Error) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            report(.syntax, line: mark.line, column: mark.column, found: problem)
        case .reader(let problem, _, _, _):
            report(.syntax, line: 1, column: 1, found: problem)
        default:
            report(.syntax, line: 1, column: 1, found: "")
        }
    }

    private mutating func report(
        _ kind: DefinitionError.Kind, line: Int, column: Int, found: String
    ) {
        let position = FilePosition(path: path, line: line, column: column)
        errors.append(DefinitionError(position: position, kind: kind, found: found))
    }
}
