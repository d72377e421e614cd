/// The style sheet for programs that set paper: A4 with the margins and letters of Decree
/// 30/2020/NĐ-CP, annex I; no grid, no variables, nothing but what CSS 2.1 and paged media know.
enum PaperStylesheet {
    static let text: Markup = "\(page)\n\(tables)\n\(figures)"

    private static let page: Markup = """
        @page { size: A4 portrait; margin: 20mm 15mm 20mm 30mm;
          @top-center { content: counter(page); font: 13pt "Times New Roman", "Liberation Serif", serif; }
          @bottom-left { content: string(made); font: 8pt "Times New Roman", "Liberation Serif", serif;
            color: #444; } }
        @page :first { @top-center { content: none; } }
        @page turned { size: A4 landscape; }
        .turned { page: turned; }
        body { margin: 0; color: #000; font: 12pt/1.35 "Times New Roman", "Liberation Serif", serif; }
        p { margin: 0 0 2mm; }
        a { color: inherit; text-decoration: none; }
        header { text-align: center; font-size: 12pt; }
        header p { margin: 0; }
        .issuer { float: left; width: 44%; font-size: 11pt; }
        .nation { float: right; width: 55%; }
        .parent, .centre { text-transform: uppercase; }
        .centre, .country, .motto { font-weight: bold; }
        .centre::after { content: ""; display: block; width: 34%; margin: 1mm auto 1.5mm;
          border-top: .5pt solid #000; }
        .country { white-space: nowrap; }
        .motto { font-size: 13pt; }
        .motto span { border-bottom: .5pt solid #000; }
        .place { font-style: italic; padding-top: 2mm; }
        .title { clear: both; text-align: center; padding-top: 9mm; margin-bottom: 6mm; }
        h1 { font-size: 14pt; line-height: 1.25; margin: 0 0 1mm; text-transform: uppercase; }
        .about { font-size: 13pt; font-weight: bold; margin: 0 0 1mm; }
        .period { font-size: 13pt; font-weight: bold; margin: 0; }
        .as-of { font-style: italic; margin: 0; }
        .addressee { text-align: center; margin: 0 0 5mm; }
        h2 { font-size: 13pt; margin: 6mm 0 2.5mm; border-bottom: .5pt solid #000; break-after: avoid; }
        h3 { font-size: 12pt; margin: 4mm 0 1.5mm; break-after: avoid; }
        .new-page { break-before: page; }
        .lead { break-after: avoid; }
        .notes { color: #333; font-size: 9.5pt; line-height: 1.3; margin: 1.5mm 0 0; break-before: avoid;
          break-inside: avoid; }
        .notes strong { color: #000; }
        .empty { font-style: italic; color: #333; }
        .unit { font-weight: normal; font-size: 88%; color: #333; }
        .reason, .hash { display: block; font-size: 8pt; font-weight: normal; line-height: 1.2;
          color: #444; }
        .draft { font-style: italic; }
        sup { font-size: 68%; line-height: 0; font-style: normal; font-weight: normal; color: #333; }
        .light { font-weight: bold; white-space: nowrap; }
        .symbol { font-family: "DejaVu Sans", sans-serif; font-weight: normal; }
        .met .light, .light.met { color: \(Palette.met); }
        .watch .light, .light.watch { color: \(Palette.watch); }
        .missed .light, .light.missed { color: \(Palette.missed); }
        .cards { list-style: none; margin: 0; padding: 0; font-size: 0; }
        .card { display: inline-block; vertical-align: top; width: 34.8mm; height: 43mm; margin: 0 1mm 2.5mm;
          padding: 1.5mm 1.6mm; border: .5pt solid #b8c0c9; border-top: 1.2mm solid #8a94a0;
          font-size: 9.5pt; break-inside: avoid; }
        .card.met { border-top-color: \(Palette.met); }
        .card.watch { border-top-color: \(Palette.watch); }
        .card.missed { border-top-color: \(Palette.missed); }
        .card p { margin: 0; }
        .card-name { font-size: 9pt; line-height: 1.15; font-weight: bold; min-height: 7.6mm; }
        .card-figure { font-size: 15pt; font-weight: bold; }
        .card-figure .unit, .card-change, .card-light { font-size: 8.5pt; line-height: 1.25; }
        .card-figure .reason { display: inline; }
        .card-change span { display: block; }
        .card-light { padding-top: 1mm; }
        .signatures { margin-top: 9mm; text-align: center; break-inside: avoid; break-before: avoid;
          font-size: 0; }
        .signatures div { display: inline-block; width: 50%; height: 34mm; vertical-align: top;
          font-size: 12pt; }
        .signatures p { margin: 0; }
        .role { font-weight: bold; text-transform: uppercase; }
        .hint { font-style: italic; font-size: 11pt; }
        footer { margin-top: 4mm; font-size: 8.5pt; color: #333; }
        main { string-set: made attr(data-made); }
        code { font: 9pt "Liberation Mono", monospace; }
        details { display: none; }
        """

