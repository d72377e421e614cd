import PhusaModel

extension FactRows {
    /// The key of a row as people read it: natural keys and values, joined with "; ".
    func keyText(_ row: Row, of fact: FactTable) -> String {
        zip(key(row), fact.keyColumns.indices)
            .map { number, column in text(Int(number), fact.columns[column], column) }
            .filter { !$0.isEmpty }.joined(separator: Self.keyTextSeparator)
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
