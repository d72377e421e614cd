import PhusaModel

/// A report as one page: the head of an official document (Decree 30/2020/NĐ-CP, annex I), the
/// sections, signatures, and a footer that says what the page was made from.
///
/// Well-formed as XML too, so that any tool can read it back.
struct ReportHTML {
    let content: ReportContent
    private let words: FigureText

    init(_ content: ReportContent) {
        self.content = content
        words = FigureText(language: content.language)
    }

    private static let hashLength = 12

    var text: String {
        let page: Markup = """
            <!DOCTYPE html>
            <html lang="\(content.language.rawValue)">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>\(content.fullTitle)</title>
            <style>
            \(Stylesheet.text)
            </style>
            </head>
            <body>
            \(head)
            <main>
            <div class="title"><h1>\(content.title)</h1>
            <p class="period">\(content.periodTitle)</p>
            <p class="as-of">\(say(.asOf(words.moment(content.context.asOf))))</p></div>
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

    private func section(_ part: ReportPart) -> Markup {
        let id = "s\(part.number)"
        let page: Markup = part.startsPage ? " class=\"new-page\"" : ""
        return """
            <section\(page) aria-labelledby="\(id)-h">
            <h2 id="\(id)-h">\(part.heading)</h2>
            \(HTMLBlocks(language: content.language, id: id).markup(part.blocks))
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
        return "<div class=\"signatures\">\(places.joined())</div>"
    }

    private var footer: Markup {
        let context = content.context
        let made = Words.footer(
            build: context.buildNumber,
            hash: String(context.definitionsHash.prefix(Self.hashLength)),
            version: context.programVersion)
        let moment = say(.asOf(words.moment(context.asOf)))
        return "<footer><p>\(say(made)) · \(moment)</p></footer>"
    }
}
