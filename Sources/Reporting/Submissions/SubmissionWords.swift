package import PhusaModel

// All words of the submission ledger, in both languages.

extension SubmissionState {
    package var words: Words {
        switch self {
        case .notDue: Words(vi: "chưa mở nhận", en: "not open yet")
        case .due: Words(vi: "còn trong hạn, chưa gửi", en: "not due yet, nothing came")
        case .onTime: Words(vi: "đúng hạn", en: "on time")
        case .late: Words(vi: "trễ hạn", en: "late")
        case .partial: Words(vi: "chỉ nạp được một phần", en: "loaded in part")
        case .empty: Words(vi: "tệp không có số liệu", en: "file without records")
        case .copy: Words(vi: "chép lại kỳ trước", en: "copy of the period before")
        case .refused: Words(vi: "bị từ chối", en: "refused")
        case .held: Words(vi: "tạm giữ", en: "held")
        case .withdrawn: Words(vi: "đã rút", en: "withdrawn")
        case .exempted: Words(vi: "được miễn", en: "exempted")
        case .missing: Words(vi: "chưa gửi", en: "nothing came")
        }
    }

    /// One character that is told from the others in black and white, in every font of the reports.
    package var symbol: String {
        switch self {
        case .notDue: "·"
        case .due: "…"
        case .onTime: "●"
        case .late: "▲"
        case .partial: "◊"
        case .empty: "Ø"
        case .copy: "≡"
        case .refused: "×"
        case .held: "■"
        case .withdrawn: "◄"
        case .exempted: "–"
        case .missing: "○"
        }
    }
}

enum SubmissionWords {
    static let dataset = Words(vi: "Bộ dữ liệu", en: "Dataset")
    static let onTimeRate = Words(vi: "Đúng hạn", en: "On time")
    static let completeness = Words(vi: "Đầy đủ", en: "Complete")
    static let nothingOwed = Words(
        vi: "Không bộ dữ liệu nào có kỳ phải gửi.", en: "No dataset owes any period.")

    static func judged(_ day: String) -> Words {
        Words(vi: "Tình hình gửi số liệu đến hết ngày \(day)", en: "Submissions as of \(day)")
    }

    static let rule = Words(
        vi: """
            Đúng hạn = gửi đủ, đúng hạn ÷ số kỳ đã đến hạn trừ kỳ được miễn. Đầy đủ = gửi đủ, kể cả \
            trễ ÷ cùng số kỳ đó.
            """,
        en: """
            On time = whole and in time ÷ periods past due that are not exempted. Complete = whole, \
            late ones too ÷ the same.
            """)
}

extension Period {
    /// `01/24`, `Q1/24`, `H1/24`, `2024`: the head of a narrow column.
    var narrowTitle: String {
        let (year, month) = firstMonth
        let short = padded(year % 100, 2)
        switch kind {
        case .month: return "\(padded(month, 2))/\(short)"
        case .quarter: return "Q\((month + 2) / 3)/\(short)"
        case .half: return "H\((month + 5) / 6)/\(short)"
        case .year: return "\(year)"
        case .day, .cumulative, .season: return description
        }
    }
}
