import PhusaModel

/// Looks up what the text of one formula names, and follows its units; tells of all that is wrong.
struct FormulaReader {
    let reader: MappingReader
    /// Where the text stands.
    let node: YAMLNode
    let units: UnitList
    /// Told of every indicator that is read, with its place.
    var reads: (IndicatorKey, FilePosition) -> Void = { _, _ in }

    /// References of one formula.
    static let referenceCountMax = 64

    /// A part of a formula with what it measures.
    private struct Part {
        var formula: Formula?
        /// `nil` where it cannot be known after a mistake.
        var measure: UnitMeasure?
        var isLiteral = false
    }

    private var context: LoadContext { reader.context }

    /// The formula of an indicator.
    ///
    /// - Parameter unit: The indicator's own; `nil` where it is not known.
    /// - Returns: `nil` after a report.
    func formula(_ text: String, unit: UnitOfMeasure?) -> Formula? {
        guard let term = parse(text) else { return nil }
        let part = part(term)
        if let measure = part.measure, let unit, let wanted = UnitMeasure(unit) {
            check(measure, wanted, unit: unit.code)
        }
        guard let formula = part.formula else { return nil }
        let references = formula.references
        if references.count > Self.referenceCountMax {
            reader.report(
                .formula(.tooManyReferences(countMax: Self.referenceCountMax)), at: node.position,
                found: String(references.count))
        }
        return formula
    }

    /// A reference alone, as a test gives its value.
    ///
    /// - Returns: `nil` after a report.
    func reference(_ text: String) -> FigureReference? {
        guard let term = parse(text) else { return nil }
        guard case .figure(let syntax) = term.content else {
            reader.report(.formula(.notFigure), at: node.position, found: text)
            return nil
        }
        return reference(syntax)
    }

    private func parse(_ text: String) -> FormulaTerm? {
        do throws(FormulaParser.Failure) {
            return try FormulaParser.parse(text)
        } catch {
            reader.report(
                error.kind, at: node.position(of: error.offset), found: error.found,
                suggestion: error.suggestion)
            return nil
        }
    }

    private func report(_ problem: FormulaProblem, at offset: Int, found: String) {
        reader.report(.formula(problem), at: node.position(of: offset), found: found)
    }

    // MARK: Parts

    private func part(_ term: FormulaTerm) -> Part {
        switch term.content {
        case .number(let number, let isWeight):
            return Part(
                formula: .number(number, isWeight: isWeight),
                measure: isWeight ? .plain : UnitMeasure(literal: number), isLiteral: true)
        case .figure(let syntax):
            let reference = reference(syntax)
            let definition = reference.flatMap { context.indicators.definitions[$0.indicator] }
            let unit = definition.flatMap { units.unit(named: $0.unit) }
            return Part(
                formula: reference.map { .figure($0) }, measure: unit.flatMap { UnitMeasure($0) })
        case .negate(let inner):
            var part = part(inner)
            part.formula = part.formula.map { .negate($0) }
            return part
        case .arithmetic(let sign, let left, let right):
            let (left, right) = (part(left), part(right))
            var result = Part()
            if let left = left.formula, let right = right.formula {
                result.formula = .arithmetic(sign, left, right)
            }
            result.measure =
                switch sign {
                case .add, .subtract: sum(left, right, sign: sign, at: term.offset)
                case .multiply, .divide: product(left, right, sign: sign, at: term.offset)
                }
            return result
        }
    }

    private func sum(
        _ left: Part, _ right: Part, sign: ArithmeticOperator, at offset: Int
    ) -> UnitMeasure? {
        guard let one = left.isLiteral ? .plain : left.measure,
            let other = right.isLiteral ? .plain : right.measure
        else { return nil }
        if one.isSame(as: other) { return one }
        var remedy = FormulaProblem.Remedy.none
        if let conversion = other.conversion(to: one) {
            remedy = left.isLiteral || right.isLiteral ? .plainNumber : .conversion(conversion)
        }
        let names = (one.name(in: units), other.name(in: units))
        report(
            .unlikeUnits(left: names.0, right: names.1, remedy), at: offset,
            found: "\(names.0) \(sign.rawValue) \(names.1)")
        return nil
    }

