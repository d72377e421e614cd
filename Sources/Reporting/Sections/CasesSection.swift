import PhusaModel

/// Feedback cases received in the period, by agency, with the rates of Decision 766.
struct CasesSection {
    let frame: SectionFrame

    private var setting: ReportSetting { frame.setting }
    private var text: FigureText { setting.text }

    static let notes: [Words] = [.cohortRule, .onTimeRule, .rule766Text]

    func write(_ draft: inout ReportDraft) throws -> Markup {
        let found = try setting.source.caseTallies(
            period: setting.period, asOf: setting.context.asOf)
        let sorted = found.sorted(by: Self.isBefore)
        let total = CaseTally.total(of: sorted, name: setting.say(.total))
        guard total.receivedCount > 0 else {
            draft.warn(setting.say(.warnEmpty(section: frame.title)))
            return frame.markup(frame.empty(.noCases))
        }
        for tally in sorted where !tally.isBalanced {
            draft.warn(setting.say(.warnBalance(agency: tally.agencyName)))
        }
        record(sorted + [total], &draft)
        try draft.cite(.cases, setting)
        return frame.markup(
            """
            <p class="lead">\(lead(total))</p>
            <table class="cases"><thead>\(header)</thead>
            <tbody>\(sorted.map(row).joined(separator: "\n"))</tbody>
            <tfoot>\(row(total))</tfoot></table>
            \(legend)
            \(frame.notes(Self.notes.map(setting.say)))
            """)
    }

    /// Most cases first, then by name in the order of Vietnamese.
    private static func isBefore(_ left: CaseTally, _ right: CaseTally) -> Bool {
        if left.receivedCount != right.receivedCount {
            return left.receivedCount > right.receivedCount
        }
        return (VietnameseOrder(left.agencyName), left.agencyCode)
            < (VietnameseOrder(right.agencyName), right.agencyCode)
    }

    private func lead(_ total: CaseTally) -> String {
        setting.say(
            .casesLead(
                count: text.number(total.receivedCount), onTime: percent(total.onTimeRate),
                satisfied: percent(total.satisfaction), silent: percent(total.silence)))
    }

    private func percent(_ value: ExactDecimal?) -> String {
        value.map { text.percent($0) } ?? setting.say(.notEnough)
    }

    private struct Column: Sendable {
        let words: Words
        /// Empty for counts.
        let unit: String
        /// `nil` where there are no cases to take a share of.
        let value: @Sendable (CaseTally) -> ExactDecimal?
    }

    private static let columns = [
        Column(words: .received, unit: "") { ExactDecimal($0.receivedCount) },
        Column(words: .closedInTime, unit: "") { ExactDecimal($0.closedInTimeCount) },
        Column(words: .closedLate, unit: "") { ExactDecimal($0.closedLateCount) },
        Column(words: .open, unit: "") { ExactDecimal($0.openCount) },
        Column(words: .openOverdue, unit: "") { ExactDecimal($0.openOverdueCount) },
        Column(words: .onTimeRate, unit: "%", value: \.onTimeRate),
        Column(words: .rule766, unit: "%", value: \.satisfaction),
        Column(words: .silence, unit: "%", value: \.silence),
    ]

    private var header: Markup {
        let cells = Self.columns.map {
            "<th scope=\"col\" class=\"num\">\(setting.say($0.words))</th>" as Markup
        }
        return """
            <tr><th scope="col" class="name">\(setting.say(.agency))</th>\
            <th scope="col">\(setting.say(.structure))</th>\(cells.joined())</tr>
            """
    }

    private static let parts: [(kind: Markup, words: Words)] = [
        ("part-in-time", .closedInTime), ("part-open", .openWithinTerm),
        ("part-late", .closedLate), ("part-overdue", .openPastDue),
    ]

    private func row(_ tally: CaseTally) -> Markup {
        let counts = [
            tally.closedInTimeCount, max(0, tally.openCount - tally.openOverdueCount),
            tally.closedLateCount, tally.openOverdueCount,
        ]
        let bar = StackedBar(parts: zip(counts, Self.parts).map { ($0, $1.kind) }).markup
        var cells = Self.columns.compactMap { column -> Markup? in
            guard let value = column.value(tally) else { return nil }
            let shown =
                column.unit.isEmpty
                ? text.number(value, decimals: 0) : text.percent(value)
            return "<td class=\"num\">\(shown)</td>"
        }
        let absent = Self.columns.count - cells.count
        if absent > 0 {
            cells.append(
                "<td class=\"empty-cell\" colspan=\"\(absent)\">\(setting.say(.notEnough))</td>")
        }
        return """
            <tr><th scope="row" class="name">\(tally.agencyName)</th>\
            <td class="stack-cell">\(bar)</td>\(cells.joined())</tr>
            """
    }

    private var legend: Markup {
        let items = Self.parts.map { part -> Markup in
            """
            <li><svg class="key" viewBox="0 0 12 12" aria-hidden="true">\
            <rect class="\(part.kind)" width="12" height="12"/></svg> \(setting.say(part.words))</li>
            """
        }
        return "<ul class=\"legend\">\(items.joined())</ul>"
    }

    private func record(_ tallies: [CaseTally], _ draft: inout ReportDraft) {
        let header =
            [setting.say(.agency)]
            + Self.columns.map { column in
                setting.say(column.words) + (column.unit.isEmpty ? "" : " (\(column.unit))")
            }
        var table = CSVTable(
            title: frame.heading, header: header, notes: Self.notes.map(setting.say))
        for tally in tallies {
            for column in Self.columns {
                draft.cells.append(
                    frame.cell(
                        row: tally.agencyName, column: column.words, value: column.value(tally),
                        unit: column.unit))
            }
            table.rows.append(
                [tally.agencyName]
                    + Self.columns.map {
                        $0.value(tally).map(text.exact) ?? setting.say(.notEnough)
                    })
        }
        draft.tables.append(table)
    }
}
