/// What a receipt adds to the style sheet of reports: one column, wide tables of text.
enum ReceiptStylesheet {
    static let text: Markup = """
        body.receipt { max-width: 920px; }
        .sheet-head p { margin: 0; }
        .receipt .title { margin: 22px 0 16px; text-align: left; }
        .receipt h1 { font-size: 22px; }
        .file-name { font-size: 17px; font-weight: 600; color: \(Palette.accent); margin: 0;
          overflow-wrap: anywhere; }
        .verdict { border: 1px solid \(Palette.line); border-left: 6px solid #8a94a0; border-radius: 3px;
          padding: 10px 16px; margin: 0 0 8px; }
        .verdict p { margin: 0; }
        .verdict .headline { font-size: 19px; font-weight: 700; }
        .verdict.met { border-left-color: \(Palette.met); }
        .verdict.met .headline { color: \(Palette.met); }
        .verdict.watch { border-left-color: \(Palette.watch); }
        .verdict.watch .headline { color: \(Palette.watch); }
        .verdict.missed { border-left-color: \(Palette.missed); }
        .verdict.missed .headline { color: \(Palette.missed); }
        .origin { color: \(Palette.soft); font-style: italic; }
        .receipt h2 { margin-top: 26px; }
        .facts th { width: 130px; font-weight: 600; white-space: nowrap; }
        .facts td { overflow-wrap: anywhere; }
        .facts td, .facts th { padding-top: 3px; padding-bottom: 3px; }
        table.balance { width: auto; }
        .balance td, .balance th { padding-left: 14px; padding-right: 14px; }
        .balance .sign { padding: 6px 0; color: \(Palette.soft); }
        .balance thead td { background: #eef2f6; border-top: 1px solid #9aa6b3;
          border-bottom: 1px solid #9aa6b3; }
        .breaches { margin: 0; padding-left: 22px; }
        .breaches li { margin-bottom: 12px; }
        .breaches p { margin: 0; }
        .label { color: \(Palette.soft); }
        .value { font-weight: 600; overflow-wrap: anywhere; white-space: pre-wrap; }
        .hid { font: 12px "Liberation Mono", Consolas, monospace; color: \(Palette.missed);
          border: 1px solid \(Palette.line); border-radius: 2px; padding: 0 2px; }
        .rules td:first-child { width: 230px; }
        .rules th:nth-child(2), .exclusions th:nth-child(3) { text-align: right; white-space: nowrap; }
        .corrections th:first-child { text-align: right; }
        .lines { width: 130px; }
        .rows th:nth-child(1) { width: 52px; text-align: right; }
        .rows th:nth-child(2) { width: 130px; }
        .rows th:nth-child(3) { width: 150px; }
        .rows td { border-bottom: 0; }
        .rows td p { margin: 0; }
        .rows tbody.record { border-bottom: 1px solid #9aa6b3; }
        .rows .raw td { padding-top: 0; font-size: 12.5px; }
        .raw code { background: none; padding: 0; font-size: 12px; overflow-wrap: anywhere;
          white-space: pre-wrap; }
        .receipt code { overflow-wrap: anywhere; }
        .rows td:nth-child(2) { overflow-wrap: anywhere; }
        @page { margin: 15mm 15mm 16mm 20mm; }
        @media print {
          body.receipt { font: 10.5pt/1.4 "Liberation Sans", Arial, sans-serif; }
          .receipt section { break-inside: auto; }
          .receipt h1 { font-size: 15pt; }
          .file-name { font-size: 12pt; color: #000; }
          .receipt .title { margin: 5mm 0 4mm; }
          .receipt h2 { margin: 5mm 0 2mm; font-size: 12pt; }
          .verdict { break-inside: avoid; }
          .verdict .headline { font-size: 13pt; }
          .facts th { width: 34mm; }
          .lines { width: 34mm; }
          .rules td:first-child { width: 44mm; }
          .rows th:nth-child(1) { width: 12mm; }
          .rows th:nth-child(2) { width: 28mm; }
          .rows th:nth-child(3) { width: 32mm; }
          .receipt table { font-size: 9.5pt; }
          .rows .raw td, .raw code, .receipt code, .hid { font-size: 8.5pt; }
          tbody.record, .breaches li { break-inside: avoid; }
        }
        """
}
