/// SDMX OBS_STATUS, as far as it says how final a figure is or why there is none.
package enum ObservationStatus: String, Sendable, CaseIterable, Codable {
    case normal = "A"
    case seriesBreak = "B"
    case definitionDiffers = "D"
    case estimated = "E"
    case forecast = "F"
    case experimental = "G"
    case holiday = "H"
    case imputed = "I"
    case derogation = "J"
    case includedElsewhere = "K"
    case notCollected = "L"
    case cannotExist = "M"
    case notSignificant = "N"
    case missing = "O"
    case provisional = "P"
    case suppressed = "Q"
    case specialEvent = "S"
    case lowReliability = "U"
    case unvalidated = "V"
    case includesAnother = "W"

    /// One SDMX letter, or the words of Vietnamese tables: Chính thức, Sơ bộ, Ước tính, Dự báo.
    package init?(reading text: String) {
        if let status = ObservationStatus(rawValue: text) {
            self = status
            return
        }
        switch NameKey.fold(text) {
        case "chính thức", "thực hiện", "final": self = .normal
        case "sơ bộ", "prel.", "pre.", "preliminary": self = .provisional
        case "ước tính", "ước", "ước thực hiện", "est.", "estimated": self = .estimated
        case "dự báo", "forecast": self = .forecast
        default: return nil
        }
    }

    /// Whether it says why there is no figure; such a status and a number contradict each other.
    package var isReasonForNone: Bool {
        switch self {
        case .holiday, .includedElsewhere, .notCollected, .cannotExist, .missing, .suppressed: true
        default: false
        }
    }

    /// Those that a number may have.
    package static let ofNumbers = allCases.filter { !$0.isReasonForNone }

    package var title: Words {
        switch self {
        case .normal: Words(vi: "Chính thức", en: "Final")
        case .provisional: Words(vi: "Sơ bộ", en: "Provisional")
        case .estimated: Words(vi: "Ước tính", en: "Estimated")
        case .forecast: Words(vi: "Dự báo", en: "Forecast")
        case .seriesBreak: Words(vi: "Gián đoạn chuỗi", en: "Break in series")
        case .definitionDiffers: Words(vi: "Khác định nghĩa", en: "Definition differs")
        case .experimental: Words(vi: "Thử nghiệm", en: "Experimental")
        case .holiday: Words(vi: "Thiếu: ngày nghỉ", en: "Missing: holiday")
        case .imputed: Words(vi: "Gán giá trị", en: "Imputed")
        case .derogation: Words(vi: "Miễn trừ", en: "Derogation")
        case .includedElsewhere: Words(vi: "Gộp vào nhóm khác", en: "Included elsewhere")
        case .notCollected: Words(vi: "Không thu thập được", en: "Not collected")
        case .cannotExist: Words(vi: "Không thể có", en: "Cannot exist")
        case .notSignificant: Words(vi: "Không đáng kể", en: "Not significant")
        case .missing: Words(vi: "Thiếu", en: "Missing")
        case .suppressed: Words(vi: "Bảo mật", en: "Suppressed")
        case .specialEvent: Words(vi: "Sự kiện đặc biệt", en: "Special event")
        case .lowReliability: Words(vi: "Độ tin cậy thấp", en: "Low reliability")
        case .unvalidated: Words(vi: "Chưa thẩm định", en: "Unvalidated")
        case .includesAnother: Words(vi: "Gồm cả nhóm khác", en: "Includes another")
        }
    }
}

/// What stood in the cell besides a number, and what it means.
package enum Mark: String, Sendable, CaseIterable, Codable {
    /// "-": nothing occurred. The value is 0, the mark is kept.
    case zero = "-"
    /// "...": occurred, not collected. No value, status L.
    case missing = "."
    /// An empty cell that the contract declares to mean "no figure". No value, status O.
    case empty = "e"
    /// Withheld by the sender. No value, status Q.
    case suppressed = "x"

    /// The word in a contract's `marks:`.
    package var word: String {
        switch self {
        case .zero: "zero"
        case .missing: "missing"
        case .empty: "empty"
        case .suppressed: "suppressed"
        }
    }
}
