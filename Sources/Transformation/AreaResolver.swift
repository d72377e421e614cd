import PhusaModel

/// The area of a cell: its code in the edition of the list that the contract declares.
struct AreaResolver: Sendable {
    private struct Entry: Sendable {
        /// Index in the key table, -1 for an unknown code.
        let key: Int32
        let isCovered: Bool
    }

    private let list: AreaList
    private let edition: AreaEdition
    private let vintageDay: CalendarDay
    /// Code of the area whose subtree is covered; empty for all.
    private let root: String
    private let input: Int
    private let output: Int
    /// Numbers of the days on which an area begins or ends, in order: between two of them the list
    /// says the same of every day.
    private let changes: [Int]
    private var entries: [Entry] = []
    /// Names below `root`, by the days between two changes; made when one is asked for.
    private var names: [Int: AreaNames] = [:]
    /// Place in `entries` of each distinct text, by the days between two changes.
    private var places: [TextCache]

    init(
        list: AreaList, edition: AreaEdition, vintageDay: CalendarDay, root: String, input: Int,
        output: Int
    ) {
        self.list = list
        self.edition = edition
        self.vintageDay = vintageDay
        self.root = root
        self.input = input
        self.output = output
        changes = Set(list.areas.flatMap { [$0.validFrom, $0.validTo] }.compactMap { $0?.number })
            .sorted()
        places = Array(repeating: TextCache(), count: changes.count + 1)
    }

    /// Forgets what it made of texts: their numbers are given out again.
    mutating func forget() {
        for index in places.indices { places[index].removeAll() }
        entries.removeAll(keepingCapacity: true)
    }

    /// - Parameter period: The cell's period; without one, an edition at the period's end is that of
    ///   no day, and the area is not resolved.
    mutating func run(_ bench: inout Workbench, period: Period?) {
        switch bench.text(in: input) {
        case .absent: bench.registers[output] = .absent
        case .invalid: bench.registers[output] = .invalid
        case .id(let id):
            guard let day = day(period) else {
                bench.registers[output] = .invalid
                return
            }
            let entry = entry(of: id, on: day, &bench)
            if entry.key < 0 {
                report(id, on: day, &bench)
                bench.registers[output] = .invalid
                return
            }
            if !entry.isCovered {
                bench.report(.contractCover, slot: input, expected: .cover("areas: \(root)"))
            }
            bench.registers[output] = .reference(entry.key)
        }
    }

    private func day(_ period: Period?) -> CalendarDay? {
        switch edition {
        case .on(let day): day
        case .atVintage: vintageDay
        case .atPeriodEnd: period.map { $0.end.adding(days: -1) }
        }
    }

    /// How many changes there were until a day: what the list says depends on nothing else of it.
    private func changeCount(until day: CalendarDay) -> Int {
        var (low, high) = (0, changes.count)
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= day.number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func entry(
        of id: TextID, on day: CalendarDay, _ bench: inout Workbench
    ) -> Entry {
        let changeCount = changeCount(until: day)
        if let place = places[changeCount][id] { return entries[place] }
        var entry = Entry(key: -1, isCovered: false)
        if let index = list.index(code: bench.pool.text(id), on: day) {
            entry = Entry(
                key: bench.keys.index(of: list.areas[index].naturalKey),
                isCovered: isCovered(index, on: day))
        }
        places[changeCount][id] = entries.count
        entries.append(entry)
        return entry
    }

    private func isCovered(_ index: Int, on day: CalendarDay) -> Bool {
        root.isEmpty || list.isInSubtree(index, of: root, on: day)
    }

    private mutating func report(_ id: TextID, on day: CalendarDay, _ bench: inout Workbench) {
        guard !bench.isSilent else { return }
        let text = bench.pool.text(id)
        bench.report(
            .normaliseArea, slot: input,
            expected: .code(list: "areas", on: day.description),
            suggestion: withLeadingZeros(text, on: day) ?? named(text, on: day)
                ?? bench.nearest(
                    to: text, in: "areas \(changeCount(until: day))", among: codes(on: day)))
    }

    /// Spreadsheets take `012` for a number: the commonest mistake has its own remedy.
    private func withLeadingZeros(_ text: String, on day: CalendarDay) -> String? {
        ["0", "00", "000"].lazy.map { $0 + text }.first { code in
            list.index(code: code, on: day).map { isCovered($0, on: day) } ?? false
        }
    }

    /// The code of the one covered area that is called so.
    private mutating func named(_ text: String, on day: CalendarDay) -> String? {
        guard !root.isEmpty else { return nil }
        let changeCount = changeCount(until: day)
        let names = names[changeCount] ?? AreaNames(list, within: root, on: day)
        self.names[changeCount] = names
        let found = names.indices(named: text)
        return found.count == 1 ? list.areas[found[0]].code : nil
    }

    /// Covered codes on a day, in the order of the list.
    private func codes(on day: CalendarDay) -> [String] {
        list.areas.indices.filter { index in
            list.areas[index].isValid(on: day) && isCovered(index, on: day)
        }.map { list.areas[$0].code }
    }
}
