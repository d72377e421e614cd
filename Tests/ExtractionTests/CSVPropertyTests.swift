import PhusaModel
import Testing

@testable import Extraction

@Suite("CSV properties")
struct CSVPropertyTests {
    private static let pieces =
        [
            "a", "1,5", ",", "\"", "\"\"", "\n", "\r", "\r\n", "ồ", "\0", " ", "x,y\n", "\"q\n\",",
            "\u{FEFF}",
        ].map { Array($0.utf8) } + [[0xC3], [0xFF, 0xFE]]

    @Test("gives the same records for any size of read", arguments: 0..<60 as Range<UInt64>)
    func chunks(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var bytes = Array("a,b\nsound,one\nsound,two\nsound,three\nsound,four\n".utf8)
        for _ in 0..<Int.random(in: 0..<200, using: &generator) {
            bytes += Self.pieces.randomElement(using: &generator) ?? []
        }
        let scratch = try Scratch()
        defer { withExtendedLifetime(scratch) {} }
        let path = try scratch.write(bytes)
        // Whether these bytes are refused does not depend on the size either.
        let whole = try outcome(path, chunk: 1 << 20)
        for chunk in [1, 2, 3, 7, 64, Int.random(in: 4..<300, using: &generator)] {
            let split = try outcome(path, chunk: chunk)
            #expect(split == whole, "chunk \(chunk): \(split), not \(whole)")
        }
    }

    private struct Outcome: Equatable {
        var rows: [Row] = []
        var violation: Violation?
    }

    private func outcome(_ path: String, chunk: Int) throws -> Outcome {
        do {
            return Outcome(rows: try read(path: path, definition(), chunk: chunk).rows)
        } catch let error as ExtractionError {
            return Outcome(violation: error.violation)
        }
    }

    @Test("reads back every clean table that is written", arguments: 0..<100 as Range<UInt64>)
    func differential(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let width = Int.random(in: 1...8, using: &generator)
        let table = (0..<Int.random(in: 1...60, using: &generator)).map { _ in
            (0..<width).map { _ in Self.cell(&generator) }
        }
        let end = ["\n", "\r\n", "\r"].randomElement(using: &generator) ?? "\n"
        let header = (0..<width).map { "c\($0)" }.joined(separator: ";")
        var text = header + end
        var lines: [Int] = []
        var line = 2
        for row in table {
            let written = row.map { Self.written($0, &generator) }.joined(separator: ";")
            lines.append(line)
            line += 1 + Self.lineEndCount(written)
            text += written + end
        }
        let reading = try read(text, definition(delimiter: ";"))
        #expect(reading.texts == table)
        #expect(reading.rows.map(\.line) == lines)
        #expect(reading.faults.allSatisfy { $0 == nil })
    }

    private static let words = ["x", "Cà Mau", ";", "\"", "\n", "\r\n", "1.234,5", " ", "đ", "'"]

    private static func cell(_ generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...4, using: &generator))
            .map { _ in words.randomElement(using: &generator) ?? "" }.joined()
    }

    /// A one-column empty row is written `""`: else it would be an empty line.
    private static func written(_ cell: String, _ generator: inout SeededGenerator) -> String {
        let isSpecial = cell.unicodeScalars.contains { ";\"\r\n".unicodeScalars.contains($0) }
        guard isSpecial || cell.isEmpty || Bool.random(using: &generator) else { return cell }
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in cell.unicodeScalars {
            quoted.append(scalar)
            if scalar == "\"" { quoted.append(scalar) }
        }
        return String(quoted) + "\""
    }

    private static func lineEndCount(_ text: String) -> Int {
        let bytes = Array(text.utf8)
        return bytes.indices.count {
            bytes[$0] == 0x0D || (bytes[$0] == 0x0A && ($0 == 0 || bytes[$0 - 1] != 0x0D))
        }
    }
}
