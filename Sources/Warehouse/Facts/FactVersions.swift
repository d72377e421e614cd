package import PhusaModel

/// Versions of cells as the warehouse holds them, or is to hold them: parallel columns.
///
/// Cells and payloads are numbers of a ``FactTables`` of the same fact.
package struct FactVersions: Sendable {
    package struct Version: Hashable, Sendable {
        package let cell: Int
        package let payload: Int
        package let event: Int32
        /// The drop whose line this is; the event itself where the column is null.
        package let origin: Int32
        package let line: Int32
        /// The event that ended the version; `nil` for a current one.
        package let closedBy: Int32?

        package init(
            cell: Int, payload: Int, event: Int32, origin: Int32, line: Int32, closedBy: Int32?
        ) {
            self.cell = cell
            self.payload = payload
            self.event = event
            self.origin = origin
            self.line = line
            self.closedBy = closedBy
        }
    }

    package var versions: [Version] = []

    package init() {}
}

/// The keys and payloads of one fact, as numbers, and the period of each cell.
package struct FactTables: Sendable {
    package var keys = ByteTable()
    package var payloads = ByteTable()
    /// Period (id) of each cell, 0 for facts without a scope column.
    package private(set) var periods: [Int32] = []

    package init() {}

    /// The number of a cell, new or old.
    package mutating func cell(key: UnsafeRawBufferPointer, period: Int32) -> Int {
        let number = keys.number(of: key)
        if number == periods.count { periods.append(period) }
        return number
    }
}
