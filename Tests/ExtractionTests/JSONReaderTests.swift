import PhusaModel
import Testing

@testable import Extraction

@Suite("JSON reader")
struct JSONReaderTests {
    private static let columns = ["code", "value", "place.code"]

    @Test("gives fields in the order of the columns, then unknown keys as they appear")
    func order() throws {
        let text = #"""
            [{"place":{"code":"84","name":"Vĩnh Long"},"value":-0.50e1,"code":"a"},
             {"code":null,"more":true}]
            """#
        let reading = try read(text, definition(.json), columns: Self.columns)
        #expect(reading.columns == Self.columns + ["place.name", "more"])
        #expect(
            reading.rows[0].cells == [
                Cell("a"), Cell("-0.50e1", .number), Cell("84"), Cell("Vĩnh Long"),
            ])
        #expect(
            reading.rows[1].cells == [
                Cell("", .null), .absent, .absent, .absent, Cell("true", .boolean),
            ])
        #expect(reading.rows.map(\.line) == [1, 2])
        #expect(reading.rows.map(\.byte) == [1, 74])
        #expect(reading.rows[1].rawText == #"{"code":null,"more":true}"#)
    }

    @Test("takes null for a missing object, where the contract or an earlier record has one")
    func nullObject() throws {
        let text = #"[{"place":null},{"p":{"q":1}},{"p":null}]"#
        let reading = try read(text, definition(.json), columns: Self.columns)
        #expect(reading.columns == Self.columns + ["p.q"])
        #expect(reading.faults == [nil, nil, nil])
    }

    @Test("keeps arrays as they are")
    func nested() throws {
        let reading = try read(
            #"[{"code":[1, {"a":"\u0041"}]}]"#, definition(.json), columns: ["code"])
        #expect(reading.rows[0].cells == [Cell(#"[1, {"a":"\u0041"}]"#, .nested)])
    }

    @Test("T37: reads the array behind a path, and refuses another shape")
    func path() throws {
        let file = try definition(.json, path: ["data", "rows"])
        let text = #"{"n":[{}],"data":{"x":"]","rows":[{"code":"1"}],"y":{}},"z":0} "#
        #expect(try read(text, file, columns: ["code"]).texts == [["1"]])
        for broken in [
            #"{"n":[{},],"data":{"rows":[]}}"#, #"{"data":{"rows":[]},}"#, #"{"data":{"rows":[]}"#,
            #"{"data":{"rows":[]}} x"#, #"{"data":{"rows":[],"rows":[]}}"#, #"{"data":{}}"#,
            #"{"data":{"rows":{}}}"#, #"{"data":[]}"#, "[]", "{}", #"{"rows":[]}"#,
        ] {
            #expect(try refusal { try read(broken, file) }?.rule == .fileJSON, "\(broken)")
        }
    }

    @Test("says line, character and byte where the grammar of an array breaks")
    func place() throws {
        let violation = try refusal {
            try read("[{\"code\":\"Huế\"},\n {\"code\":\"ồ\" x}]", definition(.json))
        }
        #expect(violation?.rule == .fileJSON)
        #expect(
            violation?.position
                == FilePosition(
                    path: "co-quan/tep", line: 2, column: 14, byte: 34))
        #expect(violation?.found == "x}]")
        #expect(violation?.expected == .message(", }"))
    }

    @Test(
        "T32, T36: finds what a record may not have, and goes on",
        arguments: [
            (#"{"a":1,"a":1}"#, RowBatch.RecordFault.repeatedKey("a")),
            (#"{"a":{"b":1},"a.b":1}"#, .repeatedKey("a.b")),
            (#"{"a":{},"\u0061":2}"#, .repeatedKey("a")),
            (#"{"a":"\u0000"}"#, .nul), (#"{"\u0000":1}"#, .nul),
            (#"{"a":"x\uD800"}"#, .encoding(byte: 8)), (#"{"a":"\uDC00"}"#, .encoding(byte: 7)),
            (#"{"a":"\uD800\u0041"}"#, .encoding(byte: 7)),
            (#"{"a":"\uD800\n"}"#, .encoding(byte: 7)),
            ("[1]", .json(byte: 1, expected: "{")), ("7", .json(byte: 1, expected: "{")),
        ])
    func faults(record: String, fault: RowBatch.RecordFault) throws {
        for chunk in [1, 4, 4096] {
            let reading = try read(
                "[\(record),{\"a\":\"ok\"}]", definition(.json), columns: ["a"], chunk: chunk)
            #expect(reading.faults == [fault, nil])
            #expect(reading.rows[0].cells.isEmpty)
            #expect(reading.rows[0].rawText == record)
            #expect(reading.rows[1].cells.first == Cell("ok"))
        }
    }

    @Test("finds bytes that are not UTF-8")
    func encoding() throws {
        let bytes =
            Array(#"[{"a":"1"},{"a":""#.utf8) + [0xE1, 0xBB] + Array(#""},{"a":"2"}]"#.utf8)
        let reading = try read(bytes, definition(.json), columns: ["a"])
        #expect(reading.faults == [nil, .encoding(byte: 17), nil])
    }

    @Test(
        "resolves escapes",
        arguments: [
            (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"), (#"\u1ed3"#, "ồ"), (#"\u1ED3x"#, "ồx"),
            (#"\uD83D\uDE00"#, "😀"), (#"a\u0041b"#, "aAb"),
        ])
    func escapes(written: String, text: String) throws {
        for chunk in [1, 4096] {
            let reading = try read(
                "[{\"a\":\"\(written)\"}]", definition(.json), columns: ["a"], chunk: chunk)
            #expect(reading.texts == [[text]])
        }
    }

    @Test("T35: reads one object a line, and a broken line costs the line")
    func lines() throws {
        let text = """
            \n{"a":"1"}\r
            {"a":2,}
            \t
            {"a":"3"} {"a":"4"}
            [1]
            {"a":"5"
            {"a":"6"}
            """
        let reading = try read(text, definition(.json), columns: ["a"])
        #expect(reading.rows.map(\.line) == [2, 3, 5, 6, 7, 8])
        #expect(
            reading.faults == [
                nil, .json(byte: 19, expected: "\""), .json(byte: 33, expected: "end of line"),
                .json(byte: 43, expected: "{"), .json(byte: 55, expected: ", }"), nil,
            ])
        #expect(reading.rows[0].rawText == #"{"a":"1"}"#)
        #expect(reading.rows[5].texts == ["6"])
    }

    @Test(
        "T13: quarantines a record with a field above a mebibyte, refuses one above four",
        arguments: [("[\n", ",\n", "]"), ("", "\n", "\n")])
    func recordLimit(open: String, between: String, close: String) throws {
        func file(_ lengths: [Int]) -> String {
            let records = lengths.map { #"{"a":""# + String(repeating: "x", count: $0) + #""}"# }
            return open + records.joined(separator: between) + close
        }
        for chunk in [1 << 12, 1 << 24] {
            let reading = try read(
                file([1, 1 << 20, (1 << 20) + 1, 2]), definition(.json), columns: ["a"],
                chunk: chunk)
            #expect(reading.faults == [nil, nil, .tooLong(byteCountMax: 1 << 20), nil])
            #expect(reading.rows[3].cells.first == Cell("xx"))
            let violation = try refusal {
                try read(
                    file([1, 5 << 20, 2]), definition(.json), columns: ["a"], chunk: chunk)
            }
            #expect(violation?.rule == .fileTooLarge)
            #expect(violation?.expected == .recordByteCount(maximum: 4 << 20))
            #expect(violation?.position.line == (open.isEmpty ? 2 : 3))
        }
    }

    @Test("T13: refuses ten million empty lines between records")
    func emptyLines() throws {
        let bytes = Array("{\"a\":1}\n".utf8) + [UInt8](repeating: 0x0A, count: 10_000_000)
        let violation = try refusal { try read(bytes, definition(.json)) }
        #expect(violation?.expected == .emptyLineCount(maximum: 1 << 20))
    }

    @Test("gives an element its line, or its number where all stand on the first line")
    func elementLines() throws {
        func lines(_ text: String, _ path: [String] = []) throws -> [Int] {
            try [1, 7, 4096].map { chunk in
                try read(text, definition(.json, path: path), chunk: chunk).rows.map(\.line)
            }.reduce(into: [[Int]]()) { if !$0.contains($1) { $0.append($1) } }.flatMap { $0 }
        }
        #expect(try lines("[\n  {\"a\":1,\n \"b\":[\n2]},\n\n{\"a\":3}\n]\n") == [2, 6])
        #expect(try lines("[{\"a\":1},\r\n {\"a\":2},{\"a\":3}\n]") == [1, 2, 2])
        #expect(try lines("[{\"a\":1},{\"a\":2},{\"a\":3}]\n") == [1, 2, 3])
        #expect(try lines("{\"n\":\n1,\"r\":[{\"a\":1},{\"a\":2}]}", ["r"]) == [2, 2])
    }

    @Test("refuses more paths than a table has columns")
    func columnLimit() throws {
        let members = (0..<5_000).map { "\"k\($0)\":1" }.joined(separator: ",")
        #expect(
            try refusal { try read("[{\(members)}]", definition(.json)) }?.rule == .fileTooLarge)
    }

    @Test("T33: refuses depth over 64, at once", arguments: ["[", "{\"a\":"])
    func depth(open: String) throws {
        let deep = String(repeating: open, count: 100_000)
        for text in ["[{\"a\":" + deep, "{\"a\":" + deep + "\n"] {
            let scratch = try Scratch()
            defer { withExtendedLifetime(scratch) {} }
            let path = try scratch.write(Array(text.utf8))
            let start = processorSeconds()
            let violation = try refusal { try read(path: path, definition(.json)) }
            #expect(processorSeconds() - start < 0.05)
            #expect(violation?.rule == .fileJSON)
            #expect(violation?.expected == .message("≤ 64 [ {"))
        }
    }

    @Test("T33: takes depth 64")
    func allowedDepth() throws {
        let value = String(repeating: "[", count: 62) + String(repeating: "]", count: 62)
        #expect(try read("[{\"a\":\(value)}]", definition(.json)).faults == [nil])
        #expect(try refusal { try read("[{\"a\":[\(value)]}]", definition(.json)) } != nil)
    }

    @Test("gives the same records for any size of read")
    func chunks() throws {
        let record =
            #"{"a":"x\"y\u1ed3\uD83D\uDE00ồ","b":[1,{"c":null}],"d":{"e":-1.5E+3,"f":true}}"#
        let text = "\n[ \(record) , {} ,\(record)]\n"
        let whole = try read(text, definition(.json), columns: ["d.e"])
        for chunk in 1...40 {
            let reading = try read(text, definition(.json), columns: ["d.e"], chunk: chunk)
            #expect(reading.rows == whole.rows)
            #expect(reading.columns == ["d.e", "a", "b", "d.f"])
        }
    }
}
