package import PhusaModel

/// The page of the night as one self-contained file: no script, nothing fetched, two sides of A4 on a
/// usual morning; well-formed as XML too.
package struct NightlyHTML {
    private let page: NightlyPage
    private let text: FigureText

    /// Rows of one table; the JSON document beside the page has all.
    private static let rowCountMax = 100

    package init(_ page: NightlyPage, language: Language) {
        self.page = page
        text = FigureText(language: language)
    }

    package var body: String {
        let day = text.day(page.startedAt.day)
        let markup: Markup = """
            <!DOCTYPE html>
            <html lang="\(text.language.rawValue)">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>\(say(NightlyWords.title)) – \(day)</title>
            <style>
            \(Stylesheet.text)
            \(Self.style)
            </style>
            </head>
            <body class="nightly">
            <p class="centre">\(say(page.centre))</p>
            <h1>\(say(NightlyWords.title))</h1>
            <p class="period">\(day) · \(say(page.runTitle)) · \(say(page.duration))</p>
            <main>
            \(verdict)
            \(sections.joined())
            </main>
            <footer><p>\(say(NightlyWords.footer(version: page.programVersion, actor: page.actor))) · \
            \(text.moment(page.finishedAt))</p></footer>
            </body>
            </html>

            """
        return markup.text
    }

    private func say(_ words: Words) -> String { words.text(text.language) }

    /// What differs from a report: no head of an official document, tighter tables.
    private static let style: Markup = """
        .nightly h1 { text-align: left; margin-top: 2px; }
        .nightly .centre { text-transform: none; margin: 0; color: var(--soft); }
        .nightly .centre::after { display: none; }
        .nightly h2 { margin-top: 26px; }
        .nightly code { overflow-wrap: anywhere; white-space: normal; }
        .nightly td code { display: block; padding: 2px 5px; }
        .nightly .path, .nightly .reasons { overflow-wrap: anywhere; }
        .nightly .reasons ul { margin: 0; padding-left: 16px; }
        .nightly .file { width: 27%; } .nightly .outcome { width: 13%; }
        .verdict { border: 1px solid var(--line); border-left: 6px solid var(--met); margin: 18px 0 0;
          padding: 10px 16px; }
        .verdict.watch { border-left-color: var(--watch); }
        .verdict.missed { border-left-color: var(--missed); }
        .verdict p { margin: 0; }
        .verdict .word { font-size: 19px; font-weight: 700; }
        .verdict.met .word { color: var(--met); } .verdict.watch .word { color: var(--watch); }
        .verdict.missed .word { color: var(--missed); }
        .bad { color: var(--missed); font-weight: 600; }
        @media print { .nightly h1 { font-size: 15pt; } .nightly code { font-size: 8.5pt; } .verdict .word { font-size: 13pt; }
          .nightly section, .nightly tr.long { break-inside: auto; } .nightly h2 { margin-top: 5mm; } }
        """

    private var verdict: Markup {
        let kind = page.faults.isEmpty ? page.exit == 0 ? "met" : "watch" : "missed"
        return """
            <div class="verdict \(kind)"><p class="word">\(say(page.verdict))</p>
            <p>\(say(NightlyWords.total(files: page.files)))</p>
            <p>\(say(page.balance))</p></div>
            """
    }

    private var sections: [Markup] {
        var parts: [Markup] = []
        if !page.faults.isEmpty {
            let items = page.faults.map { "<li class=\"bad\">\(say($0.message))</li>" as Markup }
            parts.append(section(NightlyWords.faults, list(items)))
        }
        parts.append(section(NightlyWords.decisions, decisions))
        parts.append(section(NightlyWords.came, came))
        parts.append(section(NightlyWords.troubles, troubles))
        if !page.underWay.isEmpty {
            let items = page.underWay.map { "<li class=\"path\">\($0)</li>" as Markup }
            parts.append(section(NightlyWords.underWay, list(items)))
        }
        parts.append(section(NightlyWords.reports, reports))
        parts.append(section(NightlyWords.late, late))
        return parts
    }

    private func section(_ title: Words, _ content: Markup) -> Markup {
        "<section>\n<h2>\(say(title))</h2>\n\(content)\n</section>\n"
    }

    private func empty(_ words: Words) -> Markup { "<p class=\"empty\">\(say(words))</p>" }

    private func list(_ items: [Markup]) -> Markup { "<ul>\(items.joined(separator: "\n"))</ul>" }

    private func table(_ head: [(Words, String)], _ rows: [Markup]) -> Markup {
        let cells = head.map { words, kind -> Markup in
            "<th scope=\"col\" class=\"\(kind)\">\(say(words))</th>"
        }
        let more = rows.count - Self.rowCountMax
        let note: Markup =
            more > 0 ? "<p class=\"notes\">\(say(NightlyWords.moreLines(more)))</p>" : ""
        return """
            <table><thead><tr>\(cells.joined())</tr></thead>
            <tbody>
            \(rows.prefix(Self.rowCountMax).joined(separator: "\n"))
            </tbody></table>\(note)
            """
    }

    private func number(_ value: Int) -> Markup { "<td class=\"num\">\(text.number(value))</td>" }

    // MARK: Parts

    private var decisions: Markup {
        guard !page.decisions.isEmpty else { return empty(NightlyWords.noDecisions) }
        return table(
            [(NightlyWords.task, ""), (NightlyWords.command, "")],
            page.decisions.map {
                "<tr><td class=\"path\">\(say($0.what))</td><td><code>\($0.command)</code></td></tr>"
            })
    }

    private var came: Markup {
        let feeds = page.feeds.filter { $0.files.newCount > 0 || $0.lockedBy != nil }
        guard !feeds.isEmpty else { return empty(NightlyWords.nothingCame) }
        let rows = feeds.map { feed -> Markup in
            let name: Markup = """
                <th scope="row">\(feed.agencyName)</th><td class="path">\(feed.dataset)\(locked(feed))</td>
                """
            let cells = feed.cells
            let counts = [
                feed.files.newCount, feed.files.known, cells.loaded, cells.unchanged, cells.closed,
                cells.quarantined,
            ].map(number)
            return "<tr>\(name)\(counts.joined())</tr>"
        }
        let quiet = page.feeds.count - feeds.count
        let note: Markup =
            quiet > 0 ? "<p class=\"notes\">\(say(NightlyWords.quiet(quiet)))</p>" : ""
        return table(
            [
                (NightlyWords.agency, ""), (NightlyWords.dataset, ""),
                (NightlyWords.newFiles, "num"), (NightlyWords.knownFiles, "num"),
                (NightlyWords.loadedCells, "num"), (NightlyWords.unchangedCells, "num"),
                (NightlyWords.closedCells, "num"), (NightlyWords.quarantinedCells, "num"),
            ], rows) + note
    }

    private func locked(_ feed: NightlyFeed) -> Markup {
        guard let holder = feed.lockedBy else { return "" }
        return "<span class=\"reason\">\(say(NightlyWords.lockedBy(holder)))</span>"
    }

    private var troubles: Markup {
        let drops = page.drops.filter(\.needsReading)
        guard !drops.isEmpty || !page.unclaimed.isEmpty else {
            return empty(NightlyWords.noTroubles)
        }
        let rows =
            drops.map(trouble)
            + page.unclaimed.map { violation -> Markup in
                """
                <tr><td class="path">\(Violation.escaped(violation.position.path))</td><td></td>\
                <td class="reasons"><ul>\(reason(violation))</ul></td></tr>
                """
            }
        return table(
            [
                (NightlyWords.file, "file"), (NightlyWords.state, "outcome"),
                (NightlyWords.reason, ""),
            ], rows)
    }

    private func trouble(_ drop: NightlyDrop) -> Markup {
        let number: Markup = drop.drop.map { "<span class=\"hash\">#\($0)</span>" } ?? ""
        var reasons = drop.reasons.prefix(NightlyReason.countMax).map { reason($0) }
        if let error = drop.error { reasons.insert("<li>\(error)</li>", at: 0) }
        if let more = NightlyReason.more(drop) { reasons.append("<li>\(say(more))</li>") }
        let kind = drop.state == "loaded" ? "" : "bad"
        return """
            <tr class="long"><td class="path">\(Violation.escaped(drop.path))\(number)</td>\
            <td class="\(kind)">\(say(NightlyWords.state(drop.state)))</td>\
            <td class="reasons"><ul>\(reasons.joined())</ul></td></tr>
            """
    }

    /// The place, what is wrong and what to do, in one item.
    private func reason(_ violation: Violation) -> Markup {
        let reason = NightlyReason(violation, text.language)
        return """
            <li>\(reason.place)\(reason.sentence) <span class="unit">\
            [\(violation.rule.rawValue)]</span><span class="reason">\(reason.expectation); \
            \(violation.advice(text.language))</span></li>
            """
    }

    private var reports: Markup {
        guard !page.reports.isEmpty else { return empty(NightlyWords.noReports) }
        return table(
            [
                (NightlyWords.report, ""), (NightlyWords.period, ""), (NightlyWords.state, ""),
                (NightlyWords.figures, "num"),
            ],
            page.reports.map { report in
                let kind = report.state == .failed ? "bad" : ""
                let detail = report.html ?? report.error ?? ""
                return """
                    <tr><th scope="row">\(say(report.title))</th><td>\(say(report.period.title))</td>\
                    <td class="\(kind) path">\(say(NightlyWords.report(report.state)))\
                    <span class="hash">\(detail)</span></td>\(number(report.movedCount))</tr>
                    """
            })
    }

    private var late: Markup {
        let judged: Markup =
            "<p class=\"notes\">\(say(NightlyWords.judgedOn(text.day(page.day))))</p>"
        guard !page.late.isEmpty else { return empty(NightlyWords.nobodyLate) + judged }
        return table(
            [
                (NightlyWords.agency, ""), (NightlyWords.dataset, ""), (NightlyWords.period, ""),
                (NightlyWords.due, ""), (NightlyWords.daysLate, "num"), (NightlyWords.instead, ""),
                (NightlyWords.contact, ""),
            ],
            LateSpan.spans(page.late).map { span in
                let item = span.oldest
                return """
                    <tr><th scope="row">\(item.agencyName)</th><td class="path">\(item.dataset)</td>\
                    <td>\(say(span.periods))</td><td>\(text.day(item.dueOn))</td>\
                    \(number(item.workingDaysLate))<td class="path">\(say(item.state.words))\
                    <span class="hash">\(Violation.escaped(item.path ?? ""))</span></td>\
                    <td class="path">\(item.contact)</td></tr>
                    """
            }) + judged
    }
}
