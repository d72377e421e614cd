import PhusaModel

extension WorkspaceLoader {
    struct LoadedCentre {
        let definition: CentreDefinition
        let seasons: [Season]
    }

    /// `phusa.yml`.
    func loadCentre() -> LoadedCentre? {
        guard let reader = context.mappings(of: "phusa.yml", kind: .centre)?.first else {
            return nil
        }
        let language: Language? = reader.choice("language")
        let drops = reader.text("drops")
        let state = reader.text("state")
        let archive = reader.text("archive")
        let calendar = reader.nested("calendar")
        let holidays = days(calendar, "holidays")
        let worked = days(calendar, "worked")
        let hours = workingHours(calendar)
        let seasons = seasons(reader)
        let metrics = reader.text("metrics")
        let hook = reader.nested("hooks").flatMap(failureHook)
        guard let own = reader.nested("centre") else { return nil }
        let code = own.text("code")
        let name = own.words("name")
        let parent = own.words("parent")
        let place = own.text("place")
        let area = own.text("area")
        if let area { context.check(area, in: context.areas, at: own.position(of: "area")) }
        guard let language, let drops, let state, let code, let name, let parent, let place,
            let area
        else { return nil }
        return LoadedCentre(
            definition: CentreDefinition(
                code: code, name: name, parent: parent, place: place, area: area,
                language: language, drops: drops, state: state, archive: archive,
                holidays: holidays, workedDays: worked, workingHours: hours, metrics: metrics,
                failureHook: hook),
            seasons: seasons)
    }

    private func failureHook(_ reader: MappingReader) -> FailureHook? {
        let command = reader.texts("failure").map(\.text)
        guard reader.has("failure"), let timeout = reader.text("timeout") else { return nil }
        guard !command.isEmpty else {
            reader.report(.value(.text), at: reader.position(of: "failure"), found: "[]")
            return nil
        }
        return NameForm.seconds(timeout).map { FailureHook(command: command, timeoutSeconds: $0) }
    }

    private func days(_ calendar: MappingReader?, _ key: String) -> Set<CalendarDay> {
        var days: Set<CalendarDay> = []
        guard let calendar else { return days }
        for item in calendar.items(key) {
            guard let span = calendar.value(of: item, .dayOrSpan, Self.span) else { continue }
            let (first, last) = span
            check(.firstDayByLastDay, first <= last, at: item.position, "\(first)..\(last)")
            guard first <= last else { continue }
            for number in first.number...last.number { days.insert(CalendarDay(number: number)) }
        }
        return days
    }

    private func workingHours(_ calendar: MappingReader?) -> WorkingHours {
        guard let calendar, calendar.has("hours") else { return .standard }
        var spans: [Range<Int>] = []
        for (text, position) in calendar.texts("hours") {
            guard let span = NameForm.minutes(text) else { continue }
            let isLater = spans.last.map { $0.upperBound <= span.lowerBound } ?? true
            check(.hoursInOrder, isLater, at: position, text)
            if isLater { spans.append(span) }
        }
        guard !spans.isEmpty else {
            if calendar.items("hours").isEmpty {
                calendar.report(.value(.text), at: calendar.position(of: "hours"), found: "[]")
            }
            return .standard
        }
        return WorkingHours(spans: spans)
    }

    /// Days that a span may have: more is a mistyped year.
    private static let spanDayCountMax = 366

    private static func span(_ text: String) -> (CalendarDay, CalendarDay)? {
        if let day = CalendarDay(text) { return (day, day) }
        guard text.utf8.count == 22, let first = CalendarDay(text.prefix(10)),
            let last = CalendarDay(text.suffix(10)), text.dropFirst(10).hasPrefix(".."),
            last.number - first.number < spanDayCountMax
        else { return nil }
        return (first, last)
    }

    private func seasons(_ reader: MappingReader) -> [Season] {
        var names = KnownNames(.season)
        return reader.nestedList("seasons").compactMap { season in
            let code = season.text("code")
            if let code { context.add(code, to: &names, at: season.position(of: "code")) }
            let title = season.words("title")
            let firstMonth = season.whole("first_month")
            let monthCount = season.whole("months")
            let yearsBack = season.whole("years_back")
            guard let code, let title, let firstMonth, let monthCount, let yearsBack
            else { return nil }
            return Season(
                code: code, title: title, firstMonth: firstMonth, monthCount: monthCount,
                yearsBack: yearsBack)
        }
    }
}
