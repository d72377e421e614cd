/// The nearest valid name: what a mistyped one was probably meant to be.
enum NearestName {
    /// Scalars beyond which names are not compared: the cost grows with their product.
    static let scalarCountMax = 120

    /// The candidate with the fewest edits; among equals the one that begins alike, then the first.
    ///
    /// - Returns: `nil` where even that needs more than a third of the longer name changed.
    static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars)
        guard wanted.count <= scalarCountMax else { return nil }
        var best: (edits: Int, unlike: Int, name: String)?
        for candidate in candidates {
            let scalars = Array(candidate.lowercased().unicodeScalars)
            let limit = max(1, max(wanted.count, scalars.count) / 3)
            guard abs(scalars.count - wanted.count) <= limit, scalars.count <= scalarCountMax
            else { continue }
            let edits = editCount(wanted, scalars)
            guard edits <= limit, edits < scalars.count else { continue }
            let unlike = -zip(wanted, scalars).prefix { $0 == $1 }.count
            let found = (edits, unlike, candidate)
            if best.map({ found < $0 }) ?? true { best = found }
        }
        return best?.name
    }

    /// Insertions, removals, changes and swaps of neighbours that turn one into the other.
    static func editCount(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var twoAbove: [Int] = []
        var above = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in right.indices {
                let change = above[column] + (left[row] == right[column] ? 0 : 1)
                var edits = min(change, above[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    edits = min(edits, twoAbove[column - 1] + 1)
                }
                current.append(edits)
            }
            twoAbove = above
            above = current
        }
        return above[right.count]
    }
}
