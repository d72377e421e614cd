import PhusaModel

/// Plain JSON objects in a block of memory, read without looking whether the memory ends: a NUL behind
/// it, which no JSON text has, ends every search.
///
/// Plain are objects of known keys that hold strings, numbers, literals and such objects. Whatever
/// else there is, a breach of the grammar too, is left to ``JSONRecordParser``, which reads the same
/// record again from its beginning and says what is wrong.
struct JSONBlock {
    /// The beginning of the batch's bytes, from which places in it count.
    let origin: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    let keys: UnsafeMutablePointer<JSONKeyTable>
    /// Where the fields of the record at hand go, one for each column.
    var slots: UnsafeMutablePointer<RowBatch.Field>
    /// The byte at hand.
    var place: UnsafePointer<UInt8>
    /// Behind the texts that do not stand in the block as they are.
    var texts: UnsafeMutablePointer<UInt8>
    /// Line ends passed.
    var lineEndCount = 0

    /// Objects within one another, well below what a document may have.
    private static let depthMax = 8

    /// Whether what was not read may be so only because the block ends.
    var isAtEnd: Bool { place + 8 > end }

    @inline(__always)
    mutating func skipBlanks() {
        while true {
            switch place[0] {
            case 0x20, 0x0D, 0x09: place += 1
            case 0x0A:
                lineEndCount += 1
                place += 1
            default: return
            }
        }
    }

    /// Reads the object at hand into the slots.
    ///
    /// - Returns: False where it is not plain; then slots, texts and place say nothing.
    mutating func object(in parent: Int32 = -1, depth: Int = 0) -> Bool {
        guard place[0] == UInt8(ascii: "{"), depth < Self.depthMax else { return false }
        place += 1
        skipBlanks()
        if place[0] == UInt8(ascii: "}") {
            place += 1
            return true
        }
        while true {
            guard let key = key(in: parent) else { return false }
            skipBlanks()
            guard place[0] == UInt8(ascii: ":") else { return false }
            place += 1
            skipBlanks()
            guard !keys.pointee.isRepeated(keys.pointee.keys.base[Int(key)].entry),
                value(of: key, depth: depth)
            else { return false }
            skipBlanks()
            let mark = place[0]
            guard mark == UInt8(ascii: ",") || mark == UInt8(ascii: "}") else { return false }
            place += 1
            if mark == UInt8(ascii: "}") { return true }
            skipBlanks()
        }
    }

    @inline(__always)
    private mutating func key(in parent: Int32) -> Int32? {
        guard place[0] == UInt8(ascii: "\"") else { return nil }
        place += 1
        if let key = keys.pointee.expected(at: place, in: parent) {
            place += Int(keys.pointee.keys.base[Int(key)].count) + 1
            return key
        }
        let start = place
        passPlainBytes()
        guard place[0] == UInt8(ascii: "\"") else { return nil }
        place += 1
        return keys.pointee.find(
            UnsafeBufferPointer(start: start, count: place - 1 - start), in: parent)
    }

    @inline(__always)
    private mutating func value(of key: Int32, depth: Int) -> Bool {
        let known = keys.pointee.keys.base[Int(key)]
        let start = place
        var kind = RowBatch.FieldKind.number
        switch start[0] {
        case 0x7B: return known.isObject && object(in: key, depth: depth + 1)
        case 0x22: return known.column >= 0 && text(to: Int(known.column))
        case 0x2D, 0x30...0x39: guard number() else { return false }
        case 0x6E:
            guard word("null") else { return false }
            // An object that is missing.
            if known.isObject, known.column < 0 { return true }
            kind = .null
        case 0x74:
            guard word("true") else { return false }
            kind = .boolean
        case 0x66:
            guard word("false") else { return false }
            kind = .boolean
        default: return false
        }
        guard known.column >= 0 else { return false }
        put(start, count: kind == .null ? 0 : place - start, kind, in: Int(known.column))
        return true
    }

