import PhusaModel

extension WorkspaceLoader {
    static let areaChangesPath = "catalogue/area-changes.csv"
    private static let changeHeader = [
        "on", "from", "to", "relation", "basis", "weight", "decree",
    ]

    /// `catalogue/area-changes.csv`, which may be missing: what became of each version that ended.
    ///
    /// - Parameter list: All versions; where their own file has mistakes, nothing is looked up in it.
    func loadAreaChanges(_ list: AreaList) -> [AreaChange] {
        guard let table = csv(Self.areaChangesPath) else { return [] }
        guard table.header == Self.changeHeader else {
            context.report(
                .csv(.header(expected: Self.changeHeader)), at: start(of: table.path),
                found: table.header.joined(separator: ","))
            return []
        }
        guard !context.errors.contains(where: { $0.position.path == "catalogue/areas.csv" }) else {
            return []
        }
        let errorCount = context.errors.count
        var seen = KnownNames(.row)
        var broken: Set<String> = []
        var changes: [(change: AreaChange, position: FilePosition)] = []
        for row in table.rows {
            let name = [0, 1, 2, 4].map { row.fields[$0] }.joined(separator: "|")
            let count = context.errors.count
            context.add(name, to: &seen, at: table.position(row, field: 1))
            let change = change(row, of: table, list)
            if context.errors.count > count { broken.insert(row.fields[1]) }
            if let change { changes.append((change, table.position(row, field: 5))) }
        }
        // Of what lies in a broken row nothing is known.
        checkSums(changes.filter { !broken.contains($0.change.from.code) })
        // A broken row may be the one that is missed.
        if context.errors.count == errorCount { checkEnds(of: list, changes.map(\.change)) }
        return changes.map(\.change)
    }

    private func change(
        _ row: CSVTable.Row, of table: CSVTable, _ list: AreaList
    ) -> AreaChange? {
        let errorCount = context.errors.count
        let day = CalendarDay(row.fields[0])
        if day == nil {
            context.report(
                .value(.day), at: table.position(row, field: 0), found: row.fields[0])
        }
        let relation: AreaChange.Relation? = choice(row, field: 3, of: table)
        let basis: AreaBasis? = choice(row, field: 4, of: table)
        let weight = relation.flatMap { self.weight(row, of: table, relation: $0) }
        if row.fields[6].isEmpty {
            context.report(.value(.text), at: table.position(row, field: 6), found: "")
        }
        let from = day.flatMap { self.predecessor(row, of: table, list, on: $0) }
        var to: Area?
        if let day, let relation {
            to = successor(row, of: table, list, on: day, relation: relation)
        }
        guard context.errors.count == errorCount, let day, let relation, let basis, let weight,
            let from
        else { return nil }
        return AreaChange(
            on: day, from: from, to: to, relation: relation, basis: basis, weight: weight,
            decree: row.fields[6])
    }

    private func choice<Value: RawRepresentable & CaseIterable>(
        _ row: CSVTable.Row, field: Int, of table: CSVTable
    ) -> Value? where Value.RawValue == String {
        let text = row.fields[field]
        if let value = Value(rawValue: text) { return value }
        let names = Value.allCases.map(\.rawValue)
        context.report(
            .value(.oneOf(names)), at: table.position(row, field: field), found: text,
            suggestion: NearestName.find(text, among: names))
        return nil
    }

    /// Only a division has weights other than 1.
    private func weight(
        _ row: CSVTable.Row, of table: CSVTable, relation: AreaChange.Relation
    ) -> ExactDecimal? {
        let text = row.fields[5]
        let position = table.position(row, field: 5)
        let one = ExactDecimal(1)
        if relation == .abolished, text.isEmpty { return one }
        guard relation == .split else {
            if ExactDecimal(text) == one { return one }
            context.report(.value(.oneOf(["1"])), at: position, found: text)
            return nil
        }
        if let weight = ExactDecimal(text), weight >= .zero, weight <= one { return weight }
        context.report(.value(.share), at: position, found: text)
        return nil
    }

    private func predecessor(
        _ row: CSVTable.Row, of table: CSVTable, _ list: AreaList, on day: CalendarDay
    ) -> Area? {
        let code = row.fields[1]
        let position = table.position(row, field: 1)
        guard context.check(code, in: context.areas, at: position) else { return nil }
        let versions = list.versions(of: code)
        if let version = versions.first(where: { $0.validTo == day }) { return version }
        let days = versions.compactMap(\.validTo).sorted().map(\.description)
        context.report(.areaChange(.noVersionEnds(days: days)), at: position, found: code)
        return nil
    }

    private func successor(
        _ row: CSVTable.Row, of table: CSVTable, _ list: AreaList, on day: CalendarDay,
        relation: AreaChange.Relation
    ) -> Area? {
        let code = row.fields[2]
        let position = table.position(row, field: 2)
        if relation == .abolished {
            if !code.isEmpty {
                context.report(
                    .notApplicable(because: "relation: abolished"), at: position, found: code)
            }
            return nil
        }
        guard context.check(code, in: context.areas, at: position) else { return nil }
        let versions = list.versions(of: code)
        // What a unit is merged into may have stood before.
        if let version = versions.first(where: { $0.isValid(on: day) }) { return version }
        let days = versions.compactMap(\.validFrom).sorted().map(\.description)
        context.report(.areaChange(.notInForce(days: days)), at: position, found: code)
        return nil
    }

    /// The weights of one predecessor and basis are the whole of it.
    private func checkSums(_ changes: [(change: AreaChange, position: FilePosition)]) {
        struct Whole: Hashable {
            let from: Area
            let basis: AreaBasis
        }
        var sums: [Whole: (sum: ExactDecimal?, position: FilePosition)] = [:]
        for (change, position) in changes {
            let whole = Whole(from: change.from, basis: change.basis)
            let sum = sums[whole]?.sum ?? .zero
            sums[whole] = (sum.adding(change.weight), sums[whole]?.position ?? position)
        }
        for (whole, (sum, position)) in sums where sum != ExactDecimal(1) {
            context.report(
                .areaChange(.weightSum(basis: whole.basis.rawValue)), at: position,
                found: sum?.description ?? "…")
        }
    }

    /// Figures of a version that ends without a change would stay behind.
    private func checkEnds(of list: AreaList, _ changes: [AreaChange]) {
        let changed = Set(changes.map(\.from))
        for area in list.areas where area.validTo != nil && !changed.contains(area) {
            let position = context.areaPlaces[area.naturalKey] ?? start(of: "catalogue/areas.csv")
            context.report(.areaChange(.unrecordedEnd), at: position, found: area.code)
        }
    }
}
