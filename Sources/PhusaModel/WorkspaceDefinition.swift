/// Everything that a centre decides: the workspace as read, checked and free of mistakes.
package struct WorkspaceDefinition: Sendable {
    package let centre: CentreDefinition
    package let catalogue: Catalogue
    package let schema: StarSchema
    package let datasets: [DatasetDefinition]
    package let reports: [ReportDefinition]

    package init(
        centre: CentreDefinition, catalogue: Catalogue, schema: StarSchema,
        datasets: [DatasetDefinition], reports: [ReportDefinition]
    ) {
        self.centre = centre
        self.catalogue = catalogue
        self.schema = schema
        self.datasets = datasets
        self.reports = reports
    }

    package func dataset(_ code: String) -> DatasetDefinition? {
        datasets.first { $0.code == code }
    }
}

/// `phusa.yml`: who the centre is and where its things are.
package struct CentreDefinition: Sendable {
    package let code: String
    package let name: Words
    /// The body that the centre belongs to, at the head of its reports.
    package let parent: Words
    /// Where reports are signed: "Trà Vinh".
    package let place: String
    /// Code of the centre's area.
    package let area: String
    package let language: Language
    /// The folder that drops come to, relative to the workspace.
    package let drops: String
    /// The folder for what the tool keeps (cluster, archive, reports), relative to the workspace.
    package let state: String
    /// The archive's folder; `nil`: beside the cluster.
    package let archive: String?
    /// Days off besides Saturday and Sunday, and swapped days that are worked.
    package let holidays: Set<CalendarDay>
    package let workedDays: Set<CalendarDay>
    package let workingHours: WorkingHours
    /// Where the numbers of the latest nightly run are written for a collector, relative to the
    /// workspace; `nil` for nowhere.
    package let metrics: String?
    /// What is run when a nightly run does not end well.
    package let failureHook: FailureHook?

    package init(
        code: String, name: Words, parent: Words, place: String, area: String,
        language: Language, drops: String, state: String, archive: String?,
        holidays: Set<CalendarDay>, workedDays: Set<CalendarDay>,
        workingHours: WorkingHours = .standard, metrics: String? = nil,
        failureHook: FailureHook? = nil
    ) {
        self.code = code
        self.name = name
        self.parent = parent
        self.place = place
        self.area = area
        self.language = language
        self.drops = drops
        self.state = state
        self.archive = archive
        self.holidays = holidays
        self.workedDays = workedDays
        self.workingHours = workingHours
        self.metrics = metrics
        self.failureHook = failureHook
    }

    /// The last day (exclusive end or later) reached by so many working days after `day`: the
    /// `count`-th working day from `day` on, counting `day` itself; 0 is `day`.
    package func workingDay(_ count: Int, from day: CalendarDay) -> CalendarDay {
        var current = day
        var left = count
        while left > 0 {
            if isWorked(current) { left -= 1 }
            if left > 0 { current = current.adding(days: 1) }
        }
        return current
    }

    package func isWorked(_ day: CalendarDay) -> Bool {
        workedDays.contains(day) || (day.weekday <= 5 && !holidays.contains(day))
    }

    /// Working days after `day` up to and with `last`; 0 where `last` is not later.
    package func workingDayCount(after day: CalendarDay, through last: CalendarDay) -> Int {
        guard day < last else { return 0 }
        return (day.number + 1...last.number).count { isWorked(CalendarDay(number: $0)) }
    }
}

/// A command of the centre's own: a program and its arguments, without a shell.
package struct FailureHook: Hashable, Sendable {
    /// The program first; never empty.
    package let command: [String]
    /// After so many seconds it is ended.
    package let timeoutSeconds: Int

    package init(command: [String], timeoutSeconds: Int) {
        self.command = command
        self.timeoutSeconds = timeoutSeconds
    }
}
