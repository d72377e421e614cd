import PhusaModel

/// One fact's columns as SQL needs them: quoted, in the order of the rows' bytes.
struct FactShape {
    let fact: FactTable
    let table: String
    let closedTable: String
    let keyColumns: [String]
    let payloadColumns: [String]
    /// Place of the scope column among the key columns, if there is one.
    let scopeIndex: Int?

    /// - Parameter isDerived: Whether rows name the version of a formula, in their last column.
    init(_ fact: FactTable, isDerived: Bool = false) {
        self.fact = fact
        table = "warehouse." + Connection.quoteIdentifier(fact.name)
        closedTable = "warehouse." + Connection.quoteIdentifier(fact.closedName)
        keyColumns = fact.keyColumns.map { Connection.quoteIdentifier($0.name) }
        payloadColumns =
            fact.payloadColumns.map { Connection.quoteIdentifier($0.name) }
            + (isDerived ? ["definition_id"] : [])
        scopeIndex = fact.keyColumns.firstIndex { $0.name == fact.scope }
    }

    var keepsVintages: Bool { fact.history == .vintages }

    /// Key, lineage, payload: the order of every COPY of this fact, in and out.
    var copiedColumns: [String] { keyColumns + ["event_id", "origin_id", "line"] + payloadColumns }

    var copiedColumnList: String { copiedColumns.joined(separator: ", ") }

    /// The SQL condition that two rows have the same key.
    func keysEqual(_ left: String, _ right: String) -> String {
        keyColumns.map { "\(left).\($0) = \(right).\($0)" }.joined(separator: " and ")
    }
}

/// A reference column and the ids that it may hold.
package struct CoveredColumn: Sendable, Hashable {
    package let column: String
    package let ids: [Int32]

    package init(column: String, ids: [Int32]) {
        self.column = column
        self.ids = ids
    }
}

/// Which loaded rows of a fact an event may touch: those that the dataset's contract covers in
/// these periods.
package struct FactScope: Sendable {
    /// Ids of periods; `nil` for all.
    package var periods: [Int32]?
    package var covered: [CoveredColumn]

    package init(periods: [Int32]?, covered: [CoveredColumn]) {
        self.periods = periods
        self.covered = covered
    }

    /// The SQL condition; literals only, since COPY takes no parameters.
    func condition(_ shape: FactShape) -> String {
        var parts = ["definition_id is null"]
        if let periods, let index = shape.scopeIndex {
            parts.append("\(shape.keyColumns[index]) = any (\(Self.array(periods)))")
        }
        for column in covered {
            let name = Connection.quoteIdentifier(column.column)
            parts.append(Self.isAny(of: column.ids, name))
        }
        return parts.joined(separator: " and ")
    }

    /// The condition that a column refers to one of some members.
    ///
    /// Numbers without a gap, as members get them that come together, are a range, which costs the
    /// server half of what a look into a list does.
    static func isAny(of ids: [Int32], _ column: String) -> String {
        range(of: ids).map { "\(column) between \($0.lowerBound) and \($0.upperBound)" }
            ?? "\(column) = any (\(array(ids)))"
    }

    /// All of some numbers, where they leave no gap.
    static func range(of ids: [Int32]) -> ClosedRange<Int32>? {
        guard let first = ids.min(), let last = ids.max(),
            Int(last) - Int(first) + 1 == Set(ids).count
        else { return nil }
        return first...last
    }

    static func array(_ ids: [Int32]) -> String {
        "'{" + ids.map(String.init).joined(separator: ",") + "}'::integer[]"
    }
}
