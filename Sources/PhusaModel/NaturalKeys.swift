// Natural keys as text, parts joined with "|": how facts name their members before the warehouse
// gives them numbers, and how two warehouses are compared.

extension Period {
    /// `statistical|month|2025-03-01|2025-04-01`.
    package var naturalKey: String { "\(system.rawValue)|\(kind.rawValue)|\(start)|\(end)" }

    package init?(naturalKey: String) {
        let parts = naturalKey.split(separator: "|")
        guard parts.count == 4, let system = PeriodSystem(rawValue: String(parts[0])),
            let kind = PeriodKind(rawValue: String(parts[1])), let start = CalendarDay(parts[2]),
            let end = CalendarDay(parts[3])
        else { return nil }
        self.init(system: system, kind: kind, start: start, end: end)
    }

    private init(system: PeriodSystem, kind: PeriodKind, start: CalendarDay, end: CalendarDay) {
        self.system = system
        self.kind = kind
        self.start = start
        self.end = end
    }
}

extension Agency {
    /// `code|valid_from`.
    package var naturalKey: String { "\(code)|\(validFrom?.description ?? "-infinity")" }

    package func isValid(on day: CalendarDay) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validTo.map { day < $0 } ?? true)
    }
}
