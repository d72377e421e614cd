import PhusaModel

extension ProgramBuilder {
    /// Compiles a `normalise`.
    ///
    /// Inputs are looked up before the results take their names, so that `{status: status}` reads
    /// the column and then replaces it.
    mutating func addNormalise(_ definition: NormaliseDefinition) {
        let inputs = Inputs(definition, &self)
        var step = NormaliseStep(
            value: inputs.value.map { input in
                NormaliseStep.ValueSlots(
                    input: input, value: declare("value", from: input),
                    mark: declare("mark", from: input),
                    conf: declare("conf", from: inputs.conf ?? inputs.embargo ?? input))
            },
            status: inputs.value == nil && inputs.status == nil
                ? nil
                : NormaliseStep.StatusSlots(
                    input: inputs.status,
                    output: declare("status", from: inputs.status ?? inputs.value)),
            pool: &bench.pool)
        step.periods = inputs.period.map { period($0) }
        step.indicators = inputs.indicator.map { indicator($0, definition) }
        step.areas = inputs.area.map { area($0) }
        step.agencies = inputs.agency.map { agency($0) }
        step.breakdowns = breakdown(inputs.breakdown, hasIndicator: inputs.indicator != nil)
        if inputs.indicator != nil {
            step.units = inputs.unit.map {
                UnitConverter(units: catalogue.units, indicators: catalogue.indicators, input: $0)
            }
        }
        if let conf = step.value?.conf, inputs.conf != nil || inputs.embargo != nil {
            step.confidentiality = ConfidentialityResolver(
                slots: ConfidentialityResolver.Slots(
                    status: inputs.conf, embargo: inputs.embargo, conf: conf,
                    until: inputs.embargo.map { declare("embargo_until", from: $0) }),
                pool: &bench.pool)
        }
        operations.append(.normalise(normalisers.count))
        normalisers.append(step)
    }

    private struct Inputs {
        let indicator, area, period, agency, value, unit, status, conf, embargo: Int?
        let breakdown: [(axis: String, input: Int)]

        init(_ definition: NormaliseDefinition, _ builder: inout ProgramBuilder) {
            indicator = definition.indicator.map { builder.slot($0) }
            area = definition.area.map { builder.slot($0) }
            period = definition.period.map { builder.slot($0) }
            agency = definition.agency.map { builder.slot($0) }
            value = definition.value.map { builder.slot($0) }
            unit = definition.unit.map { builder.slot($0) }
            status = definition.status.map { builder.slot($0) }
            conf = definition.conf.map { builder.slot($0) }
            embargo = definition.embargo.map { builder.slot($0) }
            breakdown = definition.breakdown.sorted { $0.key < $1.key }
                .map { ($0.key, builder.slot($0.value)) }
        }
    }

    private mutating func period(_ input: Int) -> PeriodResolver {
        let hasStatus = fact.columns.contains { $0.name == "status" }
        let limits = PeriodResolver.Limits(
            seasons: catalogue.seasons, kinds: contract.covers.periods,
            declared: drop.period(seasons: catalogue.seasons),
            vintageDay: hasStatus ? drop.vintage.day : nil)
        return PeriodResolver(
            limits: limits, input: input, output: declareMember("period_id", from: input))
    }

    private mutating func indicator(
        _ input: Int, _ definition: NormaliseDefinition
    ) -> IndicatorResolver {
        IndicatorResolver(
            indicators: catalogue.indicators, covered: contract.covers.indicators,
            edition: definition.edition, methodology: definition.methodology, input: input,
            output: declareMember("indicator_id", from: input))
    }

    private mutating func area(_ input: Int) -> AreaResolver {
        AreaResolver(
            list: catalogue.areas, edition: contract.areas, vintageDay: drop.vintage.day,
            root: contract.covers.areaRoot, input: input,
            output: declareMember("area_id", from: input))
    }

    private mutating func agency(_ input: Int) -> AgencyResolver {
        AgencyResolver(
            agencies: catalogue.agencies, on: drop.vintage.day, input: input,
            output: declareMember("agency_id", from: input))
    }

    /// Made for every fact with an indicator, also without axes: its cells are then the totals.
    private mutating func breakdown(
        _ inputs: [(axis: String, input: Int)], hasIndicator: Bool
    ) -> BreakdownResolver? {
        guard hasIndicator || !inputs.isEmpty else { return nil }
        let columns = inputs.map { name, input in
            let axis =
                catalogue.breakdowns.first { $0.code == name }
                ?? BreakdownAxis(code: name, title: Words(vi: name, en: name), members: [])
            return (axis: axis, input: input)
        }
        return BreakdownResolver(
            columns: columns, indicators: catalogue.indicators,
            output: declareMember("breakdown_id", from: inputs.first?.input))
    }
}
