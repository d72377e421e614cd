import PhusaModel

// All words on the handling of feedback, in both languages.

enum HandlingWords {
    static let medianTime = Words(vi: "Trung vị (giờ làm việc)", en: "Median (working hours)")
    static let longTime = Words(
        vi: "Phân vị 90 (giờ làm việc)", en: "90th percentile (working hours)")
    static let hours = Words(vi: "giờ làm việc", en: "working hours")
    static let reopened = Words(vi: "Mở lại", en: "Reopened")
    static let openShare = Words(vi: "Còn mở", en: "Still open")
    static let timesHeading = Words(
        vi: "Thời gian từ lúc tiếp nhận đến từng bước", en: "Time from receipt to each step")
    static let reachedState = Words(vi: "Bước", en: "Step")
    static let reachedCount = Words(vi: "Đã đến bước", en: "Reached")
    static let waitingShare = Words(vi: "Chưa đến bước", en: "Not reached yet")
    static let notReached = Words(vi: "chưa đạt tới", en: "not reached")
    static let noLog = Words(
        vi: "chưa có nhật ký xử lý của các phản ánh này", en: "no log of these cases yet")
    static let noCases = Words(
        vi: "Không đủ dữ liệu: không có phản ánh nào.", en: "Not enough data: no case.")

    static func count(_ basis: CaseBasis) -> Words {
        switch basis {
        case .received: .received
        case .closed: Words(vi: "Xử lý xong", en: "Closed")
        }
    }

    static func basisRule(_ basis: CaseBasis) -> Words {
        switch basis {
        case .received: .cohortRule
        case .closed:
            Words(
                vi: "Tính theo phản ánh xử lý xong trong kỳ, tiếp nhận từ bao giờ cũng tính",
                en: "Cases closed in the period, whenever they were received")
        }
    }

    static func heading(_ grouping: HandlingDefinition.Grouping) -> Words {
        switch grouping {
        case .agency: Words(vi: "Theo cơ quan xử lý", en: "By agency")
        case .category: Words(vi: "Theo lĩnh vực", en: "By category")
        case .channel: Words(vi: "Theo kênh tiếp nhận", en: "By channel")
        }
    }

    static func timeRule(hours: String) -> Words {
        Words(
            vi: "Thời gian tính từ lúc tiếp nhận, theo giờ làm việc (\(hours)) của ngày làm việc; "
                + "phản ánh chưa đến bước được coi là lâu hơn mọi phản ánh đã đến, nên phân vị rơi "
                + "vào số đó thì ghi “chưa đạt tới”",
            en: "Times run from receipt in working hours (\(hours)) of working days; a case that "
                + "has not come to a step counts as longer than any that has, so a percentile that "
                + "falls among them is “not reached”")
    }

    static let reopenedRule = Words(
        vi: "Mở lại = từ trạng thái đã xử lý quay về bước trước",
        en: "Reopened = back from done to a step before")

    static func lead(
        count: String, onTime: String, open: String, overdue: String, median: String,
        basis: CaseBasis
    ) -> Words {
        switch basis {
        case .received:
            Words(
                vi:
                    "Tiếp nhận \(count) phản ánh, \(onTime) xử lý đúng hạn; còn mở \(open), trong đó "
                    + "quá hạn \(overdue); một nửa xử lý xong trong \(median).",
                en:
                    "\(count) cases received, \(onTime) closed in time; \(open) still open, of which "
                    + "\(overdue) overdue; half were closed within \(median).")
        case .closed:
            Words(
                vi:
                    "Xử lý xong \(count) phản ánh, \(onTime) đúng hạn; một nửa xong trong \(median).",
                en: "\(count) cases closed, \(onTime) in time; half within \(median).")
        }
    }
}

extension SubmissionWords {
    static func rhythm(_ period: Period) -> Words {
        switch period.kind {
        case .month: Words(vi: "Số liệu tháng", en: "Monthly figures")
        case .quarter: Words(vi: "Số liệu quý", en: "Quarterly figures")
        case .half: Words(vi: "Số liệu sáu tháng", en: "Half-yearly figures")
        case .year: Words(vi: "Số liệu năm", en: "Yearly figures")
        default: Words(vi: "Số liệu theo vụ, kỳ khác", en: "Seasonal and other figures")
        }
    }

