package import PhusaModel
import Warehouse

/// What became of one drop in a run.
package struct DropResult: Sendable, Codable {
    package enum State: String, Sendable, Codable {
        case loaded, refused, held
        /// Met before under the same identity and judged by the same definitions: nothing was read.
        case known
        /// A transport or system fault: tried again by the next run.
        case failed
    }

    package var dataset: String
    package var path: String
    package var state: State
    package var vintage: Moment
    package var records = RecordCounts()
    package var cells = CellCounts()
    /// The periods that a loaded drop states or touches, in order.
    package var periods: [String] = []
    /// What a loaded drop changes in the current figures; a backdated one may change none of them.
    package var current = CurrentChanges()
    /// What follows in the current figures that are computed from those.
    package var derived = CurrentChanges()
    /// Why the drop was refused or held, and corrections whose guard failed.
    package var violations: [Violation] = []
    /// The first breaches of records, in the order of lines.
    package var quarantined: [Violation] = []
    /// Number in the ledger; `nil` in a dry run.
    package var drop: Int?
    package var error: String?

    /// Breaches of records that a summary names one by one.
    package static let quarantinedCountMax = 5

    package init(dataset: String, path: String, state: State, vintage: Moment) {
        self.dataset = dataset
        self.path = path
        self.state = state
        self.vintage = vintage
    }
}

/// Cells of the current figures that come, say another value, and go.
package struct CurrentChanges: Codable, Hashable, Sendable {
    package var added = 0
    package var changed = 0
    package var closed = 0

    package init(added: Int = 0, changed: Int = 0, closed: Int = 0) {
        self.added = added
        self.changed = changed
        self.closed = closed
    }

    package var isEmpty: Bool { added + changed + closed == 0 }

    init(_ changes: FactChanges) {
        self.init(
            added: changes.inserted.count, changed: changes.revaluedCount,
            closed: changes.removed.count)
    }

    package static func + (left: CurrentChanges, right: CurrentChanges) -> CurrentChanges {
        CurrentChanges(
            added: left.added + right.added, changed: left.changed + right.changed,
            closed: left.closed + right.closed)
    }
}

/// What became of the drops of one pipeline in a run.
package struct PipelineSummary: Sendable {
    package let pipeline: String
    package var drops: [DropResult] = []
    /// What corrections did to figures loaded before them.
    package var corrections: [CorrectionResult] = []
    /// What a rerun changed; `nil` where none was asked for, or nothing was to do.
    package var restatement: RestatementResult?
    /// Why a rerun of the dataset was not carried out.
    package var restatementError: DecisionError?
    /// Periods of loaded drops whose definitions have changed since: restated only by a rerun.
    package var stale = StaleFacts()
    /// Set when another run was loading the dataset: who, and since when.
    package var lockedBy: String?

    package init(pipeline: String) { self.pipeline = pipeline }

    package var records: RecordCounts { drops.reduce(RecordCounts()) { $0 + $1.records } }
    package var cells: CellCounts { drops.reduce(CellCounts()) { $0 + $1.cells } }
    /// What drops and decisions change in the current figures that are computed from theirs.
    package var derived: CurrentChanges {
        let parts = drops.map(\.derived) + corrections.map(\.derived)
        return parts.reduce(restatement?.derived ?? CurrentChanges(), +)
    }

    package func count(_ state: DropResult.State) -> Int { drops.count { $0.state == state } }
}

/// What a run did.
package struct RunSummary: Sendable {
    /// Number in the ledger; `nil` for a dry run.
    package var run: Int?
    package var isDryRun: Bool
    package var startedAt: Moment
    package var finishedAt: Moment
    package var pipelines: [PipelineSummary] = []
    /// Files of the drop zone that no pipeline or several claim, and what is no file.
    package var unclaimed: [Violation] = []
    /// Uploads under way, left for the next run.
    package var underWay: [String] = []
    /// Published reports whose figures would be others today.
    package var movedReports: [MovedReport] = []
    /// What new versions of formulas change in the current figures.
    package var redefined = CurrentChanges()

    package init(run: Int?, isDryRun: Bool, startedAt: Moment) {
        self.run = run
        self.isDryRun = isDryRun
        self.startedAt = startedAt
        finishedAt = startedAt
    }

    package var records: RecordCounts { pipelines.reduce(RecordCounts()) { $0 + $1.records } }
    package var cells: CellCounts { pipelines.reduce(CellCounts()) { $0 + $1.cells } }

    /// What changes in the current figures that are computed from others.
    package var derived: CurrentChanges { pipelines.map(\.derived).reduce(redefined, +) }

    package func count(_ state: DropResult.State) -> Int {
        pipelines.reduce(0) { $0 + $1.count(state) }
    }

    /// Loaded drops whose definitions have changed since: restated only by a rerun.
    package var staleCount: Int { pipelines.reduce(0) { $0 + $1.stale.dropCount } }

    package var isLocked: Bool { pipelines.contains { $0.lockedBy != nil } }
}

/// Loaded drops whose definitions have changed since.
package struct StaleFacts: Encodable, Hashable, Sendable {
    package var dropCount = 0
    /// In order.
    package var periods: [String] = []

    package init() {}

    /// - Parameter drops: Per drop the natural keys of its stale periods.
    init(_ drops: [[String]]) {
        dropCount = drops.count
        periods = Set(drops.joined()).compactMap { Period(naturalKey: $0) }.sorted()
            .map(\.description)
    }

    private enum CodingKeys: String, CodingKey { case dropCount = "drops", periods }
}

/// A published report of which some cells would be others today.
package struct MovedReport: Codable, Hashable, Sendable {
    package let report: String
    /// Code of the agency that it is about; `nil` for one about the province.
    package let agency: String?
    package let period: String
    package let build: Int
    /// Cells that differ, that have come and that have gone.
    package let cellCount: Int

    /// Its code, with that of the agency that it is about.
    package var name: String { agency.map { "\(report) \($0)" } ?? report }
}
