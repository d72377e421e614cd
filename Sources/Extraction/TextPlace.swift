/// Line and character of a byte in a text, both from 1.
///
/// Only LF ends a line here.
struct TextPlace: Hashable, Sendable {
    var line = 1
    var column = 1

    /// Moves on over these bytes; a character is counted at its first byte.
    mutating func pass(_ bytes: UnsafeBufferPointer<UInt8>) {
        var lineStart = 0
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            line += 1
            column = 1
            lineStart = index + 1
        }
        for byte in bytes[lineStart...] where byte & 0xC0 != 0x80 { column += 1 }
    }
}
