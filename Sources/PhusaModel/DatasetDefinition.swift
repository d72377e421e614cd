/// One feed of one agency: what the files must keep, and what becomes of them.
package struct DatasetDefinition: Sendable {
    /// `agency.dataset.rhythm`, such as `skhdt.kinh-te-xa-hoi.thang`.
    package let code: String
    /// The folder in the workspace, `skhdt/kinh-te-xa-hoi`.
    package let folder: String
    /// In the order of `applies`: a later contract gets its own entry, so old files keep theirs.
    package let contracts: [ContractDefinition]
    package let pipeline: PipelineDefinition
    package let corrections: [CorrectionDefinition]
    /// Code maps of the folder by name: what `map` and `lookup` steps read.
    package let codeMaps: [String: CodeMap]
    /// Periods that the agency need not deliver.
    package let exemptions: [ExemptionDefinition]

    package init(
        code: String, folder: String, contracts: [ContractDefinition],
        pipeline: PipelineDefinition, corrections: [CorrectionDefinition],
        codeMaps: [String: CodeMap], exemptions: [ExemptionDefinition] = []
    ) {
        self.code = code
        self.folder = folder
        self.contracts = contracts
        self.pipeline = pipeline
        self.corrections = corrections
        self.codeMaps = codeMaps
        self.exemptions = exemptions
    }

    /// The contract that a vintage falls under: the last that applies by its day.
    package func contract(on day: CalendarDay) -> ContractDefinition? {
        contracts.last { $0.appliesFrom.map { $0 <= day } ?? true }
    }
}

/// The file as the agency sends it.
package struct ContractDefinition: Sendable {
    package let dataset: String
    package let appliesFrom: CalendarDay?
    package let owner: ContractOwner
    package let file: FileDefinition
    package let covers: Cover
    package let areas: AreaEdition
    package let columns: [ColumnContract]
    /// Columns (by `as`) that are unique together within a file; empty for no such rule.
    package let unique: [String]
    package let due: DueDefinition?
    package let drift: DriftPolicy
    package let accept: AcceptedShares
    /// Whether a file without records is accepted instead of held.
    package let allowsEmpty: Bool
    /// Whether the same bytes may come again for another period.
    package let allowsSameBytes: Bool

    package init(
        dataset: String, appliesFrom: CalendarDay?, owner: ContractOwner, file: FileDefinition,
        covers: Cover, areas: AreaEdition, columns: [ColumnContract], unique: [String],
        due: DueDefinition?, drift: DriftPolicy, accept: AcceptedShares, allowsEmpty: Bool,
        allowsSameBytes: Bool
    ) {
        self.dataset = dataset
        self.appliesFrom = appliesFrom
        self.owner = owner
        self.file = file
        self.covers = covers
        self.areas = areas
        self.columns = columns
        self.unique = unique
        self.due = due
        self.drift = drift
        self.accept = accept
        self.allowsEmpty = allowsEmpty
        self.allowsSameBytes = allowsSameBytes
    }
}

package struct ContractOwner: Hashable, Sendable {
    /// Code of the agency; also the folder of the drop zone that its files come to.
    package let agency: String
    /// Who answers for the figures, and how to reach them.
    package let answerable: String
    package let contact: String

    package init(agency: String, answerable: String, contact: String) {
        self.agency = agency
        self.answerable = answerable
        self.contact = contact
    }
}

package enum FileFormat: String, Sendable, CaseIterable, Codable { case csv, json }

