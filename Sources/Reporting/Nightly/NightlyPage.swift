package import PhusaModel

/// What one night did and what waits for a person: facts alone, of which the page on paper, the text
/// on a terminal, the JSON document and the metrics are made.
package struct NightlyPage: Sendable {
    package var centre: Words
    /// The day by which lateness is judged.
    package var day: CalendarDay
    /// Number in the ledger; `nil` where the night ended before there was one.
    package var run: Int?
    package var actor: String
    package var host: String
    package var programVersion: String
    package var startedAt: Moment
    package var finishedAt: Moment
    /// What the process says at its end.
    package var exit: Int
    /// By agency and dataset, in the order of their codes.
    package var feeds: [NightlyFeed] = []
    /// Drops that this run read or could not read, those met before left out.
    package var drops: [NightlyDrop] = []
    /// Files that no pipeline or several claim, and what is no file.
    package var unclaimed: [Violation] = []
    /// Paths of uploads under way.
    package var underWay: [String] = []
    package var reports: [NightlyReport] = []
    /// The moment of the figures in ``reports``; `nil` where none were looked at.
    package var reportsAsOf: Moment?
    /// The longest overdue first.
    package var late: [Submission] = []
    /// What broke; the night went on as far as it could.
    package var faults: [NightlyFault] = []
    /// What needs a person, with the command to type.
    package var decisions: [NightlyDecision] = []

    package init(
        centre: Words, day: CalendarDay, actor: String, host: String, programVersion: String,
        startedAt: Moment
    ) {
        self.centre = centre
        self.day = day
        self.actor = actor
        self.host = host
        self.programVersion = programVersion
        self.startedAt = startedAt
        finishedAt = startedAt
        exit = 0
    }

    package var cells: CellCounts { feeds.reduce(CellCounts()) { $0 + $1.cells } }
    package var records: RecordCounts { feeds.reduce(RecordCounts()) { $0 + $1.records } }
    package var files: NightlyFiles { feeds.reduce(NightlyFiles()) { $0 + $1.files } }
    package var openQuarantineCount: Int { feeds.reduce(0) { $0 + $1.openQuarantineCount } }
    package var heldDropCount: Int { feeds.reduce(0) { $0 + $1.heldDropCount } }
}