    private static let tables: Markup = """
        table { border-collapse: collapse; width: 100%; font-size: 9.5pt; line-height: 1.25; }
        caption { text-align: left; font-weight: bold; padding-bottom: 1.5mm; }
        th, td { padding: .8mm 1.1mm; text-align: left; vertical-align: top;
          border-bottom: .4pt solid #c4cad1; }
        thead { display: table-header-group; }
        tfoot { display: table-row-group; }
        thead td { background: #eef2f6; border-top: .5pt solid #555; border-bottom: .5pt solid #555; }
        thead th { font-size: 8.5pt; vertical-align: bottom; background: #eef2f6;
          border-top: .5pt solid #555; border-bottom: .5pt solid #555; }
        tbody th { font-weight: normal; }
        tfoot th, tfoot td { font-weight: bold; border-top: .5pt solid #555; border-bottom: .5pt solid #555; }
        tr, figure, .whole { break-inside: avoid; }
        tr.first { break-inside: auto; }
        caption { break-after: avoid; }
        .num { text-align: right; white-space: nowrap; }
        thead .num, .num .reason { white-space: normal; }
        .strong { font-weight: bold; }
        .no, .src { text-align: center; color: #333; }
        .group { break-after: avoid; }
        .group th { font-weight: bold; padding-top: 2mm; border-bottom-color: #555; }
        .kpi, .measures { font-size: 8.5pt; }
        .kpi th, .kpi td, .measures th, .measures td { padding: .6mm .8mm; }
        .kpi .name, .measures .name { width: 36mm; }
        thead .band { text-align: center; }
        .survey .name, .cases .name { width: 36mm; }
        .scale .name { width: 47mm; }
        .scale .strong { width: 15mm; }
        .empty-cell { font-style: italic; text-align: center; color: #333; }
        .flag { font-style: italic; }
        table.narrow { width: auto; }
        .areas th[scope=row] { width: 42mm; }
        .areas .num { width: 26mm; }
        .areas td, .areas tbody th { vertical-align: middle; }
        .stack-cell { width: 22mm; }
        .path { overflow-wrap: anywhere; }
        .sources { font-size: 8.5pt; line-height: 1.15; }
        .sources td { padding: .35mm 1mm; }
        .sources .path { width: 92mm; }
        .sources .hash { display: inline; margin-left: 1.5mm; font-size: 7.5pt; }
        .sources .path + td { white-space: nowrap; }
        .compared { margin-bottom: 3mm; }
        .compared .bar-cell { width: 30mm; vertical-align: middle; }
        .heat { font-size: 6.5pt; }
        .heat thead th { font-size: 6.5pt; }
        .heat th, .heat td { padding: .6mm .5mm; }
        .heat .name { width: 30mm; }
        .heat .num, .matrix .num { width: 8mm; }
        .matrix { font-size: 8pt; }
        .matrix thead th { font-size: 7.5pt; }
        .matrix .name { width: 34mm; }
        \(letters)
        .shade { display: block; padding: .3mm .5mm; }
        \(Palette.shades)
        .legend { list-style: none; margin: 1.5mm 0 0; padding: 0; font-size: 9.5pt; }
        .legend li { display: inline; margin-right: 6mm; }
        """

    /// Smaller letters of tables that would not be on their sheet otherwise: sizes of ``PaperFit``.
    static let letters = (5...8).map { size -> Markup in
        """
        table.letters-\(size), table.letters-\(size) th { font-size: \(size)pt; }
        """
    }.joined(separator: "\n")

    private static let figures: Markup = """
        figure { margin: 0; }
        svg { display: block; }
        svg.key { display: inline; width: 3mm; height: 3mm; }
        .chart { width: 160mm; margin: 0 auto; }
        .spark { width: 33mm; height: 6mm; margin: 1mm 0; }
        .bars { width: 52mm; height: 3.6mm; }
        .stack { width: 20mm; height: 3mm; }
        .compared .bars, .range { width: 28mm; height: 3.4mm; }
        """
}
