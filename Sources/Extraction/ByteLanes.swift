/// Eight bytes of a text as one number, all looked at in one step.
///
/// The lowest byte is the first one of the text: both platforms that we build for count that way.
enum ByteLanes {
    static let tops: UInt64 = 0x8080_8080_8080_8080
    static let lineFeeds = all(UInt8(ascii: "\n"))
    static let returns = all(UInt8(ascii: "\r"))

    /// The same byte eight times.
    @inline(__always)
    static func all(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// The top bits of the bytes that are zero; none is missing, and the lowest is one of them, but a
    /// byte above a zero may be marked too.
    @inline(__always)
    static func zero(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & tops
    }

    /// The top bits of just those bytes that are the same in both.
    @inline(__always)
    static func exactlyEqual(_ word: UInt64, _ other: UInt64) -> UInt64 {
        let difference = word ^ other
        return ~(((difference & ~tops) &+ ~tops) | difference) & tops
    }

    /// The top bits of the bytes below 0x20, as exact as ``zero(_:)``.
    @inline(__always)
    static func controls(_ word: UInt64) -> UInt64 {
        (word &- 0x2020_2020_2020_2020) & ~word & tops
    }

    /// The top bits of the bytes that are the same in both, as exact as ``zero(_:)``.
    @inline(__always)
    static func equal(_ word: UInt64, _ other: UInt64) -> UInt64 { zero(word ^ other) }
}
