/// Values in PostgreSQL's binary form, without length, as people read them.
package enum FactValueText {
    /// - Returns: Empty for a reference, whose number says nothing by itself.
    package static func text(_ bytes: ArraySlice<UInt8>, _ kind: ColumnKind) -> String {
        switch kind {
        case .reference: return ""
        case .integer: return "\(integer(bytes))"
        case .decimal: return FactRowDecoder.decimal(bytes)?.description ?? ""
        case .text, .character: return String(decoding: bytes, as: UTF8.self)
        case .boolean: return integer(bytes) == 0 ? "false" : "true"
        case .date: return CalendarDay(number: integer(bytes) + 10_957).description
        case .moment:
            return Moment(microseconds: Int64(integer(bytes)) + 10_957 * 86_400_000_000)
                .description
        }
    }

    /// A signed big-endian number of up to eight bytes, 0 for none.
    package static func integer(_ bytes: ArraySlice<UInt8>) -> Int {
        guard let first = bytes.first else { return 0 }
        return bytes.dropFirst().reduce(Int(Int8(bitPattern: first))) { $0 << 8 | Int($1) }
    }
}
