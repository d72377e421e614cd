import PhusaModel

/// The blocks of one section as markup.
struct HTMLBlocks {
    let language: Language
    let medium: PageMedium
    /// Unique in the page; the start of every id in the section.
    let id: String
    let sheet: PaperFit.Sheet

    private var text: FigureText { FigureText(language: language) }
    private func say(_ words: Words) -> String { words.text(language) }

    func markup(_ blocks: [ReportBlock]) -> Markup {
        blocks.enumerated().map { markup($1, id: $0 == 0 ? id : "\(id)-\($0)") }
            .joined(separator: "\n")
    }

    private func markup(_ block: ReportBlock, id: String) -> Markup {
        switch block {
        case .lead(let text): "<p class=\"lead\">\(text)</p>"
        case .empty(let text): "<p class=\"empty\">\(text)</p>"
        case .paragraphs(let texts):
            texts.map { "<p>\($0)</p>" as Markup }.joined(separator: "\n")
        case .prose(let paragraphs):
            paragraphs.map { "<p>\($0.map(run).joined())</p>" as Markup }.joined(separator: "\n")
        case .notes(let notes): self.notes(notes)
        case .cards(let cards): self.cards(cards)
        case .table(let table):
            HTMLTable(table, language: language, medium: medium, sheet: sheet).markup
        case .trend(let figure):
            "<figure>\(LineChart(figure, id: id, text: text).markup.styled(medium))</figure>"
        case .intervals(let figure):
            "<figure>\(IntervalPlot(figure, id: id, text: text).markup.styled(medium))</figure>"
        case .heading(let text, let startsPage):
            "<h3\(startsPage ? " class=\"new-page\"" : "" as Markup)>\(text)</h3>"
        case .command(let words, let line):
            "<p class=\"notes\">\(words) <code>\(line)</code></p>"
        }
    }

    private func run(_ run: ProseRun) -> Markup {
        switch run {
        case .text(let text): "\(text)"
        case .figure(let figure): "<b>\(HTMLAmount(figure.amount, text: text).sentence)</b>"
        }
    }

    /// Small print: one paragraph, parts divided by full stops.
    private func notes(_ notes: [String]) -> Markup {
        guard !notes.isEmpty else { return "" }
        let text = notes.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
        let body = Self.withSymbols(text)
        return "<p class=\"notes\"><strong>\(say(.notePrefix))</strong> \(body)</p>"
    }

    /// The text with the symbols of traffic lights in a font that draws them in one size.
    private static func withSymbols(_ text: String) -> Markup {
        let symbols = TrafficLight.allCases.flatMap { Array($0.symbol.unicodeScalars) }
        var markup: Markup = ""
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if symbols.contains(scalar) {
                markup += "\(String(plain))<span class=\"symbol\">\(String(scalar))</span>"
                plain = String.UnicodeScalarView()
            } else {
                plain.append(scalar)
            }
        }
        return "\(markup)\(String(plain))"
    }

    private func cards(_ cards: [ReportCard]) -> Markup {
        let items = cards.map { card -> Markup in
            "<li class=\"card \(card.light?.kind ?? "unjudged")\">\(self.card(card))</li>"
        }
        return """
            <ul class="cards">
            \(items.joined(separator: "\n"))
            </ul>
            """
    }

    private func card(_ card: ReportCard) -> Markup {
        let spark = Sparkline(
            values: card.recent.map { $0?.approximate }, title: card.recentSummary
        ).markup.styled(medium)
        let changes = card.changes.map { change -> Markup in
            "<span><b>\(change.text)</b> \(change.since)</span>"
        }
        let light = card.light?.markup(language) ?? "–"
        let standing: Markup = card.standing.isEmpty ? "" : " · \(card.standing)"
        return """
            <p class="card-name">\(card.title)</p>\
            <p class="card-figure">\(HTMLAmount(card.amount, text: text).markup) \
            <span class="unit">\(card.unit)</span></p>\
            \(spark)\
            <p class="card-change">\(changes.joined())</p>\
            <p class="card-light">\(light)\(standing)</p>
            """
    }
}

extension Markup {
    /// A drawing with the style that it needs in a medium.
    func styled(_ medium: PageMedium) -> Markup {
        guard medium == .paper, let end = text.firstIndex(of: ">") else { return self }
        var drawing: Markup = ""
        drawing.append(text[...end])
        drawing += medium.drawingStyle
        drawing.append(text[text.index(after: end)...])
        return drawing
    }
}

/// An amount as the page shows it, leading to its source.
struct HTMLAmount {
    private let amount: Amount
    private let text: FigureText

    init(_ amount: Amount, text: FigureText) {
        self.amount = amount
        self.text = text
    }

    var markup: Markup {
        let note = amount.note.map { "<span class=\"reason\">\($0)</span>" as Markup } ?? ""
        return linked(shown) + note
    }

    /// The same within a sentence: where there are no digits, the reason stands in their place.
    var sentence: Markup {
        guard amount.value == nil else { return linked(shown) }
        return linked("<span class=\"missing\">\(text.sentence(amount))</span>")
    }

    /// The digits, or the sign that stands in their place.
    private var shown: Markup {
        guard amount.value != nil else { return absence }
        let kind: Markup = amount.isNil ? "nil" : "draft"
        let digits: Markup = "\(text.amount(amount))"
        guard let mark = amount.mark else {
            return amount.isDraft || amount.isNil
                ? "<span class=\"\(kind)\">\(digits)</span>" : digits
        }
        guard amount.isDraft else { return "\(digits)<sup class=\"flag\">\(mark.text)</sup>" }
        return """
            <span class="\(kind)">\(digits)\
            <sup title="\(mark.meaning)">\(mark.text)</sup></span>
            """
    }

    private var absence: Markup {
        guard let absence = amount.absence else { return "–" }
        return """
            <span class="missing">\(absence.sign)</span>\
            <span class="reason">\(absence.reason)</span>
            """
    }

    /// With the line that answers where it is from, and a way to its entry among the sources.
    private func linked(_ shown: Markup) -> Markup {
        guard let why = amount.why else { return shown }
        let command = "phusa why \(why)"
        guard let source = amount.source else {
            return "<span data-why=\"\(why)\" title=\"\(command)\">\(shown)</span>"
        }
        return """
            <a class="why" href="#\(HTMLTable.sourceID(source))" data-why="\(why)" \
            title="\(command)">\(shown)</a>
            """
    }
}
