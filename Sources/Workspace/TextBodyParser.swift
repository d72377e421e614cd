import PhusaModel

/// Cuts a body at its figures: `{name}` is one, `{{` and `}}` are braces.
struct TextBodyParser {
    /// A figure's name, or a mistake, and the brace that it begins with: how many braces of either
    /// kind stand before it.
    struct Found: Hashable {
        let text: String
        let brace: Int
    }

    private(set) var parts: [TextBody.Part] = []
    private(set) var names: [Found] = []
    private(set) var mistakes: [(problem: TextProblem, found: Found)] = []
    private var plain = ""

    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var index = 0
        var brace = 0
        while index < scalars.count {
            let scalar = scalars[index]
            guard scalar == "{" || scalar == "}" else {
                plain.unicodeScalars.append(scalar)
                index += 1
                continue
            }
            if index + 1 < scalars.count, scalars[index + 1] == scalar {
                plain.unicodeScalars.append(scalar)
                index += 2
                brace += 2
                continue
            }
            let rest = scalars[(index + 1)...].prefix { $0 != "{" && $0 != "}" }
            var name = String.UnicodeScalarView()
            name.append(contentsOf: rest)
            let found = Found(text: String(name), brace: brace)
            let isClosed = rest.endIndex < scalars.count && scalars[rest.endIndex] == "}"
            if scalar == "}" {
                mistakes.append((.strayBrace, Found(text: "}", brace: brace)))
            } else if isClosed {
                append(found)
            } else {
                mistakes.append((.openBrace, Found(text: "{" + found.text, brace: brace)))
            }
            index = scalar == "{" && isClosed ? rest.endIndex + 1 : index + 1
            brace += scalar == "{" && isClosed ? 2 : 1
        }
        close()
    }

    private mutating func append(_ found: Found) {
        close()
        parts.append(.figure(found.text))
        names.append(found)
    }

    private mutating func close() {
        if !plain.isEmpty { parts.append(.plain(plain)) }
        plain = ""
    }
}
