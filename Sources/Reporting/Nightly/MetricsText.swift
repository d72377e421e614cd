import PhusaModel

/// The numbers of a night in Prometheus' text format, for node_exporter's textfile collector.
///
/// A night that broke off before it saw the ledger has start, duration and exit alone: what it does
/// not know it does not state.
package struct MetricsText {
    private let page: NightlyPage
    private let lastSuccess: String?

    /// - Parameter lastSuccess: Seconds since 1970 as an earlier file states them; `nil` where no night
    ///   has ended well yet. A night that ends well states its own.
    package init(_ page: NightlyPage, lastSuccess: String?) {
        self.page = page
        self.lastSuccess = page.exit == 0 ? Self.seconds(page.finishedAt.microseconds) : lastSuccess
    }

    package static let lastSuccessName = "phusa_last_success_timestamp_seconds"

    /// The time of the last night that ended well, as a file of an earlier night states it.
    package static func lastSuccess(in text: String) -> String? {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 2, parts[0] == lastSuccessName,
                ExactDecimal(String(parts[1])) != nil
            else { continue }
            return String(parts[1])
        }
        return nil
    }

    private typealias Sample = (labels: [(String, String)], value: String)

    package var text: String {
        let night = [
            gauge("last_start_timestamp_seconds", "Start of the latest night.", start),
            gauge(
                "last_success_timestamp_seconds", "End of the latest night that was well.", success),
            gauge("last_duration_seconds", "How long the latest night took.", duration),
            gauge("last_exit_code", "What the latest night said at its end.", [plain(page.exit)]),
            gauge(
                "build_info", "The program of the latest night.",
                [([("version", page.programVersion)], "1")]),
        ]
        return (night + (page.reportsAsOf == nil ? [] : feeds)).joined()
    }

    private var start: [Sample] { [([], Self.seconds(page.startedAt.microseconds))] }
    private var success: [Sample] { lastSuccess.map { [([], $0)] } ?? [] }
    private var duration: [Sample] {
        [([], Self.seconds(page.finishedAt.microseconds - page.startedAt.microseconds))]
    }

    private var feeds: [String] {
        [
            gauge("run_rows", "Rows of the latest night by state.", rows(page.cells, [])),
            gauge("run_files", "Files of the latest night by state.", files(page.files, [])),
            gauge(
                "unclaimed_files", "Files that no dataset claims.", [plain(page.unclaimed.count)]),
            gauge("files_under_way", "Uploads under way.", [plain(page.underWay.count)]),
            gauge(
                "dataset_rows", "Rows of the latest night by dataset and state.",
                page.feeds.flatMap { rows($0.cells, labels($0)) }),
            gauge(
                "dataset_files", "Files of the latest night by dataset and state.",
                page.feeds.flatMap { files($0.files, labels($0)) }),
            gauge(
                "dataset_freshness_seconds",
                "Seconds since the newest loaded vintage, and since the end of the newest period.",
                page.feeds.flatMap(freshness)),
            gauge(
                "open_quarantine_records", "Records in quarantine that nobody has decided on.",
                page.feeds.map { (labels($0), "\($0.openQuarantineCount)") }),
            gauge(
                "held_drops", "Drops that wait for a release.",
                page.feeds.map { (labels($0), "\($0.heldDropCount)") }),
            gauge(
                "late_obligations", "Deliveries that are due and have not come whole.",
                page.feeds.map { feed in
                    (labels(feed), "\(page.late.count { $0.dataset == feed.dataset })")
                }),
            gauge(
                "reports", "Reports of the latest night by what became of them.",
                ["built", "rebuilt", "would-move", "failed"].map { state in
                    ([("state", state)], "\(page.reports.count { $0.state.rawValue == state })")
                }),
        ]
    }

    private func labels(_ feed: NightlyFeed) -> [(String, String)] {
        [("agency", feed.agency), ("dataset", feed.dataset)]
    }

    private func plain(_ count: Int) -> Sample { ([], "\(count)") }

    private func rows(_ cells: CellCounts, _ labels: [(String, String)]) -> [Sample] {
        [
            ("read", cells.read), ("loaded", cells.loaded), ("unchanged", cells.unchanged),
            ("quarantined", cells.quarantined), ("excluded", cells.excluded),
            ("closed", cells.closed),
        ].map { (labels + [("state", $0)], "\($1)") }
    }

    private func files(_ files: NightlyFiles, _ labels: [(String, String)]) -> [Sample] {
        files.byState.map { (labels + [("state", $0.state)], "\($0.count)") }
    }

    private func freshness(_ feed: NightlyFeed) -> [Sample] {
        let now = page.finishedAt.microseconds
        let ages = [
            ("vintage", feed.newestVintage?.microseconds),
            ("period_end", feed.newestPeriodEnd.map { Moment(startOf: $0).microseconds }),
        ]
        return ages.compactMap { since, moment in
            moment.map { (labels(feed) + [("since", since)], Self.seconds(now - $0)) }
        }
    }

    /// A family without samples is left out whole.
    private func gauge(_ name: String, _ help: String, _ samples: [Sample]) -> String {
        guard !samples.isEmpty else { return "" }
        let lines = samples.map { labels, value in
            let text = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
            return "phusa_\(name)\(text.isEmpty ? "" : "{\(text)}") \(value)\n"
        }
        return "# HELP phusa_\(name) \(help)\n# TYPE phusa_\(name) gauge\n" + lines.joined()
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
    }

    private static func seconds(_ microseconds: Int64) -> String {
        let sign = microseconds < 0 ? "-" : ""
        let (whole, rest) = microseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        return "\(sign)\(whole).\(padded(Int(rest / 1_000), 3))"
    }
}
