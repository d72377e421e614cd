package import PhusaModel

// The parts of the page of the night, and their names in the JSON document.

/// Files of a feed by what became of them.
package struct NightlyFiles: Hashable, Sendable, Encodable {
    package var loaded = 0
    package var known = 0
    package var refused = 0
    package var held = 0
    package var failed = 0

    package init(loaded: Int = 0, known: Int = 0, refused: Int = 0, held: Int = 0, failed: Int = 0)
    {
        self.loaded = loaded
        self.known = known
        self.refused = refused
        self.held = held
        self.failed = failed
    }

    package static func + (left: NightlyFiles, right: NightlyFiles) -> NightlyFiles {
        NightlyFiles(
            loaded: left.loaded + right.loaded, known: left.known + right.known,
            refused: left.refused + right.refused, held: left.held + right.held,
            failed: left.failed + right.failed)
    }

    /// All but those met before.
    package var newCount: Int { loaded + refused + held + failed }

    /// Each state by its code, in one order.
    package var byState: [(state: String, count: Int)] {
        [
            ("loaded", loaded), ("known", known), ("refused", refused), ("held", held),
            ("failed", failed),
        ]
    }
}

/// One dataset: what came tonight, and how it stands.
package struct NightlyFeed: Sendable {
    package var dataset: String
    package var agency: String
    package var agencyName: String
    package var files = NightlyFiles()
    package var cells = CellCounts()
    package var records = RecordCounts()
    /// Set when another run was loading the dataset: who, and since when.
    package var lockedBy: String?
    /// Vintage of the newest drop that is loaded.
    package var newestVintage: Moment?
    /// The first day after the newest period that a loaded drop speaks of.
    package var newestPeriodEnd: CalendarDay?
    /// Records in quarantine that nobody has decided on, of all nights.
    package var openQuarantineCount = 0
    /// Drops that wait for a release, of all nights.
    package var heldDropCount = 0

    package init(dataset: String, agency: String, agencyName: String) {
        self.dataset = dataset
        self.agency = agency
        self.agencyName = agencyName
    }
}

/// What became of one drop tonight.
package struct NightlyDrop: Sendable {
    package let dataset: String
    package let path: String
    /// loaded, refused, held or failed.
    package let state: String
    /// Number in the ledger.
    package let drop: Int?
    package let records: RecordCounts
    package let cells: CellCounts
    /// The first reasons: of the file, then of its records.
    package let reasons: [Violation]
    /// Records in quarantine beyond those that ``reasons`` names.
    package let moreCount: Int
    /// A fault of the system, not of the data.
    package let error: String?

    package init(
        dataset: String, path: String, state: String, drop: Int?, records: RecordCounts,
        cells: CellCounts, reasons: [Violation], moreCount: Int, error: String?
    ) {
        self.dataset = dataset
        self.path = path
        self.state = state
        self.drop = drop
        self.records = records
        self.cells = cells
        self.reasons = reasons
        self.moreCount = moreCount
        self.error = error
    }

    /// Whether a person should read why.
    package var needsReading: Bool { state != "loaded" || !reasons.isEmpty }
}

/// What became of one report for one period.
package struct NightlyReport: Sendable {
    package enum State: String, Sendable, Encodable {
        /// Built for the first time, or again because its figures moved.
        case built, rebuilt
        /// An older period that is published and stays: its figures are others now.
        case wouldMove = "would-move"
        case failed
    }

    package let report: String
    /// Code of the agency that it is about; `nil` for one about the province.
    package let agency: String?
    package let title: Words
    package let period: Period
    package let state: State
    package let build: Int?
    package let html: String?
    /// Printed figures that are others than in the build before.
    package let movedCount: Int
    package let error: String?

    package init(
        report: String, agency: String? = nil, title: Words, period: Period, state: State,
        build: Int? = nil, html: String? = nil, movedCount: Int = 0, error: String? = nil
    ) {
        self.report = report
        self.agency = agency
        self.title = title
        self.period = period
        self.state = state
        self.build = build
        self.html = html
        self.movedCount = movedCount
        self.error = error
    }
}

/// Something that broke tonight.
package struct NightlyFault: Hashable, Sendable {
    /// What the process says of it at its end.
    package enum Kind: String, Sendable, Encodable {
        case definition, warehouse, cannotWrite = "cannot-write", cannotRead = "cannot-read"
        case locked, software, interrupted, terminated
    }

    package let kind: Kind
    package let message: Words

    package init(_ kind: Kind, _ message: Words) {
        self.kind = kind
        self.message = message
    }
}

/// Something that a person must decide, with the exact command.
package struct NightlyDecision: Hashable, Sendable {
    package let what: Words
    package let command: String

    package init(_ what: Words, command: String) {
        self.what = what
        self.command = command
    }
}

// MARK: JSON

extension NightlyFeed: Encodable {
    private enum CodingKeys: String, CodingKey {
        case dataset, agency, agencyName = "agency_name", files, cells, records
        case lockedBy = "locked_by", newestVintage = "newest_vintage"
        case newestPeriodEnd = "newest_period_end", openQuarantineCount = "open_quarantine"
        case heldDropCount = "held_drops"
    }
}

extension NightlyDrop: Encodable {
    private enum CodingKeys: String, CodingKey {
        case dataset, path, state, drop, records, cells, reasons, moreCount = "more", error
    }
}

extension NightlyReport: Encodable {
    private enum CodingKeys: String, CodingKey {
        case report, agency, title, period, state, build, html, movedCount = "moved", error
    }
}

extension NightlyFault: Encodable {}
extension NightlyDecision: Encodable {}
