/// A combination of breakdown members in its canonical form: axes sorted, `age=15-24;sex=F`.
///
/// The total is the empty text.
package struct BreakdownKey: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    package static let total = BreakdownKey(members: [])

    package init(members: [(axis: String, member: String)]) {
        text = members.sorted { $0.axis < $1.axis }
            .map { "\($0.axis)=\($0.member)" }.joined(separator: ";")
    }

    /// Reads the canonical form.
    package init(text: String) { self.text = text }

    package var isTotal: Bool { text.isEmpty }
    package var description: String { text }

    package var members: [(axis: String, member: String)] {
        text.split(separator: ";").compactMap { part in
            let sides = part.split(separator: "=", maxSplits: 1)
            return sides.count == 2 ? (String(sides[0]), String(sides[1])) : nil
        }
    }
}
