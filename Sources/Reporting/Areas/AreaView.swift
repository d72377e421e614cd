package import PhusaModel

/// The figures of one indicator and period on the boundaries of a day, computed from what was
/// published on others.
package struct AreaView: Sendable {
    /// A part that a figure would need and that has none.
    package struct Gap: Hashable, Sendable {
        package let indicator: IndicatorKey
        package let area: Area
    }

    package struct Row: Hashable, Sendable {
        /// A version in force on the day.
        package let area: Area
        package let breakdown: String
        /// `nil` where a part is missing, or a quotient has no value.
        package let value: ExactDecimal?
        package let status: ObservationStatus
        /// The versions that it is made of, by code.
        package let parts: [Area]
        /// What partial weights were shares of; empty where every part is whole.
        package let bases: Set<AreaBasis>
        package let gaps: [Gap]
    }

    /// A version whose figures do not come over.
    package struct Unanswered: Sendable {
        package let area: Area
        package let obstacle: AreaBridge.Obstacle
    }

    /// `before` = `after` + `withheld`, to the last digit.
    package struct Total: Hashable, Sendable {
        package let breakdown: String
        /// Of the figures as published.
        package let before: ExactDecimal
        package let after: ExactDecimal
        /// Of those that stand in no figure: a part was missing, or there was no way.
        package let withheld: ExactDecimal
    }

    /// Why there is no such view of an indicator at all.
    package enum Refusal: Error, Hashable, Sendable {
        /// A ratio without a formula.
        case recompute
        /// Figures of areas are never put together.
        case aggregation(Aggregation)
        /// The formula reads other periods, areas or breakdowns, or a part that does not add up.
        case formula(part: IndicatorKey)
        /// There is no formula for the period.
        case noFormula
        /// The figures were said of versions that were never in force together.
        case mixedBoundaries
        /// A sum has more than 38 digits.
        case tooLong
    }

    /// By area and breakdown.
    package let rows: [Row]
    package let unanswered: [Unanswered]
    /// One for each breakdown; none for ratios.
    package let totals: [Total]
}

/// Makes views of one period on the boundaries of one day; nothing is stored.
package struct AreaViewBuilder {
    private let catalogue: Catalogue
    private let bridge: AreaBridge
    private let level: AreaLevel
    private let period: Period
    private let day: CalendarDay
    private let basis: AreaBasis
    /// The day by which a version of a formula must be known.
    private let knownOn: CalendarDay
    private let figures: (IndicatorKey) throws -> [AreaFigure]

    /// - Parameters:
    ///   - level: Of the areas as published.
    ///   - day: Whose boundaries the figures are to stand on.
    ///   - figures: What is published of an indicator at the level in the period, all breakdowns.
    package init(
        catalogue: Catalogue, level: AreaLevel, period: Period, day: CalendarDay,
        basis: AreaBasis, knownOn: CalendarDay,
        figures: @escaping (IndicatorKey) throws -> [AreaFigure]
    ) {
        self.catalogue = catalogue
        bridge = AreaBridge(catalogue.areaChanges)
        self.level = level
        self.period = period
        self.day = day
        self.basis = basis
        self.knownOn = knownOn
        self.figures = figures
    }

    /// - Throws: `AreaView.Refusal`; and what `figures` throws.
    package func view(of indicator: Indicator) throws -> AreaView {
        switch indicator.overArea {
        case .sum: return try sums(of: indicator.key)
        case .recompute:
            guard let derivation = indicator.derivation else { throw AreaView.Refusal.recompute }
            return try quotients(of: indicator.key, derivation)
        case .average, .last, .weighted, .none:
            throw AreaView.Refusal.aggregation(indicator.overArea)
        }
    }

    // MARK: What adds up

    private struct Share {
        let source: Area
        let part: AreaBridge.Part
    }

    private func sums(of key: IndicatorKey) throws -> AreaView {
        let published = try figures(key)
        let sources = try sources(of: published.map(\.area))
        var shares: [Area: [Share]] = [:]
        var unanswered: [AreaView.Unanswered] = []
        let speaking = Set(published.map(\.area))
        for source in sources {
            do throws(AreaBridge.Obstacle) {
                for part in try bridge.parts(of: source, on: day, basis: basis) {
                    shares[part.area, default: []].append(Share(source: source, part: part))
                }
            } catch {
                guard speaking.contains(source) else { continue }
                unanswered.append(AreaView.Unanswered(area: source, obstacle: error))
            }
        }
        let targets = shares.keys.sorted { ($0.code, $0.naturalKey) < ($1.code, $1.naturalKey) }
        var rows: [AreaView.Row] = []
        var totals: [AreaView.Total] = []
        for breakdown in Set(published.map(\.breakdown)).sorted() {
            var values: [Area: AreaFigure] = [:]
            for figure in published where figure.breakdown == breakdown {
                values[figure.area] = figure
            }
            let ofBreakdown = try targets.compactMap { target in
                try row(of: target, shares[target] ?? [], values, key, breakdown)
            }
            let before = try sum(values.values.compactMap(\.value))
            let after = try sum(ofBreakdown.compactMap(\.value))
            guard let withheld = before.subtracting(after) else { throw AreaView.Refusal.tooLong }
            totals.append(
                AreaView.Total(
                    breakdown: breakdown, before: before, after: after, withheld: withheld))
            rows += ofBreakdown
        }
        return AreaView(rows: sorted(rows), unanswered: unanswered, totals: totals)
    }

    /// All areas of the level in force when those with figures were, the ones without among them:
    /// a sum must know what it lacks.
    private func sources(of areas: [Area]) throws -> [Area] {
        guard !areas.isEmpty else { return [] }
        let start = areas.compactMap(\.validFrom).max()
        let end = areas.compactMap(\.validTo).min()
        if let start, let end, start >= end { throw AreaView.Refusal.mixedBoundaries }
        var on = period.end.adding(days: -1)
        if let start, on < start { on = start }
        if let end, on >= end { on = end.adding(days: -1) }
        return catalogue.areas.areas.filter { $0.level == level && $0.isValid(on: on) }
    }

    /// - Returns: `nil` where no part of the target says anything.
    private func row(
        of target: Area, _ shares: [Share], _ values: [Area: AreaFigure], _ key: IndicatorKey,
        _ breakdown: String
    ) throws -> AreaView.Row? {
        guard shares.contains(where: { values[$0.source] != nil }) else { return nil }
        let gaps = shares.filter { values[$0.source]?.value == nil }.map {
            AreaView.Gap(indicator: key, area: $0.source)
        }
        let bases = shares.reduce(into: Set<AreaBasis>()) { $0.formUnion($1.part.bases) }
        var value: ExactDecimal?
        if gaps.isEmpty {
            value = try sum(
                shares.map { share in
                    guard
                        let product = values[share.source]?.value?
                            .multiplied(by: share.part.weight)
                    else { throw AreaView.Refusal.tooLong }
                    return product
                })
        }
        let statuses = shares.compactMap { values[$0.source]?.status }
        return AreaView.Row(
            area: target, breakdown: breakdown, value: value,
            status: status(statuses, isWhole: gaps.isEmpty, bases: bases),
            parts: shares.map(\.source), bases: bases, gaps: gaps)
    }

    /// A share of a figure is an estimate, however final the figure was.
    private func status(
        _ statuses: [ObservationStatus], isWhole: Bool, bases: Set<AreaBasis>
    ) -> ObservationStatus {
        if !isWhole { return .missing }
        return .weakest(statuses + (bases.isEmpty ? [] : [.estimated]))
    }

    private func sum(_ values: [ExactDecimal]) throws -> ExactDecimal {
        var sum = ExactDecimal.zero
        for value in values {
            guard let next = sum.adding(value) else { throw AreaView.Refusal.tooLong }
            sum = next
        }
        return sum
    }

    private func sorted(_ rows: [AreaView.Row]) -> [AreaView.Row] {
        rows.sorted {
            ($0.area.code, $0.area.naturalKey, $0.breakdown)
                < ($1.area.code, $1.area.naturalKey, $1.breakdown)
        }
    }
}

