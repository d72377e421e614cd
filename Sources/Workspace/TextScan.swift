import PhusaModel

/// The checks that every definition file passes before it is parsed.
///
/// Its size, UTF-8, and no control characters; gives the bytes behind a byte order mark.
enum TextScan {
    static func check(
        _ bytes: [UInt8], path: String, byteCountMax: Int = DefinitionFiles.byteCountMax
    ) throws(DefinitionError) -> [UInt8] {
        guard bytes.count <= byteCountMax else {
            throw DefinitionError(
                position: FilePosition(path: path, line: 1, column: 1),
                kind: .tooLarge(byteCountMax: byteCountMax), found: String(bytes.count))
        }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let text = hasMark ? Array(bytes.dropFirst(3)) : bytes
        if let bad = firstBadCharacter(text) {
            var place = TextPlace()
            for byte in text[..<bad.offset] { place.step(over: byte) }
            throw DefinitionError(
                position: FilePosition(path: path, line: place.line, column: place.column),
                kind: bad.kind, found: bad.found)
        }
        return text
    }

    private struct BadCharacter {
        let offset: Int
        let kind: DefinitionError.Kind
        let found: String
    }

    private static func firstBadCharacter(_ bytes: [UInt8]) -> BadCharacter? {
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte < 0x80 {
                if byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F {
                    return BadCharacter(offset: offset, kind: .control, found: code(UInt32(byte)))
                }
                offset += 1
                continue
            }
            guard let (scalar, count) = scalar(bytes, at: offset) else {
                let hex = String(byte, radix: 16, uppercase: true)
                return BadCharacter(offset: offset, kind: .encoding, found: "0x" + hex)
            }
            if isRefused(scalar) {
                return BadCharacter(offset: offset, kind: .control, found: code(scalar))
            }
            offset += count
        }
        return nil
    }

    /// C1 controls, other line breaks, byte order marks and what is no character.
    private static func isRefused(_ scalar: UInt32) -> Bool {
        scalar < 0xA0 || scalar == 0x2028 || scalar == 0x2029 || scalar == 0xFEFF
            || scalar & 0xFFFE == 0xFFFE
    }

    private static func code(_ scalar: UInt32) -> String {
        let hex = String(scalar, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    }

    /// The scalar of two to four bytes at `offset`, in its shortest form and no surrogate.
    private static func scalar(_ bytes: [UInt8], at offset: Int) -> (UInt32, Int)? {
        let first = bytes[offset]
        let (count, minimum): (Int, UInt32) =
            switch first {
            case 0xC2...0xDF: (2, 0x80)
            case 0xE0...0xEF: (3, 0x800)
            case 0xF0...0xF4: (4, 0x10000)
            default: (0, 0)
            }
        guard count > 0, offset + count <= bytes.count else { return nil }
        var value = UInt32(first) & (0x7F >> UInt32(count))
        for byte in bytes[(offset + 1)..<(offset + count)] {
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return value >= minimum && Unicode.Scalar(value) != nil ? (value, count) : nil
    }
}

/// Line and column from 1; columns count characters, as YAML's own marks do.
struct TextPlace: Hashable {
    var line = 1
    var column = 1
    private var followsReturn = false

    mutating func step(over byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\n") where followsReturn:
            followsReturn = false
            return
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            line += 1
            column = 1
        default:
            // The bytes of a character behind its first are not counted.
            if byte & 0xC0 != 0x80 { column += 1 }
        }
        followsReturn = byte == UInt8(ascii: "\r")
    }
}
