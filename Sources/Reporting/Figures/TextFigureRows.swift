import PhusaModel

/// What is known of the indicators of a text: one read for each area.
struct TextFigureRows {
    private struct Key: Hashable {
        let area: String?
        let indicator: IndicatorKey
        let breakdown: String
    }

    private var rows: [Key: KPIRow] = [:]

    init(
        _ figures: [IndicatorFigure], _ setting: ReportSetting, _ draft: inout ReportDraft
    ) throws {
        for (area, own) in Dictionary(grouping: figures, by: \.area).sorted(by: {
            ($0.key ?? "") < ($1.key ?? "")
        }) {
            let groups = try KPIReader(setting: setting, area: area).read(
                Self.set(own, setting), &draft)
            for row in groups.flatMap(\.rows) {
                let key = Key(
                    area: area, indicator: row.line.indicator, breakdown: row.line.breakdown)
                rows[key] = row
            }
        }
    }

    subscript(figure: IndicatorFigure) -> KPIRow? {
        rows[Key(area: figure.area, indicator: figure.indicator, breakdown: figure.breakdown)]
    }

    /// The indicators as lines that nothing is judged by; with a part of a sum all that it could be
    /// worked out from, so that it is withheld where a table of the whole would withhold it.
    private static func set(_ figures: [IndicatorFigure], _ setting: ReportSetting) -> KPISet {
        let title = Words(vi: "", en: "")
        let lines = Dictionary(grouping: figures, by: \.indicator).sorted { $0.key < $1.key }
            .flatMap { indicator, own in
                own.reduce(into: Set<String>()) { breakdowns, figure in
                    breakdowns.formUnion(related(to: figure.breakdown, setting))
                }.sorted().map {
                    KPILine(
                        indicator: indicator, breakdown: $0, direction: .none, green: .zero,
                        amber: .zero)
                }
            }
        return KPISet(code: "", title: title, groups: [KPIGroup(title: title, lines: lines)])
    }

    /// All members of a breakdown's axes with each other, and the wholes that they are parts of.
    private static func related(to breakdown: String, _ setting: ReportSetting) -> Set<String> {
        let own = BreakdownKey(text: breakdown).members
        let keys = own.reduce([[]] as [[(axis: String, member: String)]]) { keys, part in
            let axis = setting.workspace.catalogue.breakdowns.first { $0.code == part.axis }
            let members = axis?.members.map(\.code) ?? [part.member]
            return keys + keys.flatMap { key in members.map { key + [(part.axis, $0)] } }
        }
        return Set(keys.map { BreakdownKey(members: $0).text })
    }
}