    @inline(__always)
    private func put(
        _ start: UnsafePointer<UInt8>, count: Int, _ kind: RowBatch.FieldKind, in column: Int
    ) {
        let slot = slots + column
        slot.pointee.start = Int32(truncatingIfNeeded: start - origin)
        slot.pointee.count = Int32(truncatingIfNeeded: count)
        slot.pointee.kind = kind
    }

    private mutating func word(_ text: StaticString) -> Bool {
        for index in 0..<text.utf8CodeUnitCount {
            guard place[index] == text.utf8Start[index] else { return false }
        }
        place += text.utf8CodeUnitCount
        return true
    }

    @inline(__always)
    private mutating func number() -> Bool {
        if place[0] == UInt8(ascii: "-") { place += 1 }
        if place[0] == UInt8(ascii: "0") { place += 1 } else if !digits() { return false }
        if place[0] == UInt8(ascii: ".") {
            place += 1
            guard digits() else { return false }
        }
        if place[0] | 0x20 == UInt8(ascii: "e") {
            place += 1
            if place[0] == UInt8(ascii: "+") || place[0] == UInt8(ascii: "-") { place += 1 }
            guard digits() else { return false }
        }
        return true
    }

    @inline(__always)
    private mutating func digits() -> Bool {
        let start = place
        while place[0] &- 0x30 < 10 { place += 1 }
        return place > start
    }

    // MARK: Strings

    /// Goes to the next byte that means something in a string.
    @inline(__always)
    private mutating func passPlainBytes() {
        while true {
            let word = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)
            let hits =
                ByteLanes.equal(word, ByteLanes.all(0x22))
                | ByteLanes.equal(word, ByteLanes.all(0x5C)) | ByteLanes.controls(word)
            if hits != 0 {
                place += hits.trailingZeroBitCount / 8
                return
            }
            place += 8
        }
    }

    @inline(__always)
    private mutating func text(to column: Int) -> Bool {
        place += 1
        let start = place
        passPlainBytes()
        if place[0] == UInt8(ascii: "\"") {
            put(start, count: place - start, .text, in: column)
            place += 1
            return true
        }
        return escapedText(from: start, to: column)
    }

    /// A string with escapes: its text is made behind the block.
    private mutating func escapedText(
        from start: UnsafePointer<UInt8>, to column: Int
    ) -> Bool {
        let text = texts
        var run = start
        while true {
            texts.initialize(from: run, count: place - run)
            texts += place - run
            if place[0] == UInt8(ascii: "\"") {
                put(text, count: texts - text, .text, in: column)
                place += 1
                return true
            }
            guard place[0] == UInt8(ascii: "\\"), escape() else { return false }
            run = place
            passPlainBytes()
        }
    }

    /// Not the halves of surrogate pairs, and not U+0000.
    private mutating func escape() -> Bool {
        if place[1] == UInt8(ascii: "u") {
            guard let unit = hexadecimal(place + 2), unit > 0, !(0xD800..<0xE000 ~= unit),
                let scalar = Unicode.Scalar(unit), let encoded = UTF8.encode(scalar)
            else { return false }
            for byte in encoded { append(byte) }
            place += 6
            return true
        }
        guard let byte = JSONCursor.escaped(Int(place[1])) else { return false }
        append(byte)
        place += 2
        return true
    }

    private mutating func append(_ byte: UInt8) {
        texts.initialize(to: byte)
        texts += 1
    }

    private func hexadecimal(_ start: UnsafePointer<UInt8>) -> UInt32? {
        var value: UInt32 = 0
        for index in 0..<4 {
            switch start[index] {
            case 0x30...0x39: value = value << 4 | UInt32(start[index] - 0x30)
            case 0x41...0x46, 0x61...0x66:
                value = value << 4 | UInt32((start[index] | 0x20) - 0x61 + 10)
            default: return nil
            }
        }
        return value
    }
}
