import PhusaModel

/// A whole and its parts in one period, of which none that is withheld follows from the others.
struct WholeAndParts {
    let whole: Figure?
    let parts: [Figure]

    /// - Parameter isSum: Whether the parts add up to the whole: then what is withheld takes another
    ///   figure with it.
    init(whole: Figure?, parts: [Figure], isSum: Bool) {
        let safe = isSum ? SumGuard(whole: whole, parts: parts) : nil
        self.whole = safe?.whole ?? whole
        self.parts = safe?.parts ?? parts
    }

    /// The centre's area and the areas of a level.
    static func areas(
        of indicator: Indicator, level: AreaLevel, period: Period, _ setting: ReportSetting
    ) throws -> WholeAndParts {
        WholeAndParts(
            whole: try total(of: indicator, period, setting),
            parts: try setting.source.figuresByArea(
                indicator: indicator.key, level: level, period: period),
            isSum: indicator.overArea == .sum)
    }

    /// The total and the members of an axis.
    static func members(
        of indicator: Indicator, axis: BreakdownAxis, period: Period, _ setting: ReportSetting
    ) throws -> WholeAndParts {
        var parts: [Figure] = []
        for member in axis.members {
            parts += try setting.source.figures(
                indicators: [indicator.key], area: setting.area,
                breakdown: BreakdownKey(members: [(axis.code, member.code)]).text,
                periods: [period])
        }
        return WholeAndParts(
            whole: try total(of: indicator, period, setting), parts: parts,
            isSum: indicator.overArea == .sum)
    }

    private static func total(
        of indicator: Indicator, _ period: Period, _ setting: ReportSetting
    ) throws -> Figure? {
        try setting.source.figures(
            indicators: [indicator.key], area: setting.area, breakdown: "", periods: [period]
        ).first
    }

    /// Whether the series breaks between an earlier period and the report's: by its formula, in the
    /// whole, or by what the parts say now.
    func breaks(
        _ indicator: Indicator, since before: Period, _ setting: ReportSetting
    ) throws -> Bool {
        let between = setting.periods(last: Self.periodCountMax).filter { $0.start > before.start }
        let wholes = try setting.source.figures(
            indicators: [indicator.key], area: setting.area, breakdown: "", periods: between)
        return setting.breaks(indicator, since: before, figures: wholes + parts)
    }

    /// As many as may lie between a period and the same of the year before.
    private static let periodCountMax = 13
}
