import PhusaModel
import Reporting
import Runs

/// A receipt on a terminal: verdict, both balances, what to mend by rule, and where its files are.
enum ReceiptSummary {
    static func text(_ receipt: DropReceipt, files: ReceiptFiles, language: Language) -> String {
        let headline = VerdictWords.headline(
            receipt.outcome, quarantined: receipt.records.quarantined)
        var lines = ["\(Violation.escaped(receipt.file.name)): \(headline.text(language))"]
        if let centre = receipt.centre { lines.append(recorded(centre, receipt).text(language)) }
        lines.append(balances(receipt).text(language))
        lines += (receipt.reasons + receipt.notices).map { $0.message(language) }
        lines += receipt.rules.map { rule($0).text(language) }
        lines += [files.html, files.json]
        return lines.joined(separator: "\n")
    }

    private static func recorded(_ centre: DropReceipt.Centre, _ receipt: DropReceipt) -> Words {
        let run = centre.run.map { "\($0)" } ?? "–"
        let dataset = receipt.file.dataset ?? "–"
        return Words(
            vi: "tệp số \(centre.drop) (\(centre.outcome)), lượt chạy \(run), nhận lúc "
                + "\(centre.receivedAt.local), bộ dữ liệu \(dataset)",
            en: "drop \(centre.drop) (\(centre.outcome)), run \(run), received "
                + "\(centre.receivedAt.local), dataset \(dataset)")
    }

    private static func balances(_ receipt: DropReceipt) -> Words {
        let records = receipt.records
        let cells = receipt.cells
        return Words(
            vi: """
                bản ghi: đọc \(records.read) = nhận \(records.accepted) + cách ly \(records.quarantined) + loại có lý do \(records.excluded)
                ô số liệu: đọc \(cells.read) = nạp hoặc không đổi \(receipt.offeredCellCount) + cách ly \(cells.quarantined) + loại có lý do \(cells.excluded)
                """,
            en: """
                records: read \(records.read) = accepted \(records.accepted) + quarantined \(records.quarantined) + excluded \(records.excluded)
                cells: read \(cells.read) = loaded or unchanged \(receipt.offeredCellCount) + quarantined \(cells.quarantined) + excluded \(cells.excluded)
                """)
    }

    private static func rule(_ group: DropReceipt.RuleGroup) -> Words {
        let rule = group.rule
        return Words(
            vi: "  \(group.recordCount) dòng: \(rule.title(.vi)) [\(rule.rawValue)]",
            en: "  \(group.recordCount) rows: \(rule.title(.en)) [\(rule.rawValue)]")
    }
}
