import PhusaModel

/// How feedback was handled: counts, rates and times to each state, by agency, category and channel.
struct HandlingSection {
    let frame: SectionFrame
    let handling: HandlingDefinition

    private var setting: ReportSetting { frame.setting }
    private var text: FigureText { setting.text }

    /// Cases of one name.
    private struct Row {
        let name: String
        let tally: HandlingTally
    }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        let cases = try setting.source.cases(
            handling.basis, in: setting.period, asOf: setting.context.asOf
        ).filter { agency == nil || $0.agencyCode == agency }
        guard !cases.isEmpty else {
            frame.warnEmpty(&draft)
            return frame.empty(setting.agency == nil ? HandlingWords.noCases : .noOwnCases)
        }
        let total = row(setting.say(.total), cases)
        let groups = groupings.map { (grouping: $0, rows: rows(cases, by: $0)) }
        record(groups.flatMap(\.rows) + [total], &draft)
        try draft.cite(.cases, setting)
        let notes = [
            HandlingWords.basisRule(handling.basis), HandlingWords.timeRule(hours: hours),
            HandlingWords.reopenedRule,
        ].map(setting.say)
        return [
            .lead(lead(total.tally)),
            .table(table(groups, total, notes: notes)),
            .heading(setting.say(HandlingWords.timesHeading), startsPage: false),
            .table(stateTable(total.tally)), .notes(notes),
        ]
    }

    /// The one agency that the section is about; `nil` for all.
    private var agency: String? { handling.agency ?? setting.agency }

    /// Of one agency there is nothing to set apart by agency.
    private var groupings: [HandlingDefinition.Grouping] {
        handling.groupings.filter { setting.agency == nil || $0 != .agency }
    }

    // MARK: Counting

    private var states: HandlingStates {
        HandlingStates(order: handling.states.map(\.code), done: handling.done)
    }

    private func row(_ name: String, _ cases: [FeedbackCase]) -> Row {
        Row(
            name: name,
            tally: HandlingTally(
                cases, states: states, clock: WorkingClock(setting.workspace.centre),
                at: setting.context.asOf))
    }

    /// Most cases first, then by name in the order of Vietnamese.
    private func rows(
        _ cases: [FeedbackCase], by grouping: HandlingDefinition.Grouping
    ) -> [Row] {
        let groups = Dictionary(grouping: cases) { item in
            switch grouping {
            case .agency: [item.agencyName, item.agencyCode]
            case .category: [item.category]
            case .channel: [item.channel]
            }
        }
        return groups.sorted { left, right in
            if left.value.count != right.value.count {
                return left.value.count > right.value.count
            }
            return (VietnameseOrder(left.key[0]), left.key.last ?? "")
                < (VietnameseOrder(right.key[0]), right.key.last ?? "")
        }.map { row($0.key[0], $0.value) }
    }

    // MARK: What is printed

    private struct Column: Sendable {
        let words: Words
        let unit: Words?
        let value: @Sendable (HandlingTally) -> ExactDecimal?
    }

    private static let percent = Words(vi: "%", en: "%")

    private var columns: [Column] {
        let done = handling.states.firstIndex { $0.code == handling.done } ?? 0
        let isCohort = handling.basis == .received
        return [
            Column(words: HandlingWords.count(handling.basis), unit: nil) {
                ExactDecimal($0.caseCount)
            },
            Column(words: .closedInTime, unit: nil) { ExactDecimal($0.closedInTimeCount) },
            Column(words: .closedLate, unit: nil) { ExactDecimal($0.closedLateCount) },
        ]
            + (isCohort
                ? [
                    Column(words: .open, unit: nil) { ExactDecimal($0.openCount) },
                    Column(words: .openOverdue, unit: nil) { ExactDecimal($0.openOverdueCount) },
                ] : [])
            + [
                Column(words: HandlingWords.reopened, unit: nil) { ExactDecimal($0.reopenedCount) },
                Column(words: .onTimeRate, unit: Self.percent, value: \.onTimeRate),
                Column(words: HandlingWords.medianTime, unit: HandlingWords.hours) {
                    Self.hours($0.times[done].percentile(50))
                },
                Column(words: HandlingWords.longTime, unit: HandlingWords.hours) {
                    Self.hours($0.times[done].percentile(90))
                },
            ]
            + (isCohort
                ? [
                    Column(words: HandlingWords.openShare, unit: Self.percent) {
                        $0.times[done].waitingShare
                    }
                ] : [])
    }

    /// Working hours of so many working minutes.
    private static func hours(_ minutes: Int?) -> ExactDecimal? {
        minutes.flatMap { ExactDecimal($0).divided(by: ExactDecimal(60), scale: 6) }
    }

    private func table(
        _ groups: [(grouping: HandlingDefinition.Grouping, rows: [Row])], _ total: Row,
        notes: [String]
    ) -> ReportTable {
        ReportTable(
            style: .cases,
            columns: [ReportTable.Column("", .name)]
                + columns.map {
                    ReportTable.Column(
                        setting.say($0.words), .figure, unit: $0.unit.map(setting.say))
                },
            groups: groups.map { grouping, rows in
                ReportTable.Group(
                    title: setting.say(HandlingWords.heading(grouping)), rows: rows.map(cells))
            },
            totals: [cells(total)], notes: notes)
    }

    private func cells(_ row: Row) -> [TableCell] {
        [.name(row.name, sign: nil, unit: nil)]
            + columns.map { column in
                amount(column.value(row.tally), unit: column.unit)
            }
    }

    private func amount(_ value: ExactDecimal?, unit: Words?) -> TableCell {
        guard let value else { return .amount(.absent("–", setting.say(HandlingWords.notReached))) }
        guard let unit else { return .amount(Amount(value, decimals: 0)) }
        return .amount(unit == Self.percent ? .percent(value) : Amount(value, decimals: 1))
    }

    private func stateTable(_ tally: HandlingTally) -> ReportTable {
        let hours = setting.say(HandlingWords.hours)
        let titles = Dictionary(handling.states.map { ($0.code, $0.title) }) { first, _ in first }
        return ReportTable(
            style: .plain,
            columns: [
                ReportTable.Column(setting.say(HandlingWords.reachedState), .name),
                ReportTable.Column(setting.say(HandlingWords.reachedCount), .figure),
                ReportTable.Column(setting.say(HandlingWords.waitingShare), .figure, unit: "%"),
                ReportTable.Column(setting.say(HandlingWords.medianTime), .figure, unit: hours),
                ReportTable.Column(setting.say(HandlingWords.longTime), .figure, unit: hours),
            ],
            groups: [
                ReportTable.Group(
                    rows: tally.times.map { times in
                        [
                            .name(
                                titles[times.state].map(setting.say) ?? times.state, sign: nil,
                                unit: nil)
                        ] + cells(times)
                    })
            ])
    }

    private func cells(_ times: TimesToState) -> [TableCell] {
        guard times.caseCount > 0 else { return [.absent(setting.say(HandlingWords.noLog))] }
        return [
            .amount(.count(times.caseCount - times.waitingCount)),
            amount(times.waitingShare, unit: Self.percent),
            amount(Self.hours(times.percentile(50)), unit: HandlingWords.hours),
            amount(Self.hours(times.percentile(90)), unit: HandlingWords.hours),
        ]
    }

    /// `7:30–11:30, 13:30–17:00`.
    private var hours: String {
        func clock(_ minute: Int) -> String { "\(minute / 60):\(padded(minute % 60, 2))" }
        return setting.workspace.centre.workingHours.spans.map {
            "\(clock($0.lowerBound))–\(clock($0.upperBound))"
        }.joined(separator: ", ")
    }

    private func lead(_ total: HandlingTally) -> String {
        let done = handling.states.firstIndex { $0.code == handling.done } ?? 0
        let median = Self.hours(total.times[done].percentile(50)).map {
            "\(text.number($0, decimals: 1)) \(setting.say(HandlingWords.hours))"
        }
        return setting.say(
            HandlingWords.lead(
                count: text.number(total.caseCount),
                onTime: total.onTimeRate.map { text.percent($0) } ?? setting.say(.notEnough),
                open: text.number(total.openCount), overdue: text.number(total.openOverdueCount),
                median: median ?? setting.say(HandlingWords.notReached), basis: handling.basis))
    }

    private func record(_ rows: [Row], _ draft: inout ReportDraft) {
        for row in rows {
            for column in columns {
                draft.cells.append(
                    frame.cell(
                        row: row.name, column: column.words, value: column.value(row.tally),
                        unit: column.unit.map(setting.say) ?? ""))
            }
        }
    }
}
