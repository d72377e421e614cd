import PhusaModel

/// Finds what somebody probably meant.
enum NearestText {
    /// The candidate with the fewest changed, missing or added letters, at most a third of them
    /// and at most two; among equals one of the same length, then the first in order of text.
    static func search(_ text: String, among candidates: some Sequence<String>) -> String? {
        let wanted = scalars(text)
        let limit = min(2, max(1, wanted.count / 3))
        var best: (distance: Int, lengthGap: Int, text: String)?
        for candidate in candidates {
            let other = scalars(candidate)
            let gap = abs(other.count - wanted.count)
            guard !other.isEmpty, gap <= limit else { continue }
            let distance = distance(wanted, other)
            guard distance <= limit else { continue }
            if best.map({ (distance, gap, candidate) < $0 }) ?? true {
                best = (distance, gap, candidate)
            }
        }
        return best?.text
    }

    private static func scalars(_ text: String) -> [Unicode.Scalar] {
        Array(NameKey.fold(text).unicodeScalars)
    }

    /// Levenshtein's distance, one row at a time.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let above = row[column + 1]
                let change = diagonal + (letter == right[column] ? 0 : 1)
                row[column + 1] = min(change, above + 1, row[column] + 1)
                diagonal = above
            }
        }
        return row[right.count]
    }
}
