import PhusaModel
import Testing

@testable import Extraction

@Suite("CSV reader")
struct CSVReaderTests {
    @Test(
        "T3: gives the same rows for every line end, also mixed, also none at the end",
        arguments: [
            "a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\r\n1,2\n3,4\r",
            "a,b\n1,2\r3,4", "\u{FEFF}a,b\n1,2\n3,4",
        ])
    func lineEnds(text: String) throws {
        let reading = try read(text, definition())
        #expect(reading.columns == ["a", "b"])
        #expect(reading.texts == [["1", "2"], ["3", "4"]])
        #expect(reading.rows.map(\.line) == [2, 3])
        #expect(reading.rows.map(\.rawText) == ["1,2", "3,4"])
        #expect(reading.headerLine == 1)
    }

    @Test("counts lines from 1 and bytes from 0, over quoted lines and empty ones")
    func positions() throws {
        let reading = try read("a,b\n1,\"x\r\ny\"\n\n\n2,z\r\n", definition())
        #expect(reading.texts == [["1", "x\r\ny"], ["2", "z"]])
        #expect(reading.rows.map(\.line) == [2, 6])
        #expect(reading.rows.map(\.byte) == [4, 15])
        #expect(reading.rows[0].rawText == "1,\"x\r\ny\"")
    }

    @Test("tells nothing from an empty text")
    func emptyFields() throws {
        let reading = try read("a,b,c\n,\"\", \n", definition())
        #expect(reading.rows[0].cells == [.empty, Cell(""), Cell(" ")])
    }

    @Test("keeps blanks around fields, doubled quotes and delimiters in quotes")
    func fieldText() throws {
        let reading = try read("a;b\n x ;\"Cà \"\"Mau\"\"; \"\n", definition(delimiter: ";"))
        #expect(reading.texts == [[" x ", "Cà \"Mau\"; "]])
    }

    @Test("gives short and long records as they are")
    func widths() throws {
        let reading = try read("a,b\n1\n1,2,3\n", definition())
        #expect(reading.texts == [["1"], ["1", "2", "3"]])
        #expect(reading.faults == [nil, nil])
    }

    @Test(
        "finds stray quotes, and goes on",
        arguments: [
            "1,x\"y", "1,\"x\"y", "1,\"x\" ,2", "1,\"x\"\"y\"z", "\"1\" \"2\"", " \"1\",2",
        ])
    func strayQuotes(line: String) throws {
        let reading = try read("a,b\n\(line)\n2,y\n", definition())
        #expect(reading.faults == [.strayQuote, nil])
        #expect(reading.rows[0].rawText == line)
        #expect(reading.rows[0].cells.isEmpty)
        #expect(reading.texts[1] == ["2", "y"])
    }

    @Test("T10: finds NUL in the record that holds it")
    func nul() throws {
        let reading = try read("a,b\n1,x\n2,\0\n3,z\n", definition())
        #expect(reading.faults == [nil, .nul, nil])
        #expect(reading.rows[1].raw == Array("2,\0".utf8))
    }

    @Test("T5: finds a byte that is not UTF-8 at its offset")
    func encoding() throws {
        let bytes = Array("a,b\n1,x\n2,".utf8) + [0xC3, 0x28] + Array("\n3,ồ\n".utf8)
        let reading = try read(bytes, definition())
        #expect(reading.faults == [nil, .encoding(byte: 10), nil])
        #expect(reading.rows[1].cells.isEmpty)
        #expect(reading.rows[1].raw == [0x32, 0x2C, 0xC3, 0x28])
        #expect(reading.texts[2] == ["3", "ồ"])
    }

    @Test("T13: takes a field of a mebibyte, and none longer")
    func fieldLimit() throws {
        let limit = 1 << 20
        let fits = String(repeating: "x", count: limit)
        let reading = try read("a,b\n1,\(fits)\n2,\(fits)x\n3,z\n", definition())
        #expect(reading.faults == [nil, .tooLong(byteCountMax: limit), nil])
        #expect(reading.rows[0].cells[1].text.utf8.count == limit)
        #expect(reading.rows[1].cells.isEmpty)
    }

