import PhusaModel

/// A whole and its parts, of which none that is withheld follows from the others.
///
/// With one figure withheld the rest gives it back, so a second one goes: the smallest part that is
/// not zero, for it costs the reader least; the whole where there is no other part. So it does where
/// what is withheld comes to zero: then each of it is zero.
struct SumGuard {
    private(set) var whole: Figure?
    private(set) var parts: [Figure]

    /// - Parameter whole: `nil` where the table has none: then nothing follows from anything.
    init(whole: Figure?, parts: [Figure]) {
        (self.whole, self.parts) = (whole, parts)
        while isOpen { cover() }
    }

    /// Whether a figure that is withheld follows: it is the only one, or those withheld come to zero.
    private var isOpen: Bool {
        guard let whole, whole.value != nil || whole.withholding != nil else { return false }
        let withheldCount =
            parts.count { $0.withholding != nil } + (whole.withholding == nil ? 0 : 1)
        return withheldCount == 1 || withheldCount > 0 && rest?.isZero == true
    }

    /// What the whole is more than the parts that are told; `nil` where it is not told itself.
    private var rest: ExactDecimal? {
        parts.compactMap(\.value).reduce(whole?.value) { rest, part in rest?.subtracting(part) }
    }

    /// Withholds one more figure; there always is one while the table is open.
    private mutating func cover() {
        if let index = Self.cover(in: parts) {
            parts[index] = parts[index].withheld(because: .protectsAnother)
        } else if let own = whole, own.value != nil {
            whole = own.withheld(because: .protectsAnother)
        }
    }

    /// The part to go with the one that is withheld, whatever order the parts come in.
    private static func cover(in parts: [Figure]) -> Int? {
        let known = parts.indices.filter { parts[$0].value != nil }
        let positive = known.filter { parts[$0].value?.isZero == false }
        return (positive.isEmpty ? known : positive).min { left, right in
            let (mine, other) = (size(parts[left]), size(parts[right]))
            return mine == other
                ? (parts[left].areaCode, parts[left].breakdown)
                    < (parts[right].areaCode, parts[right].breakdown)
                : mine < other
        }
    }

    private static func size(_ figure: Figure) -> ExactDecimal {
        let value = figure.value ?? .zero
        return value.isNegative ? value.negated : value
    }
}
