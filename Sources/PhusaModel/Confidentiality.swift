/// SDMX CONF_STATUS: whether a figure may be published, and why not.
package enum Confidentiality: String, Sendable, CaseIterable, Codable {
    case free = "F"
    case internalUse = "N"
    case confidential = "C"
    case secondaryBySender = "D"
    case secondaryByReceiver = "S"
    case smallCount = "A"
    case dominatedByOne = "O"
    case dominatedByTwo = "T"
    case oneOrTwoUnits = "G"
    case otherConcentration = "M"
    /// Internal until a day, free from that day on.
    case embargo = "E"
    case military = "X"

    /// Whether a figure may be published on a day.
    ///
    /// - Parameter until: The first day on which an embargoed figure is free; without one it never is.
    package func isFree(on day: CalendarDay, until: CalendarDay?) -> Bool {
        switch self {
        case .free: true
        case .embargo: until.map { $0 <= day } ?? false
        default: false
        }
    }

    package var title: Words {
        switch self {
        case .free: Words(vi: "Công khai", en: "Free")
        case .internalUse: Words(vi: "Chỉ dùng nội bộ", en: "Internal use only")
        case .confidential: Words(vi: "Bảo mật", en: "Confidential")
        case .secondaryBySender:
            Words(vi: "Bảo mật thứ cấp, nơi gửi đặt", en: "Secondary, set by the sender")
        case .secondaryByReceiver:
            Words(vi: "Bảo mật thứ cấp, nơi nhận đặt", en: "Secondary, set by the receiver")
        case .smallCount: Words(vi: "Quá ít đơn vị", en: "Small counts")
        case .dominatedByOne: Words(vi: "Một đơn vị chi phối", en: "One unit dominates")
        case .dominatedByTwo: Words(vi: "Hai đơn vị chi phối", en: "Two units dominate")
        case .oneOrTwoUnits: Words(vi: "Chỉ một hoặc hai đơn vị", en: "One or two units")
        case .otherConcentration: Words(vi: "Tập trung khác", en: "Other concentration")
        case .embargo: Words(vi: "Chưa đến ngày công bố", en: "Under embargo")
        case .military: Words(vi: "Quân sự", en: "Military")
        }
    }
}

/// Why a report leaves a figure out that the warehouse holds.
package enum Withholding: Sendable, Hashable {
    case confidential
    /// Free from the day on.
    case embargo(until: CalendarDay)
    /// The figure is free itself: another one could be worked out from it.
    case protectsAnother
}
