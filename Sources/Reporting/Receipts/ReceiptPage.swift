package import PhusaModel

/// A receipt for people: one self-contained page that reads on a screen and prints on A4.
///
/// Well-formed as XML too. The words of each breach are those of `phusa validate`.
package struct ReceiptPage {
    let receipt: DropReceipt
    let centre: CentreDefinition
    let text: FigureText

    /// Bad rows printed before the rest is only counted: a browser still opens the page.
    package static let rowCountMax = 10_000

    package init(_ receipt: DropReceipt, centre: CentreDefinition, language: Language) {
        self.receipt = receipt
        self.centre = centre
        text = FigureText(language: language)
    }

    var language: Language { text.language }

    func say(_ words: Words) -> String { words.text(language) }

    package var html: String {
        let headline = say(
            VerdictWords.headline(receipt.outcome, quarantined: receipt.records.quarantined))
        let page: Markup = """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>\(Violation.escaped(receipt.file.name)) – \(headline)</title>
            <style>
            \(Stylesheet.text)
            \(ReceiptStylesheet.text)
            </style>
            </head>
            <body class="receipt">
            <div class="sheet-head"><p>\(say(centre.parent))</p><p><b>\(say(centre.name))</b></p></div>
            <main>
            <div class="title"><h1>\(say(ReceiptWords.title))</h1>
            <p class="file-name">\(ReceiptText.visible(receipt.file.name))</p></div>
            \(banner(headline))
            \(origin)
            \(sections.joined())
            </main>
            <footer><p>\(say(ReceiptWords.explainHint)) <code>phusa explain \(exampleRule)</code>. \
            \(say(ReceiptWords.footer(shape: DropReceipt.shapeVersion)))</p></footer>
            </body>
            </html>

            """
        return page.text
    }

    /// What to mend comes first, what a page holds thousands of comes late.
    private var sections: [Markup] {
        [
            breachList(ReceiptWords.reasons(receipt.outcome), receipt.reasons), ruleTable,
            breachList(ReceiptWords.notices, receipt.notices), facts, balances, rowTable,
            correctionTable, exclusionTable,
        ]
    }

    private var exampleRule: String {
        receipt.rules.first?.rule.rawValue ?? receipt.reasons.first?.rule.rawValue
            ?? Rule.contractRange.rawValue
    }

    func section(_ title: Words, _ content: Markup) -> Markup {
        "<section>\n<h2>\(say(title))</h2>\n\(content)\n</section>\n"
    }

    // MARK: The verdict

    private func banner(_ headline: String) -> Markup {
        let isClean = receipt.records.quarantined == 0
        let (kind, symbol): (String, String) =
            switch receipt.outcome {
            case .accepted where isClean: ("met", "✔")
            case .accepted: ("watch", "▲")
            case .held: ("watch", "❚❚")
            case .refused: ("missed", "✘")
            }
        let meaning = VerdictWords.meaning(
            receipt.outcome, quarantined: receipt.records.quarantined)
        return """
            <div class="verdict \(kind)"><p class="headline"><span class="symbol">\(symbol)</span> \
            \(headline)</p>
            <p>\(say(meaning))</p></div>
            """
    }

    /// One line of the page: all that differs between a check before sending and the centre's receipt.
    private var origin: Markup {
        guard let centre = receipt.centre else {
            return "<p class=\"origin\">\(say(ReceiptWords.beforeSending))</p>"
        }
        var parts = [
            ReceiptWords.recorded(
                drop: centre.drop, run: centre.run, moment: text.moment(centre.receivedAt))
        ]
        if receipt.outcome == .accepted {
            parts.append(
                ReceiptWords.loaded(
                    text.number(centre.loaded), unchanged: text.number(centre.unchanged),
                    closed: text.number(centre.closed)))
        }
        if centre.outcome == "withdrawn" { parts.append(ReceiptWords.withdrawn) }
        return "<p class=\"origin\">\(parts.map(say).joined(separator: " "))</p>"
    }

    // MARK: Facts and balances

    private var facts: Markup {
        let file = receipt.file
        var rows: [(Words, Markup)] = [
            (ReceiptWords.fileName, ReceiptText.visible(file.name)),
            (.dataset, "\(file.dataset ?? say(ReceiptWords.unclaimed))"),
        ]
        if file.dataset != nil {
            let period = file.period.map { say($0.title) } ?? say(ReceiptWords.periodInRows)
            rows += [
                (ReceiptWords.sender, "\(receipt.sender.name) (\(receipt.sender.agency))"),
                (
                    ReceiptWords.answerable,
                    "\(receipt.sender.answerable), \(receipt.sender.contact)"
                ),
                (.period, "\(period)"),
            ]
        }
        if let vintage = file.vintage {
            rows.append((ReceiptWords.vintage, "\(self.vintage(vintage))"))
        }
        rows += [
            (ReceiptWords.received, "\(text.day(file.receivedOn))"),
            (ReceiptWords.size, "\(say(ReceiptWords.bytes(text.number(file.byteCount))))"),
            (Words(vi: "SHA-256", en: "SHA-256"), "<code>\(file.sha256)</code>"),
        ]
        if let definitions = file.definitions {
            rows.append(
                (ReceiptWords.definitions, "<code>\(String(definitions.prefix(12)))</code>"))
        }
        let lines = rows.map { name, value -> Markup in
            "<tr><th scope=\"row\">\(say(name))</th><td>\(value)</td></tr>"
        }
        return section(
            ReceiptWords.facts,
            "<table class=\"facts\"><tbody>\n\(lines.joined(separator: "\n"))\n</tbody></table>")
    }

    private func vintage(_ vintage: Vintage) -> String {
        let source = vintage.isDeclared ? ReceiptWords.fromName : ReceiptWords.fromReceipt
        let number =
            vintage.sequence == 0 ? "" : ", " + say(ReceiptWords.sequence(vintage.sequence))
        return "\(text.day(vintage.day))\(number) (\(say(source)))"
    }

    private var balances: Markup {
        let records = receipt.records
        let cells = receipt.cells
        let header: [Words] = [
            ReceiptWords.read, ReceiptWords.accepted, ReceiptWords.quarantined,
            ReceiptWords.excluded,
        ]
        let names = header.map { "<th scope=\"col\" class=\"num\">\(say($0))</th>" as Markup }
        return section(
            ReceiptWords.balances,
            """
            <table class="balance"><thead><tr><td></td>\(Self.sum(names))</tr></thead>
            <tbody>
            \(balance(
                ReceiptWords.recordsRow,
                [records.read, records.accepted, records.quarantined, records.excluded]))
            \(balance(
                ReceiptWords.cellsRow,
                [cells.read, receipt.offeredCellCount, cells.quarantined, cells.excluded]))
            </tbody></table>
            <p class="notes">\(say(ReceiptWords.balanceNote))</p>
            """)
    }

    private func balance(_ name: Words, _ counts: [Int]) -> Markup {
        let cells = counts.map { "<td class=\"num\">\(text.number($0))</td>" as Markup }
        return "<tr><th scope=\"row\">\(say(name))</th>\(Self.sum(cells))</tr>"
    }

    /// Four cells as `a = b + c + d`.
    private static func sum(_ cells: [Markup]) -> Markup {
        func sign(_ sign: Markup) -> Markup { "<td class=\"sign\">\(sign)</td>" }
        return cells[0] + sign("=") + cells[1] + sign("+") + cells[2] + sign("+") + cells[3]
    }
}
