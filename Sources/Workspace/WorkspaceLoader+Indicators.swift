import PhusaModel

extension WorkspaceLoader {
    /// `catalogue/indicators/*.yml`.
    func loadIndicators(units: UnitList) -> [Indicator] {
        var indicators: [ReadIndicator] = []
        for path in yamlFiles(in: "catalogue/indicators") {
            guard let readers = context.mappings(of: path, kind: .indicators) else {
                context.indicators.isComplete = false
                continue
            }
            indicators += readers.compactMap { indicator($0) }
        }
        return addDerivations(to: indicators, units: units)
    }

    /// One indicator; `nil` where not even its key is known.
    private func indicator(_ reader: MappingReader) -> ReadIndicator? {
        guard let key = indicatorKey(reader) else { return nil }
        if reader.has("formula") { context.indicators.markComputed(key) }
        return ReadIndicator(indicator: definition(of: key, reader), key: key, reader: reader)
    }

    private func definition(of key: IndicatorKey, _ reader: MappingReader) -> Indicator? {
        let concept = reader.text("concept")
        let title = reader.words("title")
        let unit = reader.text("unit")
        let overTime: Aggregation? = reader.choice("over_time")
        let overArea: Aggregation? = reader.choice("over_area")
        let decimals = reader.whole("decimals")
        let direction: Direction? = reader.choice("direction")
        let agency = reader.text("agency")
        let source = reader.text("source")
        let breakdowns = reader.texts("breakdowns")
        if let unit { reader.check(unit, in: context.units, at: reader.position(of: "unit")) }
        if let agency {
            reader.check(agency, in: context.agencies, at: reader.position(of: "agency"))
        }
        for (axis, position) in breakdowns { reader.check(axis, in: context.axes, at: position) }
        guard reader.isSound, let title, let unit, let overTime, let overArea,
            let decimals,
            let direction, let agency, let source
        else { return nil }
        let indicator = Indicator(
            key: key, concept: concept ?? key.code, title: title, unit: unit, overTime: overTime,
            overArea: overArea, decimals: decimals, direction: direction, agency: agency,
            source: source, breakdowns: breakdowns.map(\.text), definedAt: place(reader.position))
        context.indicators.define(indicator)
        return indicator
    }

    /// The key, added to the names; a broken part leaves the code known.
    private func indicatorKey(_ reader: MappingReader) -> IndicatorKey? {
        let code = reader.text("indicator")
        let edition = reader.text("edition")
        let methodology = reader.text("methodology")
        guard let code else {
            context.indicators.isComplete = false
            return nil
        }
        let position = reader.position(of: "indicator")
        guard let edition, let methodology else {
            context.indicators.insert(code: code, key: nil, at: position)
            return nil
        }
        let key = IndicatorKey(edition: edition, code: code, methodology: methodology)
        if let first = context.indicators.position(of: key) {
            context.report(
                .duplicateName(.indicator, first: place(first)), at: position,
                found: key.description)
            return nil
        }
        context.indicators.insert(code: code, key: key, at: position)
        return key
    }

    func place(_ position: FilePosition) -> String { "\(position.path):\(position.line)" }
}

extension MappingReader {
    /// Tells of a breakdown that the indicator has not, or that is not in its canonical form.
    ///
    /// - Returns: Whether nothing was found wrong; the total and what cannot be known are right.
    @discardableResult
    func checkBreakdown(
        _ text: String, of key: IndicatorKey, at position: FilePosition
    ) -> Bool {
        guard let indicator = context.indicators.definitions[key], !text.isEmpty else {
            return true
        }
        let members = BreakdownKey(text: text).members
        guard BreakdownKey(members: members).text == text,
            Set(members.map(\.axis)).count == members.count
        else {
            report(.value(.canonicalBreakdown), at: position, found: text)
            return false
        }
        var isKnown = true
        for (code, member) in members {
            let allowed = KnownNames(.axis, names: indicator.breakdowns)
            guard check(code, in: allowed, at: position) else {
                isKnown = false
                continue
            }
            if let codes = context.members[code], !check(member, in: codes, at: position) {
                isKnown = false
            }
        }
        return isKnown
    }
}
