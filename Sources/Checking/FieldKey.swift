/// A field in three words: all of a short one, and what tells nearly all long ones apart.
struct FieldKey: Hashable, Sendable {
    private let first: UInt64
    private let last: UInt64
    private let count: UInt8
    private let isToken: Bool

    /// Longer fields are notes, which seldom come again.
    static let fieldByteCountMax = 128
    private static let wholeCountMax: UInt8 = 16

    /// Of no field that is remembered.
    init() { (first, last, count, isToken) = (0, 0, 0, false) }

    /// - Parameters:
    ///   - field: ``fieldByteCountMax`` bytes at the most.
    ///   - isToken: Whether the bytes are a number of JSON, which may read as another value.
    @inline(__always)
    init(_ field: FieldBytes, isToken: Bool) {
        self.isToken = isToken
        count = UInt8(field.count)
        guard let base = UnsafeRawPointer(field.baseAddress), field.count > 0 else {
            (first, last) = (0, 0)
            return
        }
        let end = base + field.count
        switch field.count {
        case 8...:
            first = Self.folded(base, upTo: end - 8)
            last = (end - 8).loadUnaligned(as: UInt64.self)
        case 4...:
            first = UInt64(base.loadUnaligned(as: UInt32.self))
            last = UInt64((end - 4).loadUnaligned(as: UInt32.self))
        default:
            first = UInt64(field[0]) << 8 | UInt64(field[field.count / 2])
            last = UInt64(field[field.count - 1])
        }
    }

    /// The first eight bytes, and folded into them those of a long field that the last eight leave
    /// out.
    private static func folded(_ base: UnsafeRawPointer, upTo last: UnsafeRawPointer) -> UInt64 {
        var word = base.loadUnaligned(as: UInt64.self)
        var next = base + 8
        while next < last {
            word = mixed(word, next.loadUnaligned(as: UInt64.self))
            next += 8
        }
        return word
    }

    /// Whether the key says all of the field.
    var isWhole: Bool { count <= Self.wholeCountMax }

    /// Its low bits choose a place in a table.
    var hash: Int {
        let mixed = Self.mixed(first, last) ^ UInt64(count)
        return Int(truncatingIfNeeded: mixed ^ (mixed >> 32))
    }

    private static func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = (left ^ 0xA076_1D64_78BD_642F)
            .multipliedFullWidth(by: right ^ 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}