// MARK: What is computed anew

extension AreaViewBuilder {
    private struct Cell: Hashable {
        let area: Area
        let breakdown: String
    }

    /// A ratio from its parts on the new boundaries.
    private func quotients(of key: IndicatorKey, _ derivation: Derivation) throws -> AreaView {
        let version = derivation.versions
            .filter { $0.effectiveFrom <= period.start && $0.knownAt <= knownOn }
            .max { ($0.effectiveFrom, $0.knownAt) < ($1.effectiveFrom, $1.knownAt) }
        guard let formula = version?.formula else { throw AreaView.Refusal.noFormula }
        var cells: [Cell: [IndicatorKey: AreaView.Row]] = [:]
        var unanswered: [AreaView.Unanswered] = []
        for reference in formula.references {
            let part = try self.part(reference)
            for row in part.rows {
                let cell = Cell(area: row.area, breakdown: row.breakdown)
                cells[cell, default: [:]][reference.indicator] = row
            }
            for stuck in part.unanswered
            where !unanswered.contains(where: { $0.area == stuck.area }) {
                unanswered.append(stuck)
            }
        }
        let rows = cells.map { cell, parts in
            let absent = formula.references.map(\.indicator).filter { parts[$0] == nil }
            let gaps =
                parts.values.flatMap(\.gaps)
                + absent.map { AreaView.Gap(indicator: $0, area: cell.area) }
            let value = formula.value(scale: derivation.scale) { parts[$0.indicator]?.value }
            let bases = parts.values.reduce(into: Set<AreaBasis>()) { $0.formUnion($1.bases) }
            let sources = Set(parts.values.flatMap(\.parts)).sorted {
                ($0.code, $0.naturalKey) < ($1.code, $1.naturalKey)
            }
            return AreaView.Row(
                area: cell.area, breakdown: cell.breakdown, value: value,
                status: status(
                    parts.values.map(\.status), isWhole: value != nil, bases: bases),
                parts: sources, bases: bases,
                gaps: gaps.sorted {
                    ($0.indicator, $0.area.code) < ($1.indicator, $1.area.code)
                })
        }
        return AreaView(rows: sorted(rows), unanswered: unanswered, totals: [])
    }

    /// A part that lies in the same cell and adds up over areas.
    private func part(_ reference: FigureReference) throws -> AreaView {
        let indicator = catalogue.indicators.first { $0.key == reference.indicator }
        guard reference.time == .same, reference.place == .same, reference.breakdown == .same,
            indicator?.overArea == .sum
        else { throw AreaView.Refusal.formula(part: reference.indicator) }
        return try sums(of: reference.indicator)
    }
}
