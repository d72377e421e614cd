package import PhusaModel

/// One execution of the program that may write.
package struct RunRecord: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        case running, done, failed, interrupted
    }

    package let id: Int
    package let startedAt: Moment
    /// `nil` while it runs.
    package let finishedAt: Moment?
    package let actor: String
    package let host: String
    package let command: String
    package let programVersion: String
    /// SHA-256 of the definitions in force, where there were any.
    package let definitions: String?
    package let state: State
    /// JSON, as the run wrote it.
    package let summary: String?
}

/// What a run knows of itself at its start.
package struct NewRun: Hashable, Sendable {
    package var actor: String
    package var host: String
    package var command: String
    package var programVersion: String
    package var definitions: String?

    package init(
        actor: String, host: String, command: String, programVersion: String, definitions: String?
    ) {
        self.actor = actor
        self.host = host
        self.command = command
        self.programVersion = programVersion
        self.definitions = definitions
    }
}

/// What may change a figure, in the order in which kinds of one moment are folded.
package enum EventKind: String, Sendable, CaseIterable, Codable {
    case drop, release, replay, withdrawal, correction, restatement, definition
}

/// An event to record.
package struct NewEvent: Hashable, Sendable {
    /// The same event has the same key, whoever records it: it is stored once.
    package var key: String
    package var kind: EventKind
    /// `nil` for a definition that concerns all datasets.
    package var datasetID: Int?
    /// Natural keys of the periods that it covers in full or touches.
    package var scope: [String]
    package var knownAt: Moment
    package var sequence: Int
    /// `nil` for now, by the server's clock; a rebuild repeats what the archive says.
    package var recordedAt: Moment?
    /// SHA-256 of the definitions in force, and of what the event brought.
    package var definitions: String
    package var content: String
    /// The drop's event that a release or withdrawal is about.
    package var targetEventID: Int?
    package var reason: String?
    package var actor: String
    package var runID: Int?

    package init(
        key: String, kind: EventKind, datasetID: Int?, scope: [String], knownAt: Moment,
        sequence: Int = 0, recordedAt: Moment? = nil, definitions: String, content: String,
        targetEventID: Int? = nil, reason: String? = nil, actor: String, runID: Int? = nil
    ) {
        self.key = key
        self.kind = kind
        self.datasetID = datasetID
        self.scope = scope
        self.knownAt = knownAt
        self.sequence = sequence
        self.recordedAt = recordedAt
        self.definitions = definitions
        self.content = content
        self.targetEventID = targetEventID
        self.reason = reason
        self.actor = actor
        self.runID = runID
    }
}

/// An event as it is recorded; `event.recordedAt` is never `nil`.
package struct EventRecord: Hashable, Sendable {
    package let id: Int
    package let event: NewEvent

    package init(id: Int, event: NewEvent) {
        self.id = id
        self.event = event
    }
}

/// A judged drop to record.
package struct NewDrop: Hashable, Sendable {
    package enum Outcome: String, Sendable, CaseIterable, Codable {
        case loaded, refused, held, withdrawn
    }

    package var datasetID: Int
    package var path: String
    package var sha256: String
    package var byteCount: Int
    package var vintage: Vintage
    package var receivedAt: Moment
    /// Natural key of the period in its name, where the contract declares one.
    package var period: String?
    package var outcome: Outcome
    package var definitions: String
    /// Not `nil` for a loaded drop.
    package var eventID: Int?
    package var runID: Int?
    package var records: RecordCounts
    package var cells: CellCounts
    package var violations: [Violation]

    package init(
        datasetID: Int, path: String, sha256: String, byteCount: Int, vintage: Vintage,
        receivedAt: Moment, period: String?, outcome: Outcome, definitions: String, eventID: Int?,
        runID: Int?, records: RecordCounts, cells: CellCounts, violations: [Violation]
    ) {
        self.datasetID = datasetID
        self.path = path
        self.sha256 = sha256
        self.byteCount = byteCount
        self.vintage = vintage
        self.receivedAt = receivedAt
        self.period = period
        self.outcome = outcome
        self.definitions = definitions
        self.eventID = eventID
        self.runID = runID
        self.records = records
        self.cells = cells
        self.violations = violations
    }
}

/// A drop as it is recorded.
package struct DropRecord: Hashable, Sendable {
    package let id: Int
    /// Code of the dataset.
    package let dataset: String
    package let drop: NewDrop

    package init(id: Int, dataset: String, drop: NewDrop) {
        self.id = id
        self.dataset = dataset
        self.drop = drop
    }
}

/// A quarantined record as it is recorded.
package struct QuarantineRecord: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable, Codable {
        case open, fixed, replayed, waived
    }

    package let id: Int
    package let dropID: Int
    package let dataset: String
    package let record: QuarantinedRecord
    package let state: State
    package let changedAt: Moment?
    package let changedBy: String?
    package let reason: String?
}

/// A published report.
package struct NewReportBuild: Hashable, Sendable {
    package var report: String
    /// Code of the agency that it is about; `nil` for one about the province.
    package var agency: String?
    package var period: String
    package var asOf: Moment
    package var actor: String
    package var programVersion: String
    package var definitions: String
    /// JSON: the cells as they were printed.
    package var cells: String
    package var htmlSHA256: String
    package var csvSHA256: String
    package var path: String
    package var runID: Int?
    /// That of the titles in ``cells``; `nil` for a build from before it was kept.
    package var language: Language?
    /// JSON: all that the report says; `nil` for a build from before it was kept.
    package var content: String?
    /// SHA-256 of the files besides page and table, by format.
    package var files: [ReportFormat: String]
    package var commission: ReportCommission

    package init(
        report: String, agency: String? = nil, period: String, asOf: Moment, actor: String,
        programVersion: String, definitions: String, cells: String, htmlSHA256: String,
        csvSHA256: String, path: String,
        runID: Int?, language: Language?, content: String? = nil,
        files: [ReportFormat: String] = [:], commission: ReportCommission = ReportCommission()
    ) {
        self.content = content
        self.files = files
        self.commission = commission
        self.report = report
        self.agency = agency
        self.period = period
        self.asOf = asOf
        self.actor = actor
        self.programVersion = programVersion
        self.definitions = definitions
        self.cells = cells
        self.htmlSHA256 = htmlSHA256
        self.csvSHA256 = csvSHA256
        self.path = path
        self.runID = runID
        self.language = language
    }
}

package struct ReportBuildRecord: Hashable, Sendable {
    package let id: Int
    package let builtAt: Moment
    package let build: NewReportBuild
}
