import CZlib
import Foundation
import Glibc
import PhusaModel
import Testing

@testable import Extraction

@Suite("Opening a drop")
struct DropOpenerTests {
    @Test("T43 refuses what is no regular file")
    func kinds() throws {
        let scratch = try Scratch()
        defer { withExtendedLifetime(scratch) {} }
        let file = try scratch.write(Array("a\n1\n".utf8), as: "file")
        let link = scratch.folder + "/link"
        let fifo = scratch.folder + "/fifo"
        #expect(symlink(file, link) == 0)
        #expect(mkfifo(fifo, 0o600) == 0)
        let cases = [
            (scratch.folder, "directory"), (link, "symbolic link"), (fifo, "fifo"),
            (scratch.folder + "/none", "No such file or directory"), ("/dev/null", "device"),
        ]
        for (path, found) in cases {
            let violation = try refusal { try read(path: path, definition()) }
            #expect(violation?.rule == .fileUnreadable)
            #expect(violation?.found == found)
        }
    }

    @Test("T1: refuses an empty file")
    func empty() throws {
        for format in FileFormat.allCases {
            #expect(try refusal { try read("", definition(format)) }?.rule == .fileEmpty)
        }
    }

    @Test(
        "tells other kinds of file",
        arguments: [
            ("%PDF-1.7", "pdf"), ("PK\u{3}\u{4}......[Content_Types].xml..xl/workbook.xml", "xlsx"),
            ("PK\u{3}\u{4}......word/document.xml", "docx"), ("PK\u{3}\u{4}......a.csv", "zip"),
            ("\n<!DOCTYPE HTML><html>", "html"), ("<?xml version='1.0'?>", "xml"),
            ("Rar!\u{1A}\u{7}", "rar"),
        ])
    func otherKinds(text: String, kind: String) throws {
        let violation = try refusal { try read(text, definition()) }
        #expect(violation?.rule == .fileKind)
        #expect(violation?.found == kind)
        #expect(violation?.expected == .oneOf(list: "format", values: ["csv"]))
    }

    @Test("refuses a file above the contract's size")
    func size() throws {
        let violation = try refusal { try read("a\n1\n2\n", definition(unpackedByteCountMax: 5)) }
        #expect(violation?.rule == .fileTooLarge)
        #expect(violation?.expected == .byteCount(maximum: 5))
        #expect(try read("a\n1\n2", definition(unpackedByteCountMax: 5)).rows.count == 2)
    }
}

@Suite("Gzip")
struct GzipSourceTests {
    /// One gzip member.
    static func packed(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))))
        let count = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                stream.next_in = from.baseAddress
                stream.avail_in = uInt(from.count)
                stream.next_out = to.baseAddress
                stream.avail_out = uInt(to.count)
                deflate(&stream, Z_FINISH)
                return to.count - Int(stream.avail_out)
            }
        }
        deflateEnd(&stream)
        return Array(output[..<count])
    }

    @Test("T38 reads all members", arguments: [1, 7, 1 << 18])
    func members(chunk: Int) throws {
        let bytes =
            Self.packed(Array("a,b\n1,".utf8)) + Self.packed([]) + Self.packed(Array("2\n".utf8))
        #expect(try read(bytes, definition(), chunk: chunk).texts == [["1", "2"]])
    }

    @Test("gives offsets in the unpacked file")
    func offsets() throws {
        let text = "a,b\n" + String(repeating: "1,2\n", count: 200_000)
        let reading = try read(Self.packed(Array(text.utf8)), definition())
        #expect(reading.rows.last?.byte == 800_000)
        #expect(reading.rows.last?.line == 200_001)
    }

    @Test("T38 refuses a damaged file")
    func damaged() throws {
        let sound = Self.packed(Array("a,b\n1,2\n".utf8))
        var badSum = sound
        badSum[sound.count - 6] ^= 1
        var badLength = sound
        badLength[sound.count - 1] ^= 1
        let cases = [
            (Array(sound.dropLast()), "breaks off"), (Array(sound.prefix(12)), "breaks off"),
            (Array(sound.prefix(2)), "breaks off"), (badSum, "incorrect data check"),
            (badLength, "incorrect length check"), (sound + [0], "trailing bytes"),
            (sound + Array("x".utf8), "trailing bytes"), (sound + [0x1F], "breaks off"),
            (sound + [0x1F, 0x00, 0x00], "incorrect header check"),
        ]
        for (bytes, found) in cases {
            let violation = try refusal { try read(bytes, definition()) }
            #expect(violation?.rule == .fileCompression)
            #expect(violation?.found == found)
        }
    }

    @Test("refuses an archive within gzip, and gzip of nothing")
    func nested() throws {
        let twice = Self.packed(Self.packed(Array("a\n1\n".utf8)))
        #expect(try refusal { try read(twice, definition()) }?.found == "gzip")
        #expect(try refusal { try read(Self.packed([]), definition()) }?.rule == .fileEmpty)
    }

    @Test("T39 stops unpacking at the contract's size, and at 200 to 1")
    func bomb() throws {
        let small = Self.packed(Array("a\n1\n2\n".utf8))
        let violation = try refusal { try read(small, definition(unpackedByteCountMax: 5)) }
        #expect(violation?.rule == .fileTooLarge)
        let line = [UInt8](repeating: 0x30, count: 1023) + [0x0A]
        let lines = repeatElement(line, count: 70 << 10).joined()
        let zeros = Self.packed(Array("a\n".utf8) + lines)
        let ratio = try refusal { try read(zeros, definition()) }
        #expect(ratio?.rule == .fileTooLarge)
        #expect(ratio?.found.hasSuffix(":1)") == true)
    }
}

