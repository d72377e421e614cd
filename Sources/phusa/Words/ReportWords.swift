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

    static func empty(_ report: ReportDefinition, _ period: String) -> Words {
        Words(
            vi: "không có số liệu nào cho báo cáo \(report.code), kỳ \(period); không lập báo cáo",
            en:
                "there is not one figure for the report \(report.code) in \(period); nothing is built"
        )
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
        let warnings = report.warnings.map { "\n    ! \($0)" }.joined()
        return Words(
            vi:
                "\(report.title): \(note.vi), bản số \(report.build)\n    \(report.html)\n    \(report.csv)\(warnings)",
            en:
                "\(report.title): \(note.en), build \(report.build)\n    \(report.html)\n    \(report.csv)\(warnings)"
        )
    }
}
