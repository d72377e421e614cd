import PhusaModel

/// Versions as a fold has them, in the order of the key.
struct VersionTuples: TupleSource {
    private let versions: [FactVersions.Version]
    private let tables: FactTables
    private let columnCount: Int

    /// - Parameter columnCount: Key, lineage and payload.
    init(_ versions: [FactVersions.Version], _ tables: FactTables, columnCount: Int) {
        self.versions = versions.sorted { left, right in
            tables.keys.bytes(left.cell).lexicographicallyPrecedes(tables.keys.bytes(right.cell))
        }
        self.tables = tables
        self.columnCount = columnCount
    }

    var tupleCount: Int { versions.count }

    func append(_ index: Int, to encoder: inout TupleEncoder) {
        let version = versions[index]
        encoder.begin(columnCount: columnCount + (version.closedBy == nil ? 0 : 1))
        encoder.append(tables.keys.bytes(version.cell))
        encoder.append(version.event)
        encoder.append(version.origin == version.event ? nil : version.origin)
        encoder.append(version.line == 0 ? nil : version.line)
        encoder.append(tables.payloads.bytes(version.payload))
        if let closedBy = version.closedBy { encoder.append(closedBy) }
    }

    func line(_ index: Int) -> Int { Int(versions[index].line) }
}

/// Keys of cells, with or without the event that a closed row began with.
struct KeyTuples: TupleSource {
    let cells: [(cell: Int, event: Int32?)]
    let tables: FactTables
    let columnCount: Int

    var tupleCount: Int { cells.count }

    func append(_ index: Int, to encoder: inout TupleEncoder) {
        encoder.begin(columnCount: columnCount)
        encoder.append(tables.keys.bytes(cells[index].cell))
        if let event = cells[index].event { encoder.append(event) }
    }

    func line(_ index: Int) -> Int { 0 }
}
