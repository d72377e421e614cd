import CXlsxWriter
import PhusaModel
package import Reporting

/// A report as a workbook: a sheet that says what it is, then one for each table, with real numbers
/// and dates, frozen headers and the page's charts.
package struct Workbook {
    private let content: ReportContent

    package init(_ content: ReportContent) { self.content = content }

    /// Writes the workbook; the same content gives the same bytes.
    ///
    /// Text is stored as text, so nothing in it can run as a formula.
    package func write(to path: String) throws(PrintingError) {
        guard let book = workbook_new(path) else {
            throw .workbook("no memory for a workbook")
        }
        var properties = lxw_doc_properties()
        properties.created = time_t(content.context.builtAt.microseconds / 1_000_000)
        content.fullTitle.withMutableCopy { title in
            properties.title = title
            workbook_set_properties(book, &properties)
        }
        var styles = WorkbookStyles(book)
        var names = SheetNames()
        WorkbookCover(content: content).write(book, &styles, &names)
        for table in SheetTable.tables(of: content) {
            WorkbookTable(table: table, language: content.language)
                .write(book, &styles, &names)
        }
        let code = workbook_close(book)
        guard code == LXW_NO_ERROR else {
            throw .workbook(lxw_strerror(code).map { String(cString: $0) } ?? "\(code)")
        }
    }
}

/// The names of a workbook's sheets: each once, as spreadsheets allow them.
struct SheetNames {
    /// UTF-16 units that Excel takes.
    static let lengthMax = 31
    private static let forbidden: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\"]

    private var taken: Set<String> = []

    /// The text without what no sheet may be called, cut to length, with a number where it is taken.
    mutating func next(_ text: String) -> String {
        var allowed = String(text.filter { !Self.forbidden.contains($0) && !$0.isNewline })
        while allowed.hasPrefix("'") { allowed.removeFirst() }
        while allowed.hasSuffix("'") { allowed.removeLast() }
        if allowed.isEmpty { allowed = "-" }
        var name = Self.cut(allowed, to: Self.lengthMax)
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            let suffix = " (\(number))"
            name = Self.cut(allowed, to: Self.lengthMax - suffix.utf16.count) + suffix
            number += 1
        }
        return name
    }

    private static func cut(_ text: String, to length: Int) -> String {
        var text = text
        while text.utf16.count > length || text.hasSuffix(" ") || text.hasSuffix("'") {
            text.removeLast()
        }
        return text
    }
}

extension String {
    /// Calls `body` with a C copy that it may point into while it runs.
    func withMutableCopy(_ body: (UnsafeMutablePointer<CChar>) -> Void) {
        var bytes = utf8CString
        bytes.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            body(start)
        }
    }
}
