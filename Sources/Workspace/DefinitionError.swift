package import PhusaModel

/// All mistakes of a workspace, by position.
package struct DefinitionErrors: Error, Sendable {
    /// Sorted by path, line and column; never empty when thrown.
    package let errors: [DefinitionError]

    package init(errors: [DefinitionError]) { self.errors = errors }
}

/// One mistake in a definition: facts only; ``message(_:)`` has the words.
package struct DefinitionError: Error, Sendable, Hashable {
    /// Path below the workspace's folder; line and column from 1, the column in characters, in CSV
    /// the field.
    package let position: FilePosition
    package let kind: Kind
    /// What stands there, cut to ``foundLengthMax`` characters.
    package let found: String
    /// The nearest valid name: offered, never taken.
    package let suggestion: String?

    /// Characters of a found value that are kept.
    package static let foundLengthMax = 80

    package init(position: FilePosition, kind: Kind, found: String, suggestion: String? = nil) {
        self.position = position
        self.kind = kind
        let cut = found.unicodeScalars.prefix(Self.foundLengthMax)
        self.found = cut.count < found.unicodeScalars.count ? String(cut) + "…" : found
        self.suggestion = suggestion
    }

    /// The same mistake told of another path, where it is of `path`.
    package func moved(from path: String, to other: String) -> DefinitionError {
        guard position.path == path else { return self }
        let place = FilePosition(path: other, line: position.line, column: position.column)
        return DefinitionError(
            position: place, kind: kind, found: found, suggestion: suggestion)
    }

    /// What is wrong, with what would be right.
    package enum Kind: Sendable, Hashable {
        // The file as bytes.
        case folder
        case unreadable
        case tooLarge(byteCountMax: Int)
        case encoding
        case control
        case unknownFile(allowed: [String])
        case missingFile(String)

        // YAML as text.
        case feature(YAMLFeature)
        case tab
        case nesting(levelCountMax: Int)
        case syntax
        case duplicateKey(firstLine: Int)

        // Shape and values.
        case unknownKey(allowed: [String])
        case missingKey(String)
        case shape(Shape)
        case value(AllowedValue)
        case notApplicable(because: String)
        case reservedName

        // Names across files.
        case unknownName(NameList, known: [String])
        case duplicateName(NameList, first: String)
        case ambiguousIndicator(candidates: [String])

        // CSV.
        case csv(CSVProblem)

        // Meaning.
        case order(Order)
        case folderCode(expected: String)
        case expression(ExpressionProblem)
        case formula(FormulaProblem)
        case text(TextProblem)
        case columnType(expected: [String])
        case spreadColumn
        case unfedColumn(fact: String)
        case replaceWithoutScope(fact: String)
        case noMatch
        case overlappingValidity(first: String)
        case areaChange(AreaChangeProblem)
        case ownership(other: String, fact: String, shared: String)
    }

    /// What YAML can do and a definition may not.
    package enum YAMLFeature: String, Sendable, Hashable, CaseIterable {
        case anchor, alias, tag, directive
        case mergeKey = "merge-key"
        case explicitKey = "explicit-key"
        case secondDocument = "second-document"
    }

    package enum Shape: String, Sendable, Hashable, CaseIterable {
        case mapping, list, text, singleKey
    }

    package enum CSVProblem: Sendable, Hashable {
        case header(expected: [String])
        case fieldCount(expected: Int)
        case strayQuote, openQuote, textAfterQuote, emptyHeader, empty
    }

    /// Two values of which the first must stand before, or be no more than, the second.
    package enum Order: String, Sendable, Hashable, CaseIterable {
        case validFromBeforeValidTo, opensByDue, dueBeforeLocks, minimumByMaximum, amberByGreen
        case decidedByExpires, firstDayByLastDay, parentAboveChild, confidentialByReliable
        case hoursInOrder
        case paceToYearEnd, bandsUpward, bandsByCap
    }

    /// What a change of an area and the list of areas do not agree on; days as the list has them.
    package enum AreaChangeProblem: Sendable, Hashable {
        case noVersionEnds(days: [String])
        case notInForce(days: [String])
        case weightSum(basis: String)
        case unrecordedEnd
    }

    package enum ExpressionProblem: Sendable, Hashable {
        case unexpected
        case end
        case openText
        /// What closes it.
        case openGroup(String)
        case number
        case depth
        case type(expected: [String])
        case textOrder
    }

    /// The lists that names are looked up in.
    package enum NameList: String, Sendable, Hashable, CaseIterable {
        case unit, area, agency, axis, member, indicator, season, kpis, dimension, fact, factColumn
        case dimensionColumn, column, codeMap, codeMapColumn, codeMapKey, dataset, contractStart
        case correction, exemption, report, header, warehouseFile, row, formulaFunction
        case formulaRange, formulaVersion, caseState, textFigure, question
    }
}

/// What a value may be.
package enum AllowedValue: Sendable, Hashable {
    /// Any text but the empty one.
    case text
    case whole(minimum: Int, maximum: Int)
    /// A part of a whole, 0 to 1.
    case share
    case decimal, decimalOrNone, decimalFromZero, positiveDecimal, percent, day, dayOrSpan,
        dayOrPeriod
    /// A period of one of these kinds; of any where there are none.
    case period([PeriodKind])
    case flag, byte, groupMark, decimalMark
    case oneOf([String])
    /// A form: what it is and how it is written, such as `[a-z0-9-]+`.
    case form(String)
    case pattern(NamePattern.SyntaxError.Reason)
    case dateForm, areaEdition, canonicalBreakdown
    /// A value of a column of this kind; what `ColumnKind` is called.
    case columnKind(String)
}

extension DefinitionError {
    /// The stable name of the kind of mistake, `definition.unknown-key`.
    package var id: String { "definition." + kind.name }
}

extension DefinitionError.Kind {
    fileprivate var name: String {
        switch self {
        case .folder: "folder"
        case .unreadable: "unreadable"
        case .tooLarge: "too-large"
        case .encoding: "encoding"
        case .control: "control"
        case .unknownFile: "unknown-file"
        case .missingFile: "missing-file"
        case .feature(let feature): feature.rawValue
        case .tab: "tab"
        case .nesting: "nesting"
        case .syntax: "syntax"
        case .duplicateKey: "duplicate-key"
        case .unknownKey: "unknown-key"
        case .missingKey: "missing-key"
        case .shape: "shape"
        case .value: "value"
        case .notApplicable: "not-applicable"
        default: meaningName
        }
    }

    private var meaningName: String {
        switch self {
        case .unknownName: "unknown-name"
        case .duplicateName: "duplicate-name"
        case .reservedName: "reserved-name"
        case .ambiguousIndicator: "ambiguous-indicator"
        case .csv: "csv"
        case .order: "order"
        case .folderCode: "folder-code"
        case .expression: "expression"
        case .formula(let problem): problem.name
        case .text(let problem): problem.rawValue
        case .columnType: "column-type"
        case .spreadColumn: "spread-column"
        case .unfedColumn: "unfed-column"
        case .replaceWithoutScope: "replace-without-scope"
        case .noMatch: "no-match"
        case .overlappingValidity: "overlapping-validity"
        case .areaChange: "area-change"
        default: "ownership"
        }
    }
}

extension DefinitionError: Comparable {
    /// By position, then by kind, so that two loads print the same.
    package static func < (left: DefinitionError, right: DefinitionError) -> Bool {
        if left.position != right.position { return left.position < right.position }
        return (left.id, left.found) < (right.id, right.found)
    }
}
