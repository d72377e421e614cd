import PhusaModel

/// Values into the canonical unit of their indicator, exactly.
struct UnitConverter: Sendable {
    private enum Conversion: Sendable {
        case none
        /// The unit is the canonical one.
        case same
        case factor(Factor)
        /// The factor does not end: multiplied and divided for each value.
        case ratio(Factor, by: ExactDecimal)
    }

    /// A factor whose zeros at the end have become places of the decimal mark, so that a long value
    /// does not overflow on its way to a result that fits.
    private struct Factor: Sendable {
        private let mantissa: Int128
        /// May be negative.
        private let scale: Int

        init(_ value: ExactDecimal) {
            var mantissa = value.mantissa
            var scale = value.scale
            while mantissa != 0, mantissa % 10 == 0 {
                mantissa /= 10
                scale -= 1
            }
            self.mantissa = mantissa
            self.scale = scale
        }

        func product(_ value: ExactDecimal) -> ExactDecimal? {
            if mantissa == 0 { return .zero }
            if mantissa == 1 {
                return ExactDecimal(mantissa: value.mantissa, scale: value.scale + scale)
            }
            let (product, overflow) = value.mantissa.multipliedReportingOverflow(by: mantissa)
            return overflow ? nil : ExactDecimal(mantissa: product, scale: value.scale + scale)
        }
    }

    private let units: UnitList
    private let indicators: [Indicator]
    private let input: Int
    /// Number of the canonical unit among those of all indicators, by indicator.
    private let unitNumbers: [Int]
    private var conversions: [Conversion] = []
    /// Place in `conversions` of each distinct text, by number of the canonical unit.
    private var places: [TextCache]

    init(units: UnitList, indicators: [Indicator], input: Int) {
        self.units = units
        self.indicators = indicators
        self.input = input
        var numbers: [String: Int] = [:]
        unitNumbers = indicators.map { indicator in
            let number = numbers[indicator.unit] ?? numbers.count
            numbers[indicator.unit] = number
            return number
        }
        places = Array(repeating: TextCache(), count: numbers.count)
    }

    /// Forgets what it made of texts: their numbers are given out again.
    mutating func forget() {
        for index in places.indices { places[index].removeAll() }
        conversions.removeAll(keepingCapacity: true)
    }

    /// - Parameter valueSlot: The register that too many digits are reported at.
    /// - Returns: `nil` where the unit does not fit or the result is too long: both are reported.
    mutating func convert(
        _ value: ExactDecimal, valueSlot: Int, indicator: Int, _ bench: inout Workbench
    ) -> ExactDecimal? {
        let conversion: Conversion
        switch bench.text(in: input) {
        case .absent: conversion = .none
        case .invalid: return nil
        case .id(let id): conversion = conversions[place(of: id, indicator, &bench)]
        }
        let converted: ExactDecimal?
        switch conversion {
        case .none:
            report(indicator, &bench)
            return nil
        case .same: return value
        case .factor(let factor): converted = factor.product(value)
        case .ratio(let factor, let divisor):
            converted = factor.product(value)?.exactlyDivided(by: divisor)
        }
        if converted == nil {
            bench.report(
                .normaliseDigits, slot: valueSlot,
                expected: .characterCount(maximum: ExactDecimal.digitCountMax))
        }
        return converted
    }

    /// Where the conversion of a text to an indicator's unit stands, found out where it is new.
    private mutating func place(
        of id: TextID, _ indicator: Int, _ bench: inout Workbench
    ) -> Int {
        let unit = unitNumbers[indicator]
        if let place = places[unit][id] { return place }
        places[unit][id] = conversions.count
        conversions.append(conversion(from: bench.pool.text(id), to: indicators[indicator].unit))
        return conversions.count - 1
    }

    private func conversion(from name: String, to canonical: String) -> Conversion {
        guard let from = units.unit(named: name), let to = units.unit(named: canonical),
            from.dimension == to.dimension
        else { return .none }
        guard let factor = units.factor(from: from, to: to) else {
            return .ratio(Factor(from.factor), by: to.factor)
        }
        return factor == ExactDecimal(1) ? .same : .factor(Factor(factor))
    }

    private func report(_ indicator: Int, _ bench: inout Workbench) {
        guard !bench.isSilent else { return }
        let found = bench.description(of: bench.registers[input])
        let canonical = indicators[indicator].unit
        bench.report(
            .normaliseUnit, slot: input, expected: .unit(of: canonical),
            suggestion: bench.nearest(
                to: found, in: "units \(canonical)", among: names(of: canonical)))
    }

    /// Names of the units that convert to one.
    private func names(of canonical: String) -> [String] {
        let dimension = units.unit(named: canonical)?.dimension
        return units.units.filter { $0.dimension == dimension }.flatMap { [$0.code] + $0.aliases }
    }
}
