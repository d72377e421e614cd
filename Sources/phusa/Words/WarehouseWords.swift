import PhusaModel
import Runs
import Warehouse

enum WarehouseWords {
    static func rebuilt(_ result: WarehouseRebuild.Result) -> Words {
        Words(
            vi:
                "Đã dựng lại từ kho lưu trữ: \(result.events) sự kiện, \(result.drops) tệp; \(result.withoutEvent) tệp đã nhận không có sự kiện (bị từ chối hoặc tạm giữ), lần chạy sau xét lại.",
            en:
                "Rebuilt from the archive: \(result.events) events, \(result.drops) drops; \(result.withoutEvent) received files have no event (refused or held), the next run judges them again."
        )
    }

    static let notEmpty = Words(
        vi:
            "kho dữ liệu có sự kiện mà kho lưu trữ không biết: chỉ dựng lại vào kho trống (--database)",
        en:
            "the warehouse has events that the archive does not know: rebuild into an empty one (--database)"
    )

    static func applied(_ change: SchemaChange, isDryRun: Bool) -> Words {
        let count = change.statements.count
        let files = change.migrations.count
        if count == 0, files == 0 {
            return Words(
                vi: "Kho đã đúng cấu hình; không có gì để làm.",
                en: "The warehouse is as declared; there is nothing to do.")
        }
        return isDryRun
            ? Words(
                vi: "Sẽ áp dụng \(files) tệp sổ cái và \(count) câu lệnh; chưa chạy gì.",
                en: "\(files) ledger files and \(count) statements would be applied; nothing ran.")
            : Words(
                vi: "Đã áp dụng \(files) tệp sổ cái và \(count) câu lệnh.",
                en: "Applied \(files) ledger files and \(count) statements.")
    }

    static func running(_ status: ClusterStatus) -> Words {
        guard let process = status.processID else {
            return Words(vi: "Cụm đã dừng.", en: "The cluster is stopped.")
        }
        return Words(
            vi: "Cụm đang chạy: tiến trình \(process), socket tại \(status.socketFolder).",
            en: "The cluster runs: process \(process), socket in \(status.socketFolder).")
    }

    static func lines(_ status: WarehouseStatus) -> [Words] {
        var lines = [
            Words(vi: "kho        \(status.target)", en: "warehouse  \(status.target)")
        ]
        if let folder = status.dataFolder {
            lines.append(Words(vi: "dữ liệu    \(folder)", en: "data       \(folder)"))
        }
        if let version = status.serverVersion {
            lines.append(
                Words(
                    vi: "máy chủ    PostgreSQL \(version / 10_000).\(version % 10_000)",
                    en: "server     PostgreSQL \(version / 10_000).\(version % 10_000)"))
        }
        if let error = status.error {
            lines.append(Words(vi: "lỗi        \(error)", en: "error      \(error)"))
            return lines
        }
        lines += status.differences.map { Words(vi: "khác       \($0)", en: "differs    \($0)") }
        lines += status.mending.map { Words(vi: "sửa bằng   \($0);", en: "mend by    \($0);") }
        let todo = status.pendingMigrations + status.pendingStatements.map(WarehouseStatus.title)
        lines += todo.map { Words(vi: "còn thiếu  \($0)", en: "lacking    \($0)") }
        let pending = status.pendingMigrations.count + status.pendingStatements.count
        guard status.differences.isEmpty else { return lines }
        lines.append(
            pending == 0
                ? Words(vi: "lược đồ    đúng cấu hình", en: "schema     as declared")
                : Words(
                    vi: "lược đồ    còn \(pending) thay đổi: phusa warehouse apply",
                    en: "schema     \(pending) changes pending: phusa warehouse apply"))
        return lines
    }
}
