/// What the statistics office keeps: the code lists that every feed is measured against.
package struct Catalogue: Sendable {
    package var units: UnitList
    package var areas: AreaList
    /// What became of versions that ended.
    package var areaChanges: [AreaChange]
    package var agencies: [Agency]
    package var indicators: [Indicator]
    package var breakdowns: [BreakdownAxis]
    package var seasons: [Season]
    package var kpiSets: [KPISet]
    /// Those that have a title; answers to others are told by their codes.
    package var questions: [SurveyQuestion]

    package init(
        units: UnitList, areas: AreaList, areaChanges: [AreaChange] = [], agencies: [Agency],
        indicators: [Indicator], breakdowns: [BreakdownAxis], seasons: [Season],
        kpiSets: [KPISet], questions: [SurveyQuestion] = []
    ) {
        self.units = units
        self.areas = areas
        self.areaChanges = areaChanges
        self.agencies = agencies
        self.indicators = indicators
        self.breakdowns = breakdowns
        self.seasons = seasons
        self.kpiSets = kpiSets
        self.questions = questions
    }
}

extension Catalogue {
    /// An agency as it was called on a day, or its last version; `nil` where the list lacks it.
    package func agency(_ code: String, on day: CalendarDay) -> Agency? {
        agencies.first { $0.code == code && $0.isValid(on: day) }
            ?? agencies.last { $0.code == code }
    }

    /// Each agency's code once, in the order of the list.
    package var agencyCodes: [String] {
        var seen: Set<String> = []
        return agencies.map(\.code).filter { seen.insert($0).inserted }
    }
}

/// The natural key of an indicator: a code means something only with its edition.
package struct IndicatorKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let edition: String
    package let code: String
    package let methodology: String

    package init(edition: String, code: String, methodology: String) {
        self.edition = edition
        self.code = code
        self.methodology = methodology
    }

    package var description: String { "\(edition)|\(code)|\(methodology)" }

    package static func < (left: IndicatorKey, right: IndicatorKey) -> Bool {
        (left.code, left.edition, left.methodology) < (right.code, right.edition, right.methodology)
    }
}

/// How figures of an indicator may be put together over time or over areas.
package enum Aggregation: String, Sendable, CaseIterable, Codable {
    case sum, average, last, weighted, recompute, none
}

/// Whether a higher figure is better: what a traffic light goes by.
package enum Direction: String, Sendable, CaseIterable, Codable {
    case up, down, none
}

/// What is measured.
package struct Indicator: Hashable, Sendable {
    package let key: IndicatorKey
    /// Links rows of the same meaning across editions and methodologies.
    package let concept: String
    package let title: Words
    /// Code of the canonical unit.
    package let unit: String
    package let overTime: Aggregation
    package let overArea: Aggregation
    /// Digits behind the decimal mark when shown; never when stored.
    package let decimals: Int
    package let direction: Direction
    /// Who answers for the figure, and where the definition stands.
    package let agency: String
    package let source: String
    /// Permitted axes of breakdown, by code.
    package let breakdowns: [String]
    /// Where in the workspace it is defined, `file:line`.
    package let definedAt: String
    /// How it is computed; `nil` for an indicator that is loaded.
    package var derivation: Derivation?
    /// Examples of the formula.
    package var tests: [FormulaTest]

    package init(
        key: IndicatorKey, concept: String, title: Words, unit: String, overTime: Aggregation,
        overArea: Aggregation, decimals: Int, direction: Direction, agency: String, source: String,
        breakdowns: [String], definedAt: String, derivation: Derivation? = nil,
        tests: [FormulaTest] = []
    ) {
        self.key = key
        self.concept = concept
        self.title = title
        self.unit = unit
        self.overTime = overTime
        self.overArea = overArea
        self.decimals = decimals
        self.direction = direction
        self.agency = agency
        self.source = source
        self.breakdowns = breakdowns
        self.definedAt = definedAt
        self.derivation = derivation
        self.tests = tests
    }
}

/// An agency: who sends, who answers.
///
/// Versioned by date like an area.
package struct Agency: Hashable, Sendable {
    package let code: String
    package let name: String
    /// department, board, public-service-unit, locality, statistics-office, centre.
    package let kind: String
    package let validFrom: CalendarDay?
    package let validTo: CalendarDay?

    package init(
        code: String, name: String, kind: String, validFrom: CalendarDay?, validTo: CalendarDay?
    ) {
        self.code = code
        self.name = name
        self.kind = kind
        self.validFrom = validFrom
        self.validTo = validTo
    }
}

/// One way to break a figure down, such as `sex` with `M` and `F`.
package struct BreakdownAxis: Hashable, Sendable {
    package let code: String
    package let title: Words
    package let members: [BreakdownMember]

    package init(code: String, title: Words, members: [BreakdownMember]) {
        self.code = code
        self.title = title
        self.members = members
    }
}

package struct BreakdownMember: Hashable, Sendable {
    package let code: String
    package let title: Words

    package init(code: String, title: Words) {
        self.code = code
        self.title = title
    }
}

/// What a survey asks.
package struct SurveyQuestion: Hashable, Sendable {
    /// As its answers name it.
    package let code: String
    package let title: Words

    package init(code: String, title: Words) {
        self.code = code
        self.title = title
    }
}
