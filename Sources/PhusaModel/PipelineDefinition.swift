/// What becomes of a checked record: declared steps, in order, the fact they end in, and what must
/// be true of the fact then.
package struct PipelineDefinition: Sendable {
    package let dataset: String
    package let steps: [StepDefinition]
    package let load: LoadDefinition
    package let checks: [DropCheck]

    /// The column with the line of the record in its file, from 1: what tells records apart that bear
    /// no number of their own.
    package static let lineColumn = "record.line"

    package init(
        dataset: String, steps: [StepDefinition], load: LoadDefinition, checks: [DropCheck] = []
    ) {
        self.dataset = dataset
        self.steps = steps
        self.load = load
        self.checks = checks
    }
}

/// One step of a pipeline.
///
/// Columns are named by the contract's `as`, by earlier steps, `file.NAME` for a capture of the file's
/// name, or ``PipelineDefinition/lineColumn``; the workspace has checked that each exists.
package enum StepDefinition: Sendable, Hashable {
    case rename(column: String, into: String)
    /// The same text in every record.
    case constant(value: String, into: String)
    /// Text through a code map of the folder; an unknown text quarantines the record.
    case map(column: String, using: String, into: String)
    /// Several value columns of a code map at once: value column → pipeline column.
    case lookup(column: String, using: String, into: [String: String])
    /// Each of the columns that a pattern matched becomes a cell of its own.
    case unpivot(columns: String, header: String, value: String)
    /// The captures of the first pattern that matches become columns; a capture that only other
    /// patterns have is absent.
    case split(column: String, patterns: [NamePattern])
    /// Keeps the records for which the expression is true; the others are excluded with the reason.
    case filter(keep: Expression, reason: String)
    case compute(is: Expression, type: ExpressionType, into: String)
    case normalise(NormaliseDefinition)
}

/// From columns to references and values: each entry names the column that holds it.
///
/// Makes the columns `period_id`, `indicator_id`, `area_id`, `agency_id`, `breakdown_id`, `value`,
/// `mark`, `status`, `conf` and `embargo_until`, as far as they are named; an observation has all but
/// the agency.
package struct NormaliseDefinition: Sendable, Hashable {
    package let indicator: String?
    /// Where the code alone is not unique.
    package let edition: String?
    package let methodology: String?
    package let area: String?
    package let period: String?
    package let agency: String?
    /// Axis → column.
    ///
    /// An empty cell is the axis' total.
    package let breakdown: [String: String]
    package let value: String?
    /// `nil`: the value is in the canonical unit already.
    package let unit: String?
    /// `nil`: A, normal.
    package let status: String?
    /// Whether the figure may be published, as SDMX's CONF_STATUS; `nil`: it may.
    package let conf: String?
    /// The day from which an embargoed figure is free.
    package let embargo: String?

    package init(
        indicator: String?, edition: String?, methodology: String?, area: String?,
        period: String?, agency: String?, breakdown: [String: String], value: String?,
        unit: String?, status: String?, conf: String? = nil, embargo: String? = nil
    ) {
        self.indicator = indicator
        self.edition = edition
        self.methodology = methodology
        self.area = area
        self.period = period
        self.agency = agency
        self.breakdown = breakdown
        self.value = value
        self.unit = unit
        self.status = status
        self.conf = conf
        self.embargo = embargo
    }
}

package enum LoadMode: String, Sendable, CaseIterable, Codable {
    /// The drop states its periods in full: what it leaves out is closed.
    case replace
    /// The drop states the cells it lists.
    case merge
    /// The drop states cells that no earlier vintage holds.
    case append
}

package struct LoadDefinition: Sendable, Hashable {
    /// Name of the fact.
    package let fact: String
    package let mode: LoadMode
    /// Fact column → pipeline column, for those that bear other names.
    package let columns: [String: String]

    package init(fact: String, mode: LoadMode, columns: [String: String]) {
        self.fact = fact
        self.mode = mode
        self.columns = columns
    }
}
