package import PhusaModel

/// Rows of a drop as text, for people who look before they load.
package struct FactRowText {
    private let fact: FactTable

    package init(fact: FactTable) { self.fact = fact }

    /// - Returns: Per row the values by column name, references by natural key, and `line`.
    package func rows(_ rows: FactRows, limit: Int) -> [[String: String]] {
        rows.rows.prefix(max(0, limit)).map { row in
            var cells = ["line": "\(row.line)"]
            var offset = row.start
            for column in fact.columns {
                let length = Self.int(rows.bytes, offset, 4)
                let value = rows.bytes[offset + 4..<offset + 4 + max(0, length)]
                cells[column.name] = length < 0 ? "" : text(value, column, rows)
                offset += 4 + max(0, length)
            }
            return cells
        }
    }

    private func text(_ bytes: ArraySlice<UInt8>, _ column: FactColumn, _ rows: FactRows) -> String
    {
        let whole = Self.int(Array(bytes), 0, bytes.count)
        switch column.kind {
        case .reference: return rows.members[column.name]?.keys[whole] ?? ""
        case .integer: return "\(whole)"
        case .decimal: return FactRowDecoder.decimal(bytes)?.description ?? ""
        case .text, .character: return String(decoding: bytes, as: UTF8.self)
        case .boolean: return whole == 0 ? "false" : "true"
        case .date: return CalendarDay(number: whole + 10_957).description
        case .moment:
            return Moment(microseconds: Int64(whole) + 10_957 * 86_400_000_000).description
        }
    }

    /// A signed big-endian number of up to eight bytes.
    private static func int(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        guard (1...8).contains(count), offset + count <= bytes.count else { return 0 }
        var value = Int(Int8(bitPattern: bytes[offset]))
        for byte in bytes[(offset + 1)..<(offset + count)] { value = value << 8 | Int(byte) }
        return value
    }
}
