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

    /// - Parameter id: As ``id`` gives it.
    package init?(id: Int32) {
        let day = Int(id / 100)
        var months = Int(id % 100)
        guard
            let start = CalendarDay(year: day / 10_000, month: day / 100 % 100, day: day % 100)
        else { return nil }
        let system: PeriodSystem = months >= 40 ? .administrative : .statistical
        months %= 40
        if months == 0 {
            self.init(day: start)
        } else if months > 20 {
            self.init(
                system: .statistical, kind: .season, start: start,
                end: start.adding(months: months - 20))
        } else {
            let first = system == .administrative ? start.adding(months: 1) : start
            let (year, month, _) = first.parts
            self.init(year: year, month: month, monthCount: months, system: system)
        }
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
