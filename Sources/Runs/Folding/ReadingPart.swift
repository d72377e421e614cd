import History
import PhusaModel
import Warehouse

/// What one set of definitions makes of a drop, in numbers of cells and payloads.
struct ReadingPart {
    private(set) var asserted: [MappedRows.Asserted] = []
    private(set) var spared: [MappedRows.Spared] = []
    /// Whether cells that it leaves out are closed.
    private(set) var closes = false
    private var quarantined: Set<Int32> = []
    /// Periods (ids) that it states in full.
    var scope: Set<Int32> = []
    /// The period of each cell, by the cell's number.
    private var periods: [Int32] = []

    init() {}

    init(_ rows: MappedRows, closes: Bool, quarantined: Set<Int32>) {
        asserted = rows.asserted
        spared = rows.spared
        self.closes = closes
        self.quarantined = quarantined
    }

    /// Learns the periods of all cells that have a number by now.
    mutating func place(in tables: FactTables) { periods = tables.periods }

    /// Lets in the records that are quarantined here and sound there.
    mutating func admit(_ other: ReadingPart) {
        let admitted = quarantined.subtracting(other.quarantined)
        take(other, records: admitted)
        spared.removeAll { admitted.contains($0.record) }
        quarantined.subtract(admitted)
        // Where the other reads every key, so does this one from now on.
        closes = closes || other.closes
    }

    /// Goes on saying what an earlier reading said by records that are quarantined here.
    mutating func keep(_ earlier: ReadingPart) {
        take(earlier, records: quarantined)
    }

    private mutating func take(_ other: ReadingPart, records: Set<Int32>) {
        let stated = Set(asserted.map(\.cell))
        asserted += other.asserted.filter {
            records.contains($0.record) && !stated.contains($0.cell)
        }
    }

    /// The same for the cells of some periods.
    func keeping(_ isKept: (Int32) -> Bool) -> ReadingPart {
        var part = self
        part.asserted.removeAll { !isKept(periods[$0.cell]) }
        part.spared.removeAll { !isKept(periods[$0.cell]) }
        part.scope = scope.filter(isKept)
        return part
    }

    /// Both, of different periods.
    func joined(_ other: ReadingPart) -> ReadingPart {
        var part = self
        part.asserted += other.asserted
        part.spared += other.spared
        part.scope.formUnion(other.scope)
        part.quarantined.formUnion(other.quarantined)
        return part
    }

    var assertions: [Reading.Assertion] {
        asserted.map { Reading.Assertion(cell: $0.cell, payload: $0.payload, line: $0.line) }
    }

    var sparedCells: [Int] { spared.map(\.cell) }
}
