import PhusaModel
import PhusaTestSupport

@testable import Warehouse

/// A scratch warehouse with one fact, a few members and events 1 to 9.
struct FactBench {
    let warehouse: ScratchWarehouse
    let connection: Connection
    let fact: FactTable
    let schema: StarSchema

    static let periods: [Int32] = [11, 12, 13]
    static let areas: [Int32] = [1, 2, 3, 4]
    static let breakdowns: [Int32] = [1, 2]

    /// - Parameter history: Whether the fact keeps closed versions.
    init(history: FactTable.HistoryKind = .vintages) async throws {
        warehouse = try await ScratchWarehouse()
        connection = try warehouse.connect()
        let note = FactColumn(name: "note", kind: .text, dimension: nil, isNullable: true)
        fact = TestSchema.fact(extra: [note], history: history)
        schema = TestSchema.schema(facts: [fact])
        try SchemaPlan.apply(schema, on: connection)
        try connection.execute(
            """
            insert into warehouse.dim_period
            select n, 'statistical', 'month', date '2024-01-01' + n * 31, date '2024-02-01' + n * 31,
                'k' || n, 'Kỳ ' || n from generate_series(11, 13) n;
            insert into warehouse.dim_area (level, code, name)
            select 'district', n::text, 'Huyện ' || n from generate_series(1, 4) n;
            insert into warehouse.dim_breakdown (code, is_total) values ('', true), ('sex=f', false);
            insert into ledger.dataset (code, agency) values ('syt.y-te.thang', 'syt');
            insert into ledger.event (event_key, kind, dataset_id, known_at, definitions, content,
                actor)
            select 'e' || n, 'drop', 1, timestamptz '2024-01-01 00:00Z' + n * interval '1 day', 'd',
                'c' || n, 'an' from generate_series(1, 9) n
            """)
    }

    var reader: FactReader { FactReader(fact: fact, connection: connection) }

    func scope(_ periods: [Int32]? = nil, areas: [Int32]? = nil) -> FactScope {
        let covered = areas.map { [CoveredColumn(column: "area_id", ids: $0)] } ?? []
        return FactScope(periods: periods, covered: covered)
    }

    /// Everything that stands in the fact, in the numbers of `tables`.
    func held(
        _ tables: inout FactTables, _ scope: FactScope? = nil
    ) throws -> (current: Set<FactVersions.Version>, closed: Set<FactVersions.Version>) {
        let scope = scope ?? self.scope()
        let current = try reader.current(scope, tables: &tables).versions
        let closed = try reader.closed(scope, tables: &tables).versions
        return (Set(current), Set(closed))
    }

    @discardableResult
    func write(_ changes: FactChanges, _ tables: FactTables) throws -> Int {
        try connection.transaction { () throws(WarehouseError) in
            try FactWriter(fact: fact, connection: connection).write(changes, tables: tables)
        }
    }

    /// Rows as text, sorted; null as `∅`.
    func rows(_ columns: String, of table: String = "fact_observation") throws -> [String] {
        let result = try connection.query(
            "select \(columns) from warehouse.\(table) order by period_id, area_id, breakdown_id")
        return (0..<result.rowCount).map { row in
            (0..<result.columnNames.count).map { result.text(row, $0) ?? "∅" }
                .joined(separator: "|")
        }
    }
}

extension FactTables {
    mutating func cell(_ period: Int32, _ area: Int32, _ breakdown: Int32 = 1) -> Int {
        var encoder = FactRowEncoder()
        for id in [period, area, breakdown] { encoder.append(int32: id) }
        return encoder.bytes.withUnsafeBytes { cell(key: $0, period: period) }
    }

    /// - Parameter value: `nil` for a cell that is marked as missing.
    mutating func payload(_ value: ExactDecimal?, note: String? = nil) -> Int {
        var encoder = FactRowEncoder()
        encoder.append(character: UInt8(ascii: "A"))
        if let value {
            encoder.append(decimal: value)
            encoder.appendNull()
        } else {
            encoder.appendNull()
            encoder.append(character: UInt8(ascii: "m"))
        }
        if let note { encoder.append(text: Array(note.utf8)) } else { encoder.appendNull() }
        return payloads.number(of: encoder.bytes[...])
    }

    mutating func payload(_ value: Int, note: String? = nil) -> Int {
        payload(ExactDecimal(value), note: note)
    }
}

extension FactVersions.Version {
    init(
        _ cell: Int, _ payload: Int, event: Int32, origin: Int32? = nil, line: Int32 = 0,
        closedBy: Int32? = nil
    ) {
        self.init(
            cell: cell, payload: payload, event: event, origin: origin ?? event, line: line,
            closedBy: closedBy)
    }
}

/// Steele, Lea and Flood's generator: the same numbers on every machine.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
