import PhusaModel

@testable import Reporting

/// Texts and rows as files may hold them, the same for the same seed (SplitMix64).
struct RandomTexts: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private static let odd: [String] = [
        "\"", "\\", "/", "&", "<", ">", "'", "\u{0}", "\u{8}", "\t", "\n", "\u{C}", "\r", "\u{1B}",
        "\u{7F}", "\u{80}", "\u{85}", "\u{9F}", "\u{A0}", "\u{AD}", "\u{BF}", "\u{301}", "\u{323}",
        "\u{200B}", "\u{202E}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFD}", "\u{E000}", "😀",
        "👩‍👩‍👧", "–", "…", "×", "\u{27F}", "\u{280}", "\u{1E7F}", "\u{1E80}", "\u{1EFF}",
        "\u{1F00}", "語",
    ]
    /// A literal cannot hold them.
    private static let noncharacters: [String] =
        ([0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF] as [UInt32])
        .compactMap(Unicode.Scalar.init).map { String($0) }
    private static let letters = Array("abc XYZ019.,;-_ăâđêôơưệộẵỮÀý").map(String.init)

    /// Half of them plain, the others with whatever a hostile or broken file may hold.
    mutating func text() -> String {
        let isPlain = Bool.random(using: &self)
        return (0..<Int.random(in: 0...24, using: &self)).map { _ in
            let isLetter = isPlain || Int.random(in: 0..<4, using: &self) > 0
            return (isLetter ? Self.letters : Self.odd + Self.noncharacters).randomElement(
                using: &self) ?? ""
        }.joined()
    }

    mutating func receipt(rowCount: Int) -> DropReceipt {
        let texts = (0..<6).map { _ in text() } + ["ộ", "o\u{323}\u{302}", "o\u{302}\u{323}"]
        let rows = (0..<rowCount).map { _ in record(texts) }
        return SampleReceipt.make(SampleReceipt.verdict(.accepted, quarantine: rows))
    }

    private mutating func record(_ texts: [String]) -> QuarantinedRecord {
        let line = Int.random(in: 0...200, using: &self)
        var raw = Array(
            (0..<Int.random(in: 0...60, using: &self)).map { _ in text() }.joined().utf8)
        if !raw.isEmpty, Int.random(in: 0..<5, using: &self) == 0 {
            raw[raw.count / 2] = UInt8.random(in: 0...255, using: &self)
        }
        return QuarantinedRecord(
            violation: violation(line, texts),
            others: (0..<Int.random(in: 0...2, using: &self)).map { _ in violation(line, texts) },
            raw: raw, cellCount: Int.random(in: 0...3, using: &self))
    }

    private mutating func violation(_ line: Int, _ texts: [String]) -> Violation {
        let text = texts.randomElement(using: &self) ?? ""
        let other = texts.randomElement(using: &self) ?? ""
        let expected: [Expectation] = [
            .ruleKept, .value, .oneOf(list: text, values: [other]),
            .range(minimum: "0", maximum: "9"),
            .range(minimum: nil, maximum: "100"), .code(list: text, on: other), .unit(of: text),
            .unique(firstLine: line), .columns([text, other]), .fieldCount(line), .pattern(other),
        ]
        let rules: [Rule] = [.contractRange, .contractCode, .correctionGuard, .fileEncoding]
        let found = Bool.random(using: &self) ? "470" : self.text()
        return Violation(
            rule: rules.randomElement(using: &self) ?? .contractRange,
            position: FilePosition(
                path: SampleReceipt.path, line: line, column: Int.random(in: 0...30, using: &self),
                byte: Bool.random(using: &self) ? line * 7 : nil),
            column: Bool.random(using: &self) ? other : nil, found: found,
            expected: expected.randomElement(using: &self) ?? .ruleKept,
            suggestion: Int.random(in: 0..<3, using: &self) == 0 ? text : nil)
    }
}
