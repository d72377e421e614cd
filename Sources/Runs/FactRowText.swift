package import PhusaModel

/// Rows of a drop as text, for people who look before they load.
package struct FactRowText {
    private let fact: FactTable

    package init(fact: FactTable) { self.fact = fact }

    /// - Returns: Per row the values by column name, references by natural key, and `line`.
    package func rows(_ rows: FactRows, limit: Int) -> [[String: String]] {
        rows.rows.prefix(max(0, limit)).map { row in
            var cells = ["line": "\(row.line)"]
            for (place, number) in rows.key(row).enumerated() {
                let column = fact.columns[place]
                cells[column.name] =
                    rows.members[column.name]?.keys[Int(number)]
                    ?? FactValueText.text(rows.values[place].bytes(Int(number)), column.kind)
            }
            addPayload(rows.payload(row), rows, to: &cells)
            return cells
        }
    }

    private func addPayload(
        _ payload: ArraySlice<UInt8>, _ rows: FactRows, to cells: inout [String: String]
    ) {
        var rest = payload
        for column in fact.payloadColumns {
            let length = FactValueText.integer(rest.prefix(4))
            let value = rest.dropFirst(4).prefix(max(0, length))
            cells[column.name] = text(value, column, rows)
            rest = rest.dropFirst(4 + value.count)
        }
    }

    private func text(
        _ value: ArraySlice<UInt8>, _ column: FactColumn, _ rows: FactRows
    ) -> String {
        if value.isEmpty { return "" }
        guard column.kind == .reference else { return FactValueText.text(value, column.kind) }
        return rows.members[column.name]?.keys[FactValueText.integer(value)] ?? ""
    }
}
