import PhusaModel

/// What agencies owed and what came: a matrix by dataset and period, and what is still short.
struct SubmissionsSection {
    let frame: SectionFrame
    let scope: SubmissionScope

    private var setting: ReportSetting { frame.setting }
    private var text: FigureText { setting.text }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        let submissions = try OwedDeliveries(setting, agency: scope.agency)
        let matrix = submissions.matrix(scope)
        guard !matrix.blocks.isEmpty else {
            frame.warnEmpty(&draft)
            return frame.empty(SubmissionWords.nothingOwed)
        }
        let rows = matrix.blocks.flatMap(\.rows)
        record(rows, &draft)
        let shown = matrix.submissions
        let legend = matrix.states.map { "\($0.symbol) \(setting.say($0.words))" }
            .joined(separator: "; ")
        let short = shown.short(on: submissions.day)
        let shortBlocks: [ReportBlock] =
            short.isEmpty
            ? [.empty(setting.say(SubmissionWords.nobodyShort))]
            : [
                .heading(setting.say(SubmissionWords.shortHeading), startsPage: false),
                .table(DeliveryTable(setting, isAddressed: false).table(short)),
            ]
        return [.lead(lead(SubmissionTally(shown, on: submissions.day), submissions.day))]
            + matrix.blocks.flatMap { block -> [ReportBlock] in
                let rhythm = block.periods.first.map(SubmissionWords.rhythm)
                let heading = rhythm.map {
                    ReportBlock.heading(setting.say($0), startsPage: false)
                }
                return (heading.map { [$0] } ?? []) + [.table(table(block))]
            }
            + [.notes([legend, setting.say(SubmissionWords.rule)])] + shortBlocks
    }

    private func lead(_ tally: SubmissionTally, _ day: CalendarDay) -> String {
        setting.say(
            SubmissionWords.lead(
                owed: text.number(tally.owedCount), onTime: percent(tally.onTimeRate),
                complete: percent(tally.completeness), short: text.number(tally.shortCount),
                day: text.day(day)))
    }

    private func percent(_ value: ExactDecimal?) -> String {
        value.map { text.percent($0) } ?? setting.say(.notEnough)
    }

    /// Signs on the page; in sheets the words that they stand for.
    private func table(_ block: SubmissionMatrix.Block) -> ReportTable {
        let rates = [SubmissionWords.onTimeRate, SubmissionWords.completeness].map {
            ReportTable.Column(setting.say($0), .figure, unit: "%")
        }
        let columns =
            [ReportTable.Column(setting.say(.agency), .name)]
            + block.periods.map { ReportTable.Column($0.narrowTitle, .number, for: .page) }
            + block.periods.map { ReportTable.Column(setting.title($0), .text, for: .sheet) }
            + rates
        let rows = block.rows.sorted {
            (VietnameseOrder($0.agencyName), $0.dataset)
                < (VietnameseOrder($1.agencyName), $1.dataset)
        }
        return ReportTable(
            style: .matrix, columns: columns, groups: [ReportTable.Group(rows: rows.map(cells))],
            notes: [setting.say(SubmissionWords.rule)])
    }

    private func cells(_ row: SubmissionMatrix.Row) -> [TableCell] {
        [.noted(row.agencyName, note: row.dataset)]
            + row.cells.map { .text($0?.state.symbol ?? "") }
            + row.cells.map { .text($0.map { setting.say($0.state.words) } ?? "") }
            + [row.tally.onTimeRate, row.tally.completeness].map { rate in
                rate.map { .amount(.percent($0)) } ?? .none
            }
    }

    private func record(_ rows: [SubmissionMatrix.Row], _ draft: inout ReportDraft) {
        for row in rows {
            let tally = row.tally
            let counts = [
                (SubmissionWords.owed, tally.owedCount),
                (SubmissionWords.exempted, tally.exemptedCount),
                (SubmissionWords.onTime, tally.onTimeCount),
                (SubmissionWords.late, tally.lateCount),
                (SubmissionWords.short, tally.shortCount),
            ]
            draft.cells += counts.map { words, count in
                frame.cell(row: row.dataset, column: words, value: ExactDecimal(count), unit: "")
            }
            draft.cells += [
                frame.cell(
                    row: row.dataset, column: SubmissionWords.onTimeRate, value: tally.onTimeRate,
                    unit: "%"),
                frame.cell(
                    row: row.dataset, column: SubmissionWords.completeness,
                    value: tally.completeness, unit: "%"),
            ]
        }
    }
}

