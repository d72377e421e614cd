/// Writes gzip members (RFC 1952) with one block of fixed Huffman codes (RFC 1951, 3.2.6).
///
/// No time, no name, no system: the same bytes give the same file everywhere, which the zlib of
/// the day would not promise.
struct Gzip {
    private var output: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]
    private var bits: UInt64 = 0
    private var bitCount = 0

    static func member(_ bytes: [UInt8]) -> [UInt8] {
        var writer = Gzip()
        writer.put(1, 1)
        writer.put(1, 2)
        writer.compress(bytes)
        writer.putLiteral(256)
        while writer.bitCount > 0 { writer.flushByte() }
        let crc = crc32(bytes)
        for shift in [0, 8, 16, 24] { writer.output.append(UInt8(crc >> shift & 0xff)) }
        for shift in [0, 8, 16, 24] { writer.output.append(UInt8(bytes.count >> shift & 0xff)) }
        return writer.output
    }

    /// Greedy matching: the last place where the same four bytes began.
    private mutating func compress(_ bytes: [UInt8]) {
        var places = [Int32](repeating: -1, count: 1 << 15)
        var index = 0
        while index < bytes.count {
            guard index + 4 <= bytes.count else {
                putLiteral(Int(bytes[index]))
                index += 1
                continue
            }
            let key = Self.hash(bytes, index)
            let place = Int(places[key])
            places[key] = Int32(index)
            let length = Self.matchLength(bytes, place, index)
            if length >= 4 {
                putLength(length)
                putDistance(index - place)
                index += length
            } else {
                putLiteral(Int(bytes[index]))
                index += 1
            }
        }
    }

    private static func hash(_ bytes: [UInt8], _ index: Int) -> Int {
        var key: UInt32 = 0
        for offset in 0..<4 { key = key << 8 | UInt32(bytes[index + offset]) }
        return Int((key &* 2_654_435_761) >> 17)
    }

    private static func matchLength(_ bytes: [UInt8], _ place: Int, _ index: Int) -> Int {
        guard place >= 0, index - place <= 32_768 else { return 0 }
        var length = 0
        let longest = min(258, bytes.count - index)
        while length < longest, bytes[place + length] == bytes[index + length] { length += 1 }
        return length
    }

    /// Bits of a value, lowest first.
    private mutating func put(_ value: Int, _ count: Int) {
        bits |= UInt64(value) << UInt64(bitCount)
        bitCount += count
        while bitCount >= 8 { flushByte() }
    }

    private mutating func flushByte() {
        output.append(UInt8(bits & 0xff))
        bits >>= 8
        bitCount = max(0, bitCount - 8)
    }

    /// Huffman codes go highest bit first.
    private mutating func putCode(_ code: Int, _ count: Int) {
        var reversed = 0
        for bit in 0..<count where code >> bit & 1 == 1 { reversed |= 1 << (count - 1 - bit) }
        put(reversed, count)
    }

    private mutating func putLiteral(_ symbol: Int) {
        switch symbol {
        case 0...143: putCode(0x30 + symbol, 8)
        case 144...255: putCode(0x190 + symbol - 144, 9)
        case 256...279: putCode(symbol - 256, 7)
        default: putCode(0xc0 + symbol - 280, 8)
        }
    }

    private static let lengthBases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
        131, 163, 195, 227, 258,
    ]
    private static let distanceBases = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
        2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
    ]

    private mutating func putLength(_ length: Int) {
        let index = Self.lengthBases.lastIndex { $0 <= length } ?? 0
        putLiteral(257 + index)
        let extra = index < 8 || index == 28 ? 0 : (index - 4) / 4
        if extra > 0 { put(length - Self.lengthBases[index], extra) }
    }

    private mutating func putDistance(_ distance: Int) {
        let index = Self.distanceBases.lastIndex { $0 <= distance } ?? 0
        putCode(index, 5)
        let extra = index < 4 ? 0 : (index - 2) / 2
        if extra > 0 { put(distance - Self.distanceBases[index], extra) }
    }

    private static let crcTable: [UInt32] = (0..<256).map { number in
        (0..<8).reduce(UInt32(number)) { value, _ in
            value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1
        }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { crcTable[Int(($0 ^ UInt32($1)) & 0xff)] ^ ($0 >> 8) }
    }
}
