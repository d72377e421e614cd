package import PhusaModel

/// The page of the night for a terminal, a mail or a log: nothing in it can move the cursor.
package struct NightlyText {
    private let page: NightlyPage
    private let text: FigureText

    /// Lines of one part that are shown; the JSON document has all.
    private static let lineCountMax = 40

    package init(_ page: NightlyPage, language: Language) {
        self.page = page
        text = FigureText(language: language)
    }

    /// Without a line end at the last line.
    package var body: String {
        var lines = [
            "\(say(NightlyWords.title)) \(text.day(page.startedAt.day)) · \(say(page.runTitle)) · "
                + "\(say(page.duration)): \(say(page.verdict))"
        ]
        lines += part(NightlyWords.faults, page.faults.map { shown(say($0.message)) })
        lines += part(NightlyWords.came, came)
        lines += part(NightlyWords.troubles, troubles)
        lines += part(NightlyWords.underWay, page.underWay.map(shown))
        lines += part(NightlyWords.reports, reports)
        lines += part(
            NightlyWords.late, LateSpan.spans(page.late).map { Self.line($0, text) },
            none: NightlyWords.nobodyLate)
        lines += part(
            NightlyWords.decisions,
            page.decisions.flatMap { [shown(say($0.what)), "    \(shown($0.command))"] })
        lines.append(say(NightlyWords.total(files: page.files)))
        lines.append(page.balance.en)
        return lines.joined(separator: "\n")
    }

    private func say(_ words: Words) -> String { words.text(text.language) }

    /// Text of others, line by line, with nothing that a terminal would obey.
    private func shown(_ text: String) -> String { Self.shown(text) }

    private static func shown(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars {
            shown +=
                HTMLText.isUnprintable(scalar) || scalar == "\n" || scalar == "\t"
                ? "\\u{\(String(scalar.value, radix: 16).uppercased())}" : String(scalar)
        }
        return shown
    }

    private func part(_ title: Words, _ items: [String], none: Words? = nil) -> [String] {
        guard !items.isEmpty else { return none.map { ["\(say(title)): \(say($0))"] } ?? [] }
        var lines = ["\(say(title)):"] + items.prefix(Self.lineCountMax).map { "  " + $0 }
        if items.count > Self.lineCountMax {
            lines.append("  " + say(NightlyWords.moreLines(items.count - Self.lineCountMax)))
        }
        return lines
    }

    private var came: [String] {
        page.feeds.filter { $0.files.newCount > 0 || $0.lockedBy != nil }.map { feed in
            if let holder = feed.lockedBy {
                return "\(feed.dataset): \(shown(say(NightlyWords.lockedBy(holder))))"
            }
            let cells = feed.cells
            return "\(feed.dataset): "
                + [
                    (NightlyWords.newFiles, feed.files.newCount),
                    (NightlyWords.loadedCells, cells.loaded),
                    (NightlyWords.unchangedCells, cells.unchanged),
                    (NightlyWords.closedCells, cells.closed),
                    (NightlyWords.quarantinedCells, cells.quarantined),
                ].map { "\(say($0).lowercased()) \($1)" }.joined(separator: ", ")
        }
    }

    private var troubles: [String] {
        let drops = page.drops.filter(\.needsReading).flatMap { drop -> [String] in
            let number = drop.drop.map { " #\($0)" } ?? ""
            var lines = ["\(shown(drop.path))\(number): \(say(NightlyWords.state(drop.state)))"]
            if let error = drop.error { lines.append("  " + shown(error)) }
            lines += drop.reasons.prefix(NightlyReason.countMax).map { "  " + reason($0) }
            if let more = NightlyReason.more(drop) { lines.append("  " + shown(say(more))) }
            return lines
        }
        return drops
            + page.unclaimed.map { Violation.escaped($0.position.path) + ": " + reason($0) }
    }

    private func reason(_ violation: Violation) -> String {
        let reason = NightlyReason(violation, text.language)
        return
            "\(reason.place)\(reason.sentence) [\(violation.rule.rawValue)]; \(reason.expectation); "
            + violation.advice(text.language)
    }

    private var reports: [String] {
        page.reports.map { report in
            let place = report.html.map { " \(shown($0))" } ?? ""
            let moved = report.movedCount > 0 ? " (\(report.movedCount))" : ""
            let error = report.error.map { ": \(shown($0))" } ?? ""
            let name = report.agency.map { "\(report.report) \($0)" } ?? report.report
            return "\(name) \(say(report.period.title)): "
                + "\(say(NightlyWords.report(report.state)))\(moved)\(place)\(error)"
        }
    }

    /// One line per delivery that is owed.
    package static func late(_ late: [Submission], language: Language) -> String {
        let text = FigureText(language: language)
        guard !late.isEmpty else { return NightlyWords.nobodyLate.text(language) }
        return late.map { line(LateSpan(oldest: $0, newest: $0), text) }.joined(separator: "\n")
    }

    private static func line(_ span: LateSpan, _ text: FigureText) -> String {
        let language = text.language
        let item = span.oldest
        let path = item.path.map { " (\(shown($0)))" } ?? ""
        return [
            "\(item.agency) \(item.dataset)", span.periods.text(language),
            NightlyWords.dueOn(text.day(item.dueOn)).text(language),
            NightlyWords.lateBy(item.workingDaysLate).text(language),
            item.state.words.text(language) + path,
        ].joined(separator: ", ")
    }
}
