import PhusaModel
import PhusaTestSupport
import Testing

@testable import Warehouse

/// Thousands of rows of a drop, and a warehouse that holds something like them.
///
/// So many that the payloads are fetched in several pieces. No server takes part.
private struct ManyRows {
    typealias Cell = [Int32]

    let fact = TestSchema.fact(extra: [
        FactColumn(name: "note", kind: .text, dimension: nil, isNullable: true)
    ])
    var rows: FactRows
    /// Payload in COPY form by period, area and breakdown, without nulls at the end.
    var stated: [Cell: [UInt8]] = [:]
    var held: [Cell: [UInt8]] = [:]

    init(_ random: inout SplitMix64) {
        rows = FactRows(fact)
        var cells: [Cell] = []
        for period in Int32(1)...4 {
            for area in Int32(1)...400 {
                for breakdown in Int32(1)...3 { cells.append([period, area, breakdown]) }
            }
        }
        for (line, cell) in cells.shuffled(using: &random).enumerated() {
            let payload = Self.payload(&random)
            switch Int.random(in: 0..<20, using: &random) {
            case 0: held[cell] = payload
            case 1: state(cell, payload, line)
            case 2:
                state(cell, payload, line)
                held[cell] = Self.payload(&random)
            default:
                state(cell, payload, line)
                held[cell] = payload
            }
        }
    }

    private mutating func state(_ cell: Cell, _ payload: [UInt8], _ line: Int) {
        stated[cell] = payload
        let numbers = zip(["period_id", "area_id", "breakdown_id"], cell).map { column, id in
            rows.member("\(id)", of: column, isScope: false)
        }
        let start = rows.append(keys: numbers, payloads: payload, filledColumnCount: 4)
        rows.rows.append(
            FactRows.Row(
                payloadStart: start.payloadStart, payloadByteCount: Int32(payload.count),
                key: start.key, line: Int32(line), record: Int32(line)))
    }

    private static func payload(_ random: inout SplitMix64) -> [UInt8] {
        var encoder = FactRowEncoder()
        encoder.append(character: UInt8(ascii: "A"))
        encoder.append(decimal: ExactDecimal(Int.random(in: 0...99_999, using: &random)))
        guard Int.random(in: 0..<4, using: &random) == 0 else { return encoder.bytes }
        encoder.appendNull()
        encoder.append(
            text: Array(repeating: UInt8(ascii: "x"), count: Int.random(in: 0...40, using: &random))
        )
        return encoder.bytes
    }

    var ids: [String: [Int32]] {
        rows.members.mapValues { $0.keys.compactMap { Int32($0) } }
    }

    /// The held rows as binary COPY sends them: a header, then a message for each.
    func messages(_ cells: [Cell]) -> [[UInt8]] {
        let header = [UInt8](repeating: 0, count: 19)
        return cells.enumerated().map { number, cell in
            var encoder = TupleEncoder()
            defer { encoder.deallocate() }
            encoder.begin(columnCount: 2 + 4)
            // Period and area as one number of eight bytes, then the breakdown.
            let pair = Int64(cell[0]) << 32 | Int64(cell[1])
            withUnsafeBytes(of: pair.bigEndian) { encoder.append(value: Array($0)[...]) }
            encoder.append(cell[2])
            let payload = held[cell] ?? []
            encoder.append(payload[...])
            let fieldCount = payload.withUnsafeBytes {
                PayloadMap(fact, ids: [:]).fieldCount($0)
            }
            for _ in fieldCount..<4 { encoder.appendNull() }
            return (number == 0 ? header : []) + Array(encoder.gathered)
        }
    }
}

@Suite("ScopeDiff: thousands of rows")
struct PassingRowsTests {
    enum Order: CaseIterable { case byKey, nearlyByKey, none }

    @Test("finds the same in whatever order they pass", arguments: Order.allCases)
    private func orders(_ order: Order) {
        var random = SplitMix64(seed: 20_261_123)
        for _ in 0..<3 {
            let sample = ManyRows(&random)
            let cells = Self.cells(sample, order, &random)
            var diff = ScopeDiff(
                SortedRows(sample.rows, fact: sample.fact, ids: sample.ids, keeping: nil),
                closing: [1, 2], event: 9)
            var reader = BinaryCopyReader()
            for message in sample.messages(cells) {
                message.withUnsafeBytes { reader.read($0) { diff.take($0) } }
            }
            let changes = diff.finish()
            let same = sample.held.count { sample.stated[$0.key] == $0.value }
            let shared = sample.held.keys.count { sample.stated[$0] != nil }
            let vanished = sample.held.keys.count { sample.stated[$0] == nil && $0[0] <= 2 }
            #expect(changes.counts.unchanged == same)
            #expect(changes.counts.changed == shared - same)
            #expect(changes.counts.vanished == vanished)
            #expect(changes.removed.tupleCount == vanished)
            #expect(changes.closedCount == shared - same + vanished)
            let removed = (0..<vanished).map { Self.cell(changes.removed.fields($0)) }
            let left = sample.held.keys.filter { sample.stated[$0] == nil && $0[0] <= 2 }
            #expect(Set(removed) == Set(left))
            #expect(changes.insertedCount == sample.stated.count - shared)
            // Each place says of its own cell what is true of it.
            let ordered = sample.stated.keys.sorted { $0.lexicographicallyPrecedes($1) }
            for (place, cell) in ordered.enumerated() {
                let held = sample.held[cell]
                let state: ScopeChanges.State =
                    held == nil ? .new : held == sample.stated[cell] ? .same : .changed
                #expect(changes.states[place] == state, "\(cell)")
            }
        }
    }

    /// A key as the warehouse takes it: fields of four bytes, each with its length.
    private static func cell(_ fields: ArraySlice<UInt8>) -> ManyRows.Cell {
        let bytes = Array(fields)
        return stride(from: 0, to: bytes.count, by: 8).map { start in
            bytes[start..<start + 4].elementsEqual([0, 0, 0, 4])
                ? bytes[start + 4..<start + 8].reduce(0) { $0 << 8 | Int32($1) } : -1
        }
    }

    private static func cells(
        _ sample: ManyRows, _ order: Order, _ random: inout SplitMix64
    ) -> [ManyRows.Cell] {
        var cells = sample.held.keys.sorted { $0.lexicographicallyPrecedes($1) }
        switch order {
        case .byKey: break
        case .nearlyByKey:
            // What was updated has moved to wherever there was room.
            for _ in 0..<cells.count / 50 {
                let from = Int.random(in: cells.indices, using: &random)
                cells.insert(
                    cells.remove(at: from), at: Int.random(in: cells.indices, using: &random))
            }
        case .none: cells.shuffle(using: &random)
        }
        return cells
    }
}
