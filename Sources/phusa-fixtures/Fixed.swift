/// A decimal as whole digits and a count of digits behind the mark: no binary fractions.
struct Fixed {
    let digits: Int
    let scale: Int

    init(_ digits: Int, scale: Int = 0) {
        self.digits = digits
        self.scale = scale
    }

    /// The quotient to `scale` digits, half to even.
    init(_ numerator: Int, over denominator: Int, scale: Int) {
        let scaled = numerator * Fixed.powers[scale]
        var quotient = scaled / denominator
        let twice = (scaled - quotient * denominator) * 2
        if twice > denominator || (twice == denominator && quotient % 2 == 1) { quotient += 1 }
        self.init(quotient, scale: scale)
    }

    private static let powers = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]

    /// With a comma before decimals and a dot between groups of three: `1.234,5`.
    var vietnamese: String { text(mark: ",", group: ".") }
    /// With a dot before decimals and no groups: `1234.5`.
    var plain: String { text(mark: ".", group: "") }

    private func text(mark: String, group: String) -> String {
        let sign = digits < 0 ? "-" : ""
        let all = padded(abs(digits), scale + 1)
        let whole = Array(all.dropLast(scale))
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped += group }
            grouped.append(digit)
        }
        return sign + grouped + (scale > 0 ? mark + all.suffix(scale) : "")
    }
}

/// Shares a total out by weights, exactly: what is left over goes to the largest.
func allocate(_ total: Int, by weights: [Int]) -> [Int] {
    let sum = max(1, weights.reduce(0, +))
    var parts = weights.map { total * $0 / sum }
    if let largest = weights.indices.max(by: { weights[$0] < weights[$1] }) {
        parts[largest] += total - parts.reduce(0, +)
    }
    return parts
}
