import PhusaModel

// Advice to the next editor: this lexer follows libyaml's scanner (indents, flow depth, where a
// node may begin) so that both agree on what is an indicator and what is text. It never looks back and
// never looks ahead further than three bytes, so its time is linear in the file.

/// Refuses, before any parse, what YAML can do and a definition may not: anchors, aliases, tags,
/// merge keys, directives, explicit keys, further documents, tabs in indentation, deep nesting.
///
/// A parser expands aliases: a file of 465 bytes can ask for gigabytes.
struct YAMLPreScan {
    static let levelCountMax = 64
    /// Mistakes after which a file is not read on.
    static let errorCountMax = 50

    private let bytes: [UInt8]
    private let path: String
    private var offset = 0
    private var place = TextPlace()
    private var errors: [DefinitionError] = []

    /// Columns, from 0, of the block collections that are open; flow collections alone count.
    private var indents: [Int] = []
    private var flowDepth = 0
    /// Where the last node of this line began, for the key that a `:` makes of it.
    private var keyColumn: Int?
    private var lastIsMergeKey: TextPlace?
    private var hasContent = false
    private var hasEnded = false

    /// - Parameter bytes: UTF-8 without a byte order mark, as ``TextScan`` gives it.
    static func errors(in bytes: [UInt8], path: String) -> [DefinitionError] {
        var scan = YAMLPreScan(bytes: bytes, path: path)
        scan.run()
        return scan.errors
    }

    private init(bytes: [UInt8], path: String) {
        self.bytes = bytes
        self.path = path
    }

    private mutating func run() {
        while errors.count < Self.errorCountMax {
            skipToToken()
            guard offset < bytes.count else { return }
            if flowDepth == 0 { closeIndents(above: column) }
            guard scanToken() else { return }
        }
    }

    // MARK: Characters

    private var column: Int { place.column - 1 }
    private var indent: Int { indents.last ?? -1 }

    private func byte(_ ahead: Int = 0) -> UInt8? {
        offset + ahead < bytes.count ? bytes[offset + ahead] : nil
    }

    private mutating func step() {
        place.step(over: bytes[offset])
        offset += 1
    }

    private func isBreak(_ byte: UInt8?) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private func isBlank(_ byte: UInt8?) -> Bool {
        byte == nil || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || isBreak(byte)
    }

    private func isFlowMark(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return ",[]{}".utf8.contains(byte)
    }

    private mutating func report(_ kind: DefinitionError.Kind, at place: TextPlace, _ found: String)
    {
        let position = FilePosition(path: path, line: place.line, column: place.column)
        errors.append(DefinitionError(position: position, kind: kind, found: found))
    }

    /// The characters from here to the next blank, for an error.
    private func word() -> String {
        let end = bytes[offset...].firstIndex { isBlank($0) || isFlowMark($0) } ?? bytes.count
        return String(decoding: bytes[offset..<min(end, offset + 200)], as: UTF8.self)
    }
}

// MARK: Between tokens

extension YAMLPreScan {
    /// Skips blanks, line breaks and comments; a tab before the first character of a line is told.
    private mutating func skipToToken() {
        var tab: TextPlace?
        while let next = byte() {
            switch next {
            case UInt8(ascii: " "): step()
            case UInt8(ascii: "\t"):
                if isInIndentation && tab == nil { tab = place }
                step()
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                step()
                keyColumn = nil
                tab = nil
            case UInt8(ascii: "#") where offset == 0 || isBlank(bytes[offset - 1]):
                while let next = byte(), !isBreak(next) { step() }
                tab = nil
            default:
                if let tab { report(.tab, at: tab, "\\t") }
                return
            }
        }
    }

    /// Whether only blanks stand before this place in its line.
    private var isInIndentation: Bool {
        var index = offset - 1
        // A line's blanks are passed once by each of its tabs at most: a tab ends the search.
        while index >= 0, bytes[index] == UInt8(ascii: " ") { index -= 1 }
        return index < 0 || isBreak(bytes[index])
    }

    private mutating func closeIndents(above column: Int) {
        while indent > column { indents.removeLast() }
    }

    private mutating func openIndent(_ column: Int) -> Bool {
        guard flowDepth == 0, indent < column else { return true }
        indents.append(column)
        return checkDepth()
    }

    private mutating func checkDepth() -> Bool {
        guard indents.count + flowDepth > Self.levelCountMax else { return true }
        report(.nesting(levelCountMax: Self.levelCountMax), at: place, word())
        return false
    }
}

// MARK: Tokens

extension YAMLPreScan {
    /// - Returns: False where reading on makes no sense.
    private mutating func scanToken() -> Bool {
        if column == 0, scanDocumentMark() { return true }
        if hasEnded {
            report(.feature(.secondDocument), at: place, word())
            return false
        }
        hasContent = true
        switch bytes[offset] {
        case UInt8(ascii: "["), UInt8(ascii: "{"): return openFlow()
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            flowDepth = max(0, flowDepth - 1)
            step()
        case UInt8(ascii: ","): step()
        case UInt8(ascii: "-") where isBlank(byte(1)): return scanEntry()
        case UInt8(ascii: "?") where flowDepth > 0 || isBlank(byte(1)):
            report(.feature(.explicitKey), at: place, "?")
            step()
        case UInt8(ascii: ":") where flowDepth > 0 || isBlank(byte(1)): return scanColon()
        case UInt8(ascii: "*"): scanProperty(.alias)
        case UInt8(ascii: "&"): scanProperty(.anchor)
        case UInt8(ascii: "!"): scanProperty(.tag)
        case UInt8(ascii: "|") where flowDepth == 0: scanBlockText()
        case UInt8(ascii: ">") where flowDepth == 0: scanBlockText()
        case UInt8(ascii: "'"), UInt8(ascii: "\""): scanQuoted(by: bytes[offset])
        default: scanPlain()
        }
        return true
    }

