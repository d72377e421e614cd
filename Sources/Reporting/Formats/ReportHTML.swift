import PhusaModel

/// A report as one page: the head of an official document (Decree 30/2020/NĐ-CP, annex I), the
/// sections, signatures, and a footer that says what the page was made from.
///
/// Well-formed as XML too, so that any tool can read it back.
struct ReportHTML {
    let content: ReportContent
    private let medium: PageMedium
    private let words: FigureText

    init(_ content: ReportContent, medium: PageMedium) {
        self.content = content
        self.medium = medium
        words = FigureText(language: content.language)
    }

    var text: String {
        let page: Markup = """
            <!DOCTYPE html>
            <html lang="\(content.language.rawValue)">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>\(content.fullTitle)</title>
            <style>
            \(medium.stylesheet)
            </style>
            </head>
            <body>
            \(head)
            <main data-made="\(made)">
            <div class="title"><h1>\(content.title)</h1>\(about)
            <p class="period">\(content.periodTitle)</p>
            <p class="as-of">\(say(.asOf(words.moment(content.context.asOf))))</p>\(commission)\
            </div>\(addressee)
            \(content.sections.map(section).joined())
            </main>
            \(signatures)
            \(footer)
            </body>
            </html>

            """
        return page.text
    }

    private func say(_ words: Words) -> String { words.text(content.language) }

    private var head: Markup {
        let day = words.longDay(content.context.builtAt.day)
        return """
            <header>
            <div class="issuer"><p class="parent">\(content.issuer.parent)</p>\
            <p class="centre">\(content.issuer.name)</p>\
            <p class="number">\(say(.number))</p></div>
            <div class="nation"><p class="country">\(say(.nation))</p>\
            <p class="motto"><span>\(say(.motto))</span></p>\
            <p class="place">\(say(.placeAndDate(content.issuer.place, day)))</p></div>
            </header>
            """
    }

    private var about: Markup {
        guard let agency = content.agency else { return "" }
        return "\n<p class=\"about\">\(agency.name)</p>"
    }

    /// Who asked for the report, and by which paper.
    private var commission: Markup {
        guard let commission = content.context.commission,
            let words = Words.commission(askedBy: commission.askedBy, paper: commission.paper)
        else { return "" }
        return "\n<p class=\"as-of\">\(say(words))</p>"
    }

    private var addressee: Markup {
        guard let addressee = content.addressee else { return "" }
        return "\n<p class=\"addressee\">\(say(.addressee(addressee)))</p>"
    }

    private func section(_ part: ReportPart) -> Markup {
        let id = "s\(part.number)"
        let sheet = PaperFit.sheet(of: part.blocks, text: words)
        let kinds: [Markup] = (part.startsPage ? ["new-page"] : []) + Self.kinds(sheet)
        let blocks = HTMLBlocks(
            language: content.language, medium: medium, id: id, sheet: sheet)
        return """
            <section\(Self.classes(kinds)) aria-labelledby="\(id)-h">
            <h2 id="\(id)-h">\(part.heading)</h2>
            \(blocks.markup(part.blocks))
            </section>

            """
    }

    private var signatures: Markup {
        let places = [Words.preparedBy, .headOfOffice].map { words -> Markup in
            """
            <div><p class="role">\(say(words))</p>\
            <p class="hint">\(say(.signHere))</p></div>
            """
        }
        let kinds: [Markup] = ["signatures"] + Self.kinds(lastSheet)
        return "<div class=\"\(kinds.joined(separator: " "))\">\(places.joined())</div>"
    }

    private var footer: Markup {
        "<footer\(Self.classes(Self.kinds(lastSheet)))><p>\(made)</p></footer>"
    }

    /// What stands under the last section stays on its sheet: one that lies otherwise would pull
    /// the section onto its own.
    private var lastSheet: PaperFit.Sheet {
        content.sections.last.map { PaperFit.sheet(of: $0.blocks, text: words) } ?? .upright
    }

    private static func classes(_ kinds: [Markup]) -> Markup {
        kinds.isEmpty ? "" : " class=\"\(kinds.joined(separator: " "))\""
    }

    private static func kinds(_ sheet: PaperFit.Sheet) -> [Markup] {
        sheet == .turned ? ["turned"] : []
    }

    /// What the page was made from; on paper each sheet says it.
    private var made: String { content.made }
}

/// What a page is made for.
enum PageMedium: Sendable {
    /// A browser, which prints it too.
    case screen
    /// A program that sets paper: it knows no grid, and sees no style of the page inside a drawing.
    case paper

    fileprivate var stylesheet: Markup {
        switch self {
        case .screen: Stylesheet.text
        case .paper: PaperStylesheet.text
        }
    }

    /// What a drawing must carry.
    var drawingStyle: Markup {
        switch self {
        case .screen: ""
        case .paper: "<style>\(ChartStylesheet.letters)\n\(ChartStylesheet.text)</style>"
        }
    }
}
