/// Eight bytes of a text as one number, all looked at in one step.
///
/// The lowest byte is the first one of the text: both platforms that we build for count that way.
///
/// Public, as no other code here is: what has package access becomes a call from another module, and
/// a call for each eight bytes costs more than looking at each byte.
public enum ByteLanes {
    /// The top bit of each byte.
    @inlinable public static var tops: UInt64 { 0x8080_8080_8080_8080 }
    /// LF eight times.
    @inlinable public static var lineFeeds: UInt64 { all(UInt8(ascii: "\n")) }

    /// The same byte eight times.
    @inlinable @inline(__always)
    public static func all(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// The top bits of the bytes that are zero; none is missing, and the lowest is one of them, but a
    /// byte above a zero may be marked too.
    @inlinable @inline(__always)
    public static func zero(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & tops
    }

    /// The top bits of just those bytes that are the same in both.
    @inlinable @inline(__always)
    public static func exactlyEqual(_ word: UInt64, _ other: UInt64) -> UInt64 {
        let difference = word ^ other
        return ~(((difference & ~tops) &+ ~tops) | difference) & tops
    }

    /// The top bits of the bytes below 0x20, as exact as ``zero(_:)``.
    @inlinable @inline(__always)
    public static func controls(_ word: UInt64) -> UInt64 {
        (word &- 0x2020_2020_2020_2020) & ~word & tops
    }

    /// The top bits of the bytes that are the same in both, as exact as ``zero(_:)``.
    @inlinable @inline(__always)
    public static func equal(_ word: UInt64, _ other: UInt64) -> UInt64 { zero(word ^ other) }
}
