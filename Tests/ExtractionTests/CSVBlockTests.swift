import PhusaModel
import Testing

@testable import Extraction

@Suite("CSV, many records at once")
struct CSVBlockTests {
    /// Mostly lines as they come, and now and then what a block cannot take.
    private static let lines = [
        "1,x,\"730.095,26\"\n", "2,C\u{E0} Mau,\"n\u{F3}i \"\"th\u{1EBF}\"\", r\u{1ED3}i\"\n",
        ",,\n", "\"\",\"\"\"\",x\n",
        "3,y,z\r\n", "only\n", "1,2,3,4,5\n",
    ]
    private static let unusual = [
        "\n", "\r\n", "4,y,z\r", "\"two\nlines\",b,c\n", "a\"b,c,d\n", "\"open,b\n", " a,b ,c\n",
        "a,\t,c\n", "\"x\" ,b,c\n", " \"q,r\",b\n", "\"a\"\"\",\",b\n", "\0,b,c\n",
        "\u{1F600},b,c\n",
        "\u{800},\u{D7FF},x\n", "\"\r\",b\n", "a,\"b\"c\n",
    ]
    private static let invalid: [[UInt8]] = [
        [0xC3, 0x0A], [0xE1, 0xBB, 0x2C], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5],
    ]

    @Test(
        "gives the same records, faults and batches as reading line by line",
        arguments: 0..<40 as Range<UInt64>)
    func byLines(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        // From none to nearly all.
        let share = [0, 500, 50, 5, 1][Int(seed % 5)]
        var bytes = Array("a,b,c\n".utf8)
        while bytes.count < Int.random(in: 1_000...300_000, using: &generator) {
            bytes += Self.piece(share: share, &generator)
        }
        if Bool.random(using: &generator), bytes.last == 0x0A { bytes.removeLast() }
        let delimiter: Character = seed % 7 == 6 ? "\t" : ","
        let file = try definition(delimiter: delimiter)
        let scratch = try Scratch()
        defer { withExtendedLifetime(scratch) {} }
        let path = try scratch.write(bytes)
        let slow = try read(path: path, file, isByRecords: true)
        for chunk in [Int.random(in: 200..<9_000, using: &generator), 70_000, 256 * 1024] {
            let fast = try read(path: path, file, chunk: chunk)
            #expect(fast.batchCounts == slow.batchCounts)
            let isSame = fast.rows == slow.rows
            #expect(isSame, "chunk \(chunk): \(Self.firstDifference(fast.rows, slow.rows))")
        }
    }

    private static func piece(share: Int, _ generator: inout SeededGenerator) -> [UInt8] {
        guard share > 0, Int.random(in: 0..<share, using: &generator) == 0 else {
            return Array((lines.randomElement(using: &generator) ?? "").utf8)
        }
        let place = Int.random(in: 0..<unusual.count + invalid.count, using: &generator)
        return place < unusual.count ? Array(unusual[place].utf8) : invalid[place - unusual.count]
    }

    private static func firstDifference(_ fast: [Row], _ slow: [Row]) -> String {
        let index = zip(fast, slow).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        guard let index else { return "\(fast.count) records, not \(slow.count)" }
        return "record \(index): \(fast[index]), not \(slow[index])"
    }

    @Test("ends a batch at as many fields as when it reads line by line")
    func manyFields() throws {
        let bytes = Array(("a,b\n" + String(repeating: ",\n", count: 100_000)).utf8)
        let scratch = try Scratch()
        let path = try scratch.write(bytes)
        let slow = try read(path: path, definition(), isByRecords: true)
        let fast = try read(path: path, definition())
        #expect(fast.batchCounts == slow.batchCounts)
        #expect(fast.rows == slow.rows)
    }

    @Test(
        "takes no text for plain that is not UTF-8 or has a NUL", arguments: 0..<50 as Range<UInt64>
    )
    func plainText(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces: [[UInt8]] = [
            [0x61], [0x61], [0xC3, 0xA0], [0xE1, 0xBB, 0x93], [0xE2, 0x82, 0xAC], [0x0A],
        ]
        for _ in 0..<500 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<40, using: &generator) {
                bytes += pieces.randomElement(using: &generator) ?? []
            }
            #expect(bytes.withUnsafeBufferPointer { UTF8Check.isPlain($0) }, "\(bytes)")
            guard !bytes.isEmpty else { continue }
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            if Bool.random(using: &generator) {
                bytes[place] = UInt8.random(in: 0...255, using: &generator)
            } else {
                bytes.remove(at: place)
            }
            let isSound = bytes.withUnsafeBufferPointer {
                UTF8Check.firstInvalid(in: $0) == nil && !$0.contains(0)
            }
            let isPlain = bytes.withUnsafeBufferPointer { UTF8Check.isPlain($0) }
            #expect(isSound || !isPlain, "\(bytes)")
        }
    }
}
