import PhusaModel

/// The page around the sections: the head of an official document (Decree 30/2020/NĐ-CP, annex I),
/// signatures, and a footer that says what the page was made from.
///
/// Well-formed as XML too, so that any tool can read it back.
struct HTMLDocument {
    let setting: ReportSetting
    let title: String
    let sections: [Markup]

    private static let hashLength = 12

    var text: String {
        let page: Markup = """
            <!DOCTYPE html>
            <html lang="\(setting.language.rawValue)">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>\(title) – \(periodTitle)</title>
            <style>
            \(Stylesheet.text)
            </style>
            </head>
            <body>
            \(head)
            <main>
            <div class="title"><h1>\(title)</h1>
            <p class="period">\(periodTitle)</p>
            <p class="as-of">\(setting.say(.asOf(setting.text.moment(setting.context.asOf))))</p></div>
            \(sections.joined())
            </main>
            \(signatures)
            \(footer)
            </body>
            </html>

            """
        return page.text
    }

    private var periodTitle: String { setting.title(setting.period) }

    private var head: Markup {
        let centre = setting.workspace.centre
        let day = setting.text.longDay(setting.context.builtAt.day)
        return """
            <header>
            <div class="issuer"><p class="parent">\(setting.say(centre.parent))</p>\
            <p class="centre">\(setting.say(centre.name))</p>\
            <p class="number">\(setting.say(.number))</p></div>
            <div class="nation"><p class="country">\(setting.say(.nation))</p>\
            <p class="motto"><span>\(setting.say(.motto))</span></p>\
            <p class="place">\(setting.say(.placeAndDate(centre.place, day)))</p></div>
            </header>
            """
    }

    private var signatures: Markup {
        let places = [Words.preparedBy, .headOfOffice].map { words -> Markup in
            """
            <div><p class="role">\(setting.say(words))</p>\
            <p class="hint">\(setting.say(.signHere))</p></div>
            """
        }
        return "<div class=\"signatures\">\(places.joined())</div>"
    }

    private var footer: Markup {
        let context = setting.context
        let words = Words.footer(
            build: context.buildNumber,
            hash: String(context.definitionsHash.prefix(Self.hashLength)),
            version: context.programVersion)
        let moment = setting.say(.asOf(setting.text.moment(context.asOf)))
        return "<footer><p>\(setting.say(words)) · \(moment)</p></footer>"
    }
}
