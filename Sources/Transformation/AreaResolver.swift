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
    /// By number of the text and day.
    private var cache: [UInt64: Entry] = [:]

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
    }

    /// Forgets what it made of texts: their numbers are given out again.
    mutating func forget() { cache.removeAll(keepingCapacity: true) }

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

    private mutating func entry(
        of id: TextID, on day: CalendarDay, _ bench: inout Workbench
    ) -> Entry {
        let place = UInt64(id) << 32 | UInt64(UInt32(bitPattern: Int32(day.number)))
        if let entry = cache[place] { return entry }
        var entry = Entry(key: -1, isCovered: false)
        if let index = list.index(code: bench.pool.text(id), on: day) {
            entry = Entry(
                key: bench.keys.index(of: list.areas[index].naturalKey),
                isCovered: root.isEmpty || list.isInSubtree(index, of: root, on: day))
        }
        cache[place] = entry
        return entry
    }

    private func report(_ id: TextID, on day: CalendarDay, _ bench: inout Workbench) {
        let text = bench.pool.text(id)
        bench.report(
            .normaliseArea, slot: input,
            expected: .code(list: "areas", on: day.description),
            suggestion: withLeadingZeros(text, on: day) ?? nearest(text, on: day, &bench))
    }

    /// Spreadsheets take `012` for a number: the commonest mistake has its own remedy.
    private func withLeadingZeros(_ text: String, on day: CalendarDay) -> String? {
        ["0", "00", "000"].lazy.map { $0 + text }.first { code in
            guard let index = list.index(code: code, on: day) else { return false }
            return root.isEmpty || list.isInSubtree(index, of: root, on: day)
        }
    }

    private func nearest(
        _ text: String, on day: CalendarDay, _ bench: inout Workbench
    ) -> String? {
        let codes = list.areas.indices.lazy.filter { index in
            list.areas[index].isValid(on: day)
                && (root.isEmpty || list.isInSubtree(index, of: root, on: day))
        }
        return bench.nearest(to: text, among: codes.map { list.areas[$0].code })
    }
}
