import PhusaModel

// What has to be mended, and what was done with the file: empty parts are left out.

extension ReceiptPage {
    /// Runs of lines named in a table before the rest is only counted.
    private static let runCountMax = 30

    func table(_ kind: Markup, _ header: [Words], _ bodies: Markup) -> Markup {
        let names = header.map { "<th scope=\"col\">\(say($0))</th>" as Markup }
        return """
            <table class="\(kind)"><thead><tr>\(names.joined())</tr></thead>
            \(bodies)
            </table>
            """
    }

    private func body(_ rows: [Markup]) -> Markup {
        "<tbody>\n\(rows.joined(separator: "\n"))\n</tbody>"
    }

    // MARK: Breaches of the whole drop

    /// Breaches that concern the drop as a whole.
    func breachList(_ title: Words, _ violations: [Violation]) -> Markup {
        guard !violations.isEmpty else { return "" }
        let items = violations.map { violation -> Markup in
            let position = violation.position
            let place = ReceiptWords.lineAndColumn(position.line, position.column)
            let shownPlace: Markup =
                position.line > 1 || position.column > 1
                ? " <span class=\"unit\">\(say(place))</span>" : ""
            return """
                <li><p>\(what(violation))\(shownPlace)</p>
                \(labelled(ReceiptWords.foundLabel, "\(found(violation))\(inColumn(violation))"))
                \(labelled(ReceiptWords.expected, "\(violation.expectation(language))"))
                \(labelled(ReceiptWords.todo, "\(violation.advice(language))"))</li>
                """
        }
        return section(title, "<ol class=\"breaches\">\n\(items.joined(separator: "\n"))\n</ol>")
    }

    private func inColumn(_ violation: Violation) -> Markup {
        guard let column = violation.column, !column.isEmpty else { return "" }
        return " (\(say(ReceiptWords.column)) \(ReceiptText.visible(column)))"
    }

    func what(_ violation: Violation) -> Markup {
        "<b>\(capitalised(violation.sentence(language)))</b> <code>\(violation.rule.rawValue)</code>"
    }

    func labelled(_ label: Words, _ content: Markup) -> Markup {
        "<p><span class=\"label\">\(say(label))</span> \(content)</p>"
    }

    func found(_ violation: Violation) -> Markup {
        violation.found.isEmpty
            ? "<span class=\"empty\">\(say(ReceiptWords.nothing))</span>"
            : "<span class=\"value\">\(ReceiptText.visible(violation.found))</span>"
    }

    private func capitalised(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    // MARK: Records

    /// The rules that records broke, with counts: where to begin.
    var ruleTable: Markup {
        guard !receipt.rules.isEmpty else { return "" }
        let rows = receipt.rules.map { group -> Markup in
            """
            <tr><td><b>\(capitalised(group.rule.title(language)))</b><br/>\
            <code>\(group.rule.rawValue)</code></td>\
            <td class="num">\(text.number(group.recordCount))</td>\
            <td class="lines">\(lines(group.lines))</td>\
            <td>\(capitalised(group.rule.advice(language)))</td></tr>
            """
        }
        let header = [
            ReceiptWords.rule, ReceiptWords.recordCount, ReceiptWords.linesInFile,
            ReceiptWords.advice,
        ]
        return section(ReceiptWords.byRule, table("rules", header, body(rows)))
    }

    private func lines(_ lines: [Int]) -> String {
        let runs = LineRuns.texts(lines)
        let shown = runs.prefix(Self.runCountMax).joined(separator: ", ")
        return runs.count > Self.runCountMax ? "\(shown), …" : shown
    }

    // MARK: Corrections and exclusions

    var correctionTable: Markup {
        guard !receipt.corrections.isEmpty else { return "" }
        let rows = receipt.corrections.map { applied -> Markup in
            """
            <tr><td class="num">\(applied.line)</td><td>\(ReceiptText.visible(applied.column))</td>\
            <td>\(ReceiptText.visible(applied.found))</td>\
            <td>\(ReceiptText.visible(applied.value))</td>\
            <td>\(ReceiptText.visible(applied.correction))</td></tr>
            """
        }
        let header = [
            ReceiptWords.line, ReceiptWords.column, ReceiptWords.found, ReceiptWords.readAs,
            ReceiptWords.correction,
        ]
        return section(ReceiptWords.corrections, table("corrections", header, body(rows)))
    }

    var exclusionTable: Markup {
        guard !receipt.exclusions.isEmpty else { return "" }
        let rows = receipt.exclusions.map { group -> Markup in
            let place = group.lines.isEmpty ? say(ReceiptWords.wholeFile) : lines(group.lines)
            let reason: Markup =
                group.reason.isEmpty ? "" : " (\(ReceiptText.visible(group.reason)))"
            return """
                <tr><td>\(capitalised(say(group.cause.words)))\(reason)</td>\
                <td class="lines">\(place)</td><td class="num">\(text.number(group.cellCount))</td></tr>
                """
        }
        let header = [ReceiptWords.cause, ReceiptWords.linesInFile, ReceiptWords.cellsRow]
        return section(ReceiptWords.exclusions, table("exclusions", header, body(rows)))
    }
}
