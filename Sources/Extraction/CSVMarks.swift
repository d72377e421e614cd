/// Finds the bytes of a block that mean something to CSV - delimiters, quotes, line ends - one after
/// another, 64 bytes looked at in one step.
struct CSVMarks {
    /// Bytes behind a block that may be looked at, whatever they are.
    static let overhang = 64

    private typealias Lane = SIMD16<UInt8>

    private let delimiters: Lane
    private let quotes: Lane
    private let lineFeeds = Lane(repeating: UInt8(ascii: "\n"))
    private let returns = Lane(repeating: UInt8(ascii: "\r"))
    private let end: UnsafePointer<UInt8>
    /// The 64 bytes that were looked at last.
    private var base: UnsafePointer<UInt8>
    /// Those of them that are marks and were not returned yet: the lowest bit is the first byte.
    private var marks: UInt64 = 0
    /// Behind the bytes that were looked at.
    private var unseen: UnsafePointer<UInt8>

    /// - Parameter end: Of the block; ``overhang`` bytes behind it must be there.
    init(
        from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>, delimiter: UInt8,
        quote: UInt8
    ) {
        delimiters = Lane(repeating: delimiter)
        quotes = Lane(repeating: quote)
        base = start
        unseen = start
        self.end = end
    }

    /// The next mark; `nil` where the block has no more.
    @inline(__always)
    mutating func next() -> UnsafePointer<UInt8>? {
        while marks == 0 {
            guard unseen < end else { return nil }
            base = unseen
            unseen += Self.overhang
            marks = look(at: UnsafeRawPointer(base))
        }
        let hit = base + marks.trailingZeroBitCount
        marks &= marks &- 1
        return hit < end ? hit : nil
    }

    @inline(__always)
    private func look(at place: UnsafeRawPointer) -> UInt64 {
        sixteen(at: place) | sixteen(at: place + 16) &<< 16 | sixteen(at: place + 32) &<< 32
            | sixteen(at: place + 48) &<< 48
    }

    /// A bit for each of sixteen bytes.
    @inline(__always)
    private func sixteen(at place: UnsafeRawPointer) -> UInt64 {
        let bytes = place.loadUnaligned(as: Lane.self)
        // A mask is a lane of bytes that are all ones or all zeros.
        let hits =
            unsafeBitCast(bytes .== delimiters, to: Lane.self)
            | unsafeBitCast(bytes .== quotes, to: Lane.self)
            | unsafeBitCast(bytes .== lineFeeds, to: Lane.self)
            | unsafeBitCast(bytes .== returns, to: Lane.self)
        let halves = unsafeBitCast(hits & Self.weights, to: SIMD2<UInt64>.self)
        return Self.sum(halves[0]) | Self.sum(halves[1]) &<< 8
    }

    /// A bit of its own for each byte of a half.
    private static var weights: Lane {
        Lane(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)
    }

    /// The sum of eight bytes, in the highest of the product.
    @inline(__always)
    private static func sum(_ bytes: UInt64) -> UInt64 { (bytes &* 0x0101_0101_0101_0101) &>> 56 }
}
