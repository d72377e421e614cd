import Foundation

/// A table as it is printed, read without any part of the product.
///
/// Line 1 is the title, line 2 is empty, line 3 the header; no text of these tables holds a
/// semicolon or a line end.
struct RealTable {
    /// Without the heading of the first column.
    let headers: [String]
    /// The place's name as printed, and its cells in the order of ``headers``.
    let rows: [(place: String, cells: [String])]

    init(_ name: String) throws {
        let text = try String(contentsOfFile: RealFiles.path(name), encoding: .utf8)
        let lines = text.replacingOccurrences(of: "\r\n", with: "\n").split(
            separator: "\n", omittingEmptySubsequences: false)
        headers = Array(Self.fields(lines[2]).dropFirst())
        rows = lines.dropFirst(3).filter { !$0.isEmpty }.map { line in
            let fields = Self.fields(line)
            return (fields[0], Array(fields.dropFirst()))
        }
    }

    private static func fields(_ line: Substring) -> [String] {
        line.split(separator: ";", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        }
    }

    var cellCount: Int { rows.count * headers.count }

    /// Physical line of a row, from 1.
    func line(of place: String) -> Int? {
        rows.firstIndex { $0.place == place }.map { $0 + 4 }
    }

    /// Cells of a row by header.
    func cells(of place: String) -> [String: String] {
        guard let row = rows.first(where: { $0.place == place }) else { return [:] }
        return Dictionary(zip(headers, row.cells), uniquingKeysWith: { first, _ in first })
    }

    /// Headers of the years in which Ha Tay was no more: 2008 to 2016.
    var headersAfterHaTay: [String] {
        headers.filter { header in (2008...2016).contains { header.contains("\($0)") } }
    }
}
