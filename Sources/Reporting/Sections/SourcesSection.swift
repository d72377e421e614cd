import PhusaModel

/// Where the figures come from: each drop with its number, hash and the lines that were used.
struct SourcesSection {
    let frame: SectionFrame

    private var setting: ReportSetting { frame.setting }

    /// Runs of lines named for a drop before the rest is only counted.
    private static let runCountMax = 12
    private static let hashLength = 12

    func write(_ draft: inout ReportDraft) -> Markup {
        let entries = draft.register.entries
        guard !entries.isEmpty else { return frame.markup(frame.empty(.noSources)) }
        record(entries, &draft)
        let columns: [Words] = [.lineNumber, .dataset, .agency, .file, .vintage, .lines]
        let header = columns.map { "<th scope=\"col\">\(setting.say($0))</th>" as Markup }
        let rows = entries.enumerated().map { index, entry -> Markup in
            if let formula = formula(entry) {
                return """
                    <tr><td class="no">[\(index + 1)]</td><td colspan="2">\(setting.say(.computed))\
                    </td><td class="path">\(formula)</td>\
                    <td>\(setting.text.day(entry.origin.knownAt.day))</td><td></td></tr>
                    """
            }
            return """
                <tr><td class="no">[\(index + 1)]</td><td>\(entry.origin.dataset)</td>\
                <td>\(entry.origin.agencyName)</td>\
                <td class="path">\(path(entry))<span class="hash">SHA-256 \(hash(entry))…</span></td>\
                <td>\(setting.text.day(entry.origin.knownAt.day))</td><td>\(lines(entry))</td></tr>
                """
        }
        return frame.markup(
            """
            <table class="sources"><thead><tr>\(header.joined())</tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table>
            <p class="notes">\(setting.say(.whyCommand)) <code>phusa why \(example(draft))</code></p>
            """)
    }

    /// The first figure of the report that has a source, as arguments of `phusa why`.
    private func example(_ draft: ReportDraft) -> String {
        for cell in draft.cells where cell.origin != nil {
            let parts = (cell.indicator ?? "").split(separator: "|")
            guard parts.count == 3, let area = cell.area else { continue }
            return "\(parts[1]) \(area) \(cell.period)"
        }
        return "INDICATOR AREA PERIOD"
    }

    /// Of computed figures, by the codes that people read.
    private func formula(_ entry: SourceRegister.Entry) -> String? {
        entry.origin.formula.map {
            FormulaNames(setting.workspace.catalogue.indicators).shortened($0)
        }
    }

    /// As agencies name files, but nothing in it can hide or turn what stands around it.
    private func path(_ entry: SourceRegister.Entry) -> String {
        Violation.escaped(entry.origin.path)
    }

    private func hash(_ entry: SourceRegister.Entry) -> String {
        String(entry.origin.sha256.prefix(Self.hashLength))
    }

    private func lines(_ entry: SourceRegister.Entry) -> String {
        let runs = LineRuns.texts(entry.lines.sorted())
        let shown = runs.prefix(Self.runCountMax).joined(separator: ", ")
        return runs.count > Self.runCountMax ? "\(shown) … (\(entry.lines.count))" : shown
    }

    private func record(_ entries: [SourceRegister.Entry], _ draft: inout ReportDraft) {
        let columns: [Words] = [.lineNumber, .dataset, .agency, .file, .vintage, .lines]
        var table = CSVTable(
            title: frame.heading, header: columns.map(setting.say) + ["SHA-256"])
        for (index, entry) in entries.enumerated() {
            if let formula = formula(entry) {
                let day = setting.text.day(entry.origin.knownAt.day)
                table.rows.append([
                    String(index + 1), setting.say(.computed), "", formula, day, "", "",
                ])
                continue
            }
            table.rows.append([
                String(index + 1), entry.origin.dataset, entry.origin.agencyName,
                path(entry), setting.text.day(entry.origin.knownAt.day),
                LineRuns.texts(entry.lines.sorted()).joined(separator: ", "), entry.origin.sha256,
            ])
        }
        draft.tables.append(table)
    }
}
