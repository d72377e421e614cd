import Glibc
import PhusaModel
import Testing

@testable import Extraction

@Suite("A quote that never closes")
struct CSVQuoteTests {
    @Test("T12: an unclosed quote is given to its line alone")
    func openQuoteAtEnd() throws {
        let reading = try read("a,b\n1,\"x\n2,y\n3,z\n", definition())
        #expect(reading.faults == [.openQuote, nil, nil])
        #expect(reading.rows[0].rawText == "1,\"x")
        #expect(reading.rows[0].cells.isEmpty)
        #expect(reading.texts[1...] == [["2", "y"], ["3", "z"]])
        #expect(reading.rows.map(\.line) == [2, 3, 4])
    }

    @Test("T12: an unclosed quote does not end at the next quoted field")
    func openQuoteBeforeQuoted() throws {
        let reading = try read("a,b\n1,\"x\n2,\"y\"\n3,z\n", definition())
        #expect(reading.faults == [.openQuote, nil, nil])
        #expect(reading.texts[1...] == [["2", "y"], ["3", "z"]])
    }

    @Test(
        "T12: an unclosed quote that closes by chance in a later line swallows no line between",
        arguments: [
            "a,b,c\n1,\"x,1\n2,y,2\n3,z,\"\n4,u,4\n", "a,b,c\n\"1,x,1\n2,y,2\n3,z,\",w\"\n4,u,4\n",
        ])
    func closedByChance(text: String) throws {
        let reading = try read(text, definition())
        #expect(reading.rows.map(\.line) == [2, 3, 4, 5])
        #expect(reading.faults[0] == .openQuote)
        #expect(reading.faults[1] == nil && reading.faults[3] == nil)
        #expect(reading.texts[1] == ["2", "y", "2"])
        #expect(reading.texts[3] == ["4", "u", "4"])
    }

    @Test("T12: a quoted field goes on over lines as long as the record has the header's width")
    func severalLines() throws {
        let text = "a,b,,\n1,\"x\ny\"\n2,\"x\ny\",,\n3,\"x\ny\",,,\n4,z\n"
        let reading = try read(text, definition())
        #expect(reading.rows.map(\.line) == [2, 4, 6, 7, 8])
        #expect(reading.texts[0] == ["1", "x\ny"])
        #expect(reading.texts[1] == ["2", "x\ny", "", ""])
        #expect(reading.faults[2] == .openQuote)
        #expect(reading.texts[4] == ["4", "z"])
    }

    @Test("T12: a quoted field ends after ten thousand lines")
    func openQuoteLineCount() throws {
        let tail = String(repeating: "k,v\n", count: 10_050)
        let reading = try read("a,b\n1,\"x\n" + tail, definition())
        #expect(reading.rows.count == 10_051)
        #expect(reading.faults.filter { $0 != nil } == [.openQuote])
        let closed = String(repeating: "k,v\n", count: 9_998)
        let whole = try read("a,b\n1,\"x\n" + closed + "\"\n2,y\n", definition())
        #expect(whole.rows.count == 2)
        #expect(whole.faults == [nil, nil])
    }

    @Test("T12: a quoted field ends after a mebibyte")
    func openQuoteByteCount() throws {
        let line = String(repeating: "v", count: 999) + "\n"
        let reading = try read(
            "a,b\n1,\"x\n" + String(repeating: line, count: 1_200), definition())
        #expect(reading.rows.count == 1_201)
        #expect(reading.faults.filter { $0 != nil } == [.openQuote])
    }

    // MARK: Properties

    private struct Table {
        var bytes: [UInt8]
        /// Offset behind the header.
        let bodyStart: Int
        let rows: [Row]
    }

    private static let words = ["x", "Cà Mau", ";", "\"", "\n", "\r\n", "1.234,5", " ", "đ", "'"]

    /// A clean table, a quarter of its fields quoted; no quoted text begins with a delimiter or a
    /// line end, which nobody could tell from the end of a field.
    private static func clean(_ generator: inout SeededGenerator) throws -> Table {
        let width = Int.random(in: 2...7, using: &generator)
        var text = (0..<width).map { "c\($0)" }.joined(separator: ";") + "\n"
        let bodyStart = text.utf8.count
        for _ in 0..<Int.random(in: 10...60, using: &generator) {
            let fields = (0..<width).map { _ -> String in
                switch Int.random(in: 0..<8, using: &generator) {
                case 0: return "\"\""
                case 1, 2:
                    let rest = (0..<Int.random(in: 0...5, using: &generator))
                        .map { _ in words.randomElement(using: &generator) ?? "" }.joined()
                    return "\"b" + rest.replacing("\"", with: "\"\"") + "\""
                default: return String(Int.random(in: 0..<100_000, using: &generator))
                }
            }
            text += fields.joined(separator: ";") + "\n"
        }
        let rows = try read(text, definition(delimiter: ";")).rows
        #expect(rows.allSatisfy { $0.fault == nil && $0.cells.count == width })
        return Table(bytes: Array(text.utf8), bodyStart: bodyStart, rows: rows)
    }

    @Test(
        "T12: wherever a quote too many stands, all records that it does not touch are read",
        arguments: 0..<400 as Range<UInt64>)
    func strayQuoteAnywhere(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let table = try Self.clean(&generator)
        let place = Int.random(in: table.bodyStart..<table.bytes.count, using: &generator)
        var bytes = table.bytes
        bytes.insert(UInt8(ascii: "\""), at: place)
        // By bytes: a quote between CR and LF makes two line ends of one.
        let touched = try #require(table.rows.last { $0.byte <= place })
        let next = table.rows.first { $0.byte > place }?.byte ?? table.bytes.count
        let reading = try read(bytes, definition(delimiter: ";"))
        let others = reading.rows.filter { !(touched.byte..<next + 1).contains($0.byte) }
        let expected = table.rows.filter { $0.byte != touched.byte }
        #expect(
            others.map(\.byte) == expected.map { $0.byte + ($0.byte > place ? 1 : 0) },
            "seed \(seed), byte \(place)")
        #expect(others.map(\.cells) == expected.map(\.cells), "seed \(seed), byte \(place)")
        #expect(others.allSatisfy { $0.fault == nil })
        #expect(others.count < reading.rows.count)
    }

    @Test(
        "T12: a file whose every line opens a quote is read in time that grows with its length",
        arguments: ["1;\"x;y\n", "\"a\";\"x\n", "1;2;\"\"\"\n", "\"x\";\"y;z\"\n;\"\n"])
    func linearTime(line: String) throws {
        func seconds(_ count: Int) throws -> Double {
            let text = "a;b;c\n" + String(repeating: line, count: count)
            let start = processorSeconds()
            let reading = try read(text, definition(delimiter: ";"))
            #expect(reading.rows.count >= count / 2)
            return processorSeconds() - start
        }
        _ = try seconds(1_000)
        let short = try seconds(40_000)
        let long = try seconds(160_000)
        #expect(long < 12 * short + 0.5, "\(short) s, then \(long) s for four times as much")
    }
}

/// Seconds of processor time that this thread has used: other work on the machine does not count.
func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
