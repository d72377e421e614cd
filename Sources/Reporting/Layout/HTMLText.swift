/// Escapes text for HTML, one Unicode scalar at a time.
///
/// Never by `Character`: a quote followed by U+0301 is one Character and would pass unescaped, so
/// that text could leave its attribute.
enum HTMLText {
    /// The text with the five characters that mean something in HTML as entities.
    ///
    /// Control characters (tab and line feed stay) and noncharacters, which neither HTML nor XML
    /// can hold, become U+FFFD.
    static func escape(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            bytes.contains(where: mayNeedEscape) ? escaped(bytes) : nil
        } ?? text
    }

    /// Whether a byte is, or may begin, what cannot stay; most texts hold none.
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x26, 0x27, 0x3C, 0x3E: true
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F, 0xC2, 0xEF...0xF4: true
        default: false
        }
    }

    /// - Parameter bytes: Valid UTF-8, so that every sequence is whole.
    private static func escaped(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        // The longest entity has six bytes for one.
        String(unsafeUninitializedCapacity: bytes.count * 6) { output in
            var end = 0
            func append(_ part: Slice<UnsafeBufferPointer<UInt8>>) {
                for byte in part {
                    output[end] = byte
                    end += 1
                }
            }
            func append(_ part: StaticString) {
                part.withUTF8Buffer { append($0[...]) }
            }
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                let next = index + (byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4)
                switch byte {
                case UInt8(ascii: "&"): append("&amp;")
                case UInt8(ascii: "<"): append("&lt;")
                case UInt8(ascii: ">"): append("&gt;")
                case UInt8(ascii: "\""): append("&quot;")
                case UInt8(ascii: "'"): append("&#39;")
                case _ where mayNeedEscape(byte) && isUnprintable(scalar(bytes[index..<next])):
                    append("\u{FFFD}")
                default: append(bytes[index..<next])
                }
                index = next
            }
            return end
        }
    }

    /// The scalar of a whole UTF-8 sequence.
    private static func scalar(_ sequence: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar {
        let lead = sequence[sequence.startIndex]
        let bits: UInt8 = sequence.count == 1 ? 0x7F : 0xFF >> (sequence.count + 1)
        let value = sequence.dropFirst().reduce(UInt32(lead & bits)) { $0 << 6 | UInt32($1 & 0x3F) }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    /// Control characters but tab and line feed, and the noncharacters of Unicode.
    static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }
}
