import PhusaModel

/// Values into the canonical unit of their indicator, exactly.
struct UnitConverter: Sendable {
    private enum Conversion: Sendable {
        case none
        case factor(ExactDecimal)
        /// The factor does not end: multiplied and divided for each value.
        case ratio(ExactDecimal, ExactDecimal)
    }

    private let units: UnitList
    private let indicators: [Indicator]
    private let input: Int
    /// By number of the text and indicator.
    private var cache: [UInt64: Conversion] = [:]

    init(units: UnitList, indicators: [Indicator], input: Int) {
        self.units = units
        self.indicators = indicators
        self.input = input
    }

    /// Forgets what it made of texts: their numbers are given out again.
    mutating func forget() { cache.removeAll(keepingCapacity: true) }

    /// - Parameter valueSlot: The register that too many digits are reported at.
    /// - Returns: `nil` where the unit does not fit or the result is too long: both are reported.
    mutating func convert(
        _ value: ExactDecimal, valueSlot: Int, indicator: Int, _ bench: inout Workbench
    ) -> ExactDecimal? {
        var name: TextID?
        switch bench.text(in: input) {
        case .absent: break
        case .invalid: return nil
        case .id(let id): name = id
        }
        let converted: ExactDecimal?
        switch name.map({ conversion($0, indicator, &bench) }) ?? .none {
        case .none:
            report(indicator, &bench)
            return nil
        case .factor(let factor): converted = Self.product(value, factor)
        case .ratio(let from, let to):
            converted = Self.product(value, from)?.exactlyDivided(by: to)
        }
        if converted == nil {
            bench.report(
                .normaliseDigits, slot: valueSlot,
                expected: .characterCount(maximum: ExactDecimal.digitCountMax))
        }
        return converted
    }

    private mutating func conversion(
        _ id: TextID, _ indicator: Int, _ bench: inout Workbench
    ) -> Conversion {
        let place = UInt64(id) << 32 | UInt64(indicator)
        if let conversion = cache[place] { return conversion }
        var conversion = Conversion.none
        if let from = units.unit(named: bench.pool.text(id)),
            let to = units.unit(named: indicators[indicator].unit),
            from.dimension == to.dimension
        {
            conversion =
                units.factor(from: from, to: to).map { .factor($0) }
                ?? .ratio(from.factor, to.factor)
        }
        cache[place] = conversion
        return conversion
    }

    /// The product; zeros at the end of the factor move the decimal mark, so that a long value does
    /// not overflow on its way to a result that fits.
    private static func product(_ value: ExactDecimal, _ factor: ExactDecimal) -> ExactDecimal? {
        guard !factor.isZero else { return .zero }
        var mantissa = factor.mantissa
        var scale = factor.scale
        while mantissa % 10 == 0 {
            mantissa /= 10
            scale -= 1
        }
        let (product, overflow) = value.mantissa.multipliedReportingOverflow(by: mantissa)
        return overflow ? nil : ExactDecimal(mantissa: product, scale: value.scale + scale)
    }

    private func report(_ indicator: Int, _ bench: inout Workbench) {
        let canonical = units.unit(named: indicators[indicator].unit)
        let names = units.units.lazy.filter { $0.dimension == canonical?.dimension }
            .flatMap { [$0.code] + $0.aliases }
        let found = bench.description(of: bench.registers[input])
        bench.report(
            .normaliseUnit, slot: input, expected: .unit(of: indicators[indicator].unit),
            suggestion: bench.nearest(to: found, among: names))
    }
}
