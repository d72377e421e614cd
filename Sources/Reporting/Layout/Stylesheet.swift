/// The one style sheet: screen first, then A4 with the margins and letters of Decree 30/2020.
///
/// Free of `<` and `&`, so that it may stand in a page that is read as XML. Text colours keep a
/// contrast of at least 4.5 to 1 on white; nothing is told by colour alone.
enum Stylesheet {
    static let text: Markup = "\(screen)\n\(tables)\n\(figures)\n\(ChartStylesheet.text)\n\(print)"

    private static let screen: Markup = """
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 28px 36px 40px; max-width: 1100px; color: \(Palette.ink);
          background: #fff; font: 15px/1.5 "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial,
          sans-serif; }
        p { margin: 0 0 8px; }
        header { display: flex; justify-content: space-between; gap: 32px; text-align: center;
          font-family: "Times New Roman", "Liberation Serif", serif; font-size: 16px; }
        header p { margin: 0; }
        .parent { text-transform: uppercase; }
        .centre { text-transform: uppercase; font-weight: bold; }
        .centre::after { content: ""; display: block; width: 34%; margin: 4px auto 6px;
          border-top: 1px solid \(Palette.ink); }
        .issuer { max-width: 46%; text-wrap: balance; }
        .country { font-weight: bold; }
        .motto { font-weight: bold; }
        .motto span { display: inline-block; padding-bottom: 3px; border-bottom: 1px solid \(Palette.ink); }
        .place { font-style: italic; padding-top: 8px; }
        .title { text-align: center; margin: 34px 0 26px; }
        h1 { font-size: 25px; line-height: 1.25; margin: 0 0 4px; text-transform: uppercase;
          letter-spacing: .01em; }
        .about { font-size: 18px; font-weight: 600; margin: 0 0 2px; }
        .period { font-size: 18px; font-weight: 600; color: \(Palette.accent); margin: 0; }
        .as-of { color: \(Palette.soft); font-style: italic; margin: 2px 0 0; }
        h2 { font-size: 18px; line-height: 1.3; margin: 34px 0 12px; padding-bottom: 5px;
          color: \(Palette.accent); border-bottom: 2px solid \(Palette.accent); }
        .lead { font-size: 16px; margin: 0 0 12px; }
        .notes { color: \(Palette.soft); font-size: 13px; line-height: 1.45; margin: 8px 0 0; }
        .notes strong { color: \(Palette.ink); font-weight: 600; }
        .empty { color: \(Palette.soft); font-style: italic; }
        .unit { color: \(Palette.soft); font-weight: normal; font-size: .87em; }
        .reason { display: block; color: \(Palette.soft); font-size: 12px; font-weight: normal;
          white-space: normal; line-height: 1.25; }
        .draft { font-style: italic; }
        a { color: inherit; text-decoration: none; }
        a:hover, a:focus { text-decoration: underline; text-decoration-style: dotted; }
        tr:target { background: #fff6d6; }
        sup { font-size: .68em; line-height: 0; margin-left: 2px; color: \(Palette.soft);
          font-style: normal; font-weight: normal; }
        .light { font-weight: 600; white-space: nowrap; }
        .symbol { font-family: "Segoe UI Symbol", "DejaVu Sans", "Noto Sans Symbols 2", sans-serif;
          font-weight: normal; }
        .met .light, .light.met { color: \(Palette.met); }
        .watch .light, .light.watch { color: \(Palette.watch); }
        .missed .light, .light.missed { color: \(Palette.missed); }
        .cards { list-style: none; margin: 0; padding: 0; display: grid; gap: 14px;
          grid-template-columns: repeat(4, minmax(0, 1fr)); }
        .card { border: 1px solid \(Palette.line); border-top: 4px solid #8a94a0; border-radius: 3px;
          padding: 10px 13px 11px; display: flex; flex-direction: column; }
        .card.met { border-top-color: \(Palette.met); }
        .card.watch { border-top-color: \(Palette.watch); }
        .card.missed { border-top-color: \(Palette.missed); }
        .card p { margin: 0; }
        .card-name { font-size: 14px; line-height: 1.3; font-weight: 600; min-height: 2.6em; text-wrap: balance; }
        .card-figure { font-size: 26px; line-height: 1.25; font-weight: 700; padding-top: 6px; }
        .card-figure .unit { font-size: 13px; }
        .card-figure sup { font-size: 12px; vertical-align: 9px; }
        .card-figure .reason { display: inline; }
        .card-figure .missing { padding-right: 6px; }
        .card-change { font-size: 13px; color: \(Palette.soft); line-height: 1.4; }
        .card-change span { display: block; }
        .card-change b { color: \(Palette.ink); font-weight: 600; }
        .card .card-light { margin-top: auto; padding-top: 7px; font-size: 13px; color: \(Palette.soft); }
        .signatures { display: none; }
        footer { margin-top: 38px; padding-top: 8px; border-top: 1px solid \(Palette.line);
          font-size: 12px; color: \(Palette.soft); }
        code { font: 13px "Liberation Mono", Consolas, monospace; background: #f1f4f7; padding: 1px 5px; }
        details { margin-top: 6px; font-size: 13px; }
        summary { cursor: pointer; color: \(Palette.accent); }
        @media screen and (max-width: 760px) { .cards { grid-template-columns: repeat(2, minmax(0, 1fr)); }
          body { padding: 16px; } section { overflow-x: auto; } }
        """

