// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry
// What a test writes down is well-formed; where it is not, the test had better stop.

import PhusaModel

/// Reads rows of bytes back, by the forms of PostgreSQL's `…recv` functions.
enum FactDecoder {
    /// The columns that the row has: all, or the key of a spared cell.
    static func cells(_ row: FactRows.Row, of rows: FactRows, _ fact: FactTable) -> [String?] {
        var cells: [String?] = rows.key(row).enumerated().map { place, number in
            let column = fact.columns[place]
            return column.kind == .reference
                ? rows.members[column.name]!.keys[Int(number)]
                : text(rows.values[place].bytes(Int(number)), column, rows)
        }
        guard rows.rows.contains(row) else { return cells }
        var bytes = rows.payload(row)
        while !bytes.isEmpty {
            let column = fact.columns[cells.count]
            let count = Int(Int32(bitPattern: UInt32(integer(bytes.prefix(4)))))
            bytes = bytes.dropFirst(4)
            guard count >= 0 else {
                cells.append(nil)
                continue
            }
            cells.append(text(bytes.prefix(count), column, rows))
            bytes = bytes.dropFirst(count)
        }
        // Nulls at the end are left out.
        while cells.count < fact.columns.count { cells.append(nil) }
        return cells
    }

    private static func text(
        _ bytes: ArraySlice<UInt8>, _ column: FactColumn, _ rows: FactRows
    ) -> String {
        switch column.kind {
        case .reference: rows.members[column.name]!.keys[integer(bytes)]
        case .integer: String(Int32(bitPattern: UInt32(integer(bytes))))
        case .decimal: decimal(bytes)
        case .text, .character: String(decoding: bytes, as: UTF8.self)
        case .date:
            CalendarDay(number: Int(Int32(bitPattern: UInt32(integer(bytes)))) + 10_957)
                .description
        case .moment:
            Moment(
                microseconds: Int64(bitPattern: UInt64(integer(bytes))) + 10_957 * 86_400_000_000
            ).description
        case .boolean: bytes.first == 1 ? "true" : "false"
        }
    }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> Int {
        Int(bitPattern: bytes.reduce(UInt(0)) { $0 << 8 | UInt($1) })
    }

    private static func decimal(_ bytes: ArraySlice<UInt8>) -> String {
        let words = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map {
            integer(bytes[$0..<$0 + 2])
        }
        let weight = Int(Int16(bitPattern: UInt16(words[1])))
        var mantissa: Int128 = 0
        for group in words.dropFirst(4) { mantissa = mantissa * 10_000 + Int128(group) }
        let scale = (words[0] - 1 - weight) * 4
        let value = ExactDecimal(mantissa: words[2] == 0 ? mantissa : -mantissa, scale: scale)!
        return value.description
    }
}
