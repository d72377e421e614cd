/// Everything that stands behind one figure: its versions, the drops and lines they came from, and
/// the corrections that changed them.
package struct FigureTrail: Codable, Sendable {
    package struct Version: Codable, Sendable {
        package let value: String?
        package let mark: String?
        package let status: String
        /// CONF_STATUS, and the day from which an embargoed figure is free.
        package let conf: String?
        package let embargoUntil: String?
        /// Since when the version is known, and until when; `nil` while it stands.
        package let knownAt: Moment
        package let closedAt: Moment?
        /// When it was closed after all, for one that is told as of an earlier moment at which it
        /// stood: a part that changed while the figure computed from it did not.
        package let replacedAt: Moment?
        /// What ended the version: kind of the event and path of its drop.
        package let closedByKind: String?
        package let closedByPath: String?
        /// Why, and who said so, where somebody decided it.
        package let closedByReason: String?
        package let closedByActor: String?
        package let event: Int
        package let eventKind: String
        package let eventReason: String?
        package let actor: String
        package let dataset: String
        package let agency: String
        package let path: String
        package let sha256: String
        package let line: Int
        /// As of when the drop was published, and when it came.
        package let vintage: Moment?
        package let receivedAt: Moment?
        package let run: Int?
        package let definitions: String
        package let corrections: [AppliedCorrection]
        /// How it was computed; `nil` for a loaded figure.
        package let formula: AppliedFormula?
        /// What it was computed from, where that was asked for.
        package var inputs: [FigureTrail]

        package init(
            value: String?, mark: String? = nil, status: String, conf: String? = nil,
            embargoUntil: String? = nil, knownAt: Moment, closedAt: Moment? = nil,
            replacedAt: Moment? = nil, closedByKind: String? = nil, closedByPath: String? = nil,
            closedByReason: String? = nil, closedByActor: String? = nil,
            event: Int, eventKind: String, eventReason: String? = nil, actor: String,
            dataset: String, agency: String, path: String, sha256: String, line: Int,
            vintage: Moment?, receivedAt: Moment?, run: Int?, definitions: String,
            corrections: [AppliedCorrection] = [], formula: AppliedFormula? = nil,
            inputs: [FigureTrail] = []
        ) {
            self.value = value
            self.mark = mark
            self.status = status
            self.conf = conf
            self.embargoUntil = embargoUntil
            self.knownAt = knownAt
            self.closedAt = closedAt
            self.replacedAt = replacedAt
            self.closedByKind = closedByKind
            self.closedByPath = closedByPath
            self.closedByReason = closedByReason
            self.closedByActor = closedByActor
            self.event = event
            self.eventKind = eventKind
            self.eventReason = eventReason
            self.actor = actor
            self.dataset = dataset
            self.agency = agency
            self.path = path
            self.sha256 = sha256
            self.line = line
            self.vintage = vintage
            self.receivedAt = receivedAt
            self.run = run
            self.definitions = definitions
            self.corrections = corrections
            self.formula = formula
            self.inputs = inputs
        }

        /// The value as a number; `nil` where there is none.
        package var number: ExactDecimal? { value.flatMap { ExactDecimal($0) } }
    }

    /// A version of a formula.
    package struct AppliedFormula: Codable, Sendable {
        /// With indicators by their whole keys.
        package let text: String
        /// The first day of the periods that it is for, and the day since which it is known.
        package let effectiveFrom: String
        package let knownAt: String

        package init(
            text: String, effectiveFrom: String, knownAt: String
        ) {
            self.text = text
            self.effectiveFrom = effectiveFrom
            self.knownAt = knownAt
        }
    }

    package let indicator: String
    package let area: String
    package let areaName: String
    /// The first day of the version of the area that it stands under; `nil` for no first day.
    package let areaValidFrom: String?
    package let period: String
    package let breakdown: String
    /// The reference of a formula that reads it, as `sum([TV/2020|YT.NT|default] over district)`;
    /// `nil` for a figure that was asked for itself.
    package var reference: String?
    /// The newest first; the first one stands unless it has `closedAt`.
    package var versions: [Version]

    package init(
        indicator: String, area: String, areaName: String, areaValidFrom: String? = nil,
        period: String, breakdown: String, reference: String? = nil, versions: [Version]
    ) {
        self.indicator = indicator
        self.area = area
        self.areaName = areaName
        self.areaValidFrom = areaValidFrom
        self.period = period
        self.breakdown = breakdown
        self.reference = reference
        self.versions = versions
    }
}
