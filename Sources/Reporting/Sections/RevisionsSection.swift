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

    func write(_ draft: inout ReportDraft) -> Markup {
        guard let previous = setting.context.previous else {
            return frame.markup(frame.empty(.noPreviousReport))
        }
        let revisions = revisions(draft.cells, previous.cells)
        let lead = setting.say(
            .revised(
                count: setting.text.number(revisions.count),
                build: "\(previous.build)", period: setting.say(previous.period.title)))
        guard !revisions.isEmpty else { return frame.markup("<p>\(lead)</p>") }
        record(revisions, lead, &draft)
        let columns: [Words] = [.indicator, .period, .printed, .now, .difference]
        let header = columns.enumerated().map { index, words -> Markup in
            index < 2
                ? "<th scope=\"col\">\(setting.say(words))</th>"
                : "<th scope=\"col\" class=\"num\">\(setting.say(words))</th>"
        }
        let rows = revisions.prefix(Self.rowCountMax).map(markup)
        let rest = revisions.count - rows.count
        let notes = rest > 0 ? [setting.say(.moreRevisions(setting.text.number(rest)))] : []
        return frame.markup(
            """
            <p>\(lead)</p>
            <table class="revisions"><thead><tr>\(header.joined())</tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table>
            \(frame.notes(notes))
            """)
    }

    private func markup(_ revision: Revision) -> Markup {
        let decimals = decimals(revision)
        let after = revision.after.map { setting.text.number($0, decimals: decimals) } ?? "–"
        let difference =
            revision.difference.map { setting.text.signed($0, decimals: decimals) } ?? ""
        return """
            <tr><th scope="row">\(name(revision))</th><td>\(period(revision))</td>\
            <td class="num">\(setting.text.number(revision.before, decimals: decimals))</td>\
            <td class="num">\(after)</td><td class="num">\(difference)</td></tr>
            """
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

    private func record(_ revisions: [Revision], _ lead: String, _ draft: inout ReportDraft) {
        let columns: [Words] = [.indicator, .period, .printed, .now, .difference]
        var table = CSVTable(title: frame.heading, header: columns.map(setting.say))
        table.rows = revisions.map { revision in
            [
                name(revision), revision.period, setting.text.exact(revision.before),
                revision.after.map(setting.text.exact) ?? "",
                revision.difference.map(setting.text.exact) ?? "",
            ]
        }
        table.notes = [lead]
        draft.tables.append(table)
    }
}
