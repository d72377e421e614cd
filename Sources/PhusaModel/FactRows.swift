/// Typed rows of one declared fact, ready for COPY, and the line of each.
///
/// The key of a row is a number for each key column: the place of its value, from 0, among the
/// column's distinct values, which are natural keys for a reference (``members``) and bytes for the
/// others (``values``). The warehouse turns the former into surrogate keys. The payload stands as
/// bytes in PostgreSQL's binary COPY form: per column four bytes of length (big endian, -1 for null)
/// and the value, where a reference holds an index into its members; nulls at the end are left out.
/// Equal rows have equal numbers and equal bytes, since decimals have one form.
package struct FactRows: Sendable {
    package struct Row: Sendable, Hashable {
        /// Offset in `payloads`.
        package var payloadStart: Int
        package var payloadByteCount: Int32
        /// Which key of `keys`, from 0.
        package var key: Int32
        /// Physical line, or element of a JSON array on one line.
        package var line: Int32
        /// Number of the record in the drop, from 0: cells of one record share it.
        package var record: Int32

        package init(
            payloadStart: Int, payloadByteCount: Int32, key: Int32, line: Int32, record: Int32
        ) {
            self.payloadStart = payloadStart
            self.payloadByteCount = payloadByteCount
            self.key = key
            self.line = line
            self.record = record
        }
    }

    /// Name of the fact, `fact_observation`.
    package let fact: String
    package let keyColumnCount: Int
    /// Place of the scope column among the key columns.
    package let scopeIndex: Int?
    /// The numbers of each key, `keyColumnCount` of them.
    package private(set) var keys: [Int32] = []
    package private(set) var payloads: [UInt8] = []
    package var rows: [Row] = []
    /// Keys of cells whose records were quarantined: nothing is loaded for them and nothing closed.
    ///
    /// Their rows have no payload.
    package var spared: [Row] = []
    /// Payload columns that any row fills, from the first on.
    package private(set) var filledColumnCount = 0
    /// Whether a quarantined record's key could not be read: then the drop closes nothing.
    package var hasUnreadableKey = false
    /// Natural keys of the members that rows refer to, by column name, in order of appearance.
    package private(set) var members: [String: MemberList] = [:]
    /// For each key column the distinct values in COPY form without length; none for references.
    package private(set) var values: [ByteTable]
    /// Periods (ids) by number of the scope column.
    private var periods: [Int32] = []

    package init(_ fact: FactTable) {
        self.fact = fact.name
        keyColumnCount = fact.keyColumnCount
        scopeIndex = fact.scope.flatMap { scope in
            fact.keyColumns.firstIndex { $0.name == scope }
        }
        values = Array(repeating: ByteTable(), count: fact.keyColumnCount)
    }

    // MARK: Reading

    package func key(_ row: Row) -> ArraySlice<Int32> {
        let start = Int(row.key) * keyColumnCount
        return keys[start..<start + keyColumnCount]
    }

    package func payload(_ row: Row) -> ArraySlice<UInt8> {
        payloads[row.payloadStart..<row.payloadStart + Int(row.payloadByteCount)]
    }

    /// The cell's period (its id), 0 for facts without a scope column.
    package func period(_ row: Row) -> Int32 {
        guard let scopeIndex else { return 0 }
        return periods[Int(keys[Int(row.key) * keyColumnCount + scopeIndex])]
    }

    /// How many distinct values a key column has.
    package func valueCount(_ column: Int, of fact: FactTable) -> Int {
        fact.columns[column].kind == .reference
            ? members[fact.columns[column].name]?.keys.count ?? 0 : values[column].count
    }

    /// Periods (ids) that rows and spared keys are of.
    package var statedPeriods: Set<Int32> {
        guard let scopeIndex else { return [] }
        var isStated = [Bool](repeating: false, count: periods.count)
        for list in [rows, spared] {
            for row in list {
                let number = keys[Int(row.key) * keyColumnCount + scopeIndex]
                isStated[Int(number)] = true
            }
        }
        return Set(periods.indices.filter { isStated[$0] }.map { periods[$0] })
    }

    // MARK: Writing

    /// Makes room for a whole of which so many parts are there: arrays that double as they grow are
    /// copied as often, and are touched twice.
    package mutating func reserve(whole: Int, part: Int) {
        guard part > 0, whole > part else { return }
        func room(_ count: Int) -> Int {
            let (product, overflow) = count.multipliedReportingOverflow(by: whole)
            // A twentieth more, for parts differ.
            return overflow ? 0 : product / part + product / part / 20
        }
        keys.reserveCapacity(room(keys.count))
        payloads.reserveCapacity(room(payloads.count))
        rows.reserveCapacity(room(rows.count))
    }

    /// How many keys there are: the number of the next one.
    package var keyCount: Int { keys.count / keyColumnCount }

    /// Adds keys, whole ones, and payloads.
    ///
    /// - Parameter filledColumnCount: Columns that the longest of the payloads fills.
    /// - Returns: Where they begin: the number of the first key, and the offset of the payloads.
    package mutating func append(
        keys added: [Int32], payloads bytes: [UInt8], filledColumnCount count: Int
    ) -> (key: Int32, payloadStart: Int) {
        filledColumnCount = max(filledColumnCount, count)
        let start = (Int32(keyCount), payloads.count)
        keys.append(contentsOf: added)
        payloads.append(contentsOf: bytes)
        return start
    }

    /// The number of a member of a reference column, new or old.
    package mutating func member(_ key: String, of column: String, isScope: Bool) -> Int32 {
        let index = members[column, default: MemberList()].index(of: key)
        if isScope, Int(index) == periods.count {
            periods.append(Period(naturalKey: key)?.id ?? 0)
        }
        return index
    }

    /// The number of a value of another key column, new or old.
    package mutating func value(_ bytes: ArraySlice<UInt8>, of keyColumn: Int) -> Int32 {
        Int32(truncatingIfNeeded: values[keyColumn].number(of: bytes))
    }
}

/// Distinct natural keys of one dimension, each with an index from 0.
package struct MemberList: Sendable {
    package private(set) var keys: [String] = []
    private var indexByKey: [String: Int32] = [:]

    package init() {}

    package init(_ keys: [String]) {
        for key in keys { _ = index(of: key) }
    }

    /// The index of a natural key, new or old.
    package mutating func index(of key: String) -> Int32 {
        if let index = indexByKey[key] { return index }
        let index = Int32(keys.count)
        keys.append(key)
        indexByKey[key] = index
        return index
    }
}
