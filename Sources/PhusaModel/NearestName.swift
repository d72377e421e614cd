import Foundation

/// The known name that a wrong one was probably meant to be: offered in a message, never taken.
package enum NearestName {
    /// - Returns: `nil` where nothing is near enough to be worth a reader's time; of several equally
    ///   near ones the first, so give them in a fixed order, never as keys of a dictionary.
    package static func find(_ text: String, among candidates: some Sequence<String>) -> String? {
        let wanted = Form(text)
        var nearest: (name: String, distance: Int)?
        for candidate in candidates {
            guard let distance = wanted.distance(to: Form(candidate)) else { continue }
            if nearest.map({ distance < $0.distance }) ?? true { nearest = (candidate, distance) }
        }
        return nearest?.name
    }

    /// A name as compared here: folded, and also without its diacritics.
    private struct Form {
        let folded: String
        let bare: [Unicode.Scalar]
        let isNumber: Bool

        init(_ text: String) {
            folded = NameKey.fold(text)
            bare = folded.decomposedStringWithCanonicalMapping.unicodeScalars
                .filter { $0.properties.canonicalCombiningClass == .notReordered }
                .map { $0 == "đ" ? "d" : $0 }
            isNumber = !bare.isEmpty && bare.allSatisfy { ("0"..."9").contains($0) }
        }

        /// Twice the edits without diacritics, and one where only the diacritics differ.
        func distance(to other: Form) -> Int? {
            if folded == other.folded { return 0 }
            if isNumber && other.isNumber {
                // One digit more or less is another code; only a lost zero in front is likely.
                let isSame = bare.drop { $0 == "0" }.elementsEqual(other.bare.drop { $0 == "0" })
                return isSame ? 1 : nil
            }
            let longer = max(bare.count, other.bare.count)
            let shorter = min(bare.count, other.bare.count)
            let bound = min(max(1, longer / 3), longer - 1)
            guard longer - shorter <= bound else {
                let begins = bare.starts(with: other.bare) || other.bare.starts(with: bare)
                return begins && shorter >= 3 ? longer * 2 : nil
            }
            let edits = NearestName.edits(bare, other.bare)
            return edits <= bound ? edits * 2 + 1 : nil
        }
    }

    /// The Levenshtein distance.
    private static func edits(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var previous = Array(0...right.count)
        for (row, scalar) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let replaced = previous[column] + (scalar == other ? 0 : 1)
                current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
