import PhusaModel

/// One figure of an indicator as a sentence prints it.
struct IndicatorTeller {
    let frame: SectionFrame
    let figure: IndicatorFigure
    let row: KPIRow

    /// Behind what was computed from figures that are not final.
    private static let draftSign = "*"

    private var setting: ReportSetting { frame.setting }
    private var amounts: FigureAmounts { FigureAmounts(setting: setting) }
    private var unit: String { setting.unitTitle(row.indicator) }

    func tell(_ draft: inout ReportDraft) -> TextFigureTeller.Told {
        switch figure.show {
        case .value: value(&draft)
        case .change:
            figure.base == .previous
                ? change(
                    row.toPrevious, .onPrevious(setting.period.kind), row.figure?.value, &draft)
                : change(row.toYearBefore, .onYearBefore, row.figure?.value, &draft)
        case .yearToDate: yearToDate(&draft)
        case .yearToDateChange:
            change(row.toDateYearBefore, .toDateOnYearBefore, row.yearToDate?.value, &draft)
        case .target: target(&draft)
        case .ofTarget: ofTarget(&draft)
        }
    }

    // MARK: Amounts

    private func value(_ draft: inout ReportDraft) -> TextFigureTeller.Told {
        var amount = amounts.cited(row.figure, decimals: row.indicator.decimals, &draft)
        // In a sentence a dash would say nothing: it is a zero.
        amount.isNil = false
        return told(named(amount), .figure, unit: unit, frozen: row.figure)
    }

    private func yearToDate(_ draft: inout ReportDraft) -> TextFigureTeller.Told {
        guard let sum = row.yearToDate else {
            return told(.absent(setting.say(.notEnough)), .yearToDate, unit: unit)
        }
        var amount = YearToDateAmount(setting: setting).amount(sum, row.indicator)
        amount.isDraft = false
        lead(&amount, &draft, isFinal: sum.isFinal)
        return told(named(amount), .yearToDate, unit: unit)
    }

    private func target(_ draft: inout ReportDraft) -> TextFigureTeller.Told {
        guard let target = row.target else {
            return told(.absent(setting.say(.noTarget)), .target, unit: unit)
        }
        var amount = Amount(target.value, decimals: row.indicator.decimals)
        amount.source = draft.register.cite(target.origin)
        return told(named(amount), .target, unit: unit, period: target.period)
    }

    private func ofTarget(_ draft: inout ReportDraft) -> TextFigureTeller.Told {
        guard let target = row.target else {
            return told(.absent(setting.say(.noTarget)), .shareOfTarget, unit: "%")
        }
        let sum = row.isPaced ? row.yearToDate : nil
        guard let share = row.shareOfTarget else {
            let reason = sum == nil ? amounts.reason(row.figure) : setting.say(.notEnough)
            return told(.absent(reason), .shareOfTarget, unit: "%")
        }
        var amount = Amount.percent(share)
        lead(&amount, &draft, isFinal: sum?.isFinal ?? isFinal)
        _ = draft.register.cite(target.origin)
        return told(amount, .shareOfTarget, unit: "%")
    }

    private func change(
        _ comparison: Comparison, _ column: Words, _ now: ExactDecimal?,
        _ draft: inout ReportDraft
    ) -> TextFigureTeller.Told {
        guard let change = comparison.change, let base = comparison.base,
            let difference = now?.subtracting(base)
        else { return unchanged(comparison, column, now) }
        let text = ChangeText(setting: setting)
        var amount = text.amount(change, row.indicator)
        amount.movement = Amount.Movement(
            difference: difference, shown: change.value.rounded(scale: amount.decimals))
        lead(&amount, &draft, isFinal: comparison.isFinal)
        return told(amount, column, unit: text.unit(change, row.indicator))
    }

    /// Why there is no change to tell.
    private func unchanged(
        _ comparison: Comparison, _ column: Words, _ now: ExactDecimal?
    ) -> TextFigureTeller.Told {
        if now == nil {
            let isSum = figure.show == .yearToDateChange
            let reason = isSum ? setting.say(.notEnough) : amounts.reason(row.figure)
            return told(.absent(reason), column, unit: "%")
        }
        let words: Words = comparison.isBroken ? .brokenSeries : .noBase
        var told = told(.absent(setting.say(words)), column, unit: "%")
        told.isBroken = comparison.isBroken
        return told
    }

    // MARK: What stands around them

    private var isFinal: Bool { FigureAmounts.mark(row.figure?.status ?? .normal) == nil }

    private func named(_ amount: Amount) -> Amount {
        var amount = amount
        if figure.namesUnit, amount.value != nil { amount.suffix = unit }
        return amount
    }

    /// Leads from a computed figure to the one of the period that it was computed from.
    private func lead(_ amount: inout Amount, _ draft: inout ReportDraft, isFinal: Bool) {
        amount.why = row.figure.map(FigureAmounts.why)
        amount.source = (row.figure?.origin).map { draft.register.cite($0) }
        guard !isFinal, amount.value != nil else { return }
        amount.mark = Amount.Remark(text: Self.draftSign, meaning: setting.say(.notFinalPoint))
        amount.isDraft = true
    }

    /// - Parameter frozen: The figure itself, where it is not computed from it.
    private func told(
        _ amount: Amount, _ column: Words, unit: String, frozen: Figure? = nil,
        period: Period? = nil
    ) -> TextFigureTeller.Told {
        TextFigureTeller.Told(
            figure: ProseFigure(
                row: name, column: setting.say(column), amount: amount, unit: unit),
            cell: frame.cell(
                row: name, column: column, value: amount.value, unit: unit, figure: frozen,
                period: period, indicator: row.indicator.key, area: figure.area ?? setting.area))
    }

    /// The indicator with the members of its breakdown, and the area where it is not the centre's.
    private var name: String {
        let title = setting.title(row.indicator, breakdown: figure.breakdown)
        guard let code = figure.area else { return title }
        let areas = setting.workspace.catalogue.areas
        let place = areas.index(code: code, on: setting.period.start).map { areas.areas[$0] }
        return "\(title), \((place ?? areas.versions(of: code).last)?.name ?? code)"
    }
}
