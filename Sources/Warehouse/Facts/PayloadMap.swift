import Glibc
import PhusaModel

/// Payloads of a drop as the warehouse holds them: references by surrogate key, all columns there.
struct PayloadMap {
    let columnCount: Int
    /// Surrogate keys by member, for each payload column; `nil` for those that are no reference.
    let ids: [[Int32]?]
    /// Whether a payload must be rewritten, which makes all its columns be sent.
    let hasReferences: Bool

    init(_ fact: FactTable, ids: [String: [Int32]]) {
        columnCount = fact.payloadColumns.count
        self.ids = fact.payloadColumns.map { $0.kind == .reference ? ids[$0.name] ?? [] : nil }
        hasReferences = self.ids.contains { $0 != nil }
    }

    /// Columns that a payload fills.
    func fieldCount(_ payload: UnsafeRawBufferPointer) -> Int {
        var count = 0
        Self.walk(payload) { _, _ in count += 1 }
        return count
    }

    /// Whether a payload says what the warehouse says.
    ///
    /// - Parameter held: The payload columns of a row of the warehouse, all of them.
    func isEqual(_ payload: UnsafeRawBufferPointer, _ held: UnsafeRawBufferPointer) -> Bool {
        guard !hasReferences else { return mapped(payload).elementsEqual(held) }
        guard payload.count <= held.count, hasPrefix(held, payload) else { return false }
        // What the payload leaves out must be null: the length -1 is four bytes of ones.
        return held[payload.count...].allSatisfy { $0 == 0xff }
    }

    private func hasPrefix(
        _ held: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer
    ) -> Bool {
        guard let left = payload.baseAddress, let right = held.baseAddress else { return true }
        return memcmp(left, right, payload.count) == 0
    }

    /// Appends the first columns of a payload.
    func append(
        _ payload: UnsafeRawBufferPointer, fieldCount: Int, to encoder: inout TupleEncoder
    ) {
        if hasReferences {
            encoder.append(mapped(payload)[...])
            return
        }
        encoder.append(payload)
        for _ in self.fieldCount(payload)..<fieldCount { encoder.appendNull() }
    }

    /// All columns, with surrogate keys.
    private func mapped(_ payload: UnsafeRawBufferPointer) -> [UInt8] {
        var bytes = Array(payload)
        var column = 0
        Self.walk(payload) { offset, length in
            if let ids = ids[column], length == 4 {
                bytes.withUnsafeMutableBytes { buffer in
                    let member = Int32(
                        bigEndian: buffer.loadUnaligned(fromByteOffset: offset + 4, as: Int32.self))
                    buffer.storeBytes(
                        of: ids[Int(member)].bigEndian, toByteOffset: offset + 4, as: Int32.self)
                }
            }
            column += 1
        }
        for _ in column..<columnCount { bytes += [0xff, 0xff, 0xff, 0xff] }
        return bytes
    }

    private static func walk(
        _ payload: UnsafeRawBufferPointer, _ body: (_ offset: Int, _ length: Int32) -> Void
    ) {
        var offset = 0
        while offset < payload.count {
            let length = Int32(
                bigEndian: payload.loadUnaligned(fromByteOffset: offset, as: Int32.self))
            body(offset, length)
            offset += 4 + Int(max(0, length))
        }
    }
}
