import PhusaModel

/// Feedback cases received in the period, by agency, with the rates of Decision 766.
struct CasesSection {
    let frame: SectionFrame

    private var setting: ReportSetting { frame.setting }
    private var text: FigureText { setting.text }

    static let notes: [Words] = [.cohortRule, .onTimeRule, .rule766Text]

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        let found = try setting.source.caseTallies(
            period: setting.period, asOf: setting.context.asOf)
        let sorted = found.sorted(by: Self.isBefore)
        let total = CaseTally.total(of: sorted, name: setting.say(setting.whole))
        guard total.receivedCount > 0 else {
            draft.warn(setting.say(.warnEmpty(section: frame.title)))
            return frame.empty(.noCases)
        }
        for tally in sorted where !tally.isBalanced {
            draft.warn(setting.say(.warnBalance(agency: tally.agencyName)))
        }
        let shown = sorted.filter { setting.shows($0.agencyCode) }
        record(shown + [total], &draft)
        try draft.cite(.cases, setting)
        let notes = Self.notes.map(setting.say)
        return [
            .lead(lead(setting.agency == nil ? total : shown.first)),
            .table(table(shown, total, notes: notes)), .notes(notes),
        ]
    }

    /// Most cases first, then by name in the order of Vietnamese.
    private static func isBefore(_ left: CaseTally, _ right: CaseTally) -> Bool {
        if left.receivedCount != right.receivedCount {
            return left.receivedCount > right.receivedCount
        }
        return (VietnameseOrder(left.agencyName), left.agencyCode)
            < (VietnameseOrder(right.agencyName), right.agencyCode)
    }

    /// Of all agencies, or of the one that the report is about.
    private func lead(_ total: CaseTally?) -> String {
        guard let total, total.receivedCount > 0 else { return setting.say(.noOwnCases) }
        return setting.say(
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

    private static let parts: [(kind: ReportTable.StackPart.Kind, words: Words)] = [
        (.inTime, .closedInTime), (.open, .openWithinTerm), (.late, .closedLate),
        (.overdue, .openPastDue),
    ]

    private func table(_ tallies: [CaseTally], _ total: CaseTally, notes: [String]) -> ReportTable {
        let columns = Self.columns.map { column in
            ReportTable.Column(
                setting.say(column.words), .figure, unit: column.unit.isEmpty ? nil : column.unit)
        }
        return ReportTable(
            style: .cases,
            columns: [
                ReportTable.Column(setting.say(.agency), .name),
                ReportTable.Column(setting.say(.structure), .stack, for: .page),
            ] + columns, groups: [ReportTable.Group(rows: tallies.map(cells))],
            totals: [cells(total)], notes: notes,
            parts: Self.parts.map {
                ReportTable.StackPart(kind: $0.kind, title: setting.say($0.words))
            })
    }

    private func cells(_ tally: CaseTally) -> [TableCell] {
        let counts = [
            tally.closedInTimeCount, max(0, tally.openCount - tally.openOverdueCount),
            tally.closedLateCount, tally.openOverdueCount,
        ]
        var cells: [TableCell] = [
            .name(tally.agencyName, sign: nil, unit: nil), .stack(counts),
        ]
        for column in Self.columns {
            guard let value = column.value(tally) else {
                return cells + [.absent(setting.say(.notEnough))]
            }
            cells.append(
                .amount(column.unit.isEmpty ? Amount(value, decimals: 0) : .percent(value)))
        }
        return cells
    }

    private func record(_ tallies: [CaseTally], _ draft: inout ReportDraft) {
        for tally in tallies {
            for column in Self.columns {
                draft.cells.append(
                    frame.cell(
                        row: tally.agencyName, column: column.words, value: column.value(tally),
                        unit: column.unit))
            }
        }
    }
}
