import PhusaModel

/// No two datasets own the same cell of a fact: contracts in force at the same time share no
/// indicator, no area and no kind of period at once.
struct OwnershipCheck {
    let context: LoadContext
    let schema: StarSchema
    private let parents: [String: Set<String>]

    init(context: LoadContext, schema: StarSchema, areas: [Area]) {
        self.context = context
        self.schema = schema
        var parents: [String: Set<String>] = [:]
        for area in areas where !area.parent.isEmpty {
            parents[area.code, default: []].insert(area.parent)
        }
        self.parents = parents
    }

    /// Whether rows of the fact are told apart by indicator.
    static func hasIndicators(_ fact: FactTable, schema: StarSchema) -> Bool {
        fact.columns.contains { column in
            column.dimension.flatMap { schema.dimension(named: $0) }?.members
                == .catalogue(.indicators)
        }
    }

    private struct Claim {
        let folder: String
        let contract: LoadedContract
        let cover: Cover
        let indicators: Set<IndicatorKey>
        /// The first day of the contract that follows it in its dataset.
        let endsBefore: CalendarDay?
    }

    func run(_ datasets: [LoadedDataset]) {
        var claims: [String: [Claim]] = [:]
        var facts: [String: FactTable] = [:]
        for dataset in datasets {
            guard let fact = dataset.fact else { continue }
            facts[fact.name] = fact
            for (index, contract) in dataset.contracts.enumerated() {
                guard let cover = contract.cover else { continue }
                let next = dataset.contracts.dropFirst(index + 1).first
                let claim = Claim(
                    folder: dataset.folder, contract: contract, cover: cover,
                    indicators: Set(cover.indicators), endsBefore: next?.appliesFrom)
                claims[fact.name, default: []].append(claim)
            }
        }
        for (name, claims) in claims.sorted(by: { $0.key < $1.key }) {
            guard let fact = facts[name] else { continue }
            check(claims, of: fact)
        }
    }

    private func check(_ claims: [Claim], of fact: FactTable) {
        let hasIndicators = Self.hasIndicators(fact, schema: schema)
        for (index, later) in claims.enumerated() {
            for earlier in claims[..<index] where earlier.folder != later.folder {
                guard overlap(earlier, later),
                    let shared = shared(earlier, later, hasIndicators: hasIndicators)
                else { continue }
                let kind = DefinitionError.Kind.ownership(
                    other: earlier.contract.path, fact: fact.name, shared: shared)
                context.report(kind, at: later.contract.coverPosition, found: later.folder)
            }
        }
    }

    private func overlap(_ left: Claim, _ right: Claim) -> Bool {
        func startsBefore(_ first: Claim, endOf second: Claim) -> Bool {
            guard let start = first.contract.appliesFrom, let end = second.endsBefore
            else { return true }
            return start < end
        }
        return startsBefore(left, endOf: right) && startsBefore(right, endOf: left)
    }

    /// An example of what both own, or `nil` where they share nothing.
    private func shared(_ left: Claim, _ right: Claim, hasIndicators: Bool) -> String? {
        var parts: [String] = []
        if hasIndicators {
            guard let first = left.indicators.intersection(right.indicators).min()
            else { return nil }
            parts.append(first.code)
        }
        guard let area = sharedArea(left.cover.areaRoot, right.cover.areaRoot) else { return nil }
        if !area.isEmpty { parts.append(area) }
        let kinds = sharedKinds(left.cover.periods, right.cover.periods)
        guard let kind = kinds.first else { return nil }
        parts.append(kind.rawValue)
        return parts.joined(separator: ", ")
    }

    private func sharedKinds(_ left: [PeriodKind], _ right: [PeriodKind]) -> [PeriodKind] {
        PeriodKind.allCases.filter {
            (left.isEmpty || left.contains($0)) && (right.isEmpty || right.contains($0))
        }
    }

    /// The lower of two roots of which one lies in the other's subtree at any date.
    private func sharedArea(_ left: String, _ right: String) -> String? {
        if left.isEmpty { return right }
        if right.isEmpty || left == right { return left }
        if ancestors(of: left).contains(right) { return left }
        return ancestors(of: right).contains(left) ? right : nil
    }

    private func ancestors(of code: String) -> Set<String> {
        var found: Set<String> = []
        var open = [code]
        while let next = open.popLast() {
            for parent in parents[next] ?? [] where found.insert(parent).inserted {
                open.append(parent)
            }
        }
        return found
    }
}