    private mutating func scanDocumentMark() -> Bool {
        if bytes[offset] == UInt8(ascii: "%"), flowDepth == 0 {
            report(.feature(.directive), at: place, word())
            while let next = byte(), !isBreak(next) { step() }
            return true
        }
        guard let mark = documentMark() else { return false }
        if mark == UInt8(ascii: "-") {
            if hasContent || hasEnded { report(.feature(.secondDocument), at: place, "---") }
            hasContent = true
        } else {
            hasEnded = true
        }
        for _ in 0..<3 { step() }
        return true
    }

    /// `---` or `...` at the start of a line, by its first byte.
    private func documentMark() -> UInt8? {
        guard column == 0, let first = byte(), first == byte(1), first == byte(2),
            first == UInt8(ascii: "-") || first == UInt8(ascii: "."), isBlank(byte(3))
        else { return nil }
        return first
    }

    private mutating func openFlow() -> Bool {
        noteNode()
        flowDepth += 1
        guard checkDepth() else { return false }
        step()
        return true
    }

    private mutating func scanEntry() -> Bool {
        guard openIndent(column) else { return false }
        step()
        keyColumn = nil
        return true
    }

    private mutating func scanColon() -> Bool {
        if let lastIsMergeKey { report(.feature(.mergeKey), at: lastIsMergeKey, "<<") }
        lastIsMergeKey = nil
        if let keyColumn, !openIndent(keyColumn) { return false }
        keyColumn = nil
        step()
        return true
    }

    private mutating func scanProperty(_ feature: DefinitionError.YAMLFeature) {
        noteNode()
        report(.feature(feature), at: place, word())
        step()
        while let next = byte(), !isBlank(next), !isFlowMark(next) { step() }
    }

    private mutating func noteNode() {
        lastIsMergeKey = nil
        if flowDepth == 0 { keyColumn = column }
    }
}

// MARK: Text

extension YAMLPreScan {
    private mutating func scanQuoted(by quote: UInt8) {
        noteNode()
        step()
        while let next = byte() {
            if next == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                step()
                if byte() != nil { step() }
            } else if next == quote {
                step()
                guard quote == UInt8(ascii: "'"), byte() == quote else { return }
                step()
            } else {
                step()
            }
        }
    }

    /// A plain text, with the lines that go on with it.
    private mutating func scanPlain() {
        noteNode()
        let start = (offset, place)
        let continuation = indent + 1
        while true {
            let lineStart = offset
            scanPlainLine()
            if offset == lineStart { break }
            let end = (offset, place)
            skipBlankLines()
            let goesOn =
                byte() != nil && place.line > end.1.line && documentMark() == nil
                && byte() != UInt8(ascii: "#") && (flowDepth > 0 || column >= continuation)
                && !endsPlain()
            if !goesOn {
                (offset, place) = end
                break
            }
        }
        if offset == start.0 { step() }
        let text = bytes[start.0..<min(offset, start.0 + 3)]
        let isMerge = offset - start.0 == 2 && text.elementsEqual("<<".utf8)
        lastIsMergeKey = isMerge ? start.1 : nil
    }

    /// To the end of the line, `: `, ` #`, or a flow mark, without the blanks before it.
    private mutating func scanPlainLine() {
        var end = (offset, place)
        while let next = byte(), !isBreak(next) {
            if endsPlain() { break }
            if next == UInt8(ascii: "#"), offset > 0, isBlank(bytes[offset - 1]) { break }
            step()
            if !isBlank(next) { end = (offset, place) }
        }
        (offset, place) = end
    }

    private func endsPlain() -> Bool {
        guard let next = byte() else { return true }
        if next == UInt8(ascii: ":") {
            return isBlank(byte(1)) || (flowDepth > 0 && isFlowMark(byte(1)))
        }
        return flowDepth > 0 && isFlowMark(next)
    }

    private mutating func skipBlankLines() {
        while let next = byte(), isBlank(next) { step() }
    }

    /// A literal or folded text: its header, then all lines that are blank or indented further.
    private mutating func scanBlockText() {
        noteNode()
        var least: Int?
        while let next = byte(), !isBreak(next) {
            if least == nil, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(next) {
                least = max(0, indent) + Int(next - UInt8(ascii: "0"))
            }
            if next == UInt8(ascii: "#") { least = least ?? -1 }
            step()
        }
        var width = least.flatMap { $0 > 0 ? $0 : nil }
        while byte() != nil {
            let lineStart = (offset, place)
            if isBreak(byte()) {
                step()
                continue
            }
            while byte() == UInt8(ascii: " "), width.map({ column < $0 }) ?? true { step() }
            if isBreak(byte()) { continue }
            let isTab = byte() == UInt8(ascii: "\t")
            if isTab, column < (width ?? max(indent + 1, 1)) { report(.tab, at: place, "\\t") }
            let needed = width ?? max(indent + 1, 1)
            guard column >= needed else {
                (offset, place) = lineStart
                return
            }
            if width == nil { width = column }
            while let next = byte(), !isBreak(next) { step() }
        }
    }
}
