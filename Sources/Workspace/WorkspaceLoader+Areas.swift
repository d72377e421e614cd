import PhusaModel

extension WorkspaceLoader {
    private static let areaHeader = ["level", "code", "name", "parent", "valid_from", "valid_to"]

    /// `catalogue/areas.csv`: all versions of all areas, each parent above its children.
    func loadAreas() -> [Area] {
        guard let table = csv("catalogue/areas.csv") else {
            context.areas.isComplete = false
            return []
        }
        guard table.header == Self.areaHeader else {
            context.areas.isComplete = false
            context.report(
                .csv(.header(expected: Self.areaHeader)), at: start(of: table.path),
                found: table.header.joined(separator: ","))
            return []
        }
        var areas: [(area: Area, row: CSVTable.Row)] = []
        var versions: [String: [Validity]] = [:]
        for row in table.rows {
            let code = row.fields[1]
            if code.isEmpty {
                context.report(.value(.text), at: table.position(row, field: 1), found: "")
                continue
            }
            context.areas.insert(code, at: table.position(row, field: 1))
            guard let area = area(row, of: table) else { continue }
            areas.append((area, row))
            context.areaPlaces[area.naturalKey] = table.position(row, field: 5)
            let validity = Validity(
                from: area.validFrom, to: area.validTo, position: table.position(row, field: 1))
            checkValidity(validity, of: code, among: &versions)
        }
        checkParents(areas, table: table)
        return areas.map(\.area)
    }

    private func area(_ row: CSVTable.Row, of table: CSVTable) -> Area? {
        let errorCount = context.errors.count
        let level = AreaLevel(rawValue: row.fields[0])
        if level == nil {
            let levels = AreaLevel.allCases.map(\.rawValue)
            context.report(
                .value(.oneOf(levels)), at: table.position(row, field: 0), found: row.fields[0],
                suggestion: NearestName.find(row.fields[0], among: levels))
        }
        if row.fields[2].isEmpty {
            context.report(.value(.text), at: table.position(row, field: 2), found: "")
        }
        let from = day(row, field: 4, of: table)
        let to = day(row, field: 5, of: table)
        guard context.errors.count == errorCount, let level else { return nil }
        return Area(
            level: level, code: row.fields[1], name: row.fields[2], parent: row.fields[3],
            validFrom: from, validTo: to)
    }

    private func day(_ row: CSVTable.Row, field: Int, of table: CSVTable) -> CalendarDay? {
        let text = row.fields[field]
        if text.isEmpty { return nil }
        let day = CalendarDay(text)
        if day == nil {
            context.report(.value(.day), at: table.position(row, field: field), found: text)
        }
        return day
    }

    private func checkParents(_ areas: [(area: Area, row: CSVTable.Row)], table: CSVTable) {
        let list = AreaList(areas.map(\.area))
        let order = AreaLevel.allCases
        for (area, row) in areas where !area.parent.isEmpty {
            let position = table.position(row, field: 3)
            guard context.check(area.parent, in: context.areas, at: position) else { continue }
            let versions = list.versions(of: area.parent)
            let isBelow =
                versions.isEmpty
                || versions.contains {
                    (order.firstIndex(of: $0.level) ?? 0) < (order.firstIndex(of: area.level) ?? 0)
                }
            check(.parentAboveChild, isBelow, at: position, area.parent)
        }
    }
}
