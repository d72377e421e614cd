import History
import PhusaModel

/// What one set of definitions makes of a drop, in numbers of cells and payloads.
struct ReadingPart {
    private(set) var asserted: [MappedRows.Asserted]
    private(set) var spared: [MappedRows.Spared]
    /// Whether cells that it leaves out are closed.
    private(set) var closes: Bool
    private var quarantined: Set<Int32>
    /// Periods (ids) that it states in full.
    var scope: Set<Int32> = []

    init(_ rows: MappedRows, closes: Bool, quarantined: Set<Int32>) {
        asserted = rows.asserted
        spared = rows.spared
        self.closes = closes
        self.quarantined = quarantined
    }

    /// Lets in the records that are quarantined here and sound there.
    mutating func admit(_ other: ReadingPart) {
        let admitted = quarantined.subtracting(other.quarantined)
        let stated = Set(asserted.map(\.cell))
        asserted += other.asserted.filter {
            admitted.contains($0.record) && !stated.contains($0.cell)
        }
        spared.removeAll { admitted.contains($0.record) }
        quarantined.subtract(admitted)
        // Where the other reads every key, so does this one from now on.
        closes = closes || other.closes
    }

    /// The same for some of the cells.
    func keeping(_ isKept: (Int) -> Bool) -> ReadingPart {
        var part = self
        part.asserted.removeAll { !isKept($0.cell) }
        part.spared.removeAll { !isKept($0.cell) }
        return part
    }

    var assertions: [Reading.Assertion] {
        asserted.map { Reading.Assertion(cell: $0.cell, payload: $0.payload, line: $0.line) }
    }

    var sparedCells: [Int] { spared.map(\.cell) }
}
