import PhusaModel

/// Where the figures come from: each drop with its number, hash and the lines that were used.
struct SourcesSection {
    let frame: SectionFrame

    private var setting: ReportSetting { frame.setting }

    /// Runs of lines named for a drop before the rest is only counted.
    private static let runCountMax = 12
    private static let hashLength = 12

    func write(_ draft: ReportDraft) -> [ReportBlock] {
        let entries = draft.register.entries
        guard !entries.isEmpty else { return frame.empty(.noSources) }
        let command = example(draft).map { example in
            ReportBlock.command(words: setting.say(.whyCommand), line: "phusa why \(example)")
        }
        return [.table(table(entries))] + [command].compactMap(\.self)
    }

    private func table(_ entries: [SourceRegister.Entry]) -> ReportTable {
        let columns: [(Words, ReportTable.Role, ReportTable.Audience)] = [
            (.lineNumber, .number, .all), (.dataset, .text, .sheet), (.agency, .text, .sheet),
            (.file, .path, .all), (.vintage, .text, .all), (.lines, .text, .page),
            (.lines, .text, .sheet),
        ]
        return ReportTable(
            style: .sources,
            columns: columns.map { ReportTable.Column(setting.say($0), $1, for: $2) }
                + [ReportTable.Column("SHA-256", .text, for: .sheet)], groups: groups(entries))
    }

    /// The drops of each dataset together, in the order in which the report first cites one.
    private func groups(_ entries: [SourceRegister.Entry]) -> [ReportTable.Group] {
        var groups: [ReportTable.Group] = []
        for (index, entry) in entries.enumerated() {
            let title = title(entry)
            let cells = cells(index + 1, entry)
            if let place = groups.firstIndex(where: { $0.title == title }) {
                groups[place].rows.append(cells)
            } else {
                groups.append(ReportTable.Group(title: title, rows: [cells]))
            }
        }
        return groups
    }

    private func title(_ entry: SourceRegister.Entry) -> String {
        entry.origin.formula == nil
            ? "\(entry.origin.agencyName) · \(entry.origin.dataset)" : setting.say(.computed)
    }

    private func cells(_ number: Int, _ entry: SourceRegister.Entry) -> [TableCell] {
        let day = TableCell.day(entry.origin.knownAt.day)
        let number = TableCell.amount(.count(number))
        if let formula = formula(entry) {
            let empty = TableCell.text("")
            return [
                number, .text(setting.say(.computed)), empty, .text(formula), day, empty, empty,
                empty,
            ]
        }
        return [
            number, .text(entry.origin.dataset), .text(entry.origin.agencyName),
            .noted(path(entry), note: "SHA-256 \(hash(entry))…"), day, .text(lines(entry)),
            .text(LineRuns.texts(entry.lines.sorted()).joined(separator: ", ")),
            .text(entry.origin.sha256),
        ]
    }

    /// The first figure of the report that has a source, as arguments of `phusa why`; `nil` where all
    /// are of surveys and cases.
    private func example(_ draft: ReportDraft) -> String? {
        for cell in draft.cells where cell.origin != nil {
            let parts = (cell.indicator ?? "").split(separator: "|")
            guard parts.count == 3, let area = cell.area else { continue }
            return "\(parts[1]) \(area) \(cell.period)"
        }
        return nil
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
}
