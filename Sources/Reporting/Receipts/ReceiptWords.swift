package import PhusaModel

// All words of the receipts, in both languages.

/// What became of a drop, in words.
package enum VerdictWords {
    /// `ACCEPTED BUT FOR 3 RECORDS IN QUARANTINE`: the verdict in capitals.
    package static func headline(_ outcome: Verdict.Outcome, quarantined count: Int) -> Words {
        switch outcome {
        case .accepted where count > 0:
            Words(
                vi: "ĐƯỢC NHẬN, TRỪ \(count) BẢN GHI BỊ CÁCH LY",
                en: "ACCEPTED BUT FOR \(count) RECORDS IN QUARANTINE")
        case .accepted: Words(vi: "ĐƯỢC NHẬN", en: "ACCEPTED")
        case .held: Words(vi: "TẠM GIỮ", en: "HELD")
        case .refused: Words(vi: "TỪ CHỐI", en: "REFUSED")
        }
    }

    /// What the verdict means for the figures, and what the sender does now.
    package static func meaning(_ outcome: Verdict.Outcome, quarantined count: Int) -> Words {
        switch outcome {
        case .accepted where count > 0:
            Words(
                vi: "Các dòng còn lại được đưa vào số liệu. Các dòng bị cách ly chưa được dùng; số "
                    + "liệu cũ của chúng, nếu có, giữ nguyên. Hãy sửa những dòng nêu dưới đây trong "
                    + "tệp gốc rồi gửi lại cả tệp, với ngày mới trong tên tệp.",
                en: "The other rows go into the figures. Rows in quarantine are not used; their "
                    + "former figures, if any, stand. Mend the rows below in the original file and "
                    + "send the whole file again, with a new date in its name.")
        case .accepted:
            Words(
                vi: "Tệp đúng với hợp đồng dữ liệu. Đơn vị không phải làm gì thêm.",
                en: "The file keeps its contract. There is nothing for you to do.")
        case .held:
            Words(
                vi:
                    "Tệp đọc được nhưng chưa được đưa vào số liệu; trung tâm xem lý do nêu dưới đây "
                    + "rồi quyết định. Số liệu đã có giữ nguyên. Nếu gửi nhầm, hãy báo trung tâm.",
                en: "The file can be read but is not in the figures yet; the centre looks at the "
                    + "reasons below and decides. Earlier figures stand. If it was sent by "
                    + "mistake, tell the centre.")
        case .refused:
            Words(
                vi:
                    "Không dòng nào của tệp được đưa vào số liệu; số liệu đã có giữ nguyên. Hãy sửa "
                    + "theo các mục dưới đây rồi gửi lại cả tệp.",
                en: "No row of the file goes into the figures; earlier figures stand. Mend what is "
                    + "listed below and send the whole file again.")
        }
    }
}

extension Exclusion.Cause {
    /// Why something was left out, as a clause.
    package var words: Words {
        switch self {
        case .filter: Words(vi: "lọc theo khai báo", en: "left out by a filter")
        case .emptyCell: Words(vi: "ô trống", en: "an empty cell")
        case .repeated: Words(vi: "lặp lại y hệt một dòng trước", en: "repeats an earlier line")
        case .correction: Words(vi: "loại theo đính chính", en: "left out by a correction")
        case .refused: Words(vi: "chờ cùng tệp bị từ chối", en: "waits with its refused file")
        case .held: Words(vi: "chờ cùng tệp tạm giữ", en: "waits with its held file")
        }
    }
}

enum ReceiptWords {
    static let title = Words(vi: "Phiếu tiếp nhận và kiểm tra tệp số liệu", en: "Data receipt")
    static let beforeSending = Words(
        vi: "Kiểm tra trước khi gửi: phiếu do người dùng tự lập, chưa phải xác nhận của trung tâm.",
        en: "Checked before sending: made by the sender, no acknowledgement by the centre yet.")

    static func recorded(drop: Int, run: Int?, moment: String) -> Words {
        Words(
            vi: "Trung tâm đã ghi nhận: tệp số \(drop)" + (run.map { ", lượt chạy \($0)" } ?? "")
                + ", nhận lúc \(moment).",
            en: "Recorded by the centre: drop \(drop)" + (run.map { ", run \($0)" } ?? "")
                + ", received at \(moment).")
    }

    static func loaded(_ loaded: String, unchanged: String, closed: String) -> Words {
        Words(
            vi: "Ô số liệu: nạp \(loaded), không đổi \(unchanged), đóng \(closed).",
            en: "Cells: loaded \(loaded), unchanged \(unchanged), closed \(closed).")
    }
    static let withdrawn = Words(
        vi: "Tệp đã được rút khỏi số liệu hiện hành.",
        en: "The drop has been withdrawn from the current figures.")

    // MARK: Facts

