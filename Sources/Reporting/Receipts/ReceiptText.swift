import PhusaModel

/// Text of a file as a page can show it: nothing in it hides or moves what stands around it.
enum ReceiptText {
    /// Scalars of a line as it came that a page shows.
    static let rawLengthMax = 600

    /// The text with each invisible scalar as a small label such as `\u{200B}`.
    static func visible(_ text: String) -> Markup {
        Violation.isPlain(text) ? "\(text)" : labelled(text)
    }

    /// As ``visible(_:)``, by a look at every scalar.
    static func labelled(_ text: String) -> Markup {
        var markup: Markup = ""
        var plain = String.UnicodeScalarView()
        for (index, scalar) in text.unicodeScalars.enumerated() {
            guard let label = label(scalar, isFirst: index == 0) else {
                plain.append(scalar)
                continue
            }
            markup += "\(String(plain))<span class=\"hid\">\(label)</span>"
            plain = String.UnicodeScalarView()
        }
        return "\(markup)\(String(plain))"
    }

    /// What stands for a scalar that cannot be shown as it is, by the rules of messages.
    private static func label(_ scalar: Unicode.Scalar, isFirst: Bool) -> String? {
        if (0x20...0x7E).contains(scalar.value) || scalar.properties.isAlphabetic && !isFirst {
            return nil
        }
        // A mark in the midst of a text joins the letter before it, as it should.
        let start = isFirst ? "" : "a"
        let escaped = Violation.escaped(start + String(scalar)).dropFirst(start.count)
        return escaped.hasPrefix("\\") ? String(escaped) : nil
    }

    /// The record as it came, cut to what a page shows.
    static func raw(_ bytes: [UInt8]) -> Markup {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.count > rawLengthMax else { return visible(text) }
        let cut = text.unicodeScalars.prefix(rawLengthMax)
        guard cut.endIndex < text.unicodeScalars.endIndex else { return visible(text) }
        return "\(visible(String(cut))) …"
    }

    /// `A` to `XFD`: what a spreadsheet calls the column, from 1.
    static func letter(_ column: Int) -> String {
        var letters = ""
        var rest = column
        while rest > 0 {
            let (quotient, remainder) = (rest - 1).quotientAndRemainder(dividingBy: 26)
            letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(remainder))) + letters
            rest = quotient
        }
        return letters
    }
}
