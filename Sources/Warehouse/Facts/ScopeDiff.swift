import PhusaModel

/// What the last drop of a scope changes, found while the warehouse's rows of the scope pass by.
///
/// The same outcome as that of a `Timeline` that begins with these rows and applies the drop, for
/// which a test stands; but no row of the warehouse is kept unless it is to be closed.
package struct ScopeDiff {
    private let rows: SortedRows
    private let keyCount: Int
    private let columnCount: Int
    private let scopeIndex: Int?
    private let keepsVintages: Bool
    /// Periods (ids) that the drop states in full: cells that it leaves out are closed.
    private let closing: Set<Int32>
    private let event: Int32
    private var states: [ScopeChanges.State]
    private var closed: HeldTuples
    private var removed: HeldTuples
    private var counts = ScopeChanges.Counts()
    /// Where the next row of the warehouse is looked for first.
    private var guess = 0
    private var keyFinder: KeyFinder
    /// Payloads of the places that come next, as long as the warehouse's rows come in order.
    private var window = RowWindow()

    package init(_ rows: SortedRows, closing: Set<Int32>, event: Int32) {
        self.rows = rows
        self.closing = closing
        self.event = event
        let shape = FactShape(rows.fact)
        keyCount = shape.keyColumns.count
        columnCount = shape.copiedColumns.count
        scopeIndex = shape.scopeIndex
        keepsVintages = shape.keepsVintages
        states = Array(repeating: .new, count: rows.count)
        closed = HeldTuples(columnCount: columnCount + 1)
        removed = HeldTuples(columnCount: keyCount)
        keyFinder = rows.keyFinder
    }

    /// Takes one current row of the warehouse, in any order; fastest in the order of the key.
    mutating func take(_ tuple: BinaryCopyReader.Tuple) {
        let key = keyFinder.key(of: tuple)
        if let key, let place = rows.place(of: key, guess: guess) {
            // A row that comes out of order does not move the window.
            if place == guess, !window.contains(place) {
                window.move(to: place..<rows.count, of: rows, hasKeys: false) { $0 }
            }
            guess = place + 1
            let payload = keyCount + 3..<columnCount
            if rows.hasPayload(place, window, tuple.encoded(payload)) {
                states[place] = .same
                counts.unchanged += 1
            } else {
                states[place] = .changed
                counts.changed += 1
                close(tuple)
            }
            return
        }
        let period = scopeIndex.flatMap { tuple.int32($0) } ?? 0
        guard closing.contains(period), key.map({ !rows.isSpared($0) }) ?? true else { return }
        counts.vanished += 1
        removed.append(tuple.encoded(0..<keyCount))
        close(tuple)
    }

    private mutating func close(_ tuple: BinaryCopyReader.Tuple) {
        guard keepsVintages else { return }
        closed.append(tuple.encoded(0..<columnCount), number: event)
    }

    /// What is to be written, once all rows of the scope have passed.
    package func finish() -> ScopeChanges {
        ScopeChanges(
            rows: rows, event: event, states: states, closed: closed, removed: removed,
            counts: counts)
    }
}
