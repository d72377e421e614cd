package import PhusaModel
package import Warehouse

/// What a computed figure was computed from, down to the lines of drops.
package struct FigureInputs {
    private let catalogue: Catalogue
    private let reads: WhyReads
    /// As of when all is told; `nil` for all there is.
    private let asOf: Moment?

    package init(_ catalogue: Catalogue, reads: WhyReads, asOf: Moment?) {
        self.catalogue = catalogue
        self.reads = reads
        self.asOf = asOf
    }

    /// The trail with the inputs of its newest version, each as it stood when that came to be known,
    /// and with theirs; a loaded figure as it is.
    package func fill(_ trail: FigureTrail) throws(WarehouseError) -> FigureTrail {
        guard let newest = trail.versions.first, let formula = newest.formula,
            let indicator = catalogue.indicators.first(where: {
                $0.key.description == trail.indicator
            }),
            let version = indicator.derivation?.versions.first(where: {
                $0.effectiveFrom.description == formula.effectiveFrom
                    && $0.knownAt.description == formula.knownAt
            })
        else { return trail }
        var filled = trail
        filled.versions[0].inputs = try inputs(
            version.formula?.references ?? [], of: trail, asOf: newest.knownAt)
        return filled
    }

    private func inputs(
        _ references: [FigureReference], of trail: FigureTrail, asOf moment: Moment
    ) throws(WarehouseError) -> [FigureTrail] {
        guard let period = Period(trail.period, seasons: catalogue.seasons) else { return [] }
        var found: [FigureTrail] = []
        for reference in references {
            for read in reference.time.read(for: period) {
                for area in areas(reference.place, of: trail, in: period) {
                    let trails = try reads.trails(
                        indicator: reference.indicator, area: area.code, period: read.period,
                        breakdown: breakdown(reference, trail), asOf: moment, seenUntil: asOf)
                    for input in trails
                    where input.areaValidFrom == area.validFrom && isRead(input, reference, trail) {
                        found.append(try fill(standing(input, reference)))
                    }
                }
            }
        }
        return found
    }

    private func standing(_ trail: FigureTrail, _ reference: FigureReference) -> FigureTrail {
        var standing = trail
        standing.reference = reference.description
        standing.versions = Array(trail.versions.prefix(1))
        return standing
    }

    /// The versions of areas that are read: the figure's own, or those in force at the period's end.
    private func areas(
        _ place: FigureReference.Place, of trail: FigureTrail, in period: Period
    ) -> [(code: String, validFrom: String?)] {
        guard case .within(let level) = place else { return [(trail.area, trail.areaValidFrom)] }
        let day = period.end.adding(days: -1)
        let list = catalogue.areas
        return list.areas.indices.filter {
            list.areas[$0].level == level && list.areas[$0].isValid(on: day)
                && list.isInSubtree($0, of: trail.area, on: day)
        }.map { (list.areas[$0].code, list.areas[$0].validFrom?.description) }
    }

    /// The breakdown to read; `nil` for several.
    private func breakdown(_ reference: FigureReference, _ trail: FigureTrail) -> String? {
        switch reference.breakdown {
        case .same: trail.breakdown
        case .fixed(let key): key.text
        case .members: nil
        }
    }

    private func isRead(
        _ input: FigureTrail, _ reference: FigureReference, _ trail: FigureTrail
    ) -> Bool {
        guard input.versions.first.map({ $0.closedAt == nil }) ?? false else { return false }
        guard case .members(let axis) = reference.breakdown else { return true }
        let members = BreakdownKey(text: input.breakdown).members
        return members.contains { $0.axis == axis }
            && BreakdownKey(members: members.filter { $0.axis != axis }).text == trail.breakdown
    }
}