    static let owed = Words(vi: "Đến hạn", en: "Due")
    static let exempted = Words(vi: "Được miễn", en: "Exempted")
    static let onTime = Words(vi: "Số lượt đúng hạn", en: "Deliveries on time")
    static let late = Words(vi: "Số lượt trễ", en: "Deliveries late")
    static let short = Words(vi: "Còn thiếu", en: "Short")
    static let dueOn = Words(vi: "Hạn gửi", en: "Due on")
    static let daysLate = Words(vi: "Trễ (ngày làm việc)", en: "Working days late")
    static let state = Words(vi: "Tình trạng", en: "State")
    static let contact = Words(vi: "Người phụ trách, liên hệ", en: "Who answers, contact")
    static let nobodyShort = Words(
        vi: "Không cơ quan nào còn nợ số liệu đã quá hạn.", en: "No agency owes anything past due.")
    static let shortHeading = Words(
        vi: "Số liệu quá hạn chưa nhận đủ", en: "Past due and not received in full")

    static func lead(
        owed: String, onTime: String, complete: String, short: String, day: String
    ) -> Words {
        Words(
            vi:
                "Tính đến hết ngày \(day): \(owed) lượt gửi đến hạn trong bảng, \(onTime) đúng hạn, "
                + "\(complete) đầy đủ; còn thiếu \(short).",
            en: "As of \(day): \(owed) deliveries in the table were due, \(onTime) in time, "
                + "\(complete) complete; \(short) short.")
    }

    static func addressed(_ agency: String) -> Words {
        Words(vi: "Kính gửi: \(agency)", en: "To: \(agency)")
    }

    static func request(centre: String, day: String, count: String) -> Words {
        Words(
            vi:
                "\(centre) đề nghị Quý cơ quan gửi \(count) bộ số liệu dưới đây, đã quá hạn mà tính "
                + "đến hết ngày \(day) chưa nhận được hoặc chưa nhận đủ.",
            en: "\(centre) asks you to send the \(count) deliveries below: past due, and as of "
                + "\(day) not received or not in full.")
    }

    static let after = Words(
        vi:
            "Nếu tệp đã gửi mà vẫn có tên trong danh sách, đề nghị xem phiếu kết quả kiểm tra của tệp: "
            + "tệp bị từ chối, không có số liệu hoặc chép lại kỳ trước thì chưa được tính là đã gửi.",
        en:
            "Where a file was sent and still stands here, see the receipt of its check: a file that "
            + "was refused, holds no records or repeats the period before does not count as sent.")
}

enum FilesWords {
    static let files = Words(vi: "Tệp nhận", en: "Files")
    static let loaded = Words(vi: "Đã nạp", en: "Loaded")
    static let refused = Words(vi: "Từ chối", en: "Refused")
    static let held = Words(vi: "Tạm giữ", en: "Held")
    static let withdrawn = Words(vi: "Đã rút", en: "Withdrawn")
    static let records = Words(vi: "Bản ghi", en: "Records")
    static let quarantined = Words(vi: "Bản ghi cách ly", en: "Records in quarantine")
    static let corrected = Words(vi: "Giá trị điều chỉnh", en: "Values corrected")
    static let none = Words(
        vi: "Trong kỳ không nhận tệp nào.", en: "No file came in this period.")
    static let rule = Words(
        vi:
            "Tính theo ngày phát hành của tệp trong kỳ; tệp bị xét lại tính một lần, theo kết quả sau "
            + "cùng",
        en: "Files by their day of issue in the period; one that was judged again counts once, by "
            + "its last outcome")

    static func lead(files: String, refused: String, held: String, quarantined: String) -> Words {
        Words(
            vi: "Nhận \(files) tệp: từ chối \(refused), tạm giữ \(held); \(quarantined) bản ghi bị "
                + "cách ly.",
            en: "\(files) files came: \(refused) refused, \(held) held; \(quarantined) records in "
                + "quarantine.")
    }
}
