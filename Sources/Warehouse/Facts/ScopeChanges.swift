import PhusaModel

/// What the last drop of a scope changes, ready to be written.
package struct ScopeChanges {
    enum State: UInt8 { case new, same, changed }

    package struct Counts {
        package var unchanged = 0
        /// Cells whose current row says something else.
        package var changed = 0
        /// Cells that are left out and closed.
        package var vanished = 0
    }

    let rows: SortedRows
    let event: Int32
    let states: [State]
    /// Keys of rows that go without another in their place.
    let removed: HeldKeys
    package let counts: Counts

    package var insertedCount: Int { states.count - counts.unchanged - counts.changed }
    package var assertionCount: Int { states.count }
    /// Rows that end with the event.
    var closedCount: Int {
        rows.fact.history == .vintages ? counts.changed + counts.vanished : 0
    }
    /// Rows written or taken away.
    package var rowCount: Int {
        insertedCount + counts.changed + counts.vanished + closedCount
    }
    package var isEmpty: Bool { rowCount == 0 }

    /// Rows of the drop in one state, in the order of the key.
    func places(_ state: State) -> [Int32] {
        if state == .new, insertedCount == states.count { return Array(0..<Int32(states.count)) }
        return states.indices.filter { states[$0] == state }.map { Int32($0) }
    }
}

/// Keys of rows of the warehouse.
struct HeldKeys: TupleSource {
    let columnCount: Int
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    init(columnCount: Int) { self.columnCount = columnCount }

    var tupleCount: Int { ends.count }

    /// - Parameter fields: Appends the fields of one more row, each with its length.
    mutating func append(_ fields: (inout [UInt8]) -> Void) {
        fields(&bytes)
        ends.append(bytes.count)
    }

    func append(_ index: Int, to encoder: inout TupleEncoder) {
        encoder.begin(columnCount: columnCount)
        encoder.append(fields(index))
    }

    /// The fields of a row, each with its length.
    func fields(_ index: Int) -> ArraySlice<UInt8> {
        bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    func line(_ index: Int) -> Int { 0 }
}

/// Rows of the drop.
struct RowTuples: TupleSource {
    let rows: SortedRows
    let places: [Int32]
    let event: Int32
    let payloadColumnCount: Int
    private let images: KeyImages
    private var window = RowWindow()

    init(_ rows: SortedRows, places: [Int32], event: Int32, payloadColumnCount: Int) {
        self.rows = rows
        self.places = places
        self.event = event
        self.payloadColumnCount = payloadColumnCount
        images = rows.keyImages
    }

    var tupleCount: Int { places.count }

    mutating func append(_ index: Int, to encoder: inout TupleEncoder) {
        if !window.contains(index) {
            window.move(to: index..<places.count, of: rows, hasKeys: true) { Int(places[$0]) }
        }
        rows.append(
            index, of: window, images, event: event, payloadColumnCount: payloadColumnCount,
            to: &encoder)
    }

    func line(_ index: Int) -> Int { Int(rows.row(Int(places[index])).line) }
}
