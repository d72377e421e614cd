import PhusaModel

/// What the server sends of each current row that passes by a drop: its key and its payload, as few
/// and as narrow fields as tell whether the drop says the same.
///
/// The server pays for each field of a million rows: an allocation, a call, a copy. So two references
/// of four bytes that stand next to each other in the key come as one number of eight, and the payload
/// columns at the end that no row of the drop fills come as one: null where all of them are.
struct PassedColumns {
    /// Where a column of the key stands.
    enum KeyPlace {
        /// The four bytes at an offset behind the length word of a field.
        case reference(field: Int, offset: Int)
        case value(field: Int)
    }

    /// Expressions of SQL.
    let expressions: [String]
    let keyPlaces: [KeyPlace]
    /// Fields of the payload: columns as they are, then perhaps one for all others.
    let payload: Range<Int>

    /// - Parameter filledCount: Payload columns, from the first on, that rows of the drop may fill.
    init(_ shape: FactShape, filledCount: Int) {
        var expressions: [String] = []
        var places: [KeyPlace] = []
        let columns = Array(shape.fact.keyColumns)
        while places.count < columns.count {
            let (index, field) = (places.count, expressions.count)
            let name = shape.keyColumns[index]
            if columns[index].kind != .reference {
                places.append(.value(field: field))
                expressions.append(name)
            } else if columns.indices.contains(index + 1), columns[index + 1].kind == .reference {
                places.append(.reference(field: field, offset: 0))
                places.append(.reference(field: field, offset: 4))
                expressions.append(Self.pair(name, shape.keyColumns[index + 1]))
            } else {
                places.append(.reference(field: field, offset: 0))
                expressions.append(name)
            }
        }
        keyPlaces = places
        let start = expressions.count
        let others = shape.payloadColumns.dropFirst(filledCount)
        expressions += shape.payloadColumns.prefix(filledCount)
        if others.count == 1 { expressions += others }
        if others.count > 1 { expressions.append(Self.areNull(others)) }
        self.expressions = expressions
        payload = start..<expressions.count
    }

    /// Surrogate keys are never below zero, so the second does not reach into the first.
    private static func pair(_ first: String, _ second: String) -> String {
        "\(first)::bigint << 32 | \(second)"
    }

    /// Null where all columns are.
    private static func areNull(_ columns: ArraySlice<String>) -> String {
        let conditions = columns.map { "\($0) is null" }.joined(separator: " and ")
        return "case when \(conditions) then null else true end"
    }

    // MARK: A row

    /// Appends the columns of the key as the fact has them: each with its length.
    func appendKey(of tuple: BinaryCopyReader.Tuple, to bytes: inout [UInt8]) {
        for place in keyPlaces {
            switch place {
            case .reference(let field, let offset):
                withUnsafeBytes(of: TupleEncoder.field(tuple.word(field, at: offset))) {
                    bytes.append(contentsOf: $0)
                }
            case .value(let field): bytes.append(contentsOf: tuple.encoded(field..<field + 1))
            }
        }
    }

    /// A reference of the key.
    func reference(_ column: Int, of tuple: BinaryCopyReader.Tuple) -> Int32? {
        guard case .reference(let field, let offset) = keyPlaces[column] else { return nil }
        return tuple.word(field, at: offset)
    }
}
