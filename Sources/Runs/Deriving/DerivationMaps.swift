import PhusaModel
import Warehouse

/// What references read, in surrogate keys.
struct DerivationMaps {
    private let dimensions: DimensionMap
    private let catalogue: Catalogue
    private let schema: StarSchema

    init(_ dimensions: DimensionMap, _ catalogue: Catalogue, _ schema: StarSchema) {
        self.dimensions = dimensions
        self.catalogue = catalogue
        self.schema = schema
    }

    var periodDimension: String { name(.periods) }

    func indicator(_ key: IndicatorKey) throws -> Int32? {
        try dimensions.id(of: key.description, dimension: name(.indicators))
    }

    func definition(_ naturalKey: String) throws -> Int32? {
        try dimensions.id(of: naturalKey, dimension: name(.definitions))
    }

    /// The breakdown without members.
    func total() throws -> Int32 { try breakdown(.total) }

    /// - Parameter versions: Of the formula of the indicator that is read; none for a loaded one.
    func leaf(
        _ reference: FigureReference, indicator: Int32, versions: [DerivedQuery.Version],
        outputs: Set<Period>
    ) throws -> DerivedQuery.Leaf {
        DerivedQuery.Leaf(
            reference: reference, indicator: indicator,
            periods: outputs.sorted().flatMap { output in
                reference.time.read(for: output).map { read in
                    let until =
                        reference.time.isComparison
                        ? Self.breakEvent(versions, read.period, output) : nil
                    return (output.id, read.period.id, read.sign, until)
                }
            },
            areas: try areas(reference.place, outputs), breakdown: try breakdown(reference))
    }

    /// The event since which it is known that the series breaks between two periods.
    private static func breakEvent(
        _ versions: [DerivedQuery.Version], _ earlier: Period, _ later: Period
    ) -> Int32? {
        versions.filter { $0.definition.isBreak(between: earlier, later) }
            .min { $0.definition.knownAt < $1.definition.knownAt }?.event
    }

    // MARK: Breakdowns

    private func breakdown(_ reference: FigureReference) throws -> DerivedQuery.Leaf.Breakdown {
        switch reference.breakdown {
        case .same: return .same
        case .fixed(let key): return .fixed(try breakdown(key))
        case .members(let axis):
            let members = catalogue.breakdowns.first { $0.code == axis }?.members ?? []
            let own = Set(members.map(\.code))
            var pairs: [(input: Int32, output: Int32)] = []
            for (text, id) in try dimensions.members(of: name(.breakdowns)) {
                let all = BreakdownKey(text: text).members
                guard all.contains(where: { $0.axis == axis && own.contains($0.member) })
                else { continue }
                let rest = BreakdownKey(members: all.filter { $0.axis != axis })
                pairs.append((id, try breakdown(rest)))
            }
            return .members(pairs, count: members.count)
        }
    }

    private func breakdown(_ key: BreakdownKey) throws -> Int32 {
        try dimensions.resolve(MemberList([key.text]), dimension: name(.breakdowns))[0]
    }

    // MARK: Areas

    /// The areas of a level that lie in each area above, on the last day of each period.
    private func areas(
        _ place: FigureReference.Place, _ outputs: Set<Period>
    ) throws -> [(period: Int32, output: Int32, input: Int32)]? {
        guard case .within(let level) = place else { return nil }
        var found: [(period: Int32, output: Int32, input: Int32)] = []
        for period in outputs.sorted() {
            let day = period.end.adding(days: -1)
            for area in catalogue.areas.areas where area.level == level && area.isValid(on: day) {
                guard let input = try id(of: area) else { continue }
                for above in above(area, on: day) {
                    if let output = try id(of: above) { found.append((period.id, output, input)) }
                }
            }
        }
        return found
    }

    private func above(_ area: Area, on day: CalendarDay) -> [Area] {
        var found: [Area] = []
        var current = area
        // No list is deeper than its levels; the bound ends a loop of parents.
        while found.count < AreaLevel.allCases.count,
            let parent = catalogue.areas.index(code: current.parent, on: day)
        {
            current = catalogue.areas.areas[parent]
            found.append(current)
        }
        return found
    }

    private func id(of area: Area) throws -> Int32? {
        try dimensions.id(of: area.naturalKey, dimension: name(.areas))
    }

    private func name(_ list: DimensionTable.CatalogueList) -> String {
        schema.dimensions.first { $0.members == .catalogue(list) }?.name ?? ""
    }
}
