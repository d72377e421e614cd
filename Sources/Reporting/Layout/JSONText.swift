/// Writes texts and numbers as `JSONEncoder` does, without its cost for each value.
enum JSONText {
    static func append(_ number: Int, to json: inout [UInt8]) {
        json += String(number).utf8
    }

    /// The text in quotes; of what needs no escape, the slash too, the bytes as they are.
    static func append(_ text: String, to json: inout [UInt8]) {
        var text = text
        json.append(UInt8(ascii: "\""))
        text.withUTF8 { bytes in
            var start = 0
            for (index, byte) in bytes.enumerated() where needsEscape(byte) {
                json += UnsafeBufferPointer(rebasing: bytes[start..<index])
                appendEscape(byte, to: &json)
                start = index + 1
            }
            json += UnsafeBufferPointer(rebasing: bytes[start...])
        }
        json.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func appendEscape(_ byte: UInt8, to json: inout [UInt8]) {
        json.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: json.append(UInt8(ascii: "b"))
        case 0x09: json.append(UInt8(ascii: "t"))
        case 0x0A: json.append(UInt8(ascii: "n"))
        case 0x0C: json.append(UInt8(ascii: "f"))
        case 0x0D: json.append(UInt8(ascii: "r"))
        case 0..<0x20:
            json += "u00".utf8
            json += (byte < 0x10 ? "0" : "").utf8
            json += String(byte, radix: 16).utf8
        default: json.append(byte)
        }
    }
}
