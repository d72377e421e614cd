import PhusaModel
import PhusaTestSupport
import Testing

@testable import Warehouse

@Suite("BinaryCopyReader")
struct FactCopyReaderTests {
    private let connection: Connection

    init() async throws { connection = try await ScratchWarehouse(isMigrated: false).connect() }

    /// Calls for each tuple of a query, as the server sends it.
    private func read(_ query: String, _ body: (BinaryCopyReader.Tuple) -> Void) throws {
        var reader = BinaryCopyReader()
        try connection.copyOut("copy (\(query)) to stdout (format binary)") { message in
            reader.read(message, body)
        }
    }

    @Test("cuts tuples into fields, each with its length")
    func fields() throws {
        var tuples: [[[UInt8]]] = []
        try read("values (1, 'ă'::text, null::text), (-2, '', 'x')") { tuple in
            tuples.append((0..<3).map { Array(tuple.encoded($0..<$0 + 1)) })
        }
        let null: [UInt8] = [255, 255, 255, 255]
        #expect(
            tuples == [
                [[0, 0, 0, 4, 0, 0, 0, 1], [0, 0, 0, 2, 0xC4, 0x83], null],
                [[0, 0, 0, 4, 255, 255, 255, 254], [0, 0, 0, 0], [0, 0, 0, 1, 120]],
            ])
    }

    @Test("gives neighbouring fields as one piece, as a row's key and payload stand")
    func ranges() throws {
        try read("select 1, 2, null::int, 'x'::text") { tuple in
            #expect(
                Array(tuple.encoded(0..<2)) == [0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 2])
            #expect(Array(tuple.encoded(2..<4)) == [255, 255, 255, 255, 0, 0, 0, 1, 120])
        }
    }

    @Test("reads whole numbers, and nil for null and for what is no int4")
    func numbers() throws {
        var found: [Int32?] = []
        let query = "select 0, -1, 2147483647, -2147483648, null::int, 5::bigint, 5::smallint"
        try read(query) { row in found = (0..<7).map { row.int32($0) } }
        #expect(found == [0, -1, .max, .min, nil, nil, nil])
    }

    @Test("reads no tuple of an empty result")
    func empty() throws {
        var count = 0
        try read("select 1 where false") { _ in count += 1 }
        #expect(count == 0)
    }

    @Test("reads many rows, long and short, in order")
    func many() throws {
        var numbers: [Int32] = []
        var byteCount = 0
        try read("select n, repeat('ơ', n % 5000) from generate_series(1, 3000) n") { tuple in
            numbers.append(tuple.int32(0) ?? 0)
            byteCount += tuple.encoded(1..<2).count - 4
        }
        #expect(numbers == Array(1...3_000))
        #expect(byteCount == (1...3_000).reduce(0) { $0 + 2 * ($1 % 5_000) })
    }
}

@Suite("numeric on the wire")
struct FactNumericTests {
    private static let texts = [
        "0", "1", "-1", "9", "10", "9999", "10000", "10001", "-10000", "99999999", "100000000",
        "123456789012345678", "0.1", "-0.1", "0.01", "0.001", "0.0001", "0.00001", "0.00000001",
        "1.5", "-2.25", "3.125", "4.0625", "1234.5678", "12345.6789", "99999.99999", "10000.0001",
        "100000000.00000001", "-987654321.123456789", "0.30000000000000004", "4.7", "16.67",
        "12345678901234567890123456789012345678", "-99999999999999999999999999999999999999",
        "10000000000000000000000000000000000000", "1.2345678901234567890123456789012345678",
        "-9.9999999999999999999999999999999999999", "1234567890123456789.0123456789012345678",
        "0.00000000000000000000000000000000000001", "-0.99999999999999999999999999999999999999",
        "0.12345678901234567890123456789012345678", "20000.5", "0.00010002",
    ]

    @Test("comes through COPY as PostgreSQL itself would read and send it")
    func roundTrip() async throws {
        let connection = try await ScratchWarehouse(isMigrated: false).connect()
        try connection.execute("create temp table t (n int, v numeric)")
        let values = try Self.texts.map { try #require(ExactDecimal($0)) }
        #expect(values.map(\.description) == Self.texts)
        try copyIn(values, connection)
        let rows = try connection.query(
            """
            select v::text, numeric_send(v) = numeric_send(($1::numeric[])[n]),
                ($1::numeric[])[n]::text, v = ($1::numeric[])[n] from t order by n
            """, [.textArray(Self.texts)])
        #expect(rows.rowCount == Self.texts.count)
        for (row, text) in Self.texts.enumerated() {
            #expect(rows.text(row, 0) == text && rows.text(row, 2) == text)
            #expect(rows.bool(row, 1) == true, "bytes of \(text)")
            #expect(rows.bool(row, 3) == true, "\(text)")
        }
        try copyOut(values, connection)
    }

    private func copyIn(_ values: [ExactDecimal], _ connection: Connection) throws {
        var bytes: [UInt8] =
            Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + Array(repeating: 0, count: 8)
        for (number, value) in values.enumerated() {
            var encoder = FactRowEncoder()
            encoder.append(int32: Int32(number + 1))
            encoder.append(decimal: value)
            bytes += [0, 2] + encoder.bytes
        }
        bytes += [0xFF, 0xFF]
        try connection.copyIn("copy t from stdin (format binary)") {
            writer throws(WarehouseError) in
            try writer.write(bytes)
        }
    }

    /// What the server sends is what we would have written, and is read as what it was: here up to
    /// 34 characters, so that the last group of four digits, filled with zeros, still fits.
    private func copyOut(_ values: [ExactDecimal], _ connection: Connection) throws {
        var reader = BinaryCopyReader()
        var sent: [[UInt8]] = []
        try connection.copyOut("copy (select v from t order by n) to stdout (format binary)") {
            reader.read($0) { sent.append(Array($0.encoded(0..<1))) }
        }
        let written = values.map { value in
            var encoder = FactRowEncoder()
            encoder.append(decimal: value)
            return encoder.bytes
        }
        #expect(sent == written)
        for (bytes, value) in zip(sent, values) where "\(value)".utf8.count <= 34 {
            #expect(FactRowDecoder.decimal(bytes[4...]) == value)
        }
    }
}
