package import PhusaModel

/// Deliveries by dataset and period: rows of one rhythm have the same columns.
package struct SubmissionMatrix: Sendable {
    /// Datasets whose periods have one length.
    package struct Block: Sendable {
        /// In order; the last of them is the newest.
        package let periods: [Period]
        package let rows: [Row]
    }

    package struct Row: Sendable {
        package let agency: String
        package let agencyName: String
        package let dataset: String
        /// One for each period of the block; `nil` where the dataset owes nothing.
        package let cells: [Submission?]
        package let tally: SubmissionTally

        /// By period.
        package var submissions: [Submission] { cells.compactMap { $0 } }
    }

    package let day: CalendarDay
    package let blocks: [Block]

    /// - Parameters:
    ///   - periodCount: The newest periods of each length that are shown, at most.
    ///   - day: The day by which the deliveries were judged.
    package init(_ submissions: [Submission], periodCount: Int, on day: CalendarDay) {
        self.day = day
        let lengths = Dictionary(grouping: submissions) { submission in
            [submission.period.monthCount, submission.period.kind == .season ? 1 : 0]
        }
        blocks = lengths.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { _, found in
            Self.block(found, periodCount, day)
        }
    }

    private static func block(
        _ submissions: [Submission], _ periodCount: Int, _ day: CalendarDay
    ) -> Block {
        let periods = Array(Set(submissions.map(\.period)).sorted().suffix(periodCount))
        let rows = Dictionary(grouping: submissions, by: \.dataset).values.map { found -> Row in
            let byPeriod = Dictionary(found.map { ($0.period, $0) }) { first, _ in first }
            let cells = periods.map { byPeriod[$0] }
            return Row(
                agency: found[0].agency, agencyName: found[0].agencyName,
                dataset: found[0].dataset, cells: cells,
                tally: SubmissionTally(cells.compactMap { $0 }, on: day))
        }
        return Block(
            periods: periods,
            rows: rows.sorted { ($0.agency, $0.dataset) < ($1.agency, $1.dataset) })
    }

    /// All that are shown.
    var submissions: [Submission] { blocks.flatMap(\.rows).flatMap(\.submissions) }

    /// States that are shown, in their order.
    var states: [SubmissionState] {
        let shown = Set(submissions.map(\.state))
        return SubmissionState.allCases.filter(shown.contains)
    }
}

/// Rates of what was owed; `nil` where nothing was.
extension SubmissionTally {
    /// In time, in percent.
    package var onTimeRate: ExactDecimal? { .percent(onTimeCount, of: owedCount) }

    /// In time or late, in percent.
    package var completeness: ExactDecimal? { .percent(onTimeCount + lateCount, of: owedCount) }
}

// MARK: JSON

extension SubmissionMatrix: Encodable {
    private enum CodingKeys: String, CodingKey { case day = "on", rows }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(day, forKey: .day)
        try container.encode(blocks.flatMap(\.rows), forKey: .rows)
    }
}

extension SubmissionMatrix.Row: Encodable {
    private enum CodingKeys: String, CodingKey {
        case agency, agencyName = "agency_name", dataset, owed, exempted, onTime = "on_time", late
        case short, onTimeRate = "on_time_rate", completeness, submissions
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(agency, forKey: .agency)
        try container.encode(agencyName, forKey: .agencyName)
        try container.encode(dataset, forKey: .dataset)
        try container.encode(tally.owedCount, forKey: .owed)
        try container.encode(tally.exemptedCount, forKey: .exempted)
        try container.encode(tally.onTimeCount, forKey: .onTime)
        try container.encode(tally.lateCount, forKey: .late)
        try container.encode(tally.shortCount, forKey: .short)
        try container.encode(tally.onTimeRate, forKey: .onTimeRate)
        try container.encode(tally.completeness, forKey: .completeness)
        try container.encode(submissions, forKey: .submissions)
    }
}
