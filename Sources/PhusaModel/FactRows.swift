/// Typed rows of one declared fact, ready for COPY, and the line of each.
///
/// Rows stand as bytes in PostgreSQL's binary COPY form: per column four bytes of length (big
/// endian, -1 for null) and the value, key columns first, then payload columns, without lineage.
/// A reference column holds an index into its list in ``members``, from 0: the warehouse turns it
/// into the surrogate key in place. Equal values are equal bytes, since decimals have one form.
package struct FactRows: Sendable {
    package struct Row: Sendable, Hashable {
        /// Offset in `bytes`.
        package var start: Int
        package var keyByteCount: Int32
        package var byteCount: Int32
        /// Physical line, or element of a JSON array on one line.
        package var line: Int32
        /// Number of the record in the drop, from 0: cells of one record share it.
        package var record: Int32
        /// The cell's period (its id), 0 for facts without a scope column.
        package var period: Int32

        package init(
            start: Int, keyByteCount: Int32, byteCount: Int32, line: Int32, record: Int32,
            period: Int32
        ) {
            self.start = start
            self.keyByteCount = keyByteCount
            self.byteCount = byteCount
            self.line = line
            self.record = record
            self.period = period
        }
    }

    /// Name of the fact, `fact_observation`.
    package let fact: String
    package var bytes: [UInt8] = []
    package var rows: [Row] = []
    /// Keys of cells whose records were quarantined: nothing is loaded for them and nothing closed.
    ///
    /// Their rows have no payload.
    package var spared: [Row] = []
    /// Whether a quarantined record's key could not be read: then the drop closes nothing.
    package var hasUnreadableKey = false
    /// Natural keys of the members that rows refer to, by column name, in order of appearance.
    package var members: [String: MemberList] = [:]

    package init(fact: String) { self.fact = fact }

    package func key(_ row: Row) -> ArraySlice<UInt8> {
        bytes[row.start..<row.start + Int(row.keyByteCount)]
    }

    package func payload(_ row: Row) -> ArraySlice<UInt8> {
        bytes[row.start + Int(row.keyByteCount)..<row.start + Int(row.byteCount)]
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
