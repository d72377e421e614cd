import PhusaModel

/// How a table goes on a sheet of A4: upright or turned, in its own letters or in smaller ones.
///
/// A column needs at least what cannot wrap in it: its longest figure, or the longest word of its
/// head, whose letters are a tenth smaller, and names. Lengths are tenths of a point, sums of the advance widths of Liberation Serif.
struct PaperFit: Equatable {
    let sheet: Sheet
    /// Of the letters in tenths of a point; `nil` for the style's own.
    let letterSize: Int?

    enum Sheet: Equatable {
        case upright, turned

        /// Between the margins of Decree 30/2020: 165 mm, and 252 mm.
        fileprivate var width: Int { self == .upright ? 4_677 : 7_143 }
    }

    /// The first way in which all columns are on the sheet; the smallest letters where none is.
    ///
    /// - Parameter sheets: Those that may be taken, the better one first.
    init(_ table: ReportTable, text: FigureText, sheets: [Sheet] = [.upright, .turned]) {
        let needs = TableNeeds(table, text: text)
        let ways = sheets.flatMap { sheet in
            let smaller = Self.smallerSizes(on: sheet).filter { $0 < needs.letterSize }
            return [PaperFit(sheet: sheet, letterSize: nil)]
                + smaller.map { PaperFit(sheet: sheet, letterSize: $0) }
        }
        let fitting = ways.first { needs.width(letters: $0.letterSize) <= $0.sheet.width }
        self = fitting ?? ways.last ?? PaperFit(sheet: .upright, letterSize: nil)
    }

    private init(sheet: Sheet, letterSize: Int?) {
        self.sheet = sheet
        self.letterSize = letterSize
    }

    /// Upright sheets keep letters that are read without effort; a turned one is the last resort.
    private static func smallerSizes(on sheet: Sheet) -> [Int] {
        sheet == .upright ? [80, 70] : [80, 70, 60, 50]
    }

    /// The sheet of a section: turned where one of its tables has to be.
    static func sheet(of blocks: [ReportBlock], text: FigureText) -> Sheet {
        let isTurned = blocks.contains { block in
            guard case .table(let table) = block else { return false }
            return PaperFit(table, text: text).sheet == .turned
        }
        return isTurned ? .turned : .upright
    }

    /// The class that sets the letters; empty for the style's own.
    var letterClass: String { letterSize.map { " letters-\($0 / 10)" } ?? "" }
}

/// What the columns of a table need.
private struct TableNeeds {
    /// Of the style's own letters, in tenths of a point.
    let letterSize: Int
    /// Thousandths of an em, summed over the columns that hold letters.
    private let letters: Int
    /// Padding, bars and columns of a fixed width.
    private let fixed: Int

    init(_ table: ReportTable, text: FigureText) {
        var (letters, fixed) = (0, 0)
        for (index, column) in table.columns.enumerated() where column.audience != .sheet {
            fixed += table.style.padding
            switch column.role {
            case .stack: fixed += Self.stack
            case .bar: fixed += Self.drawing
            case .path: fixed += Self.path
            case .name where table.style.nameWidth != nil: fixed += table.style.nameWidth ?? 0
            case .mainFigure where table.style.mainWidth != nil:
                fixed += table.style.mainWidth ?? 0
            default:
                let cells = table.rows.compactMap { index < $0.count ? $0[index] : nil }
                letters += cells.reduce(Self.longestWord(column.title) * 9 / 10) {
                    max($0, Self.need($1, text: text))
                }
            }
        }
        (self.letters, self.fixed) = (letters, fixed)
        letterSize = table.style.letterSize
    }

    func width(letters size: Int?) -> Int { letters * (size ?? letterSize) / 1_000 + fixed }

    /// Bars take 30 mm, stacked ones 22 mm; paths break anywhere.
    private static let drawing = 850
    private static let stack = 624
    private static let path = 1_000

    private static func need(_ cell: TableCell, text: FigureText) -> Int {
        switch cell {
        case .amount(let amount), .shaded(let amount, _):
            advance(text.amount(amount)) + advance(amount.mark?.text ?? "") * 7 / 10
        case .text(let words): longestWord(words)
        case .noted(let words, _): longestWord(words)
        case .name(let name, _, let unit): max(longestWord(name), longestWord(unit ?? ""))
        case .day: advance("00/00/0000")
        case .light: advance("▲ 000000000")
        case .none, .sources, .absent, .bar, .range, .stack: 0
        }
    }

    private static func longestWord(_ text: String) -> Int {
        text.split(separator: " ").map { advance(String($0)) }.max() ?? 0
    }

    /// Thousandths of an em.
    private static func advance(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar {
            case ".", ",", " ", "\u{A0}": sum + 250
            case "%": sum + 833
            case "A"..."Z", "Đ", "+", "\u{2212}": sum + 680
            default: sum + 500
            }
        }
    }
}

extension ReportTable.Style {
    /// Those of the paper's style sheet, in tenths of a point.
    fileprivate var letterSize: Int {
        switch self {
        case .kpi, .measures, .sources: 85
        case .heat: 65
        case .matrix: 80
        case .areas, .survey, .scale, .cases, .revisions, .narrow, .plain, .compared: 95
        }
    }

    /// Of the column of names, where the style sheet sets it.
    fileprivate var nameWidth: Int? {
        switch self {
        case .heat: 850
        case .kpi, .measures, .survey, .cases: 1_020
        case .matrix: 964
        case .areas: 1_190
        case .scale: 1_332
        case .revisions, .sources, .narrow, .plain, .compared: nil
        }
    }

    /// Of the column of main figures, where the style sheet sets it.
    fileprivate var mainWidth: Int? { self == .scale ? 425 : nil }

    /// Left and right of each column.
    fileprivate var padding: Int {
        switch self {
        case .kpi, .measures: 45
        case .heat: 28
        case .sources: 57
        case .areas, .survey, .scale, .cases, .matrix, .revisions, .narrow, .plain, .compared:
            62
        }
    }
}
