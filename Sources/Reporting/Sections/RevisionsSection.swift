import PhusaModel

/// Figures of this report that the report before printed with another value.
struct RevisionsSection {
    let frame: SectionFrame

    private var setting: ReportSetting { frame.setting }

    /// Rows on the page before the rest is only counted; the table of the CSV has all.
    private static let rowCountMax = 60

    /// A figure that both reports print.
    private struct Revision {
        let indicator: Indicator?
        let row: String
        let period: String
        let before: ExactDecimal
        /// `nil` where there is no figure any more.
        let after: ExactDecimal?

        var difference: ExactDecimal? { after?.subtracting(before) }
    }

    func write(_ draft: ReportDraft) -> [ReportBlock] {
        guard let previous = setting.context.previous else {
            return frame.empty(.noPreviousReport)
        }
        let revisions = revisions(draft.cells, previous.cells)
        let lead = setting.say(
            .revised(
                count: setting.text.number(revisions.count),
                build: "\(previous.build)", period: setting.say(previous.period.title)))
        guard !revisions.isEmpty else { return [.lead(lead)] }
        let rest = revisions.count - Self.rowCountMax
        let notes: [ReportBlock] =
            rest > 0 ? [.notes([setting.say(.moreRevisions(setting.text.number(rest)))])] : []
        return [.lead(lead), .table(table(revisions, lead))] + notes
    }

    private func table(_ revisions: [Revision], _ lead: String) -> ReportTable {
        let columns: [(Words, ReportTable.Role)] = [
            (.indicator, .name), (.period, .text), (.printed, .figure), (.now, .figure),
            (.difference, .figure),
        ]
        return ReportTable(
            style: .revisions,
            columns: columns.map { ReportTable.Column(setting.say($0), $1) },
            groups: [ReportTable.Group(rows: revisions.map(cells))], notes: [lead],
            pageRowCountMax: Self.rowCountMax)
    }

    private func cells(_ revision: Revision) -> [TableCell] {
        let decimals = decimals(revision)
        var difference = Amount(revision.difference, decimals: decimals)
        difference.isSigned = true
        return [
            .name(name(revision), sign: nil, unit: nil), .text(period(revision)),
            .amount(Amount(revision.before, decimals: decimals)),
            revision.after.map { .amount(Amount($0, decimals: decimals)) } ?? .none,
            revision.difference == nil ? .none : .amount(difference),
        ]
    }

    /// As many as show that the figure is another one.
    private func decimals(_ revision: Revision) -> Int {
        let usual = revision.indicator?.decimals ?? 0
        guard let after = revision.after,
            after.rounded(scale: usual) == revision.before.rounded(scale: usual)
        else { return usual }
        return max(after.scale, revision.before.scale)
    }

    private func name(_ revision: Revision) -> String {
        guard let indicator = revision.indicator else { return revision.row }
        let title = setting.title(indicator, breakdown: "")
        return title == revision.row || revision.row == indicator.key.code
            ? title : "\(title), \(revision.row)"
    }

    private func period(_ revision: Revision) -> String {
        Period(revision.period).map { setting.say($0.title) } ?? revision.period
    }

    /// What both print under the same indicator, row, area and period; each once, in the order of the
    /// page.
    private func revisions(_ cells: [ReportCell], _ before: [ReportCell]) -> [Revision] {
        struct Place: Hashable {
            let indicator: String
            let area: String
            let row: String
            let period: String

            /// - Returns: `nil` for cells that are no figures of the warehouse.
            init?(_ cell: ReportCell) {
                guard let indicator = cell.indicator, cell.status != nil else { return nil }
                self.indicator = indicator
                area = cell.area ?? ""
                row = cell.row
                period = cell.period
            }
        }
        var old: [Place: ExactDecimal] = [:]
        for cell in before {
            if let place = Place(cell), let value = ExactDecimal(cell.value) { old[place] = value }
        }
        return cells.compactMap { cell in
            guard let place = Place(cell), let value = old.removeValue(forKey: place) else {
                return nil
            }
            let after = ExactDecimal(cell.value)
            guard after != value else { return nil }
            return Revision(
                indicator: setting.workspace.catalogue.indicators.first {
                    $0.key.description == place.indicator
                },
                row: cell.row, period: cell.period, before: value, after: after)
        }
    }
}
