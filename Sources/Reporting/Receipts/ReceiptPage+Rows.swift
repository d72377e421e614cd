import PhusaModel

extension ReceiptPage {
    /// Every bad row, as far as a page holds them.
    var rowTable: Markup {
        guard !receipt.rows.isEmpty else { return "" }
        let header = [
            ReceiptWords.line, ReceiptWords.column, ReceiptWords.found, ReceiptWords.rule,
        ]
        let shown = receipt.rows.prefix(Self.rowCountMax)
        var bodies = ReceiptRowBodies(page: self, count: shown.count)
        for row in shown { bodies.append(row) }
        let rest = receipt.rows.count - shown.count
        let more: Markup =
            rest > 0
            ? "\n<p class=\"notes\">\(say(ReceiptWords.moreRows(text.number(rest))))</p>" : ""
        return section(
            ReceiptWords.rowByRow, table("rows", header, bodies.markup) + more)
    }
}

/// The bad rows of a page one after the other in one markup: there are thousands, in which few words
/// and columns recur.
private struct ReceiptRowBodies {
    private let page: ReceiptPage
    private let rawLabel: Markup
    private(set) var markup: Markup = ""
    private var words = BreachMemory<Markup>()
    /// The last column met under each number, and its cell.
    private var columns: [Int: (name: String, cell: Markup)] = [:]

    /// What most rows take, so that the text seldom moves as it grows.
    private static let rowByteCount = 800

    init(page: ReceiptPage, count: Int) {
        self.page = page
        rawLabel = "<span class=\"label\">\(page.say(ReceiptWords.raw)):</span>"
        markup.reserveCapacity(count * Self.rowByteCount)
    }

    /// One record: a line for each breach, then the record as it came.
    mutating func append(_ record: QuarantinedRecord) {
        markup += markup.isEmpty ? "<tbody class=\"record\">\n" : "\n<tbody class=\"record\">\n"
        append(record.violation, line: "\(record.violation.position.line)")
        for other in record.others {
            markup += "\n"
            append(other, line: "")
        }
        if !record.raw.isEmpty {
            markup += "\n<tr class=\"raw\"><td></td><td colspan=\"3\">"
            markup += rawLabel
            markup += " <code>"
            markup += ReceiptText.raw(record.raw)
            markup += "</code></td></tr>"
        }
        markup += "\n</tbody>"
    }

    private mutating func append(_ breach: Violation, line: Markup) {
        markup += "<tr><td class=\"num\">"
        markup += line
        markup += "</td><td>"
        markup += column(breach)
        markup += "</td><td>"
        markup += page.found(breach)
        markup += "</td>"
        markup += words.value(breach) { [page] in Self.wordsCell($0, page) }
        markup += "</tr>"
    }

    private static func wordsCell(_ breach: Violation, _ page: ReceiptPage) -> Markup {
        """
        <td><p>\(page.what(breach))</p>\
        \(page.labelled(ReceiptWords.expected, "\(breach.expectation(page.language))"))\
        \(page.labelled(ReceiptWords.todo, "\(breach.advice(page.language))"))</td>
        """
    }

    private mutating func column(_ breach: Violation) -> Markup {
        let number = breach.position.column
        guard let name = breach.column, !name.isEmpty, number > 0 else { return "–" }
        if let known = columns[number], known.name.utf8.elementsEqual(name.utf8) {
            return known.cell
        }
        let letter = page.receipt.file.format == .csv ? ReceiptText.letter(number) : nil
        let place = ReceiptWords.columnNumber(number, letter: letter)
        let cell: Markup =
            "\(ReceiptText.visible(name))<span class=\"reason\">\(page.say(place))</span>"
        columns[number] = (name, cell)
        return cell
    }
}
