import PhusaModel
import Warehouse

/// The cells of a drop by the surrogate keys of the warehouse, for checks that compare them with what
/// stands there.
struct CheckedCells {
    private let fact: FactTable
    /// Surrogate keys of the drop's members, by key column.
    let ids: [[Int32]]
    /// Natural keys by surrogate key, by key column.
    let names: [[Int32: String]]

    /// - Parameter fact: One whose key columns all refer to dimensions.
    init(setting: RunSetting, fact: FactTable, rows: FactRows) throws {
        self.fact = fact
        let keys = fact.keyColumns.map { rows.members[$0.name]?.keys ?? [] }
        var ids: [[Int32]] = []
        for (column, members) in zip(fact.keyColumns, keys) {
            ids.append(
                try setting.dimensions.resolve(
                    MemberList(members), dimension: column.dimension ?? ""))
        }
        self.ids = ids
        names = zip(ids, keys).map { ids, keys in
            Dictionary(zip(ids, keys)) { first, _ in first }
        }
    }

    /// Surrogate keys in the order of the key columns.
    func key(_ row: FactRows.Row, in rows: FactRows) -> [Int32] {
        zip(ids, rows.key(row)).map { ids, member in ids[Int(member)] }
    }

    func value(_ row: FactRows.Row, in rows: FactRows) -> ExactDecimal? {
        var rest = rows.payload(row)
        for column in fact.payloadColumns where !rest.isEmpty {
            let length = FactValueText.integer(rest.prefix(4))
            rest = rest.dropFirst(4)
            if column.name == "value" {
                return length < 0 ? nil : FactRowDecoder.decimal(rest.prefix(length))
            }
            rest = rest.dropFirst(max(0, length))
        }
        return nil
    }

    /// Parts of a key for people: natural keys, joined with "; ".
    func text(_ columns: [Int], _ key: [Int32]) -> String {
        zip(columns, key).map { column, id in
            let name = names[column][id] ?? ""
            return Period(naturalKey: name)?.description ?? name
        }.filter { !$0.isEmpty }.joined(separator: "; ")
    }
}

extension ExactDecimal {
    /// Without its sign.
    var absolute: ExactDecimal { isNegative ? negated : self }
}
