import PhusaModel

extension FactRows {
    /// The key of a row as people read it: natural keys and values, joined with "; ".
    func keyText(_ row: Row, of fact: FactTable) -> String {
        var parts: [String] = []
        forEachKeyValue(row, columnCount: fact.keyColumns.count) { index, value in
            parts.append(text(value, fact.keyColumns[index]))
        }
        return parts.filter { !$0.isEmpty }.joined(separator: Self.keyTextSeparator)
    }

    /// What stands between the parts of ``keyText(_:of:)``.
    static let keyTextSeparator = "; "

    /// Calls with the bytes of each key column's value, in order.
    func forEachKeyValue(
        _ row: Row, columnCount: Int, _ body: (_ column: Int, _ value: ArraySlice<UInt8>) -> Void
    ) {
        var rest = key(row)
        for index in 0..<columnCount {
            let count = max(0, Int(Int32(truncatingIfNeeded: Self.integer(rest.prefix(4)))))
            rest = rest.dropFirst(4)
            body(index, rest.prefix(count))
            rest = rest.dropFirst(count)
        }
    }

    /// The number that a reference or another whole value holds.
    static func integer(_ bytes: ArraySlice<UInt8>) -> Int64 {
        Int64(bitPattern: bytes.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    /// One part of a key as people read it.
    func text(_ bytes: ArraySlice<UInt8>, _ column: FactColumn) -> String {
        let number = Self.integer(bytes)
        switch column.kind {
        case .reference:
            let keys = members[column.name]?.keys ?? []
            let key = keys.indices.contains(Int(number)) ? keys[Int(number)] : ""
            return Period(naturalKey: key)?.description ?? key
        case .integer: return String(Int32(truncatingIfNeeded: number))
        case .date:
            return CalendarDay(number: Int(Int32(truncatingIfNeeded: number)) + 10_957).description
        case .moment:
            return Moment(microseconds: number + 10_957 * 86_400_000_000).description
        case .text, .character: return String(decoding: bytes, as: UTF8.self)
        case .boolean: return number == 0 ? "false" : "true"
        // No fact is known by a measured value; its digits would need PostgreSQL's own reading.
        case .decimal: return "…"
        }
    }
}
