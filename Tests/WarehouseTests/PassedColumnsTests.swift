import PhusaModel
import PhusaTestSupport
import Testing

@testable import Warehouse

@Suite("PassedColumns")
struct PassedColumnsTests {
    /// References alone, in pairs, and beside columns of values.
    private static let fact: FactTable = {
        func column(_ name: String, _ kind: ColumnKind) -> FactColumn {
            FactColumn(
                name: name, kind: kind, dimension: kind == .reference ? "dim_area" : nil,
                isNullable: false)
        }
        let columns: [FactColumn] = [
            column("a", .reference), column("b", .reference), column("c", .reference),
            column("d", .text), column("e", .reference), column("f", .integer),
            column("g", .reference), column("h", .reference), column("x", .text),
            column("y", .text), column("z", .text),
        ]
        return FactTable(
            name: "fact_odd", about: Words(vi: "Lạ", en: "Odd"), columns: columns,
            keyColumnCount: 8, scope: nil, history: .current, distributeBy: "a")
    }()

    private static let rows = """
        (values (1, 2, 3, 'ă', 4, -5, 6, 7, 'x', null, null),
            (2147483647, 2147483647, 0, '', 1, 2147483647, 2147483647, 0, null, 'y', null),
            (2010010101, 1, 502, 'd;', 65536, 0, 1, 2147483647, 'x', 'y', 'z'),
            (1, 1, 1, 'd', 1, 1, 1, 1, null, null, 'z'), (1, 1, 1, 'd', 1, 1, 1, 1, null, null, null))
        as r (a, b, c, d, e, f, g, h, x, y, z)
        """

    private let connection: Connection

    init() async throws { connection = try await ScratchWarehouse(isMigrated: false).connect() }

    private func read(
        _ expressions: [String], _ body: (BinaryCopyReader.Tuple) -> Void
    ) throws {
        var reader = BinaryCopyReader()
        let list = expressions.joined(separator: ", ")
        try connection.copyOut(
            "copy (select \(list) from \(Self.rows)) to stdout (format binary)"
        ) { message in reader.read(message, body) }
    }

    @Test("keys are those of the columns by themselves")
    func keys() throws {
        let shape = FactShape(Self.fact)
        let columns = PassedColumns(shape, filledCount: 3)
        #expect(columns.expressions.count == 6 + 3)
        var plain: [[UInt8]] = []
        try read(shape.keyColumns) { plain.append(Array($0.encoded(0..<8))) }
        var passed: [[UInt8]] = []
        var ids: [[Int32?]] = []
        try read(columns.expressions) { tuple in
            var key: [UInt8] = []
            columns.appendKey(of: tuple, to: &key)
            passed.append(key)
            ids.append((0..<8).map { columns.reference($0, of: tuple) })
        }
        #expect(passed == plain)
        #expect(ids[0] == [1, 2, 3, nil, 4, nil, 6, 7])
        #expect(ids[1] == [.max, .max, 0, nil, 1, nil, .max, 0])
        #expect(ids[2] == [2_010_010_101, 1, 502, nil, 65_536, nil, 1, .max])
    }

    @Test(
        "columns that the drop does not fill tell whether all of them are null",
        arguments: [0, 1, 2, 3])
    func payloads(_ filledCount: Int) throws {
        let shape = FactShape(Self.fact)
        let columns = PassedColumns(shape, filledCount: filledCount)
        var plain: [(filled: [UInt8], areNull: Bool)] = []
        try read(shape.payloadColumns) { tuple in
            plain.append(
                (
                    Array(tuple.encoded(0..<filledCount)),
                    (filledCount..<3).allSatisfy { tuple.value($0) == nil }
                ))
        }
        var passed: [[UInt8]] = []
        try read(columns.expressions) { passed.append(Array($0.encoded(columns.payload))) }
        #expect(passed.count == plain.count)
        for (held, expected) in zip(passed, plain) {
            #expect(held.starts(with: expected.filled))
            let others = held.dropFirst(expected.filled.count)
            #expect(others.allSatisfy { $0 == 0xff } == expected.areNull)
        }
    }
}

@Suite("ArrayForm")
struct ArrayFormTests {
    @Test(
        "reads what the server writes",
        arguments: [
            ("{}", []), ("{a,b}", ["a", "b"]), ("{\"\"}", [""]), ("{NULL,\"NULL\"}", ["NULL"]),
            (#"{"a,b","c\"d\\e","{x}"}"#, ["a,b", #"c"d\e"#, "{x}"]),
            (#"{"\"","ă\\",Đ}"#, ["\"", #"ă\"#, "Đ"]),
        ] as [(String, [String])])
    func elements(_ text: String, _ elements: [String]) {
        #expect(ArrayForm.elements(text) == elements)
    }

    @Test(
        "refuses another form",
        arguments: ["", "{", "a", "{a", "a}", "{\"a}", "{\"a\"b}", #"{"\}"#])
    func refused(_ text: String) {
        #expect(ArrayForm.elements(text) == nil)
    }
}
