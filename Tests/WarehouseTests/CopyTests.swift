import PhusaModel
import PhusaTestSupport
import Testing
import Warehouse

@Suite("COPY")
struct CopyTests {
    private let connection: Connection

    init() async throws {
        connection = try await ScratchWarehouse(isMigrated: false).connect()
        try connection.execute("CREATE TEMP TABLE t (x int PRIMARY KEY, y text)")
    }

    private func count() throws -> Int? {
        try connection.query("SELECT count(*) FROM t").int(0, 0)
    }

    @Test("copies text in, across many buffers, and out again row by row")
    func text() throws {
        let copied = try connection.copyIn("COPY t FROM STDIN") { writer throws(WarehouseError) in
            for number in 0..<20_000 { try writer.write("\(number)\tdòng \(number)\n") }
        }
        #expect(copied == 20_000)
        var rows: [String] = []
        try connection.copyOut("COPY (SELECT y FROM t ORDER BY x LIMIT 3) TO STDOUT") { bytes in
            rows.append(String(decoding: bytes, as: UTF8.self))
        }
        #expect(rows == ["dòng 0\n", "dòng 1\n", "dòng 2\n"])
    }

    @Test("copies binary rows in one piece larger than the buffer, values unchanged")
    func binary() throws {
        try connection.execute("CREATE TEMP TABLE b (d numeric, m timestamptz, c \"char\")")
        let decimals = ["0", "-0.5", "1e", "12345678901234567890123456789012345678", "0.0001"]
            .compactMap { ExactDecimal($0) }
        #expect(decimals.count == 4)
        let moment = Moment(microseconds: 1_743_872_400_000_001)
        var bytes: [UInt8] =
            Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + Array(repeating: 0, count: 8)
        for index in 0..<4_000 {
            var encoder = FactRowEncoder()
            encoder.append(decimal: decimals[index % 4])
            encoder.append(moment: moment)
            encoder.append(character: UInt8(ascii: "P"))
            bytes += [0, 3] + encoder.bytes
        }
        bytes += [0xFF, 0xFF]
        #expect(bytes.count > CopyWriter.bufferByteCountMax)
        let copied = try connection.copyIn("COPY b FROM STDIN (FORMAT binary)") {
            writer throws(WarehouseError) in try writer.write(bytes)
        }
        #expect(copied == 4_000)
        let rows = try connection.query("SELECT DISTINCT d, m, c FROM b ORDER BY d")
        #expect((0..<4).map { rows.decimal($0, 0) } == decimals.sorted())
        #expect(rows.moment(0, 1) == moment && rows.text(0, 2) == "P")
    }

    @Test("leaves nothing when the sender throws, and passes its error on")
    func senderFails() throws {
        let own = WarehouseError(kind: .data, message: "nguồn hỏng")
        let error = try failure {
            try connection.copyIn("COPY t FROM STDIN") { writer throws(WarehouseError) in
                try writer.write("1\ta\n")
                throw own
            }
        }
        #expect(error == own)
        #expect(try count() == 0)
    }

    @Test("names the line and the constraint when the server refuses a row")
    func serverRefuses() throws {
        let error = try failure {
            try connection.copyIn("COPY t FROM STDIN") { writer throws(WarehouseError) in
                try writer.write("1\ta\n2\tb\n1\tc\n")
            }
        }
        #expect(error.kind == .constraint && error.sqlState == "23505")
        #expect(error.constraint == "t_pkey" && error.table == "t")
        #expect(error.context?.contains("line 3") == true)
        #expect(try count() == 0)
    }

    @Test("says what the server refused, also when the sender then fails")
    func bothFail() throws {
        let error = try failure {
            try connection.copyIn("COPY t FROM STDIN") { writer throws(WarehouseError) in
                try writer.write("not a number\ta\n" + String(repeating: "1\ta\n", count: 100_000))
                throw WarehouseError(kind: .other, message: "late")
            }
        }
        #expect(error.sqlState == "22P02")
        #expect(try count() == 0)
    }

    @Test("stops reading when the receiver throws, and the session goes on")
    func receiverFails() throws {
        let own = WarehouseError(kind: .data, message: "đủ rồi")
        var received = 0
        let error = try failure {
            let sql = "COPY (SELECT generate_series(1, 1000000)) TO STDOUT"
            try connection.copyOut(sql) { _ throws(WarehouseError) in
                received += 1
                if received == 10 { throw own }
            }
        }
        #expect(error == own && received == 10)
        #expect(try count() == 0)
    }

    @Test("reports a statement that fails while it is read")
    func copyOutFails() throws {
        let error = try failure {
            try connection.copyOut(
                "COPY (SELECT 1 / (3 - x) FROM generate_series(1, 5) x) TO STDOUT"
            ) {
                _ in
            }
        }
        #expect(error.sqlState == "22012" && error.kind == .data)
        #expect(try count() == 0)
    }

    @Test(
        "refuses a COPY that is run as an ordinary statement, and goes on",
        arguments: [
            "COPY t FROM STDIN", "COPY t TO STDOUT",
        ])
    func strayCopy(sql: String) throws {
        #expect(try failure { try connection.execute(sql) }.message.contains("COPY outside"))
        #expect(try count() == 0)
    }
}
