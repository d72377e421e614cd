/// Text in a drawing, where nothing wraps or measures itself.
enum SVGText {
    /// About how wide a text is: the digits and small letters of Arial and its kin take 0.556 em,
    /// narrow and wide ones balance out in names.
    static func width(_ text: String, size: Double) -> Double {
        text.unicodeScalars.reduce(0) { $0 + advance(of: $1) } * size
    }

    private static func advance(of scalar: Unicode.Scalar) -> Double {
        if scalar.properties.canonicalCombiningClass != .notReordered { return 0 }
        switch scalar {
        case " ", ".", ",", "i", "l", "I", "j", "t", "f", "/", ":", "(", ")", "\u{A0}": return 0.3
        case "m", "M", "w", "W", "%": return 0.88
        case "A"..."Z", "Đ": return 0.7
        case "…", "→", "—": return 1
        case _ where scalar.properties.isUppercase: return 0.7
        // Chinese, Japanese and Korean letters and pictures are as wide as they are high.
        case "\u{1100}"..."\u{115F}", "\u{2E80}"..."\u{FFDC}", "\u{1F000}"..."\u{3FFFD}": return 1.1
        default: return 0.556
        }
    }

    /// The words in lines no wider than `width`; a longer word stands alone on its line.
    ///
    /// Past `lineCountMax` lines the last ends with an ellipsis.
    static func wrapped(
        _ text: String, width: Double, size: Double, lineCountMax: Int = 2
    ) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, self.width(last + " " + word, size: size) <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        guard lines.count > lineCountMax else { return lines }
        return lines.prefix(lineCountMax - 1) + [lines[lineCountMax - 1] + "…"]
    }

    /// All of the text in lines no wider than `width`.
    ///
    /// A longer word is broken, best behind a slash, hyphen or underscore; nothing is cut off.
    static func whole(_ text: String, width: Double, size: Double) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, self.width(last + " " + word, size: size) <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines += pieces(word, width: width, size: size)
            }
        }
        return lines
    }

    private static func pieces(_ word: Substring, width: Double, size: Double) -> [String] {
        var pieces: [String] = []
        var rest = word
        while self.width(String(rest), size: size) > width {
            var end = rest.index(after: rest.startIndex)
            var seam: Substring.Index?
            while end < rest.endIndex {
                let next = rest.index(after: end)
                if self.width(String(rest[..<next]), size: size) > width { break }
                if "/-_|".contains(rest[end]) { seam = next }
                end = next
            }
            let cut = seam ?? end
            pieces.append(String(rest[..<cut]))
            rest = rest[cut...]
        }
        return rest.isEmpty ? pieces : pieces + [String(rest)]
    }
}
