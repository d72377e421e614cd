import PhusaModel

/// Line and character of a byte in a text, both from 1.
///
/// Only LF ends a line here.
struct TextPlace: Hashable, Sendable {
    var line = 1
    var column = 1

    /// Moves on over these bytes; a character is counted at its first byte.
    mutating func pass(_ bytes: UnsafeBufferPointer<UInt8>) {
        var rest = bytes
        if let last = bytes.lastIndex(of: UInt8(ascii: "\n")) {
            line += Self.count(in: bytes) { ByteLanes.exactlyEqual($0, ByteLanes.lineFeeds) }
            column = 1
            rest = UnsafeBufferPointer(rebasing: bytes[(last + 1)...])
        }
        // All but those that continue a character.
        column += rest.count - Self.count(in: rest) { $0 & ~($0 &<< 1) & ByteLanes.tops }
    }

    /// How many bytes have their top bit set in what `marks` makes of them.
    @inline(__always)
    private static func count(
        in bytes: UnsafeBufferPointer<UInt8>, marks: (UInt64) -> UInt64
    ) -> Int {
        guard let base = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
        var count = 0
        var index = 0
        while index &+ 8 <= bytes.count {
            let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            count &+= marks(word).nonzeroBitCount
            index &+= 8
        }
        while index < bytes.count {
            // The other seven bytes are letters, which no mark is for.
            let word = UInt64(bytes[index]) | ByteLanes.all(0x61) &<< 8
            count &+= marks(word).nonzeroBitCount
            index &+= 1
        }
        return count
    }
}
