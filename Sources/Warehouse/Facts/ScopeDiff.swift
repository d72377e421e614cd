import PhusaModel

/// What the last drop of a scope changes, found while the warehouse's rows of the scope pass by.
///
/// The same outcome as that of a `Timeline` that begins with these rows and applies the drop, for
/// which a test stands; but no row of the warehouse is kept unless it is to be closed.
package struct ScopeDiff {
    private let rows: SortedRows
    private let shape: FactShape
    /// Periods (ids) that the drop states in full: cells that it leaves out are closed.
    private let closing: Set<Int32>
    private let event: Int32
    private var states: [ScopeChanges.State]
    private var closed: HeldTuples
    private var removed: HeldTuples
    private var counts = ScopeChanges.Counts()
    /// Where the next row of the warehouse is looked for first.
    private var guess = 0
    private var digits: [UInt64]

    package init(_ rows: SortedRows, closing: Set<Int32>, event: Int32) {
        self.rows = rows
        self.closing = closing
        self.event = event
        shape = FactShape(rows.fact)
        states = Array(repeating: .new, count: rows.count)
        let columnCount = shape.copiedColumns.count
        closed = HeldTuples(columnCount: columnCount + 1)
        removed = HeldTuples(columnCount: shape.keyColumns.count)
        digits = Array(repeating: 0, count: shape.keyColumns.count)
    }

    /// Takes one current row of the warehouse, in any order; fastest in the order of the key.
    mutating func take(_ tuple: BinaryCopyReader.Tuple) {
        let key = digits.withUnsafeMutableBufferPointer { rows.key(of: tuple, $0) }
        if let key, let place = rows.place(of: key, guess: guess) {
            guess = place + 1
            let payload = shape.keyColumns.count + 3..<shape.copiedColumns.count
            if rows.hasPayload(place, tuple.encoded(payload)) {
                states[place] = .same
                counts.unchanged += 1
            } else {
                states[place] = .changed
                counts.changed += 1
                close(tuple)
            }
            return
        }
        let period = shape.scopeIndex.flatMap { tuple.int32($0) } ?? 0
        guard closing.contains(period), key.map({ !rows.isSpared($0) }) ?? true else { return }
        counts.vanished += 1
        removed.append(tuple.encoded(0..<shape.keyColumns.count))
        close(tuple)
    }

    private mutating func close(_ tuple: BinaryCopyReader.Tuple) {
        guard shape.keepsVintages else { return }
        closed.append(tuple.encoded(0..<shape.copiedColumns.count), number: event)
    }

    /// What is to be written, once all rows of the scope have passed.
    package func finish() -> ScopeChanges {
        ScopeChanges(
            rows: rows, event: event, states: states, closed: closed, removed: removed,
            counts: counts)
    }
}