    private static let tables: Markup = """
        table { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.35; }
        caption { text-align: left; font-weight: 600; padding-bottom: 6px; }
        th, td { padding: 6px 8px; text-align: left; vertical-align: top;
          border-bottom: 1px solid \(Palette.line); }
        thead td { background: #eef2f6; border-top: 1px solid #9aa6b3; border-bottom: 1px solid #9aa6b3; }
        thead th { font-size: 12.5px; line-height: 1.25; vertical-align: bottom; font-weight: 600;
          background: #eef2f6; border-top: 1px solid #9aa6b3; border-bottom: 1px solid #9aa6b3; }
        tbody th { font-weight: normal; }
        tfoot th, tfoot td { font-weight: 700; border-top: 1px solid #9aa6b3;
          border-bottom: 1px solid #9aa6b3; }
        .num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        thead .num { white-space: normal; }
        .strong { font-weight: 700; }
        .no, .src { text-align: center; color: \(Palette.soft); }
        .group th { font-weight: 700; padding-top: 12px; border-bottom-color: #9aa6b3; }
        .kpi .name, .measures .name { min-width: 190px; }
        .kpi .unit { white-space: nowrap; }
        thead .band { text-align: center; border-bottom: 1px solid #c5ccd4; }
        .band + .band { border-left: 6px solid #fff; }
        .empty-cell { color: \(Palette.soft); font-style: italic; text-align: center; }
        .flag { color: \(Palette.watch); font-style: italic; }
        table.narrow { width: auto; margin-top: 6px; }
        .matrix td.no { font-size: 17px; line-height: 1; color: var(--ink); padding: 6px 2px; }
        h3 { font-size: 15px; margin: 18px 0 6px; }
        .areas th[scope=row] { width: 210px; }
        .areas tbody td, .areas tbody th { border-bottom-color: #e9edf1; padding-top: 4px; padding-bottom: 4px;
          vertical-align: middle; }
        .areas .num { width: 130px; }
        .stack-cell { width: 124px; vertical-align: middle; }
        .compared { margin-bottom: 14px; }
        .compared .name { min-width: 200px; }
        .compared .bar-cell { width: 166px; vertical-align: middle; }
        .compared .bars { width: 150px; }
        .heat { font-size: 12px; }
        .heat .num { padding-left: 5px; padding-right: 5px; }
        .heat .name { min-width: 130px; }
        .path { overflow-wrap: anywhere; }
        .hash { display: block; color: \(Palette.soft); font-size: 12px; }
        .sources { font-size: 13px; }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 22px; margin: 8px 0 0;
          padding: 0; font-size: 13px; color: \(Palette.soft); }
        .key { width: 12px; height: 12px; vertical-align: -1px; }
        """

