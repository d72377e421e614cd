import PhusaModel

extension DefinitionError.Order {
    var words: Words {
        switch self {
        case .validFromBeforeValidTo:
            Words(vi: "valid_from trước valid_to", en: "valid_from before valid_to")
        case .opensByDue: Words(vi: "due không nhỏ hơn opens", en: "due no less than opens")
        case .dueBeforeLocks: Words(vi: "locks lớn hơn due", en: "locks above due")
        case .minimumByMaximum: Words(vi: "max không nhỏ hơn min", en: "max no less than min")
        case .amberByGreen: Words(vi: "amber không lớn hơn green", en: "amber no more than green")
        case .decidedByExpires:
            Words(vi: "expires không trước decided", en: "expires not before decided")
        case .firstDayByLastDay:
            Words(vi: "ngày đầu không sau ngày cuối", en: "the first day not after the last")
        case .parentAboveChild: Words(vi: "đơn vị cấp trên", en: "an area of a higher level")
        case .confidentialByReliable:
            Words(
                vi: "confidential_below không lớn hơn reliable_from",
                en: "confidential_below no more than reliable_from")
        case .hoursInOrder:
            Words(
                vi: "giờ làm việc theo thứ tự, không chồng nhau",
                en: "working hours in order, apart from each other")
        case .paceToYearEnd:
            Words(
                vi: "phần trăm lũy kế không giảm, đến 12: 100",
                en: "cumulated percents that never fall and end with 12: 100")
        case .bandsUpward:
            Words(
                vi: "mức cao hơn không ít điểm hơn, không số nào âm",
                en: "no fewer points for a larger share, and nothing below 0")
        case .bandsByCap: Words(vi: "điểm không lớn hơn cap", en: "points no more than cap")
        }
    }
}
