import Foundation
import PhusaModel
import Testing

@testable import Checking

@Suite("How each text of a cell reads")
struct GoldenNumberTests {
    private struct Line {
        let text: String
        /// A number in plain digits, `mark WORD`, or `quarantine`.
        let vietnamese: String
        let english: String
    }

    private static let english = NumberFormat(
        decimalMark: UInt8(ascii: "."), groupMark: [UInt8(ascii: ",")])
    private static let marks: [String: Mark] = [
        "-": .zero, "...": .missing, "…": .missing, "x": .suppressed,
    ]

    @Test("T22: as the golden file says, in the Vietnamese form and in the English one")
    func golden() throws {
        let lines = try Self.lines()
        #expect(lines.count >= 200)
        for line in lines {
            let vietnamese = try Self.outcome(line.text, .vietnamese)
            #expect(vietnamese == line.vietnamese, "\(line.text.debugDescription)")
            let english = try Self.outcome(line.text, Self.english)
            #expect(english == line.english, "\(line.text.debugDescription)")
        }
    }

    private static func outcome(_ text: String, _ numbers: NumberFormat) throws -> String {
        let column = try column("v", .decimal, required: true, marks: marks)
        let read = try read(column, .text(text), numbers: numbers)
        if let violation = read.violation {
            #expect(violation.rule == .contractDecimal)
            #expect(violation.found == text)
            return "quarantine"
        }
        switch read.value {
        case .value(.decimal(let number)): return number.description
        case .value(.mark(let mark)): return "mark " + mark.word
        default: return "\(read.value)"
        }
    }

    private static func lines() throws -> [Line] {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/numbers.tsv")
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("# ") }
            .map { line in
                let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
                try #require(fields.count == 3, "\(line)")
                return Line(
                    text: unescaped(String(fields[0])), vietnamese: String(fields[1]),
                    english: String(fields[2]))
            }
    }

    /// `\u{A0}` becomes the scalar.
    private static func unescaped(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.range(of: "\\u{"), let end = rest.range(of: "}") {
            result += rest[..<start.lowerBound]
            let digits = rest[start.upperBound..<end.lowerBound]
            if let number = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(number) {
                result.unicodeScalars.append(scalar)
            }
            rest = rest[end.upperBound...]
        }
        return result + rest
    }
}
