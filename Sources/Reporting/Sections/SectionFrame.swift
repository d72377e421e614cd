import PhusaModel

/// The place of a section in its report: number, heading and the cells it leaves behind.
struct SectionFrame {
    let setting: ReportSetting
    /// From 1, in the order of the page.
    let number: Int
    let title: String

    /// `II. Title`.
    var heading: String { ReportPart.heading(number, title) }

    /// A paragraph that says why there is nothing.
    func empty(_ words: Words) -> [ReportBlock] { [.empty(setting.say(words))] }

    /// Warns that the section has nothing; of one agency that is nothing unusual.
    func warnEmpty(_ draft: inout ReportDraft) {
        if setting.agency == nil { draft.warn(setting.say(.warnEmpty(section: title))) }
    }

    func cell(
        row: String, column: Words, value: ExactDecimal?, unit: String, figure: Figure? = nil,
        period: Period? = nil, indicator: IndicatorKey? = nil, area: String? = nil
    ) -> ReportCell {
        ReportCell(
            section: heading, row: row, column: setting.say(column),
            value: value?.description ?? "", unit: unit,
            period: (figure?.period ?? period ?? setting.period).description,
            indicator: (figure?.indicator ?? indicator)?.description,
            area: figure?.areaCode ?? area, status: figure?.status.rawValue,
            origin: figure.map { CellOrigin($0.origin) })
    }
}