/// How the file is written.
///
/// `encoding` is a name that iconv knows; UTF-8 is checked, not converted.
package struct FileDefinition: Sendable {
    /// Matches the name below the agency's folder.
    package let name: NamePattern
    package let format: FileFormat
    package let encoding: String
    /// CSV: one byte each.
    package let delimiter: UInt8
    package let quote: UInt8
    /// CSV: lines to skip before the header, and lines of header, joined with a blank.
    package let skippedLineCount: Int
    package let headerLineCount: Int
    /// CSV: names for columns whose header is blank, by place from 1.
    package let blankHeaders: [Int: String]
    /// JSON: names from the top to the array of records, empty where the top is the array; newline-
    /// delimited objects are told by their form.
    package let recordPath: [String]
    package let numbers: NumberFormat
    /// Bytes that the unpacked file may have.
    package let unpackedByteCountMax: Int

    package static let unpackedByteCountMaxDefault = 2 * 1024 * 1024 * 1024

    package init(
        name: NamePattern, format: FileFormat, encoding: String, delimiter: UInt8, quote: UInt8,
        skippedLineCount: Int, headerLineCount: Int, blankHeaders: [Int: String] = [:],
        recordPath: [String], numbers: NumberFormat, unpackedByteCountMax: Int
    ) {
        self.name = name
        self.format = format
        self.encoding = encoding
        self.delimiter = delimiter
        self.quote = quote
        self.skippedLineCount = skippedLineCount
        self.headerLineCount = headerLineCount
        self.blankHeaders = blankHeaders
        self.recordPath = recordPath
        self.numbers = numbers
        self.unpackedByteCountMax = unpackedByteCountMax
    }
}

/// What a dataset owns: no two contracts own the same cell.
package struct Cover: Sendable {
    /// Indicators, all that the globs of the contract match; empty for facts that have none.
    package let indicators: [IndicatorKey]
    /// Code of the area whose subtree is covered; empty for all.
    package let areaRoot: String
    /// Kinds of period; empty for all.
    package let periods: [PeriodKind]

    package init(indicators: [IndicatorKey], areaRoot: String, periods: [PeriodKind]) {
        self.indicators = indicators
        self.areaRoot = areaRoot
        self.periods = periods
    }
}

/// Which edition of the area list the codes of a file come from; there is no default.
package enum AreaEdition: Hashable, Sendable {
    case on(CalendarDay)
    case atVintage
    case atPeriodEnd
}

package enum ColumnType: String, Sendable, CaseIterable, Codable {
    case text, decimal, integer, date, moment, period, unit, boolean
}

/// One column as it stands in the file.
package struct ColumnContract: Sendable {
    /// How the header is matched: a name, or a pattern with `*` that may match several columns.
    package enum Header: Hashable, Sendable {
        case name(String)
        case pattern(NamePattern)
    }

    package let header: Header
    /// The name that the pipeline uses.
    package let alias: String
    package let type: ColumnType
    /// Whether an empty cell breaks the contract.
    package let isRequired: Bool
    /// Whether the column itself may be missing.
    package let isOptional: Bool
    package let minimum: ExactDecimal?
    package let maximum: ExactDecimal?
    package let pattern: NamePattern?
    /// Allowed values; empty for any.
    package let values: [String]
    /// Name of a code map whose keys are allowed; empty for none.
    package let codes: String
    /// Printed forms that are no number, by what they mean.
    ///
    /// The empty text may be among them.
    package let marks: [String: Mark]
    /// `type: date` and `type: moment`: `dd/MM/yyyy`, `yyyy-MM-dd` and the like; `d` and `M` for one
    /// digit or two.
    package let dateForm: String
    /// `type: period`: the kinds allowed, empty for any.
    package let periodKinds: [PeriodKind]
    package let characterCountMax: Int
    /// Overrides the file's number form.
    package let numbers: NumberFormat?

    package init(
        header: Header, alias: String, type: ColumnType, isRequired: Bool, isOptional: Bool,
        minimum: ExactDecimal?, maximum: ExactDecimal?, pattern: NamePattern?, values: [String],
        codes: String, marks: [String: Mark], dateForm: String, periodKinds: [PeriodKind],
        characterCountMax: Int, numbers: NumberFormat?
    ) {
        self.header = header
        self.alias = alias
        self.type = type
        self.isRequired = isRequired
        self.isOptional = isOptional
        self.minimum = minimum
        self.maximum = maximum
        self.pattern = pattern
        self.values = values
        self.codes = codes
        self.marks = marks
        self.dateForm = dateForm
        self.periodKinds = periodKinds
        self.characterCountMax = characterCountMax
        self.numbers = numbers
    }
}

