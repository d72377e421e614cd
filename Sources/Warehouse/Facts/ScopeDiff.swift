import PhusaModel

/// What the last drop of a scope changes, found while the warehouse's rows of the scope pass by.
///
/// The same outcome as that of a `Timeline` that begins with these rows and applies the drop, for
/// which a test stands; but no row of the warehouse is kept. What is to be closed is named by its key,
/// and the server moves it.
package struct ScopeDiff {
    private let rows: SortedRows
    /// What is asked of the warehouse's rows.
    let columns: PassedColumns
    private let scopeIndex: Int?
    /// Periods (ids) that the drop states in full: cells that it leaves out are closed.
    private let closing: Set<Int32>
    private let event: Int32
    private var states: [ScopeChanges.State]
    private var removed: HeldKeys
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
        columns = PassedColumns(shape, filledCount: rows.payloadColumnCount)
        scopeIndex = shape.scopeIndex
        states = Array(repeating: .new, count: rows.count)
        removed = HeldKeys(columnCount: shape.keyColumns.count)
        keyFinder = rows.keyFinder(columns.keyPlaces)
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
            if rows.hasPayload(place, window, tuple.encoded(columns.payload)) {
                states[place] = .same
                counts.unchanged += 1
            } else {
                states[place] = .changed
                counts.changed += 1
            }
            return
        }
        let period = scopeIndex.flatMap { columns.reference($0, of: tuple) } ?? 0
        guard closing.contains(period), key.map({ !rows.isSpared($0) }) ?? true else { return }
        counts.vanished += 1
        let places = columns
        removed.append { places.appendKey(of: tuple, to: &$0) }
    }

    /// What is to be written, once all rows of the scope have passed.
    package func finish() -> ScopeChanges {
        ScopeChanges(
            rows: rows, event: event, states: states, removed: removed, counts: counts)
    }
}
