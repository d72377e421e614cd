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

    /// Whether no row can be of another period than these (ids).
    package func isOnly(of wanted: Set<Int32>) -> Bool {
        scopeIndex == nil ? wanted.contains(0) : periods.allSatisfy(wanted.contains)
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

// MARK: Other columns

extension FactRows {
    /// The same rows in the columns that their fact has today: rows of old definitions have theirs.
    ///
    /// Payload columns are found by name. One that is new is null; one that is no more is left out.
    ///
    /// - Parameters:
    ///   - columns: Of the fact as the rows were made for it.
    ///   - fact: The fact as it is today.
    /// - Returns: `nil` where rows cannot say what the fact asks for: it has another key, a column of
    ///   another kind, or a new one that may not be null.
    package func arranged(from columns: FactTable, to fact: FactTable) -> FactRows? {
        guard columns.columns != fact.columns else { return self }
        guard columns.name == fact.name, columns.scope == fact.scope,
            columns.keyColumns.elementsEqual(fact.keyColumns, by: { $0.holdsSame(as: $1) })
        else { return nil }
        var places: [Int?] = []
        for column in fact.payloadColumns {
            let place = columns.payloadColumns.firstIndex { $0.name == column.name }
            if let place {
                guard columns.columns[place].holdsSame(as: column) else { return nil }
            } else if !column.isNullable {
                return nil
            }
            places.append(place.map { $0 - columns.keyColumnCount })
        }
        var arranged = self
        arranged.takePayloads(in: places)
        return arranged
    }

    /// - Parameter places: For each payload column the place that its field had before.
    private mutating func takePayloads(in places: [Int?]) {
        var bytes: [UInt8] = []
        filledColumnCount = 0
        for index in rows.indices {
            let old = payload(rows[index])
            let fields = Self.fields(old)
            let taken = places.map { place in
                place.flatMap { $0 < fields.count ? fields[$0] : nil }
            }
            let filledCount = taken.lastIndex { $0 != nil }.map { $0 + 1 } ?? 0
            rows[index].payloadStart = bytes.count
            for field in taken.prefix(filledCount) {
                bytes += field ?? [0xff, 0xff, 0xff, 0xff]
            }
            rows[index].payloadByteCount = Int32(bytes.count - rows[index].payloadStart)
            filledColumnCount = max(filledColumnCount, filledCount)
        }
        payloads = bytes
    }

    /// The fields of a payload with their lengths; `nil` for a null.
    private static func fields(_ payload: ArraySlice<UInt8>) -> [ArraySlice<UInt8>?] {
        var fields: [ArraySlice<UInt8>?] = []
        var place = payload.startIndex
        while place < payload.endIndex {
            let length = payload[place..<place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            let end = place + 4 + (length == .max ? 0 : Int(length))
            fields.append(length == .max ? nil : payload[place..<end])
            place = end
        }
        return fields
    }
}

extension FactColumn {
    fileprivate func holdsSame(as other: FactColumn) -> Bool {
        name == other.name && kind == other.kind && dimension == other.dimension
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
