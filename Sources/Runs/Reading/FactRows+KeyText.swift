import PhusaModel

extension FactRows {
    /// The key of a row as people read it: natural keys and values, joined with "; ".
    func keyText(_ row: Row, of fact: FactTable) -> String {
        var texts = KeyTexts(self, of: fact)
        return texts.text(row)
    }

    /// What stands between the parts of ``keyText(_:of:)``.
    static let keyTextSeparator = "; "

    /// One part of a key as people read it.
    func text(_ number: Int, _ column: FactColumn, _ index: Int) -> String {
        guard column.kind == .reference else {
            return FactValueText.text(values[index].bytes(number), column.kind)
        }
        let keys = members[column.name]?.keys ?? []
        let key = keys.indices.contains(number) ? keys[number] : ""
        return Period(naturalKey: key)?.description ?? key
    }
}

/// Texts of many keys: a part that comes again, such as a period, is put into words once.
struct KeyTexts {
    private let rows: FactRows
    private let columns: ArraySlice<FactColumn>
    /// By column of the key and number.
    private var parts: [[Int32: String]]

    init(_ rows: FactRows, of fact: FactTable) {
        self.rows = rows
        columns = fact.keyColumns
        parts = Array(repeating: [:], count: fact.keyColumns.count)
    }

    /// The key of a row as ``FactRows/keyText(_:of:)`` has it.
    mutating func text(_ row: FactRows.Row) -> String {
        zip(rows.key(row), columns.indices).map { number, column in part(number, column) }
            .filter { !$0.isEmpty }.joined(separator: FactRows.keyTextSeparator)
    }

    private mutating func part(_ number: Int32, _ column: Int) -> String {
        if let known = parts[column][number] { return known }
        let text = rows.text(Int(number), columns[column], column)
        parts[column][number] = text
        return text
    }
}