    static let facts = Words(vi: "Tệp", en: "The file")
    static let fileName = Words(vi: "Tên tệp", en: "Name")
    static let sender = Words(vi: "Đơn vị gửi", en: "Sent by")
    static let answerable = Words(vi: "Đầu mối", en: "Answerable")
    static let periodInRows = Words(vi: "ghi trong từng dòng", en: "stated by each row")
    static let vintage = Words(vi: "Ngày số liệu", en: "Vintage")
    static let fromName = Words(vi: "theo tên tệp", en: "from the name")
    static let fromReceipt = Words(
        vi: "ngày nhận, vì tên tệp không ghi", en: "day of receipt, since the name has none")
    static func sequence(_ number: Int) -> Words {
        Words(vi: "lần \(number)", en: "number \(number) of the day")
    }
    static let received = Words(vi: "Ngày nhận", en: "Received")
    static let size = Words(vi: "Cỡ tệp", en: "Size")
    static func bytes(_ count: String) -> Words { Words(vi: "\(count) byte", en: "\(count) bytes") }
    static let definitions = Words(vi: "Bộ định nghĩa", en: "Definitions")
    static let unclaimed = Words(
        vi: "chưa xác định: tên tệp không khớp với đúng một hợp đồng",
        en: "not known: the name does not match exactly one contract")

    // MARK: Balances

    static let balances = Words(vi: "Cân đối", en: "Balances")
    static let balanceNote = Words(
        vi: "Đã đọc = được nhận + cách ly + loại có lý do; không dòng nào mất mà không có lý do.",
        en: "Read = accepted + quarantined + excluded; no row is lost without a reason.")
    static let recordsRow = Words(vi: "Bản ghi (dòng)", en: "Records (rows)")
    static let cellsRow = Words(vi: "Ô số liệu", en: "Cells")
    static let read = Words(vi: "Đã đọc", en: "Read")
    static let accepted = Words(vi: "Được nhận", en: "Accepted")
    static let quarantined = Words(vi: "Cách ly", en: "Quarantined")
    static let excluded = Words(vi: "Loại có lý do", en: "Excluded")

    // MARK: What to mend

    static func reasons(_ outcome: Verdict.Outcome) -> Words {
        outcome == .held
            ? Words(vi: "Vì sao tệp bị tạm giữ", en: "Why the file is held")
            : Words(vi: "Vì sao tệp bị từ chối", en: "Why the file is refused")
    }
    static let byRule = Words(vi: "Cần sửa, gộp theo quy tắc", en: "To be mended, by rule")
    static let rowByRow = Words(
        vi: "Từng dòng, theo thứ tự trong tệp", en: "Row by row, in file order")
    static let rule = Words(vi: "Sai gì", en: "What is wrong")
    static let recordCount = Words(vi: "Số dòng", en: "Rows")
    static let linesInFile = Words(vi: "Ở các dòng", en: "At lines")
    static let advice = Words(vi: "Cách sửa", en: "What to do")
    static let line = Words(vi: "Dòng", en: "Line")
    static let column = Words(vi: "Cột", en: "Column")
    static let found = Words(vi: "Giá trị trong tệp", en: "Value in the file")
    static let nothing = Words(vi: "(trống)", en: "(nothing)")
    static let foundLabel = Words(vi: "Thấy:", en: "Found:")
    static let expected = Words(vi: "Cần:", en: "Expected:")
    static let todo = Words(vi: "Sửa:", en: "Do:")
    static let raw = Words(vi: "Nguyên văn", en: "As it came")

    static func columnNumber(_ number: Int, letter: String?) -> Words {
        let letter = letter.map { " (\($0))" } ?? ""
        return Words(vi: "cột \(number)\(letter)", en: "column \(number)\(letter)")
    }
    static func lineAndColumn(_ line: Int, _ column: Int) -> Words {
        Words(vi: "dòng \(line), cột \(column)", en: "line \(line), column \(column)")
    }
    static func moreRows(_ count: String) -> Words {
        Words(
            vi: "Còn \(count) dòng nữa không in ở đây; phiếu JSON đi kèm có đủ mọi dòng.",
            en: "\(count) more rows are not printed here; the JSON receipt beside this page has "
                + "every row.")
    }
    static let explainHint = Words(
        vi: "Mỗi quy tắc được giải thích bằng lệnh", en: "Each rule is explained by")

    // MARK: The rest

    static let corrections = Words(vi: "Đính chính đã áp dụng", en: "Corrections applied")
    static let correction = Words(vi: "Đính chính", en: "Correction")
    static let readAs = Words(vi: "Được đọc là", en: "Read as")
    static let exclusions = Words(vi: "Loại có lý do", en: "Left out for a reason")
    static let cause = Words(vi: "Lý do", en: "Reason")
    static let wholeFile = Words(vi: "cả tệp", en: "the whole file")
    static let notices = Words(vi: "Lưu ý", en: "Notices")

    static func footer(shape: Int) -> Words {
        Words(
            vi: "Phiếu lập bằng Phù Sa, mẫu \(shape); giữ tệp này cùng tệp đã gửi.",
            en: "Made by Phù Sa, shape \(shape); keep it with the file that was sent.")
    }
}