@Suite("Encodings")
struct EncodingTests {
    private static let text = "tên,giá trị\nHuế,1\nĐà Nẵng,2\nQuảng Trị,3\n"

    /// The text in another encoding, by the C library.
    private static func encoded(_ text: String, _ encoding: String) throws -> [UInt8] {
        let descriptor = iconv_open(encoding, "UTF-8")
        defer { iconv_close(descriptor) }
        var input = Array(text.utf8CString.dropLast())
        var output = [CChar](repeating: 0, count: input.count * 4 + 8)
        let count = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                var fromStart = from.baseAddress
                var fromCount = from.count
                var toStart = to.baseAddress
                var room = to.count
                #expect(iconv(descriptor, &fromStart, &fromCount, &toStart, &room) != -1)
                return to.count - room
            }
        }
        return output[..<count].map { UInt8(bitPattern: $0) }
    }

    @Test(
        "T6: reads declared encodings exactly",
        arguments: [
            "CP1258", "windows-1258", "TCVN5712-1", "VISCII", "UTF-16", "UTF-16LE", "utf-16be",
            "UTF-8",
        ])
    func declared(encoding: String) throws {
        let bytes = try Self.encoded(Self.text, encoding)
        for chunk in [1, 5, 1 << 18] {
            let reading = try read(bytes, definition(encoding: encoding), chunk: chunk)
            #expect(reading.columns == ["tên", "giá trị"])
            #expect(reading.texts.map { composed($0[0]) } == ["Huế", "Đà Nẵng", "Quảng Trị"])
            #expect(reading.rows.map(\.line) == [2, 3, 4])
        }
    }

    @Test("T4: reads UTF-16 of either order by its mark, and refuses it without")
    func byteOrder() throws {
        let big = try [0xFE, 0xFF] + Self.encoded(Self.text, "UTF-16BE")
        #expect(try read(big, definition(encoding: "utf-16")).rows.count == 3)
        let bare = Array(big.dropFirst(2))
        let violation = try refusal { try read(bare, definition(encoding: "UTF-16")) }
        #expect(violation?.rule == .fileEncoding)
        #expect(violation?.suggestion == "UTF-16BE")
    }

    @Test(
        "T4: refuses UTF-16 that is declared UTF-8", arguments: ["UTF-16", "UTF-16LE", "UTF-16BE"])
    func undeclaredUTF16(encoding: String) throws {
        let bytes = try Self.encoded("a,b\n1,2\n", encoding)
        let violation = try refusal { try read(bytes, definition()) }
        #expect(violation?.rule == .fileEncoding)
        #expect(violation?.suggestion == encoding)
    }

    @Test(
        "T6: refuses other encodings that are declared UTF-8, with a guess",
        arguments: [
            "CP1258", "TCVN5712-1", "VISCII",
        ])
    func undeclared(encoding: String) throws {
        let text = "tên,giá trị\nThừa Thiên Huế,1\nĐà Nẵng,2\nQuảng Trị,3\nBà Rịa - Vũng Tàu,4\n"
        let violation = try refusal { try read(Self.encoded(text, encoding), definition()) }
        #expect(violation?.rule == .fileEncoding)
        #expect(violation?.suggestion == encoding)
        #expect(violation?.found == "5/5")
    }

    @Test("gives a byte that the declared encoding does not know to its record")
    func unknownByte() throws {
        let bytes = try Self.encoded("a\nHuế\n", "CP1258") + [0xD2 ^ 0x00, 0x0A, 0x31, 0x0A]
        let sound = try read(bytes, definition(encoding: "CP1258"))
        #expect(sound.faults.count == 3)
        let ascii = try read(
            Array("a\n1\nx".utf8) + [0x80, 0x0A, 0x32, 0x0A], definition(encoding: "US-ASCII"))
        #expect(ascii.faults == [nil, .encoding(byte: 5), nil])
        let cut = try read(
            Array("a\n".utf8).flatMap { [$0, 0] } + [0x31], definition(encoding: "UTF-16LE"))
        #expect(cut.faults == [.encoding(byte: 2)])
    }

    @Test("refuses an encoding that nobody knows")
    func unknownEncoding() throws {
        let violation = try refusal { try read("a\n1\n", definition(encoding: "vni")) }
        #expect(violation?.rule == .fileEncoding)
        #expect(violation?.found == "VNI")
    }

    @Test("refuses a file of a mark alone")
    func markOnly() throws {
        let utf8 = try refusal { try read([0xEF, 0xBB, 0xBF], definition()) }
        #expect(utf8?.rule == .fileEmpty)
        let utf16 = try refusal { try read([0xFF, 0xFE], definition(encoding: "UTF-16")) }
        #expect(utf16?.rule == .fileEmpty)
    }

    @Test(
        "knows UTF-8 as Unicode does",
        arguments: [
            ([0x61], nil), ([0xC3, 0xA0], nil), ([0xE1, 0xBB, 0x93], nil),
            ([0xF0, 0x9F, 0x98, 0x80], nil),
            ([0xEF, 0xBF, 0xBF], nil), ([0xF4, 0x8F, 0xBF, 0xBF], nil), ([0x80], 0),
            ([0xC0, 0x80], 0),
            ([0xC1, 0xBF], 0), ([0xE0, 0x9F, 0x80], 0), ([0xED, 0xA0, 0x80], 0),
            ([0xF0, 0x8F, 0x80, 0x80], 0),
            ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0), ([0x61, 0xE1, 0xBB], 1),
            ([0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0x61, 0xFF], 9), ([0xC3, 0x28], 0),
        ] as [([UInt8], Int?)])
    func utf8(bytes: [UInt8], invalid: Int?) {
        #expect(bytes.withUnsafeBufferPointer { UTF8Check.firstInvalid(in: $0) } == invalid)
    }
}
