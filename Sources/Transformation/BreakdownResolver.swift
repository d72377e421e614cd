import PhusaModel

/// The breakdown of a cell: a member for each axis, put together in canonical form.
struct BreakdownResolver: Sendable {
    private struct Axis: Sendable {
        let code: String
        let input: Int
        let members: [String]
        /// Whether an indicator of the catalogue, by its index, may be broken down by the axis.
        let isPermitted: [Bool]
        /// Index in `members` of each distinct text, -1 for an unknown one, -2 for the total.
        var cache = TextCache()
    }

    /// A combination of members, and its place in the key table.
    private struct Combination: Sendable {
        let members: [(axis: String, member: String)]
        let key: Int32
    }

    private static let isUnknown = -1
    private static let isTotal = -2
    /// How SDMX writes the total of an axis.
    private static let totalCode = "_T"

    private var axes: [Axis]
    private let indicators: [Indicator]
    private let output: Int
    /// Combinations met so far; each is another one and one member more.
    private var combinations: [Combination] = []
    private var successors = NumberTable()

    init(
        columns: [(axis: BreakdownAxis, input: Int)], indicators: [Indicator], output: Int
    ) {
        axes = columns.sorted { $0.axis.code < $1.axis.code }.map { axis, input in
            Axis(
                code: axis.code, input: input, members: axis.members.map(\.code),
                isPermitted: indicators.map { $0.breakdowns.contains(axis.code) })
        }
        self.indicators = indicators
        self.output = output
    }

    /// Forgets what it made of texts: their numbers are given out again.
    mutating func forget() {
        for index in axes.indices { axes[index].cache.removeAll() }
    }

    /// - Parameter indicator: Index in the catalogue, whose permitted axes are then checked.
    mutating func run(_ bench: inout Workbench, indicator: Int?) {
        if combinations.isEmpty { append([], &bench) }
        var combination: Int? = 0
        for index in axes.indices {
            guard let member = member(index, &bench) else {
                combination = nil
                continue
            }
            guard member != Self.isTotal else { continue }
            if let indicator, !axes[index].isPermitted[indicator] {
                reportForbidden(index, indicator, &bench)
            }
            combination = combination.map { successor(of: $0, axis: index, member, &bench) }
        }
        bench.registers[output] =
            combination.map { .reference(combinations[$0].key) } ?? .invalid
    }

    /// The member of an axis; `nil` where the value is none.
    private mutating func member(_ index: Int, _ bench: inout Workbench) -> Int? {
        switch bench.text(in: axes[index].input) {
        case .absent: return Self.isTotal
        case .invalid: return nil
        case .id(let id):
            var member = axes[index].cache[id]
            if member == nil {
                let text = bench.pool.text(id)
                member =
                    text == Self.totalCode
                    ? Self.isTotal : axes[index].members.firstIndex(of: text) ?? Self.isUnknown
                axes[index].cache[id] = member
            }
            guard member == Self.isUnknown else { return member }
            let axis = axes[index]
            bench.report(
                .normaliseBreakdown, slot: axis.input,
                expected: .oneOf(list: axis.code, values: axis.members),
                suggestion: bench.nearest(
                    to: bench.pool.text(id), in: "axis \(axis.code)", among: axis.members))
            return nil
        }
    }

    private func reportForbidden(_ index: Int, _ indicator: Int, _ bench: inout Workbench) {
        let member = bench.description(of: bench.registers[axes[index].input])
        bench.report(
            .normaliseBreakdown, slot: axes[index].input, found: "\(axes[index].code)=\(member)",
            expected: .oneOf(list: "breakdowns", values: indicators[indicator].breakdowns))
    }

    private mutating func successor(
        of combination: Int, axis: Int, _ member: Int, _ bench: inout Workbench
    ) -> Int {
        let place = UInt64(combination) << 32 | UInt64(axis) << 24 | UInt64(member)
        if let next = successors.number(for: place) { return Int(next) }
        let next = combinations.count
        let added = (axis: axes[axis].code, member: axes[axis].members[member])
        append(combinations[combination].members + [added], &bench)
        successors.set(Int32(next), for: place)
        return next
    }

    private mutating func append(
        _ members: [(axis: String, member: String)], _ bench: inout Workbench
    ) {
        let key = bench.keys.index(of: BreakdownKey(members: members).text)
        combinations.append(Combination(members: members, key: key))
    }
}
