/// Finds bytes that are not UTF-8 as Unicode defines it: no surrogates, no overlong forms.
enum UTF8Check {
    /// Index of the first byte of the first sequence that is not UTF-8, or `nil`.
    static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        let count = bytes.count
        var index = 0
        while index < count {
            if base[index] < 0x80 {
                index += 1
                let raw = UnsafeRawPointer(base)
                while index + 8 <= count,
                    raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                        & 0x8080_8080_8080_8080 == 0
                {
                    index += 8
                }
            } else {
                let length = sequenceLength(base + index, available: count - index)
                guard length > 0 else { return index }
                index += length
            }
        }
        return nil
    }

    /// Bytes of the sequence that begins here with a byte above 0x7F; 0 where there is none.
    @inline(__always)
    private static func sequenceLength(_ bytes: UnsafePointer<UInt8>, available: Int) -> Int {
        let first = bytes[0]
        guard available >= 2, first >= 0xC2, first <= 0xF4 else { return 0 }
        let second = bytes[1]
        if first < 0xE0 { return second & 0xC0 == 0x80 ? 2 : 0 }
        let isSecondFit =
            switch first {
            case 0xE0: second >= 0xA0 && second <= 0xBF
            case 0xED: second >= 0x80 && second <= 0x9F
            case 0xF0: second >= 0x90 && second <= 0xBF
            case 0xF4: second >= 0x80 && second <= 0x8F
            default: second & 0xC0 == 0x80
            }
        guard isSecondFit, available >= 3, bytes[2] & 0xC0 == 0x80 else { return 0 }
        if first < 0xF0 { return 3 }
        return available >= 4 && bytes[3] & 0xC0 == 0x80 ? 4 : 0
    }
}