/// An offset from a period's end, in working days.
package struct DueDefinition: Hashable, Sendable {
    package let opensAfter: Int
    package let dueAfter: Int
    package let locksAfter: Int?

    package init(opensAfter: Int, dueAfter: Int, locksAfter: Int?) {
        self.opensAfter = opensAfter
        self.dueAfter = dueAfter
        self.locksAfter = locksAfter
    }
}

/// What happens when the file's columns are not the contract's.
package struct DriftPolicy: Hashable, Sendable {
    package enum NewColumn: String, Sendable, CaseIterable {
        case refuseFile = "refuse-file"
        case ignore
    }
    package enum BadValue: String, Sendable, CaseIterable {
        case refuseFile = "refuse-file"
        case quarantineRow = "quarantine-row"
    }

    package let newColumn: NewColumn
    package let badValue: BadValue

    package init(newColumn: NewColumn, badValue: BadValue) {
        self.newColumn = newColumn
        self.badValue = badValue
    }
}

/// Shares in percent, above which a drop is refused (quarantined records) or held (closed cells).
package struct AcceptedShares: Hashable, Sendable {
    package let quarantinedPercent: ExactDecimal
    package let closedPercent: ExactDecimal

    package init(quarantinedPercent: ExactDecimal, closedPercent: ExactDecimal) {
        self.quarantinedPercent = quarantinedPercent
        self.closedPercent = closedPercent
    }
}

/// A recorded override of what a file says, with its guard: it applies only where the file still
/// says what was found wrong.
package struct CorrectionDefinition: Hashable, Sendable {
    package let id: String
    /// The date of the decision: drops whose vintage is on or after it meet the correction.
    package let decided: CalendarDay
    /// The last vintage it applies to; `nil` for no end.
    package let expires: CalendarDay?
    package let reason: String
    package let decidedBy: String
    /// Columns and the exact text that they must hold, by `as`.
    package let match: [String: String]
    /// The column, the text it must hold, and what to read instead; `nil` excludes the record.
    package let change: Change?

    package struct Change: Hashable, Sendable {
        package let column: String
        package let expected: String
        package let value: String

        package init(column: String, expected: String, value: String) {
            self.column = column
            self.expected = expected
            self.value = value
        }
    }

    package init(
        id: String, decided: CalendarDay, expires: CalendarDay?, reason: String,
        decidedBy: String, match: [String: String], change: Change?
    ) {
        self.id = id
        self.decided = decided
        self.expires = expires
        self.reason = reason
        self.decidedBy = decidedBy
        self.match = match
        self.change = change
    }
}

/// A table of a dataset's folder: from a name or code in the file to one or more values.
package struct CodeMap: Sendable {
    package let name: String
    /// Headers of the value columns, in order; the first is what `map` gives.
    package let valueColumns: [String]
    /// Values by key.
    ///
    /// Keys are folded as ``NameKey`` does where `matchesNames` is set.
    package let values: [String: [String]]
    package let matchesNames: Bool
    /// Keys as they are written, sorted: what messages offer.
    package let writtenKeys: [String]
    /// Where each entry stands, by key as in `values`.
    package let positions: [String: FilePosition]

    /// - Parameter writtenKeys: `nil` where keys are written as they match.
    package init(
        name: String, valueColumns: [String], values: [String: [String]], matchesNames: Bool,
        writtenKeys: [String]? = nil, positions: [String: FilePosition] = [:]
    ) {
        self.positions = positions
        self.writtenKeys = (writtenKeys ?? Array(values.keys)).sorted()
        self.name = name
        self.valueColumns = valueColumns
        self.values = values
        self.matchesNames = matchesNames
    }

    package func values(for key: String) -> [String]? { values[self.key(of: key)] }

    /// A text as the map matches it.
    package func key(of text: String) -> String { matchesNames ? NameKey.fold(text) : text }
}
