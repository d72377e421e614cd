import PhusaModel

/// Which natural keys a dimension has, for references whose key a pipeline writes itself.
struct MemberRule: Sendable {
    private enum Known: Sendable {
        case keys(Set<String>)
        /// Any well-formed period.
        case periods
        /// Any canonical combination of these `axis=member` pairs.
        case breakdowns(Set<String>)
    }

    /// Name of the dimension.
    let list: String
    private let known: Known

    init(dimension: DimensionTable, catalogue: Catalogue) {
        list = dimension.name
        known =
            switch dimension.members {
            case .rows(let rows): .keys(Self.keys(rows, of: dimension))
            case .catalogue(.areas): .keys(Set(catalogue.areas.areas.map(\.naturalKey)))
            case .catalogue(.agencies): .keys(Set(catalogue.agencies.map(\.naturalKey)))
            case .catalogue(.indicators): .keys(Set(catalogue.indicators.map(\.key.description)))
            // No loaded row refers to these: the warehouse keeps them by itself.
            case .catalogue(.areaChanges), .catalogue(.definitions): .keys([])
            case .catalogue(.units): .keys(Set(catalogue.units.units.map(\.code)))
            case .catalogue(.statuses): .keys(Set(ObservationStatus.allCases.map(\.rawValue)))
            case .catalogue(.periods): .periods
            case .catalogue(.breakdowns):
                .breakdowns(
                    Set(
                        catalogue.breakdowns.flatMap { axis in
                            axis.members.map { "\(axis.code)=\($0.code)" }
                        }))
            }
    }

    func accepts(_ key: String) -> Bool {
        switch known {
        case .keys(let keys): return keys.contains(key)
        case .periods: return Period(naturalKey: key) != nil
        case .breakdowns(let pairs):
            let breakdown = BreakdownKey(text: key)
            return breakdown.members.allSatisfy { pairs.contains("\($0.axis)=\($0.member)") }
                && BreakdownKey(members: breakdown.members).text == key
        }
    }

    /// Keys that a misspelt one may have meant; none for dimensions that grow.
    var candidates: Set<String> {
        if case .keys(let keys) = known { keys } else { [] }
    }

    private static func keys(_ rows: [[String]], of dimension: DimensionTable) -> Set<String> {
        let places = dimension.naturalKey.compactMap { name in
            dimension.columns.firstIndex { $0.name == name }
        }
        return Set(
            rows.map { row in
                places.map { $0 < row.count ? row[$0] : "" }.joined(separator: "|")
            })
    }
}
