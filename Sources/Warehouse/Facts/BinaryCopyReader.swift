/// Cuts the messages of a binary COPY OUT into tuples.
///
/// PostgreSQL sends whole tuples in each message, the signature before the first one.
struct BinaryCopyReader {
    /// "PGCOPY\n\377\r\n\0", flags and the length of the header's extension.
    private static let headerByteCount = 19
    private var isAtStart = true
    /// Where the length word of each field of the tuple at hand begins, and where the tuple ends.
    private var starts: [Int] = []

    /// A tuple, valid for the time of the call that gets it.
    struct Tuple {
        fileprivate let bytes: UnsafeRawBufferPointer
        /// One more than there are fields.
        fileprivate let starts: UnsafeBufferPointer<Int>

        /// The bytes of fields `range`, each with its length word before it.
        func encoded(_ range: Range<Int>) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(
                rebasing: bytes[starts[range.lowerBound]..<starts[range.upperBound]])
        }

        /// The bytes of a field, `nil` for null.
        func value(_ index: Int) -> UnsafeRawBufferPointer? {
            let start = starts[index]
            let length = Int32(
                bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: Int32.self))
            guard length >= 0 else { return nil }
            return UnsafeRawBufferPointer(rebasing: bytes[start + 4..<start + 4 + Int(length)])
        }

        /// An int4 field; `nil` for null.
        func int32(_ index: Int) -> Int32? {
            let start = starts[index]
            let length = Int32(
                bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: Int32.self))
            guard length == 4 else { return nil }
            return Int32(
                bigEndian: bytes.loadUnaligned(fromByteOffset: start + 4, as: Int32.self))
        }

        /// Four bytes of a field that is not null, as a number.
        func word(_ index: Int, at offset: Int) -> Int32 {
            Int32(
                bigEndian: bytes.loadUnaligned(
                    fromByteOffset: starts[index] + 4 + offset, as: Int32.self))
        }
    }

    mutating func read(_ message: UnsafeRawBufferPointer, _ body: (Tuple) -> Void) {
        var offset = 0
        if isAtStart {
            offset = Self.headerByteCount
            isAtStart = false
        }
        while offset + 2 <= message.count {
            let count = Int16(
                bigEndian: message.loadUnaligned(fromByteOffset: offset, as: Int16.self))
            guard count >= 0 else { return }
            offset += 2
            let fieldCount = Int(count)
            if starts.count <= fieldCount {
                starts = Array(repeating: 0, count: fieldCount + 1)
            }
            starts.withUnsafeMutableBufferPointer { starts in
                for field in 0..<fieldCount {
                    starts[field] = offset
                    let length = Int32(
                        bigEndian: message.loadUnaligned(fromByteOffset: offset, as: Int32.self))
                    offset += 4 + Int(max(0, length))
                }
                starts[fieldCount] = offset
                body(
                    Tuple(
                        bytes: message,
                        starts: UnsafeBufferPointer(rebasing: starts[...fieldCount])))
            }
        }
    }
}
