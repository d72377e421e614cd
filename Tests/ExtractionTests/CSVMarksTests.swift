import Testing

@testable import Extraction

@Suite("Marks of CSV")
struct CSVMarksTests {
    @Test(
        "are each delimiter, quote and line end of the block, in order, and nothing behind it",
        arguments: 0..<60 as Range<UInt64>)
    func all(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let delimiter: UInt8 = [0x2C, 0x3B, 0x09][Int(seed % 3)]
        // Neighbours of the marks too: a bit of difference must tell.
        let bytes: [UInt8] = [
            0x2C, 0x2D, 0x22, 0x23, 0x0A, 0x0B, 0x0D, 0x09, 0x3B, 0x61, 0xC3, 0xFF,
        ]
        let count = Int.random(in: 0...300, using: &generator)
        var block: [UInt8] = []
        for _ in 0..<count + CSVMarks.overhang {
            block.append(
                Int.random(in: 0..<3, using: &generator) == 0
                    ? bytes.randomElement(using: &generator) ?? 0
                    : UInt8.random(in: 0...255, using: &generator))
        }
        let expected = (0..<count).filter { [delimiter, 0x22, 0x0A, 0x0D].contains(block[$0]) }
        let found = block.withUnsafeBufferPointer { block -> [Int] in
            guard let base = block.baseAddress else { return [] }
            var marks = CSVMarks(from: base, to: base + count, delimiter: delimiter, quote: 0x22)
            var places: [Int] = []
            while let mark = marks.next() { places.append(mark - base) }
            return places
        }
        #expect(found == expected)
    }
}
