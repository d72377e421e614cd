import PhusaModel
import Testing

@testable import Extraction

@Suite("JSON, many records at once")
struct JSONBlockTests {
    private static let plain = [
        #"{"a":1,"việc":"Hồ sơ","b":{"c":true,"d":null}}"#, #"{"a":-0.5E+3,"việc":"x","b":null}"#,
        #"{"a":null,"việc":"","b":{"d":"\"đã\" \\ \u1ed3\n"}}"#, #"{"việc":"chỉ một"}"#,
        #"{"b":{},"a":12}"#, #"{ "a" : 10 , "việc" : "\/\t" }"#, "{}", #"{"a":false}"#,
    ]
    private static let unusual = [
        #"{"a":[1,{"x":2}]}"#, #"{"a":1,"a":2}"#, #"{"a":"\ud83d\ude00"}"#, #"{"a":"😀"}"#,
        #"{"a":"\u0000"}"#, #"{"a":"\ud800"}"#, #"{"mới":1,"b":{"e":{"f":1}}}"#, "7",
        #"{"b.c":1,"b":{"c":2}}"#, #"{"vi\u1ec7c":"x"}"#, #"{"b":3}"#, #"{"a":{"y":1}}"#,
    ]
    /// In lines they cost the line, in an array the file.
    private static let broken = [
        #"{"a":01}"#, #"{"a":1.}"#, #"{"a":tru}"#, #"{"a":"x}"#, #"{"a" 1}"#, #"{"a":1,}"#,
        #"{"a":"\x"}"#, "{\"a\":\"\t\"}", #"{"a":1}}"#, #"{"a":-}"#, #"{a:1}"#, #"{"a":1"#,
    ]
    private static let blanks = ["", "", "", " ", "\n", "\r\n\t", "\n\n"]

    @Test(
        "gives the same records, columns and batches as reading each by itself",
        arguments: 0..<40 as Range<UInt64>)
    func byRecords(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let isLines = seed % 2 == 1
        // From none to half of them.
        let share = [0, 1_000, 100, 10, 2][Int(seed % 5)]
        let bytes = Self.file(
            isLines: isLines, share: share, isSound: seed % 3 != 0, &generator)
        let scratch = try Scratch()
        defer { withExtendedLifetime(scratch) {} }
        let path = try scratch.write(bytes)
        let slow = try outcome(path, chunk: 256 * 1024, isByRecords: true)
        for chunk in [Int.random(in: 100..<9_000, using: &generator), 70_000, 256 * 1024] {
            let fast = try outcome(path, chunk: chunk, isByRecords: false)
            #expect(fast.violation == slow.violation)
            #expect(fast.columns == slow.columns)
            #expect(fast.batchCounts == slow.batchCounts)
            let isSame = fast.rows == slow.rows
            #expect(isSame, "chunk \(chunk): \(Self.firstDifference(fast.rows, slow.rows))")
        }
    }

    private static func file(
        isLines: Bool, share: Int, isSound: Bool, _ generator: inout SeededGenerator
    ) -> [UInt8] {
        let byteCount = Int.random(in: 1_000...300_000, using: &generator)
        let isOnOneLine = Bool.random(using: &generator)
        var text = isLines ? "" : "["
        while text.utf8.count < byteCount {
            var pool = plain
            if share > 0, Int.random(in: 0..<share, using: &generator) == 0 {
                pool = unusual + (isLines ? broken : [])
            }
            text += pool.randomElement(using: &generator) ?? ""
            if isLines {
                text += ["\n", "\n", "\n", "\r\n", "\n\n"].randomElement(using: &generator) ?? ""
            } else {
                text += "," + (isOnOneLine ? " " : blanks.randomElement(using: &generator) ?? "")
            }
        }
        if !isSound { text += broken.randomElement(using: &generator) ?? "" }
        return Array((text + (isLines ? "" : "{}]")).utf8)
    }

    private static func firstDifference(_ fast: [Row], _ slow: [Row]) -> String {
        let index = zip(fast, slow).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        guard let index else { return "\(fast.count) records, not \(slow.count)" }
        return "record \(index): \(fast[index]), not \(slow[index])"
    }

    private struct Outcome {
        var rows: [Row] = []
        var columns: [String] = []
        var batchCounts: [Int] = []
        var violation: Violation?
    }

    private func outcome(_ path: String, chunk: Int, isByRecords: Bool) throws -> Outcome {
        do {
            let reading = try read(
                path: path, definition(.json), columns: ["b.c", "a"], chunk: chunk,
                isByRecords: isByRecords)
            return Outcome(
                rows: reading.rows, columns: reading.columns, batchCounts: reading.batchCounts)
        } catch let error as ExtractionError {
            return Outcome(violation: error.violation)
        }
    }

    @Test("finds line and character as by counting each byte", arguments: 0..<20 as Range<UInt64>)
    func places(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let letters: [Character] = ["a", "ồ", "đ", "\n", " "]
        for _ in 0..<200 {
            let count = Int.random(in: 0..<50, using: &generator)
            let text = (0..<count).map { _ in letters.randomElement(using: &generator) ?? "a" }
            var place = TextPlace()
            Array(String(text).utf8).withUnsafeBufferPointer { place.pass($0) }
            #expect(place.line == 1 + text.count { $0 == "\n" })
            #expect(place.column == 1 + text.count - (text.lastIndex(of: "\n").map { $0 + 1 } ?? 0))
        }
    }
}
