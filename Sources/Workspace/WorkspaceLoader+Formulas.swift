import PhusaModel

/// An indicator as read, with the mapping that may say how it is computed.
struct ReadIndicator {
    /// `nil` where the rest of its definition is broken.
    var indicator: Indicator?
    let key: IndicatorKey
    let reader: MappingReader
}

extension WorkspaceLoader {
    /// Reads how indicators are computed, once all are known by name.
    func addDerivations(to all: [ReadIndicator], units: UnitList) -> [Indicator] {
        var inputs: [IndicatorKey: [IndicatorKey: FilePosition]] = [:]
        var indicators: [Indicator] = []
        for read in all {
            let reader = read.reader
            guard reader.has("formula") else {
                for key in ["scale", "missing", "periods", "tests"] where reader.has(key) {
                    reader.report(
                        .missingKey("formula"), at: reader.keyPosition(of: key), found: key)
                }
                if let indicator = read.indicator { indicators.append(indicator) }
                continue
            }
            let unit = read.indicator.flatMap { units.unit(named: $0.unit) }
            let derivation = derivation(reader, unit: unit, units: units) { input, position in
                if inputs[read.key]?[input] == nil {
                    inputs[read.key, default: [:]][input] = position
                }
            }
            let tests = derivation.map { self.tests(reader, of: $0, units: units) }
            guard let derivation, let tests, var indicator = read.indicator, reader.isSound
            else { continue }
            indicator.derivation = derivation
            indicator.tests = tests
            context.indicators.define(indicator)
            indicators.append(indicator)
        }
        for cycle in DerivationOrder(inputs.mapValues { Array($0.keys) }).cycles {
            let way = cycle + [cycle[0]]
            guard let position = inputs[way[0]]?[way[1]] else { continue }
            context.report(
                .formula(.cycle), at: position,
                found: way.map(\.codeInFormula).joined(separator: " → "))
        }
        return indicators
    }

    // MARK: Versions

    private func derivation(
        _ reader: MappingReader, unit: UnitOfMeasure?, units: UnitList,
        reads: @escaping (IndicatorKey, FilePosition) -> Void
    ) -> Derivation? {
        var places: [String: FilePosition] = [:]
        let readers = reader.nestedList("formula")
        let versions = readers.compactMap { version in
            self.version(version, places: &places) { node, text in
                FormulaReader(reader: version, node: node, units: units, reads: reads)
                    .formula(text, unit: unit)
            }
        }
        let scale = reader.whole("scale")
        let missing: MissingRule? = reader.choice("missing")
        let periods = reader.texts("periods").compactMap { PeriodKind(rawValue: $0.text) }
        guard reader.isSound else { return nil }
        guard versions.contains(where: { $0.formula != nil }) else {
            reader.report(.formula(.onlyNone), at: reader.position(of: "formula"), found: "")
            return nil
        }
        guard let scale, let missing else { return nil }
        return Derivation(versions: versions, scale: scale, missing: missing, periods: periods)
    }

    private func version(
        _ reader: MappingReader, places: inout [String: FilePosition],
        formula: (YAMLNode, String) -> Formula?
    ) -> FormulaVersion? {
        let effectiveFrom = reader.value("effective_from", .dayOrPeriod) { Self.firstDay($0) }
        let knownAt = reader.day("known_at")
        let restates = reader.text("restate")
        let isBreak = reader.flag("break")
        if let effectiveFrom, let knownAt {
            let position = reader.position(of: "effective_from")
            let name = "\(effectiveFrom), \(knownAt)"
            if let first = places[name] {
                reader.report(
                    .duplicateName(.formulaVersion, first: place(first)), at: position,
                    found: name)
            } else {
                places[name] = position
            }
        }
        guard let node = reader.node("is"), let text = reader.text("is") else { return nil }
        let isNone = text == "none"
        let formula = isNone ? nil : formula(node, text)
        guard let effectiveFrom, let knownAt, let isBreak, isNone || formula != nil else {
            return nil
        }
        return FormulaVersion(
            effectiveFrom: effectiveFrom, knownAt: knownAt, formula: formula,
            text: text.split(whereSeparator: \.isWhitespace).joined(separator: " "),
            restates: restates, isBreak: isBreak, position: node.position)
    }

    /// A day, or the first of a period.
    private static func firstDay(_ text: String) -> CalendarDay? {
        CalendarDay(text) ?? Period(text)?.start
    }

    // MARK: Tests

    private func tests(
        _ reader: MappingReader, of derivation: Derivation, units: UnitList
    ) -> [FormulaTest] {
        reader.nestedList("tests").compactMap { test in
            let day = test.value("on", .dayOrPeriod) { Self.firstDay($0) }
            let expected = test.value("expect", .decimalOrNone) { text -> ExactDecimal?? in
                text == "none" ? .some(nil) : ExactDecimal(text).map { .some($0) }
            }
            let given = given(test, units: units)
            guard test.isSound, let expected else { return nil }
            let read = derivation.version(on: day)?.formula?.references ?? []
            for (reference, entry) in given where !read.contains(reference) {
                test.report(.formula(.givenUnread), at: entry.position, found: entry.key)
            }
            let found = Set(given.map(\.reference))
            let missing = read.filter { !found.contains($0) }.map(\.text)
            if !missing.isEmpty {
                test.report(
                    .formula(.givenMissing(missing)), at: test.position(of: "given"), found: "")
            }
            let values = given.compactMap { reference, entry in
                test.value(of: entry.value, .decimal) { ExactDecimal($0) }.map { (reference, $0) }
            }
            return FormulaTest(
                given: Dictionary(values) { first, _ in first }, on: day, expected: expected,
                position: test.position)
        }
    }

    /// The references that a test gives values for, each once.
    private func given(
        _ test: MappingReader, units: UnitList
    ) -> [(reference: FigureReference, entry: YAMLEntry)] {
        var found: [(reference: FigureReference, entry: YAMLEntry)] = []
        for entry in test.map("given") {
            let reader = FormulaReader(reader: test, node: entry.keyNode, units: units)
            guard let reference = reader.reference(entry.key) else { continue }
            if found.contains(where: { $0.reference == reference }) {
                test.report(.formula(.givenTwice), at: entry.position, found: entry.key)
            } else {
                found.append((reference, entry))
            }
        }
        return found
    }
}
