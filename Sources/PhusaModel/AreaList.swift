package enum AreaLevel: String, Sendable, CaseIterable, Codable {
    case country, region, province, district, commune
}

/// One version of one place: a code means something only with a date.
package struct Area: Hashable, Sendable {
    package let level: AreaLevel
    package let code: String
    package let name: String
    /// Code of the area above, empty at the top.
    package let parent: String
    /// The first day in force; `nil` where the start is not known.
    package let validFrom: CalendarDay?
    /// The first day no longer in force; `nil` while it is.
    package let validTo: CalendarDay?

    package init(
        level: AreaLevel, code: String, name: String, parent: String, validFrom: CalendarDay?,
        validTo: CalendarDay?
    ) {
        self.level = level
        self.code = code
        self.name = name
        self.parent = parent
        self.validFrom = validFrom
        self.validTo = validTo
    }

    package func isValid(on day: CalendarDay) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validTo.map { day < $0 } ?? true)
    }

    /// `level|code|valid_from`: the natural key within the catalogue's list.
    package var naturalKey: String {
        "\(level.rawValue)|\(code)|\(validFrom?.description ?? "-infinity")"
    }
}

/// All versions of all areas, found by code and day.
package struct AreaList: Sendable {
    package let areas: [Area]
    private let indicesByCode: [String: [Int]]

    package init(_ areas: [Area]) {
        self.areas = areas
        indicesByCode = Dictionary(grouping: areas.indices) { areas[$0].code }
    }

    /// The index of the version of `code` in force on `day`, or `nil`.
    package func index(code: String, on day: CalendarDay) -> Int? {
        indicesByCode[code]?.first { areas[$0].isValid(on: day) }
    }

    /// All versions of a code, of any date.
    package func versions(of code: String) -> [Area] {
        (indicesByCode[code] ?? []).map { areas[$0] }
    }

    /// Whether the version at `index` is `root` or lies below it on `day`, by the parents' codes.
    package func isInSubtree(_ index: Int, of root: String, on day: CalendarDay) -> Bool {
        var current = areas[index]
        // No list is deeper than its levels; the bound ends a loop of parents.
        for _ in 0...AreaLevel.allCases.count {
            if current.code == root { return true }
            guard let parent = self.index(code: current.parent, on: day) else { return false }
            current = areas[parent]
        }
        return false
    }
}
