/// The form in which names are matched: never stored, never shown.
package enum NameKey {
    /// NFC, lower case, single blanks, and one placement of the tone mark (hoà → hòa, thuý → thúy,
    /// khoẻ → khỏe).
    ///
    /// Diacritics stay: Long Hòa is not Long Hoa.
    package static func fold(_ text: String) -> String {
        let lowered = composed(text).lowercased()
        var scalars: [Unicode.Scalar] = []
        for scalar in lowered.unicodeScalars {
            let isBlank = scalar.properties.isWhitespace
            if isBlank, scalars.last.map({ $0 == " " }) ?? true { continue }
            scalars.append(isBlank ? " " : scalar)
        }
        if scalars.last == " " { scalars.removeLast() }
        moveTones(&scalars)
        var folded = String.UnicodeScalarView()
        folded.append(contentsOf: scalars)
        return String(folded)
    }

    /// Moves the tone of an open oa, oe or uy from the second vowel to the first.
    private static func moveTones(_ scalars: inout [Unicode.Scalar]) {
        for index in scalars.indices.dropFirst() {
            let isOpen = index + 1 == scalars.count || !scalars[index + 1].properties.isAlphabetic
            guard isOpen, let (base, tone) = toneByVowel[scalars[index]],
                let moved = openings[Pair(first: scalars[index - 1], second: base)]
            else { continue }
            // "quý" keeps its tone: the u belongs to the consonant.
            if scalars[index - 1] == "u", index >= 2, scalars[index - 2] == "q" { continue }
            scalars[index - 1] = moved[tone]
            scalars[index] = base
        }
    }

    private struct Pair: Hashable {
        let first: Unicode.Scalar
        let second: Unicode.Scalar
    }

    /// grave, hook, tilde, acute, dot below: in this order everywhere below.
    private static let toned: [(Unicode.Scalar, [Unicode.Scalar])] = [
        ("a", ["à", "ả", "ã", "á", "ạ"]), ("e", ["è", "ẻ", "ẽ", "é", "ẹ"]),
        ("y", ["ỳ", "ỷ", "ỹ", "ý", "ỵ"]),
    ]
    private static let toneByVowel: [Unicode.Scalar: (Unicode.Scalar, Int)] = {
        var table: [Unicode.Scalar: (Unicode.Scalar, Int)] = [:]
        for (base, vowels) in toned {
            for (tone, vowel) in vowels.enumerated() { table[vowel] = (base, tone) }
        }
        return table
    }()
    private static let openings: [Pair: [Unicode.Scalar]] = [
        Pair(first: "o", second: "a"): ["ò", "ỏ", "õ", "ó", "ọ"],
        Pair(first: "o", second: "e"): ["ò", "ỏ", "õ", "ó", "ọ"],
        Pair(first: "u", second: "y"): ["ù", "ủ", "ũ", "ú", "ụ"],
    ]
}
