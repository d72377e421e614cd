import PhusaModel

/// Rows that come next in the order of the key: their keys and payloads, one behind the other.
///
/// In memory rows lie in the order of the file. Each fetched by itself costs a wait for main memory,
/// thrice; fetched in loops over a thousand, the processor waits for many of them at once.
struct RowWindow {
    /// How many rows a window holds at the most.
    static let countMax = 1_024

    /// The caller's numbers of the rows that are here.
    private var numbers = 0..<0
    private var rows: [FactRows.Row] = []
    private var keys: [Int32] = []
    private var keyColumnCount = 0
    private var bytes: [UInt8] = []
    /// Where each payload begins in `bytes`, and the last one ends.
    private var starts: [Int] = [0]

    /// Takes the rows of these numbers, as far as there is room.
    ///
    /// - Parameters:
    ///   - hasKeys: Whether keys are asked for too.
    ///   - place: Where the row of a number stands in the order of the key.
    mutating func move(
        to wanted: Range<Int>, of sorted: SortedRows, hasKeys: Bool, place: (Int) -> Int
    ) {
        numbers = wanted.prefix(Self.countMax)
        rows.removeAll(keepingCapacity: true)
        for number in numbers { rows.append(sorted.row(place(number))) }
        if hasKeys { fetchKeys(sorted.rows) }
        fetchPayloads(sorted.rows.payloads)
    }

    private mutating func fetchKeys(_ all: FactRows) {
        keyColumnCount = all.keyColumnCount
        keys.removeAll(keepingCapacity: true)
        all.keys.withUnsafeBufferPointer { all in
            for row in rows {
                let start = Int(row.key) * keyColumnCount
                for column in 0..<keyColumnCount { keys.append(all[start + column]) }
            }
        }
    }

    private mutating func fetchPayloads(_ all: [UInt8]) {
        starts.removeAll(keepingCapacity: true)
        starts.append(0)
        var count = 0
        for row in rows {
            count += Int(row.payloadByteCount)
            starts.append(count)
        }
        if bytes.count < count { bytes = Array(repeating: 0, count: 2 * count) }
        all.withUnsafeBytes { payloads in
            bytes.withUnsafeMutableBytes { bytes in
                for (index, row) in rows.enumerated() {
                    let target = starts[index]..<starts[index + 1]
                    let source = row.payloadStart..<row.payloadStart + target.count
                    bytes[target].copyBytes(from: payloads[source])
                }
            }
        }
    }

    // MARK: A row that is here

    func contains(_ number: Int) -> Bool { numbers.contains(number) }

    func row(_ number: Int) -> FactRows.Row { rows[number - numbers.lowerBound] }

    /// The drop's number of the value in a key column.
    func key(_ number: Int, _ column: Int) -> Int {
        Int(keys[(number - numbers.lowerBound) * keyColumnCount + column])
    }

    func withPayload<Result>(
        _ number: Int, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        let index = number - numbers.lowerBound
        return bytes.withUnsafeBytes {
            body(UnsafeRawBufferPointer(rebasing: $0[starts[index]..<starts[index + 1]]))
        }
    }
}
