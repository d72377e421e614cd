/// The few colours of all pages: text on white at 4.5 to 1 and more.
enum Palette {
    static let ink: Markup = "#1b2430"
    static let soft: Markup = "#56616f"
    static let line: Markup = "#d5dbe2"
    static let accent: Markup = "#173f6d"
    static let met: Markup = "#1a6b3c"
    static let watch: Markup = "#8a5200"
    static let missed: Markup = "#a8201a"

    /// Grounds of a heat matrix, from each row's lowest figure to its highest.
    static let shades: Markup = """
        .shade-0 { background: #fff; }
        .shade-1 { background: #e6eef6; }
        .shade-2 { background: #c6d9eb; }
        .shade-3 { background: #9dbfdd; }
        .shade-4 { background: #6fa1cb; }
        """
}