    @Test("T13: refuses a file with a record of more than four mebibytes, at its line")
    func recordLimit() throws {
        let long = String(repeating: "x", count: 50 << 20)
        let violation = try refusal { try read("a,b\n1,x\n2,\(long)\r\n3,z\n", definition()) }
        #expect(violation?.rule == .fileTooLarge)
        #expect(
            violation?.position
                == FilePosition(path: "co-quan/tep", line: 3, column: 1, byte: 8))
        #expect(violation?.expected == .recordByteCount(maximum: 4 << 20))
        #expect(violation?.found.hasPrefix("2,xxx") == true)
    }

    @Test("T13: skips a million empty lines and refuses ten million")
    func emptyLines() throws {
        func file(_ count: Int) -> [UInt8] {
            Array("a,b\n".utf8) + [UInt8](repeating: 0x0A, count: count) + Array("1,2\n".utf8)
        }
        let reading = try read(file(1 << 20), definition())
        #expect(reading.rows.map(\.line) == [(1 << 20) + 2])
        let violation = try refusal { try read(file(10_000_000), definition()) }
        #expect(violation?.rule == .fileTooLarge)
        #expect(violation?.expected == .emptyLineCount(maximum: 1 << 20))
    }

    @Test("hands on batches of bounded size")
    func batches() throws {
        let line = String(repeating: "x", count: 99) + "\n"
        let reading = try read("a\n" + String(repeating: line, count: 10_000), definition())
        #expect(reading.rows.count == 10_000)
        #expect((14...17).contains(reading.batchCount))
    }

    @Test("T13: refuses a file of too many columns")
    func columnLimit() throws {
        let header = Array(repeating: "c", count: 4_097).joined(separator: ",")
        let violation = try refusal { try read(header + "\n1\n", definition()) }
        #expect(violation?.rule == .fileTooLarge)
        #expect(violation?.found == "4097")
        #expect(violation?.expected == .fieldCount(4_096))
        let long = "a\n" + Array(repeating: "1", count: 100_000).joined(separator: ",") + "\n"
        #expect(try read(long, definition()).rows[0].cells.count == 4_097)
    }
}

@Suite("CSV header")
struct CSVHeaderTests {
    @Test("T16: joins the declared header lines; T15: skips the declared lines before them")
    func joined() throws {
        let text =
            "Tổng cục Thống kê\n\"không đóng\n\u{FEFF} Tỉnh ,Lao động,,\n,Nam ,\u{A0}Nữ,\nx,1,2,\n"
        let reading = try read(text, definition(skipped: 2, header: 2))
        #expect(reading.columns == ["Tỉnh", "Lao động Nam", "Nữ", ""])
        #expect(reading.headerLine == 4)
        #expect(reading.rows.map(\.line) == [5])
        #expect(reading.rows[0].cells == [Cell("x"), Cell("1"), Cell("2"), .empty])
    }

    @Test("names blank headers as the contract says, and no others")
    func blankHeaders() throws {
        let text = ",Tỷ lệ,,,\n,,%,,\n1,,98,,\n"
        let blanks = [1: "Dòng", 2: "Khác", 3: "Khác", 4: "Ghi chú", 9: "Không có"]
        let file = try definition(header: 2, blankHeaders: blanks)
        #expect(try read(text, file).columns == ["Dòng", "Tỷ lệ", "%", "Ghi chú", ""])
    }

    @Test("gives names in NFC")
    func composedNames() throws {
        let reading = try read("Hue\u{302}\u{301}\n1\n", definition())
        #expect(Array(reading.columns[0].utf8) == Array("Huế".utf8))
    }

    @Test("counts to the last physical line of a quoted header")
    func quotedHeader() throws {
        let reading = try read("\"Tỷ lệ\n(%)\",b\n1,2\n", definition())
        #expect(reading.columns == ["Tỷ lệ\n(%)", "b"])
        #expect(reading.headerLine == 2)
        #expect(reading.rows[0].line == 3)
    }

    @Test("has no record where there is only a header")
    func headerOnly() throws {
        #expect(try read("a,b\n", definition()).rows.isEmpty)
    }

    @Test("takes the contract's columns where a file has no header")
    func noHeader() throws {
        let reading = try read("1,2\n", definition(header: 0), columns: ["x", "y"])
        #expect(reading.columns == ["x", "y"])
        #expect(reading.headerLine == 0)
        #expect(reading.rows.count == 1)
    }

    @Test(
        "refuses a file that ends before its header or whose header is broken",
        arguments: [
            ("\n\n", 3), ("a,b\n", 2), ("a,\"b\nc,d\n", 1), ("a\"x,b\nc,d\n", 1),
            ("a\0,b\nc,d\n", 1),
        ])
    func broken(text: String, line: Int) throws {
        let violation = try refusal {
            try read(text, definition(header: 2), columns: ["a", "b"])
        }
        #expect(violation?.rule == .fileHeader)
        #expect(violation?.expected == .columns(["a", "b"]))
        #expect(violation?.position.line == line)
        #expect(violation?.position.path == "co-quan/tep")
    }
}
