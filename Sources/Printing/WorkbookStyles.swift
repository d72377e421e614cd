import CXlsxWriter
import PhusaModel
import Reporting

/// The cell formats of one workbook, each made once.
struct WorkbookStyles {
    private let book: UnsafeMutablePointer<lxw_workbook>
    private var numbers: [String: UnsafeMutablePointer<lxw_format>] = [:]
    let title: UnsafeMutablePointer<lxw_format>?
    let header: UnsafeMutablePointer<lxw_format>?
    let numberHeader: UnsafeMutablePointer<lxw_format>?
    let group: UnsafeMutablePointer<lxw_format>?
    let text: UnsafeMutablePointer<lxw_format>?
    let note: UnsafeMutablePointer<lxw_format>?
    let day: UnsafeMutablePointer<lxw_format>?

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
        self.book = book
        func style(
            _ set: (UnsafeMutablePointer<lxw_format>) -> Void
        ) -> UnsafeMutablePointer<lxw_format>? {
            guard let format = workbook_add_format(book) else { return nil }
            format_set_font_name(format, "Times New Roman")
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            set(format)
            return format
        }
        title = style {
            format_set_bold($0)
            format_set_font_size($0, 14)
        }
        func setHeader(_ format: UnsafeMutablePointer<lxw_format>) {
            format_set_bold(format)
            format_set_text_wrap(format)
            format_set_bg_color(format, 0xEEF2F6)
            format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
        }
        header = style { setHeader($0) }
        numberHeader = style {
            setHeader($0)
            format_set_align($0, UInt8(LXW_ALIGN_RIGHT.rawValue))
        }
        group = style { format_set_bold($0) }
        text = style { format_set_text_wrap($0) }
        note = style {
            format_set_italic($0)
            format_set_text_wrap($0)
            format_set_font_color($0, 0x56616F)
        }
        day = style { format_set_num_format($0, "dd/mm/yyyy") }
    }

    /// The format that shows an amount as the page does; the cell holds it unrounded.
    mutating func number(_ amount: Amount) -> UnsafeMutablePointer<lxw_format>? {
        let pattern = Self.pattern(amount)
        if let known = numbers[pattern] { return known }
        guard let format = workbook_add_format(book) else { return nil }
        format_set_font_name(format, "Times New Roman")
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        format_set_num_format(format, pattern)
        numbers[pattern] = format
        return format
    }

    /// `#,##0.0" sb"`: the digits of the page, and the mark of what is not final.
    static func pattern(_ amount: Amount) -> String {
        if amount.isNil { return "\"-\"" }
        let digits =
            "#,##0"
            + (amount.decimals > 0 ? "." + String(repeating: "0", count: amount.decimals) : "")
        let mark = amount.mark.map { " " + $0.text.filter { $0 != "\"" } } ?? ""
        let ending = mark.isEmpty ? "" : "\"\(mark)\""
        guard amount.isSigned else { return digits + ending }
        return "+\(digits)\(ending);-\(digits)\(ending);\(digits)\(ending)"
    }
}
