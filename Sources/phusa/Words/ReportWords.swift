import PhusaModel
import Runs

enum ReportWords {
    static func noReport(_ code: String, _ workspace: WorkspaceDefinition) -> Words {
        let known = workspace.reports.map(\.code).joined(separator: ", ")
        return Words(
            vi: "không có báo cáo '\(code)'; có: \(known)",
            en: "there is no report '\(code)'; there are: \(known)")
    }

    static func noFigures(_ report: ReportDefinition) -> Words {
        Words(
            vi: "kho chưa có số liệu cho báo cáo \(report.code); hãy chạy phusa run trước",
            en: "the warehouse has no figures for the report \(report.code); run phusa run first")
    }

    static func empty(_ empty: EmptyReport, _ period: String) -> Words {
        let (report, agency) = (empty.report, empty.agency)
        return Words(
            vi: "không có số liệu nào cho báo cáo \(report)"
                + (agency.map { " về cơ quan \($0)" } ?? "") + ", kỳ \(period); không lập báo cáo",
            en: "there is not one figure for the report \(report)"
                + (agency.map { " about the agency \($0)" } ?? "")
                + " in \(period); nothing is built")
    }

    static func noAgency(_ code: String, known: [String]) -> Words {
        let nearest = NearestName.find(code, among: known)
        return Words(
            vi: "không có cơ quan '\(code)' trong catalogue/agencies.yml"
                + (nearest.map { "; có phải '\($0)'?" } ?? ""),
            en: "there is no agency '\(code)' in catalogue/agencies.yml"
                + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
    }

    static func notByAgency(_ report: ReportDefinition, _ workspace: WorkspaceDefinition) -> Words {
        let others = workspace.reports.filter { $0.subject == .eachAgency }.map(\.code)
        let list = others.joined(separator: ", ")
        return Words(
            vi:
                "báo cáo \(report.code) là của toàn tỉnh: bỏ --agency, hoặc khai about: agency trong "
                + "tệp báo cáo" + (others.isEmpty ? "" : "; báo cáo theo cơ quan: \(list)"),
            en: "the report \(report.code) is about the whole province: leave out --agency, or "
                + "declare about: agency in its file"
                + (others.isEmpty ? "" : "; reports by agency: \(list)"))
    }

    static func agencyMissing(_ report: ReportDefinition, _ known: [String]) -> Words {
        let list = known.joined(separator: ", ")
        return Words(
            vi:
                "báo cáo \(report.code) lập theo từng cơ quan: hãy thêm --agency, một trong \(list)",
            en: "the report \(report.code) is made by agency: add --agency, one of \(list)")
    }

    static func byAgency(_ report: ReportDefinition, built: Int, skipped: Int) -> Words {
        Words(
            vi:
                "\(report.code): \(built) cơ quan có báo cáo, bỏ qua \(skipped) cơ quan không có gì "
                + "trong kỳ",
            en: "\(report.code): reports about \(built) agencies; \(skipped) agencies have nothing "
                + "in the period and are skipped")
    }

    static func otherPeriod(_ report: ReportDefinition, _ period: String) -> Words {
        Words(
            vi: "báo cáo \(report.code) lập theo \(report.period.rawValue), không phải \(period)",
            en: "the report \(report.code) is made by \(report.period.rawValue), not for \(period)")
    }

    static func published(_ report: PublishedReport) -> Words {
        let note =
            report.isUnchanged
            ? Words(vi: "không đổi", en: "unchanged") : Words(vi: "mới lập", en: "built")
        let lines =
            ([report.html, report.csv] + report.further).map { "\n    \($0)" }
            + report.warnings.map { "\n    ! \($0)" }
        return Words(
            vi: "\(report.title): \(note.vi), bản số \(report.build)\(lines.joined())",
            en: "\(report.title): \(note.en), build \(report.build)\(lines.joined())")
    }

    static func notAsked(_ report: ReportDefinition) -> Words {
        Words(
            vi:
                "báo cáo \(report.code) là báo cáo đột xuất: hãy cho biết --asked-by (ai yêu cầu) và --paper (số văn bản)",
            en:
                "the report \(report.code) is made when somebody asks: say --asked-by (who) and --paper (which document)"
        )
    }

    static func noFormat(_ path: String) -> Words {
        let endings = ReportFormat.allCases.map(\.suffix).joined(separator: ", ")
        return Words(
            vi: "không biết định dạng của \(path); đuôi tệp có thể là \(endings)",
            en: "no format ends like \(path); endings are \(endings)")
    }

    static func refused(_ refusal: RebuildRefusal) -> Words {
        switch refusal {
        case .noBuild(let number):
            Words(
                vi: "không có bản báo cáo số \(number)",
                en: "there is no report build \(number)")
        case .noContent(let number):
            Words(
                vi:
                    "bản báo cáo số \(number) phát hành trước khi kho giữ nội dung báo cáo; chỉ còn các tệp đã ghi",
                en:
                    "build \(number) was published before contents were kept; only its files are left"
            )
        }
    }

    static func rebuilt(_ report: RebuiltReport) -> Words {
        func text(_ language: Language) -> String {
            let head = "\(report.title) (\(report.build))"
            let files = report.files.map { "\n    \(state($0.state).text(language)): \($0.path)" }
            let moved = report.moved.map { cell in
                let printed = shown(cell.printed, language)
                let now = cell.now.map { shown($0, language) } ?? noLonger.text(language)
                return "\n    \(cell.section) · \(cell.row) · \(cell.column) · \(cell.period): "
                    + "\(printed) → \(now) \(cell.unit)"
            }
            return head + files.joined() + "\n  " + count(moved.count).text(language)
                + moved.joined()
        }
        return Words(vi: text(.vi), en: text(.en))
    }

    private static let noLonger = Words(vi: "(không còn in)", en: "(no longer printed)")

    private static func shown(_ value: String, _ language: Language) -> String {
        value.isEmpty ? "–" : ExactDecimal(value)?.text(language) ?? value
    }

    private static func count(_ count: Int) -> Words {
        count == 0
            ? Words(
                vi: "mọi số đã in vẫn đúng như kho trả lời hôm nay",
                en: "every printed figure is what the warehouse answers today")
            : Words(
                vi: "\(count) số đã in nay kho trả lời khác:",
                en: "\(count) printed figures are others in the warehouse now:")
    }

    private static func state(_ state: RebuiltReport.State) -> Words {
        switch state {
        case .unchanged: Words(vi: "nguyên vẹn", en: "unchanged")
        case .restored: Words(vi: "đã khôi phục", en: "restored")
        case .differs:
            Words(
                vi: "bản chương trình khác cho tệp khác", en: "another version makes another file")
        }
    }
}
