package import PhusaModel

/// The members that a dataset's contracts cover: what its drops may close, whatever event the rows
/// carry.
package struct CoverFilter: Sendable {
    /// Natural keys of indicators; `nil` where the fact has none.
    package let indicators: [String]?
    /// Natural keys of area versions; `nil` where all are covered.
    package let areas: [String]?

    package init(dataset: DatasetDefinition, fact: FactTable, catalogue: Catalogue) {
        let dimensions = Set(fact.columns.compactMap(\.dimension))
        let covers = dataset.contracts.map(\.covers)
        indicators =
            dimensions.contains("dim_indicator")
            ? Set(covers.flatMap(\.indicators)).map(\.description).sorted() : nil
        let roots = Set(covers.map(\.areaRoot))
        areas =
            dimensions.contains("dim_area") && !roots.contains("")
            ? Self.versions(below: roots, catalogue.areas).sorted() : nil
    }

    /// The covered members of a dimension; `nil` where all are, or none is meant.
    func members(_ dimension: String) -> [String]? {
        switch dimension {
        case "dim_indicator": indicators
        case "dim_area": areas
        default: nil
        }
    }

    /// Versions that lie below a root on their first or on their last day.
    private static func versions(below roots: Set<String>, _ list: AreaList) -> [String] {
        list.areas.indices.filter { index in
            let area = list.areas[index]
            let days = [area.validFrom, area.validTo?.adding(days: -1)].compactMap { $0 }
            let looked = days.isEmpty ? [CalendarDay(number: 0)] : days
            return roots.contains { root in
                looked.contains { list.isInSubtree(index, of: root, on: $0) }
            }
        }.map { list.areas[$0].naturalKey }
    }
}