    private func product(
        _ left: Part, _ right: Part, sign: ArithmeticOperator, at offset: Int
    ) -> UnitMeasure? {
        guard let left = left.measure, let right = right.measure else { return nil }
        let measure = left.combined(with: right, isQuotient: sign == .divide)
        if measure == nil { report(.unitTooLarge, at: offset, found: sign.rawValue) }
        return measure
    }

    private func check(_ measure: UnitMeasure, _ wanted: UnitMeasure, unit: String) {
        if measure.isSame(as: wanted) { return }
        let problem =
            measure.conversion(to: wanted).map { FormulaProblem.otherScale(wanted: unit, $0) }
            ?? .otherUnit(wanted: unit)
        report(problem, at: 0, found: measure.name(in: units))
    }

    // MARK: References

    private func reference(_ syntax: FigureSyntax) -> FigureReference? {
        let position = node.position(of: syntax.indicator.offset)
        guard let key = context.indicator(syntax.indicator.text, at: position) else {
            reader.markBroken()
            return nil
        }
        reads(key, position)
        var reference = FigureReference(
            indicator: key, time: syntax.time, aggregate: syntax.aggregate)
        if let breakdown = syntax.breakdown {
            let place = node.position(of: breakdown.offset)
            guard reader.checkBreakdown(breakdown.text, of: key, at: place) else { return nil }
            reference.breakdown = .fixed(BreakdownKey(text: breakdown.text))
        }
        if let over = syntax.over, !gather(over, into: &reference) { return nil }
        checkGathering(reference, at: syntax.function?.offset ?? 0)
        return reference
    }

    private static let levels = AreaLevel.allCases.filter { $0 != .country }

    /// Takes what a sum is over: a level, or an axis of the indicator.
    ///
    /// - Returns: `false` after a report.
    private func gather(_ over: FigureSyntax.Name, into reference: inout FigureReference) -> Bool {
        if let level = Self.levels.first(where: { $0.rawValue == over.text }) {
            reference.place = .within(level)
            return true
        }
        guard let indicator = context.indicators.definitions[reference.indicator] else {
            return false
        }
        let names = Self.levels.map(\.rawValue) + ["months", "quarters"] + indicator.breakdowns
        guard
            reader.check(
                over.text, in: KnownNames(.formulaRange, names: names),
                at: node.position(of: over.offset))
        else { return false }
        guard reference.breakdown == .same else {
            report(.fixedAndSummed, at: over.offset, found: over.text)
            return false
        }
        reference.breakdown = .members(axis: over.text)
        return true
    }

    /// Whether the indicator's figures may be put together as the reference does.
    private func checkGathering(_ reference: FigureReference, at offset: Int) {
        guard let indicator = context.indicators.definitions[reference.indicator] else { return }
        let isSum = reference.aggregate == .sum
        var gatherings: [(FormulaProblem.Gathering, Aggregation)] = []
        switch reference.time {
        case .yearToDate: gatherings.append((.sumOverTime, indicator.overTime))
        case .flow: gatherings.append((.flow, indicator.overTime))
        case .last, .parts:
            gatherings.append((isSum ? .sumOverTime : .averageOverTime, indicator.overTime))
        case .same, .earlier, .yearsEarlier, .year: break
        }
        var gathersCells = reference.place != .same
        if case .members = reference.breakdown { gathersCells = true }
        if gathersCells {
            gatherings.append((isSum ? .sumOverAreas : .averageOverAreas, indicator.overArea))
        }
        for (gathering, found) in gatherings where !gathering.allowed.contains(found) {
            report(
                .aggregation(gathering, found: found), at: offset, found: indicator.key.code)
        }
    }
}
