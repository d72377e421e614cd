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

    @Test("reads the array behind a path, and checks what stands around it")
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
        "finds what a record may not have, and goes on",
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

    @Test("reads one object a line, and a broken line costs the line")
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
        "keeps the beginning of a record that is too long, and goes on",
        arguments: [
            ("[", ",", "]"), ("", "\n", "\n"),
        ])
    func recordLimit(open: String, between: String, close: String) throws {
        let long = #"{"b":0,"a":""# + String(repeating: "x", count: 5 << 20) + #""}"#
        let field = #"{"a":""# + String(repeating: "x", count: 1 << 20) + #"x"}"#
        let records = [#"{"a":"1"}"#, long, field, #"{"a":"2"}"#]
        for chunk in [1 << 12, 1 << 24] {
            let reading = try read(
                open + records.joined(separator: between) + close, definition(.json),
                columns: ["a"], chunk: chunk)
            #expect(
                reading.faults == [
                    nil, .tooLong(byteCountMax: 4 << 20), .tooLong(byteCountMax: 1 << 20), nil,
                ])
            #expect(reading.rows[1].raw == Array(long.utf8.prefix(4_096)))
            #expect(reading.rows[3].cells.first == Cell("2"))
        }
    }

    @Test("refuses more paths than a table has columns")
    func columnLimit() throws {
        let members = (0..<5_000).map { "\"k\($0)\":1" }.joined(separator: ",")
        #expect(
            try refusal { try read("[{\(members)}]", definition(.json)) }?.rule == .fileTooLarge)
    }

    @Test("refuses depth over 64, at once", arguments: ["[", "{\"a\":"])
    func depth(open: String) throws {
        let deep = String(repeating: open, count: 100_000)
        for text in ["[{\"a\":" + deep, "{\"a\":" + deep + "\n"] {
            let violation = try refusal { try read(text, definition(.json)) }
            #expect(violation?.rule == .fileJSON)
            #expect(violation?.expected == .message("≤ 64 [ {"))
        }
    }

    @Test("takes depth 64")
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
