/// A figure that stands in the warehouse, with the version of the area that it was said of.
package struct AreaFigure: Hashable, Sendable {
    package let indicator: IndicatorKey
    package let area: Area
    /// Canonical breakdown text, empty for the total.
    package let breakdown: String
    package let value: ExactDecimal?
    package let mark: Mark?
    package let status: ObservationStatus

    package init(
        indicator: IndicatorKey, area: Area, breakdown: String, value: ExactDecimal?, mark: Mark?,
        status: ObservationStatus
    ) {
        self.indicator = indicator
        self.area = area
        self.breakdown = breakdown
        self.value = value
        self.mark = mark
        self.status = status
    }
}

extension ObservationStatus {
    /// How little a figure can be relied on: 0 for a final one.
    package var weakness: Int {
        switch self {
        case .normal: 0
        case .specialEvent, .seriesBreak, .definitionDiffers, .derogation, .includesAnother: 1
        case .provisional: 2
        case .notSignificant, .lowReliability, .unvalidated, .experimental: 3
        case .imputed, .estimated: 4
        case .forecast: 5
        case .holiday, .includedElsewhere, .notCollected, .cannotExist, .missing, .suppressed: 6
        }
    }

    /// The weakest of some; the first of equally weak ones, final for none.
    package static func weakest(_ statuses: some Sequence<ObservationStatus>) -> ObservationStatus {
        statuses.reduce(.normal) { $1.weakness > $0.weakness ? $1 : $0 }
    }
}
