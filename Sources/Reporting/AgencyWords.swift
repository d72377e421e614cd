import PhusaModel

// Words of a report about one agency, in both languages.

extension Words {
    static let wholeProvince = Words(vi: "Toàn tỉnh", en: "Whole province")
    static func ownFoldedRule(below: Int) -> Words {
        Words(
            vi: "Không công bố riêng số của cơ quan: có dưới \(below) người trả lời, hoặc được gộp "
                + "với cơ quan như thế để không suy ngược được.",
            en: "The agency's own answers are not published: under \(below) respondents, or put "
                + "together with such an agency so that nothing can be subtracted.")
    }
    static let noOwnAnswers = Words(
        vi: "Trong kỳ không có câu trả lời nào về cơ quan.",
        en: "Nobody answered about the agency in this period.")
    static let noOwnCases = Words(
        vi: "Trong kỳ cơ quan không có phản ánh nào.", en: "The agency had no case in this period.")
    static let noOwnLines = Words(
        vi: "Cơ quan không chịu trách nhiệm về chỉ tiêu nào trong bộ chỉ tiêu này.",
        en: "The agency is answerable for no indicator of this set.")
}
