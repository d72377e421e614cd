import PhusaModel

/// The formats that need nothing but text; the same content gives the same bytes.
extension ReportContent {
    /// One self-contained page for a browser: no script, nothing fetched; well-formed as XML too.
    package var page: String { ReportHTML(self, medium: .screen).text }

    /// The same page for a program that sets it on paper: drawings carry their own style.
    package var paper: String { ReportHTML(self, medium: .paper).text }

    /// For people: UTF-8 with a byte order mark, `;` between fields, CRLF, the decimal mark of the
    /// report's language, values unrounded.
    package var tables: String { ReportCSV(self).text }

    /// For programs: UTF-8 without a mark, `,`, LF, a dot in numbers; one line per printed figure.
    package var figures: String { ReportData(self).text }

    /// For programs: who, what, when, each table and each figure with its source.
    package var json: [UInt8] { ReportJSON(self).bytes }
}

extension ReportContent {
    private static let hashLength = 12

    /// What the report was made from, in a line: build, definitions, program, and as of when.
    var made: String {
        let words = Words.footer(
            build: context.buildNumber == 0 ? nil : context.buildNumber,
            hash: String(context.definitionsHash.prefix(Self.hashLength)),
            version: context.programVersion)
        return "\(words.text(language)) · \(asOf)"
    }

    /// The head and the foot of the page, a line each.
    package var head: [String] {
        let commission = context.commission.flatMap {
            Words.commission(askedBy: $0.askedBy, paper: $0.paper)
        }
        let addressee = addressee.map(Words.addressee)
        return [issuer.parent, issuer.name, fullTitle]
            + [commission, addressee].compactMap { $0?.text(language) } + [made]
    }

    private var asOf: String {
        Words.asOf(FigureText(language: language).moment(context.asOf)).text(language)
    }
}
