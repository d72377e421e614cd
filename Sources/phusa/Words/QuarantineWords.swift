import PhusaModel
import Runs
import Warehouse

enum QuarantineWords {
    /// Counts by agency, dataset, rule and state, and the sum below.
    static func table(_ groups: [QuarantineGroup], language: Language) -> String {
        let header = [
            Words(vi: "đơn vị", en: "agency"), Words(vi: "bộ dữ liệu", en: "dataset"),
            Words(vi: "quy tắc", en: "rule"), Words(vi: "trạng thái", en: "state"),
            Words(vi: "bản ghi", en: "records"), Words(vi: "ô", en: "cells"),
            Words(vi: "tệp", en: "drops"), Words(vi: "từ ngày", en: "since"),
        ]
        let table = TextTable(
            columns: header.map { $0.text(language) },
            rows: groups.map { group in
                [
                    group.agency, group.dataset, group.rule, group.state.rawValue,
                    "\(group.recordCount)", "\(group.cellCount)", "\(group.dropCount)",
                    language == .vi ? group.oldest.day.vietnamese : "\(group.oldest.day)",
                ]
            })
        return (groups.isEmpty ? "" : table.text + "\n") + sum(groups).text(language)
    }

    private static func sum(_ groups: [QuarantineGroup]) -> Words {
        let records = groups.reduce(0) { $0 + $1.recordCount }
        let open = groups.filter { $0.state == .open }.reduce(0) { $0 + $1.recordCount }
        return Words(
            vi: "\(records) bản ghi, \(open) chưa xử lý; từng bản ghi: thêm --rows",
            en: "\(records) records, \(open) open; each record: add --rows")
    }

    /// The line above a record: its number, its state, and who decided why.
    static func head(_ record: QuarantineRecord) -> Words {
        var decision = Words(vi: "", en: "")
        if let at = record.changedAt {
            let reason = record.reason.map { ": " + Violation.escaped($0) } ?? ""
            let by = record.changedBy ?? "?"
            decision = Words(
                vi: ", \(by) quyết định lúc \(at.local)\(reason)",
                en: ", decided by \(by) at \(at.local)\(reason)")
        }
        let state = record.state.rawValue
        return Words(
            vi: "bản ghi \(record.id), tệp \(record.dropID), \(state)\(decision.vi)",
            en: "record \(record.id), drop \(record.dropID), \(state)\(decision.en)")
    }

    static func waived(_ count: Int) -> Words {
        Words(
            vi: "Đã bỏ qua \(count) bản ghi; số liệu không đổi.",
            en: "Waived \(count) records; no figure has changed.")
    }

    static func noRule(_ rule: String) -> Words {
        let nearest = NearestName.find(rule, among: Rule.allCases.map(\.rawValue))
        return Words(
            vi: "không có quy tắc '\(rule)'" + (nearest.map { "; có phải '\($0)'?" } ?? ""),
            en: "there is no rule '\(rule)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }

    static func severalSheets(_ sheets: [QuarantineSheet]) -> Words {
        let names = sheets.map(\.dataset).joined(separator: ", ")
        return Words(
            vi: "các bản ghi thuộc nhiều bảng khác nhau (\(names)): dùng --into THƯ-MỤC, hoặc lọc "
                + "bằng --dataset, --drop",
            en: "the records come from several tables (\(names)): use --into DIR, or narrow by "
                + "--dataset, --drop")
    }

    static func failure(_ error: WaiveError) -> CommandFailure {
        switch error {
        case .noSuchRecords(let ids):
            let list = ids.map(String.init).joined(separator: ", ")
            return CommandFailure(
                exit: .usage,
                message: Words(
                    vi: "không có bản ghi cách ly số \(list); không bản ghi nào bị đổi",
                    en: "there is no quarantined record \(list); nothing was changed"))
        case .decided(let records):
            let list = records.map { "\($0.id) (\($0.state.rawValue))" }.joined(separator: ", ")
            return CommandFailure(
                exit: .dataRefused,
                message: Words(
                    vi: "đã được quyết định trước đó: \(list); không bản ghi nào bị đổi",
                    en: "decided before: \(list); nothing was changed"))
        case .changedMeanwhile:
            return CommandFailure(
                exit: .locked,
                message: Words(
                    vi: "có người khác vừa quyết định về một bản ghi trong số này; hãy thử lại",
                    en: "somebody else has just decided on one of these records; try again"))
        }
    }
}
