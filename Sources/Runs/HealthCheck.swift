import Glibc
package import PhusaModel
import Storage

/// One thing that was looked at.
package struct HealthFinding: Encodable, Sendable {
    package let subject: String
    package let isSound: Bool
    package let words: Words
    /// What to do; `nil` where nothing is.
    package let advice: Words?
}

/// Looks at everything that a run needs; starts and changes nothing.
package struct HealthCheck {
    private let site: Site
    private let access: WarehouseAccess

    package init(site: Site, access: WarehouseAccess) {
        self.site = site
        self.access = access
    }

    package func findings() async -> [HealthFinding] {
        var findings = [workspace, dropZone, archive]
        findings.append(contentsOf: warehouse())
        findings.append(DrillRecord.finding(stateFolder: site.stateFolder))
        return findings
    }

    private var workspace: HealthFinding {
        let count = site.workspace.datasets.count
        return HealthFinding(
            subject: "workspace", isSound: true,
            words: Words(
                vi: "cấu hình \(site.folder): đúng, \(count) bộ dữ liệu",
                en: "workspace \(site.folder): sound, \(count) datasets"), advice: nil)
    }

    private var dropZone: HealthFinding {
        let folder = site.dropZone.folder
        do {
            let listing = try site.dropZone.list()
            return HealthFinding(
                subject: "drop-zone", isSound: listing.refused.isEmpty,
                words: Words(
                    vi: "vùng nhận \(folder): \(listing.files.count) tệp",
                    en: "drop zone \(folder): \(listing.files.count) files"),
                advice: listing.refused.isEmpty
                    ? nil
                    : Words(
                        vi: "\(listing.refused.count) mục không phải tệp thường: bỏ chúng ra",
                        en: "\(listing.refused.count) entries are no regular files: take them out"))
        } catch {
            return HealthFinding(
                subject: "drop-zone", isSound: false,
                words: Words(
                    vi: "vùng nhận \(folder): không đọc được",
                    en: "drop zone \(folder): cannot be read"),
                advice: Words(
                    vi: "tạo thư mục hoặc sửa drops: trong phusa.yml",
                    en: "make the folder, or mend drops: in phusa.yml"))
        }
    }

    private var archive: HealthFinding {
        guard let folder = site.places.archiveFolder(isEmbedded: access.isEmbedded) else {
            return HealthFinding(
                subject: "archive", isSound: false,
                words: Words(vi: "kho lưu trữ: chưa khai báo", en: "archive: not declared"),
                advice: Words(
                    vi: "thêm archive: vào phusa.yml, thư mục dùng chung cho mọi máy",
                    en: "add archive: to phusa.yml, a folder shared by all machines"))
        }
        let isThere = DurableFile.exists(folder)
        let isSound = !isThere || Glibc.access(folder, R_OK | W_OK | X_OK) == 0
        return HealthFinding(
            subject: "archive", isSound: isSound,
            words: isThere
                ? Words(vi: "kho lưu trữ \(folder)", en: "archive \(folder)")
                : Words(
                    vi: "kho lưu trữ \(folder): sẽ lập ở lần chạy đầu",
                    en: "archive \(folder): will be made by the first run"),
            advice: isSound
                ? nil : Words(vi: "sửa quyền ghi thư mục này", en: "mend the rights of this folder")
        )
    }

    private func warehouse() -> [HealthFinding] {
        guard let status = try? WarehouseStatus(site: site, access: access) else { return [] }
        var findings: [HealthFinding] = []
        let isIdle = status.isEmbedded && !status.isRunning
        findings.append(
            HealthFinding(
                subject: "warehouse", isSound: isIdle || status.error == nil,
                words: Words(
                    vi: "kho dữ liệu \(status.target): "
                        + (isIdle
                            ? "đang dừng, tự khởi động khi cần" : status.error ?? "đang chạy"),
                    en: "warehouse \(status.target): "
                        + (isIdle ? "stopped, starts on demand" : status.error ?? "running")),
                advice: isIdle || status.error == nil
                    ? nil : Words(vi: "kiểm tra máy chủ và tên miền", en: "check server and name")))
        guard status.error == nil else { return findings }
        findings.append(
            HealthFinding(
                subject: "schema", isSound: status.isReady,
                words: status.isReady
                    ? Words(vi: "lược đồ đúng cấu hình", en: "schema as declared")
                    : Words(vi: "lược đồ chưa đúng cấu hình", en: "schema not as declared"),
                advice: status.isReady
                    ? nil
                    : Words(vi: "chạy phusa warehouse apply", en: "run phusa warehouse apply")))
        return findings
    }
}