/// Letters to the agencies that owe, each on a page of its own.
struct RemindersSection {
    let frame: SectionFrame
    let agency: String?

    private var setting: ReportSetting { frame.setting }

    func write() throws -> [ReportBlock] {
        let submissions = try OwedDeliveries(setting, agency: agency)
        let short = submissions.all.short(on: submissions.day)
        guard !short.isEmpty else { return frame.empty(SubmissionWords.nobodyShort) }
        let letters = Dictionary(grouping: short, by: \.agency).values
            .sorted { VietnameseOrder($0[0].agencyName) < VietnameseOrder($1[0].agencyName) }
        return letters.enumerated().flatMap { index, owed in
            letter(owed, submissions.day, startsPage: index > 0)
        }
    }

    private func letter(
        _ owed: [Submission], _ day: CalendarDay, startsPage: Bool
    ) -> [ReportBlock] {
        let text = setting.text
        let name = owed.last?.agencyName ?? ""
        return [
            .heading(setting.say(SubmissionWords.addressed(name)), startsPage: startsPage),
            .paragraphs([
                setting.say(
                    SubmissionWords.request(
                        centre: setting.say(setting.workspace.centre.name), day: text.day(day),
                        count: text.number(owed.count)))
            ]),
            .table(DeliveryTable(setting, isAddressed: true).table(owed)),
            .paragraphs([setting.say(SubmissionWords.after)]),
        ]
    }
}

/// What was owed by the end of the report's period, judged on the day of its figures.
struct OwedDeliveries {
    let all: [Submission]
    let day: CalendarDay

    /// - Parameter agency: The one that a section is about; that of the report where it names none.
    init(_ setting: ReportSetting, agency: String?) throws {
        let agency = agency ?? setting.agency
        let end = setting.period.end
        day = setting.context.asOf.day
        all = try setting.source.submissions(asOf: setting.context.asOf).filter {
            $0.period.end <= end && (agency == nil || $0.agency == agency)
        }
    }

    /// Those that a section shows.
    func matrix(_ scope: SubmissionScope) -> SubmissionMatrix {
        SubmissionMatrix(all, periodCount: scope.periodCount, on: day)
    }
}

/// Deliveries one by one: what, when it was due, how late, what came instead.
private struct DeliveryTable {
    private let setting: ReportSetting
    /// Whether all are of the agency that reads it; then it is told whom they are to ask instead.
    private let isAddressed: Bool

    init(_ setting: ReportSetting, isAddressed: Bool) {
        self.setting = setting
        self.isAddressed = isAddressed
    }

    func table(_ submissions: [Submission]) -> ReportTable {
        let columns: [(Words, ReportTable.Role)] = [
            isAddressed ? (SubmissionWords.dataset, .name) : (.agency, .name),
            (.period, .text), (SubmissionWords.dueOn, .text), (SubmissionWords.daysLate, .figure),
            (SubmissionWords.state, .text),
        ]
        let contact = isAddressed ? [(SubmissionWords.contact, ReportTable.Role.text)] : []
        return ReportTable(
            style: .plain,
            columns: (columns + contact).map { ReportTable.Column(setting.say($0), $1) },
            groups: [ReportTable.Group(rows: submissions.map(cells))])
    }

    private func cells(_ submission: Submission) -> [TableCell] {
        let name: TableCell =
            isAddressed
            ? .name(submission.dataset, sign: nil, unit: nil)
            : .noted(submission.agencyName, note: submission.dataset)
        let contact: [TableCell] =
            isAddressed ? [.noted(submission.answerable, note: submission.contact)] : []
        return [
            name, .text(setting.title(submission.period)), .day(submission.dueOn),
            .amount(.count(submission.workingDaysLate)),
            .text(setting.say(submission.state.words)),
        ] + contact
    }
}
