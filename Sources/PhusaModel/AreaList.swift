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

// MARK: Names

extension AreaList {
    /// Areas in force on `day` below `parent` that are called so; several where the name is not
    /// unique there.
    ///
    /// - Parameter parent: Code of an area of any level above; names mean nothing without it.
    package func indices(named text: String, within parent: String, on day: CalendarDay) -> [Int] {
        AreaNames(self, within: parent, on: day).indices(named: text)
    }
}

/// The names of the areas below one of them on a day.
///
/// They match as ``NameKey/foldArea(_:)`` makes them; a text without the kind (`Long Đức` for
/// `Xã Long Đức`) matches any kind.
package struct AreaNames: Sendable {
    private var indicesByName: [String: [Int]] = [:]

    package init(_ list: AreaList, within parent: String, on day: CalendarDay) {
        for (index, area) in list.areas.enumerated()
        where area.isValid(on: day) && area.code != parent
            && list.isInSubtree(index, of: parent, on: day)
        {
            let name = NameKey.foldArea(area.name)
            indicesByName[name, default: []].append(index)
            let bare = NameKey.withoutAreaKind(name)
            if bare != name { indicesByName[bare, default: []].append(index) }
        }
    }

    /// Places in the list, ascending.
    package func indices(named text: String) -> [Int] {
        indicesByName[NameKey.foldArea(text)] ?? []
    }
}

extension NameKey {
    /// ``fold(_:)``, and one form of a number behind the name: `Hòa Tú II` and `Hoà Tú 2`,
    /// `Phường 01` and `Phường 1`.
    package static func foldArea(_ text: String) -> String {
        let words = fold(text).split(separator: " ").map(String.init)
        guard words.count > 1, let last = words.last else { return words.joined(separator: " ") }
        let number = Int(last).map { String($0) } ?? arabic[last]
        return (words.dropLast() + [number ?? last]).joined(separator: " ")
    }

    /// A folded name without the kind of unit in front.
    package static func withoutAreaKind(_ name: String) -> String {
        for kind in areaKinds where name.hasPrefix(kind + " ") {
            return String(name.dropFirst(kind.count + 1))
        }
        return name
    }

    private static let areaKinds = [
        "tỉnh", "thành phố", "thị xã", "thị trấn", "huyện", "quận", "phường", "xã", "đặc khu",
    ]
    /// Roman numerals, 1 to 39: no wards are numbered higher.
    private static let arabic: [String: String] = {
        let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
        let pairs = (1...39).map { number in
            (String(repeating: "x", count: number / 10) + ones[number % 10], String(number))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }()
}
