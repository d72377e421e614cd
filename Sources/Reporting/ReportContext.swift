package import PhusaModel

/// What a report says about its own making.
package struct ReportContext: Sendable, Hashable, Codable {
    /// The report shows what was known at this moment.
    package let asOf: Moment
    /// When it was made: the date in its head.
    package let builtAt: Moment
    /// Counts the builds of the warehouse's reports, from 1; 0 for one that is only looked at.
    package let buildNumber: Int
    package let programVersion: String
    /// SHA-256 of the workspace's definitions in hexadecimal; twelve digits are printed.
    package let definitionsHash: String

    /// Who asked for it; `nil` where nobody is named.
    package let commission: ReportCommission?
    /// The report that was published before this one; `nil` for the first.
    package let previous: PreviousReport?

    package init(
        asOf: Moment, builtAt: Moment, buildNumber: Int, programVersion: String,
        definitionsHash: String, commission: ReportCommission? = nil,
        previous: PreviousReport? = nil
    ) {
        self.commission = commission
        self.previous = previous
        self.asOf = asOf
        self.builtAt = builtAt
        self.buildNumber = buildNumber
        self.programVersion = programVersion
        self.definitionsHash = definitionsHash
    }
}

extension ReportContext {
    /// What a build keeps: the report before it is kept on its own.
    var kept: ReportContext {
        ReportContext(
            asOf: asOf, builtAt: builtAt, buildNumber: buildNumber,
            programVersion: programVersion, definitionsHash: definitionsHash,
            commission: commission)
    }
}

/// A published report and what it printed.
package struct PreviousReport: Sendable, Hashable, Codable {
    package let build: Int
    package let period: Period
    package let cells: [ReportCell]

    package init(build: Int, period: Period, cells: [ReportCell]) {
        self.build = build
        self.period = period
        self.cells = cells
    }
}
