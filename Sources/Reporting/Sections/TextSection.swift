import PhusaModel

/// The report's own words, with figures in them.
struct TextSection {
    let frame: SectionFrame
    let text: TextDefinition
    /// The report's satisfaction and submissions sections, which figures may stand for.
    let survey: SurveyDefinition?
    let scope: SubmissionScope?

    private var setting: ReportSetting { frame.setting }

    func write(_ draft: inout ReportDraft) throws -> [ReportBlock] {
        let paragraphs = text.body(setting.language).paragraphs
        let names = paragraphs.joined().compactMap(\.figure)
        guard !names.isEmpty else {
            return [.paragraphs(paragraphs.map { $0.compactMap(\.plain).joined() })]
        }
        var teller = try TextFigureTeller(self, &draft)
        var told: [String: TextFigureTeller.Told] = [:]
        var cells: [ReportCell] = []
        for name in names where told[name] == nil {
            guard let figure = text.figures[name] else { continue }
            let own = try teller.tell(figure, &draft)
            told[name] = own
            if !cells.contains(own.cell) { cells.append(own.cell) }
        }
        draft.cells += cells
        warn(names.compactMap { told[$0] }, &draft)
        let runs = paragraphs.map { parts in
            parts.compactMap { part -> ProseRun? in
                switch part {
                case .plain(let text): .text(text)
                case .figure(let name): told[name].map { .figure($0.figure) }
                }
            }
        }
        let notes = notes(names.compactMap { told[$0]?.figure.amount }) + teller.rules
        return [.prose(runs)] + (notes.isEmpty ? [] : [.notes(notes)])
    }

    /// What the marks behind figures mean, each once.
    private func notes(_ amounts: [Amount]) -> [String] {
        var notes: [String] = []
        for mark in amounts.compactMap(\.mark) where mark.text != mark.meaning.lowercased() {
            let note = "\(mark.text): \(mark.meaning.lowercased())"
            if !notes.contains(note) { notes.append(note) }
        }
        return notes.isEmpty ? [] : [notes.joined(separator: "; ")]
    }

    /// Names the figures that the sentences lack; of a broken series they say why.
    private func warn(_ told: [TextFigureTeller.Told], _ draft: inout ReportDraft) {
        var missing: [String] = []
        for own in told where own.figure.amount.value == nil && !own.isBroken {
            let name = "\(own.figure.row) – \(own.figure.column)"
            if !missing.contains(name) { missing.append(name) }
        }
        guard !missing.isEmpty else { return }
        draft.warn(
            setting.say(
                .warnMissing(section: frame.title, rows: missing.joined(separator: "; "))))
    }
}

extension TextBody.Part {
    fileprivate var plain: String? {
        if case .plain(let text) = self { text } else { nil }
    }

    fileprivate var figure: String? {
        if case .figure(let name) = self { name } else { nil }
    }
}
