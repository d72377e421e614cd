import PhusaModel
import Testing

@testable import Extraction

@Suite("JSON properties")
struct JSONPropertyTests {
    private static let sound = [
        #"[{"a":"x\"y\u1ed3\uD83D\uDE00ồ","b":[1,{"c":null}],"d":{"e":-1.5E+3}},{"a":1}]"#,
        "{\"a\":1}\n{\"a\":\"x\",\"b\":{\"c\":[]}}\r\n\n{\"b\":null}\n",
        #" {"n":{"x":[1,2]},"rows":[{"a":true},{"b":"\\"}],"z":"é"} "#,
    ]
    private static let pieces =
        [
            "\"", "\\", "{", "}", "[", "]", ",", ":", "\n", " ", "0", "-", "e", "u", "\0", "ồ",
        ].map { Array($0.utf8) } + [[0xC3], [0xFF]]

    @Test(
        "gives the same records or the same refusal for any size of read",
        arguments: 0..<120 as Range<UInt64>)
    func chunks(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let form = Int(seed % 3)
        var bytes = Array(Self.sound[form].utf8)
        for _ in 0..<Int.random(in: 0...2, using: &generator) {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            let piece = Self.pieces.randomElement(using: &generator) ?? []
            bytes.replaceSubrange(
                place..<min(place + Int.random(in: 0...2, using: &generator), bytes.count),
                with: piece)
        }
        let file = try definition(.json, path: form == 2 ? ["rows"] : [])
        let scratch = try Scratch()
        defer { withExtendedLifetime(scratch) {} }
        let path = try scratch.write(bytes)
        let whole = try outcome(path, file, chunk: 1 << 20)
        for chunk in [1, 2, 3, 5, 8, 13, 50] {
            let split = try outcome(path, file, chunk: chunk)
            #expect(split == whole, "chunk \(chunk): \(split), not \(whole)")
        }
    }

    private struct Outcome: Equatable {
        var rows: [Row] = []
        var columns: [String] = []
        var violation: Violation?
    }

    private func outcome(_ path: String, _ file: FileDefinition, chunk: Int) throws -> Outcome {
        do {
            let reading = try read(path: path, file, columns: ["b"], chunk: chunk)
            return Outcome(rows: reading.rows, columns: reading.columns)
        } catch let error as ExtractionError {
            return Outcome(violation: error.violation)
        }
    }
}
