import Foundation

/// The order of Vietnamese dictionaries: ă, â, đ, ê, ô, ơ, ư are letters of their own, tones decide
/// between words of the same letters, and numbers in names count as numbers (Phường 2, Phường 10).
struct VietnameseOrder: Comparable {
    private let letters: [Int]
    private let tones: [Int]
    private let text: String

    init(_ text: String) {
        self.text = text
        var letters: [Int] = []
        var tones: [Int] = []
        for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            if let tone = Self.toneRanks[scalar], !tones.isEmpty {
                tones[tones.count - 1] = tone
            } else if let shape = Self.shapes[scalar], let last = letters.last {
                letters[letters.count - 1] = last + shape
            } else if let digit = Self.digit(scalar) {
                Self.append(digit, to: &letters, &tones)
            } else {
                letters.append(Self.rank(scalar))
                tones.append(0)
            }
        }
        self.letters = letters
        self.tones = tones
    }

    static func < (left: VietnameseOrder, right: VietnameseOrder) -> Bool {
        if left.letters != right.letters {
            return left.letters.lexicographicallyPrecedes(right.letters)
        }
        if left.tones != right.tones { return left.tones.lexicographicallyPrecedes(right.tones) }
        return left.text.unicodeScalars.lexicographicallyPrecedes(right.text.unicodeScalars)
    }

    static func == (left: VietnameseOrder, right: VietnameseOrder) -> Bool {
        left.text.unicodeScalars.elementsEqual(right.text.unicodeScalars)
    }

    /// Digits rank below letters and above blanks; a run of them is one number.
    private static let digitBase = 1_000
    private static let letterBase = 1_000_000_000

    private static func append(_ digit: Int, to letters: inout [Int], _ tones: inout [Int]) {
        let last = letters.last ?? 0
        if (digitBase..<letterBase / 20).contains(last) {
            letters[letters.count - 1] = (last - digitBase) * 10 + digit + digitBase
        } else {
            letters.append(digit + digitBase)
            tones.append(0)
        }
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        ("0"..."9").contains(scalar) ? Int(scalar.value) - 48 : nil
    }

    private static func rank(_ scalar: Unicode.Scalar) -> Int {
        if scalar == "đ" { return rank("d") + 1 }
        let isLetter = scalar.properties.isAlphabetic
        return isLetter ? letterBase + Int(scalar.value) * 4 : Int(scalar.value % 900)
    }

    /// Ngang, huyền, hỏi, ngã, sắc, nặng.
    private static let toneRanks: [Unicode.Scalar: Int] = [
        "\u{300}": 1, "\u{309}": 2, "\u{303}": 3, "\u{301}": 4, "\u{323}": 5,
    ]
    /// Breve, circumflex, horn: a ă â, e ê, o ô ơ, u ư.
    private static let shapes: [Unicode.Scalar: Int] = ["\u{306}": 1, "\u{302}": 2, "\u{31B}": 3]
}