    /// Where drawings stand in the page.
    private static let figures: Markup = """
        figure { margin: 0; }
        svg { display: block; }
        svg.key { display: inline; }
        .chart { width: 100%; max-width: 860px; margin: 0 auto; height: auto; font-size: 12px; fill: \(Palette.ink); }
        .spark { width: 100%; height: auto; margin: 4px 0 5px; }
        .bars { width: 100%; height: 16px; }
        .stack { width: 116px; height: 12px; }
        .range { width: 150px; height: 14px; }
        .shade { display: block; margin: -6px -8px; padding: 6px 5px; }
        \(Palette.shades)
        """

    private static let print: Markup = """
        @page { size: A4 portrait; margin: 20mm 15mm 20mm 30mm;
          @top-center { content: counter(page); font: 13pt "Times New Roman", "Liberation Serif", serif; } }
        @page :first { @top-center { content: ""; } }
        @page turned { size: A4 landscape; }
        @media print {
          .turned { page: turned; }
          body { max-width: none; padding: 0; color: #000;
            font: 12pt/1.35 "Times New Roman", "Liberation Serif", serif; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          header { font-size: 12pt; gap: 4mm; }
          .issuer { font-size: 11pt; }
          .motto { font-size: 13pt; }
          .country { white-space: nowrap; }
          .title { margin: 8mm 0 6mm; }
          h1 { font-size: 14pt; }
          .about { font-size: 13pt; }
          .period { font-size: 13pt; color: #000; }
          h2 { font-size: 13pt; margin: 6mm 0 2.5mm; color: #000; border-bottom: .5pt solid #000;
            break-after: avoid; }
          .lead { font-size: 12pt; break-after: avoid; }
          .notes, .legend { font-size: 9.5pt; color: #333; }
          table, .sources { font-size: 9.5pt; line-height: 1.25; }
          thead th { font-size: 8.5pt; }
          th, td { padding: 1mm 1.1mm; }
          .kpi, .measures { font-size: 9pt; }
          .kpi th, .kpi td { padding-top: .7mm; padding-bottom: .7mm; }
          .kpi .name, .measures .name { min-width: 0; }
          .reason, .hash { font-size: 8pt; }
          .areas th[scope=row] { width: 42mm; }
          .areas .num { width: 26mm; }
          .stack-cell { width: 22mm; }
          .stack { width: 20mm; }
          .compared .name { min-width: 0; }
          .compared .bar-cell { width: 30mm; }
          .compared .bars { width: 28mm; }
          .range { width: 28mm; }
          .heat { font-size: 7.5pt; }
          .heat thead th { font-size: 7.5pt; }
          .heat .name { min-width: 26mm; }
          \(PaperStylesheet.letters)
          .shade { margin: -1mm -1.1mm; padding: 1mm .6mm; }
          .survey .name, .cases .name { min-width: 26mm; }
          .scale .name { min-width: 50mm; }
          .cards { gap: 2.5mm; }
          .card { padding: 1.6mm 2mm 2mm; break-inside: avoid; }
          .card-name { font-size: 9.5pt; }
          .card-figure { font-size: 15pt; }
          .card-figure .unit, .card-change, .card .card-light { font-size: 8.5pt; }
          .card-figure sup { font-size: 8pt; vertical-align: 4pt; }
          section, tr, figure, .whole, .notes, .lead { break-inside: avoid; }
          caption { break-after: avoid; }
          thead { display: table-header-group; }
          tfoot { display: table-row-group; }
          .group { break-after: avoid; }
          details { display: none; }
          .signatures { display: flex; justify-content: space-around; text-align: center;
            margin-top: 9mm; break-inside: avoid; height: 34mm; }
          .signatures p { margin: 0; }
          .role { font-weight: bold; text-transform: uppercase; }
          .hint { font-style: italic; font-size: 11pt; }
          footer { margin-top: 4mm; font-size: 8.5pt; color: #333; }
        }
        """
}
