import PhusaModel

// All words of the page of the night, in both languages.

extension NightlyPage {
    /// One line for the whole night.
    var verdict: Words {
        if !faults.isEmpty {
            return Words(vi: "Có lỗi: đêm chạy chưa trọn vẹn", en: "Broken: the night is not whole")
        }
        if exit != 0 {
            return Words(vi: "Có việc cần người xem", en: "Something needs a person")
        }
        if files.newCount == 0, !reports.contains(where: { $0.state != .wouldMove }) {
            return Words(vi: "Tốt: không có gì mới", en: "Well: nothing is new")
        }
        return Words(vi: "Tốt", en: "Well")
    }

    var balance: Words {
        let cells = cells
        return Words(
            vi:
                "đọc \(cells.read) = nạp \(cells.loaded) + không đổi \(cells.unchanged) + cách ly \(cells.quarantined) + loại \(cells.excluded); đóng \(cells.closed)",
            en:
                "read \(cells.read) = loaded \(cells.loaded) + unchanged \(cells.unchanged) + quarantined \(cells.quarantined) + excluded \(cells.excluded); closed \(cells.closed)"
        )
    }

    var duration: Words {
        let tenths = (finishedAt.microseconds - startedAt.microseconds) / 100_000
        return Words(
            vi: "\(tenths / 10),\(tenths % 10) giây", en: "\(tenths / 10).\(tenths % 10) s")
    }

    var runTitle: Words {
        guard let run else { return Words(vi: "không có lần chạy", en: "no run") }
        return Words(vi: "lần chạy \(run)", en: "run \(run)")
    }
}

enum NightlyWords {
    static let title = Words(vi: "Bản tin vận hành đêm", en: "The night's operations")
    static let came = Words(vi: "Đã nhận", en: "What came")
    static let troubles = Words(
        vi: "Bị từ chối, tạm giữ, cách ly", en: "Refused, held, in quarantine")
    static let changed = Words(vi: "Thay đổi", en: "What changed")
    static let reports = Words(vi: "Báo cáo", en: "Reports")
    static let late = Words(vi: "Ai đang trễ", en: "Who is late")
    static let underWay = Words(vi: "Còn đang được ghi", en: "Still being written")
    static let faults = Words(vi: "Lỗi", en: "What failed")
    static let decisions = Words(vi: "Việc cần người quyết định", en: "What needs a person")

    static let nothingCame = Words(vi: "Không có tệp mới.", en: "No new file.")
    static let noTroubles = Words(
        vi: "Không tệp nào bị từ chối, tạm giữ; không bản ghi nào bị cách ly trong đêm.",
        en: "No file refused or held, no record put in quarantine tonight.")
    static let noReports = Words(
        vi: "Không báo cáo nào cần lập lại.", en: "No report had to be built.")
    static let nobodyLate = Words(vi: "Không ai trễ hạn.", en: "Nobody is late.")
    static let noDecisions = Words(vi: "Không có.", en: "Nothing.")

    static let agency = Words(vi: "Cơ quan", en: "Agency")
    static let dataset = Words(vi: "Bộ dữ liệu", en: "Dataset")
    static let newFiles = Words(vi: "Tệp mới", en: "New files")
    static let knownFiles = Words(vi: "Tệp đã biết", en: "Known files")
    static let loadedCells = Words(vi: "Số liệu nạp", en: "Figures loaded")
    static let unchangedCells = Words(vi: "Không đổi", en: "Unchanged")
    static let closedCells = Words(vi: "Đóng", en: "Closed")
    static let quarantinedCells = Words(vi: "Cách ly", en: "Quarantined")
    static let file = Words(vi: "Tệp", en: "File")
    static let state = Words(vi: "Kết quả", en: "Outcome")
    static let reason = Words(vi: "Lý do và cách sửa", en: "Reason, and what to do")
    static let report = Words(vi: "Báo cáo", en: "Report")
    static let period = Words(vi: "Kỳ", en: "Period")
    static let figures = Words(vi: "Số liệu đổi", en: "Figures moved")
    static let due = Words(vi: "Hạn", en: "Due")
    static let daysLate = Words(vi: "Trễ (ngày làm việc)", en: "Late (working days)")
    static let instead = Words(vi: "Tình trạng", en: "What came instead")
    static let contact = Words(vi: "Liên hệ", en: "Contact")
    static let task = Words(vi: "Việc", en: "What")
    static let command = Words(vi: "Lệnh", en: "Command")

    static func state(_ state: String) -> Words {
        switch state {
        case "loaded": Words(vi: "đã nạp", en: "loaded")
        case "refused": Words(vi: "TỪ CHỐI", en: "REFUSED")
        case "held": Words(vi: "TẠM GIỮ", en: "HELD")
        default: Words(vi: "LỖI HỆ THỐNG", en: "SYSTEM FAULT")
        }
    }

    static func report(_ state: NightlyReport.State) -> Words {
        switch state {
        case .built: Words(vi: "mới lập", en: "built")
        case .rebuilt: Words(vi: "lập bản mới", en: "built anew")
        case .wouldMove:
            Words(
                vi: "số liệu đã khác; bản đã phát hành giữ nguyên",
                en: "would move; what is published stays")
        case .failed: Words(vi: "KHÔNG LẬP ĐƯỢC", en: "FAILED")
        }
    }

    static func lockedBy(_ holder: String) -> Words {
        Words(vi: "đang do \(holder) nạp", en: "being loaded by \(holder)")
    }

    static func quiet(_ count: Int) -> Words {
        Words(
            vi: "\(count) bộ dữ liệu khác không có tệp mới.",
            en: "\(count) other datasets had no new file.")
    }

    static func more(_ count: Int, _ drop: Int?, isRefused: Bool) -> Words {
        var command = drop.map { ": phusa quarantine list --drop \($0)" } ?? ""
        if isRefused { command = ": phusa validate" }
        return Words(
            vi: "và \(count) lỗi khác\(command)", en: "and \(count) more faults\(command)")
    }

    static func moreLines(_ count: Int) -> Words {
        Words(
            vi: "và \(count) mục khác, xem tệp JSON", en: "and \(count) more, in the JSON document")
    }

    static func lateBy(_ days: Int) -> Words {
        Words(vi: "trễ \(days) ngày làm việc", en: "\(days) working days late")
    }

    static func dueOn(_ day: String) -> Words { Words(vi: "hạn \(day)", en: "due \(day)") }

    static func judgedOn(_ day: String) -> Words {
        Words(vi: "Hạn nộp tính đến \(day)", en: "Lateness judged on \(day)")
    }

    static func total(files: NightlyFiles) -> Words {
        Words(
            vi:
                "tệp: nạp \(files.loaded), đã biết \(files.known), từ chối \(files.refused), tạm giữ \(files.held), lỗi \(files.failed)",
            en:
                "files: loaded \(files.loaded), known \(files.known), refused \(files.refused), held \(files.held), failed \(files.failed)"
        )
    }

    static func footer(version: String, actor: String) -> Words {
        Words(vi: "Phù Sa \(version) · \(actor)", en: "Phù Sa \(version) · \(actor)")
    }
}
