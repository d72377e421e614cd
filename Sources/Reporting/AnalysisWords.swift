import PhusaModel

// Words of the sections that set figures beside each other.

// MARK: Scores

extension Words {
    static let ownPace = Words(
        vi:
            "Chỉ tiêu có tiến độ khai báo riêng được so với phần kế hoạch năm phải đạt đến nay theo "
            + "tiến độ đó",
        en: "Indicators with a pace of their own are held against what it asks for by now")
    static let group = Words(vi: "Nhóm", en: "Group")
    static let byGroup = Words(vi: "Điểm theo nhóm chỉ tiêu", en: "Score by group")
    static let byAgency = Words(
        vi: "Điểm theo cơ quan chịu trách nhiệm", en: "Score by answerable agency")
    static let lineCount = Words(vi: "Số chỉ tiêu", en: "Lines")
    static let weight = Words(vi: "Trọng số", en: "Weight")
    static let coverage = Words(vi: "Độ phủ", en: "Coverage")
    static let score = Words(vi: "Điểm", en: "Score")
    static let bounds = Words(vi: "Khoảng khi đủ số liệu", en: "Bounds once all is known")
    static let boundLow = Words(vi: "Thấp nhất có thể", en: "At worst")
    static let boundHigh = Words(vi: "Cao nhất có thể", en: "At best")
    static let scoreLines = Words(vi: "Điểm từng chỉ tiêu", en: "Points of each line")
    static let scorePoints = Words(vi: "Điểm đạt", en: "Points")
    static let remaining = Words(vi: "Còn đến kế hoạch", en: "Left to the target")
    static let neededMonthly = Words(vi: "Cần đạt mỗi tháng còn lại", en: "Needed a month from now")
    static let reachedMonthly = Words(vi: "Bình quân tháng đã qua", en: "A month so far")
    static let wholeSet = Words(vi: "Toàn bộ", en: "All")

    static func noScore(least: String) -> Words {
        Words(vi: "độ phủ dưới \(least)", en: "coverage under \(least)")
    }
    static func scoreLead(score: String, coverage: String, low: String, high: String) -> Words {
        Words(
            vi:
                "Điểm chung \(score), từ \(coverage) trọng số đã có số liệu; khi đủ số liệu, điểm nằm "
                + "trong khoảng \(low) đến \(high).",
            en: "Overall score \(score), from \(coverage) of the weight; once all is known it lies "
                + "between \(low) and \(high).")
    }
    static func fullScoreLead(score: String, lines: Int) -> Words {
        Words(
            vi: "Điểm chung \(score), từ đủ số liệu của \(lines) chỉ tiêu.",
            en: "Overall score \(score), from all \(lines) lines.")
    }
    static let allKnown = Words(vi: "đủ số liệu", en: "all known")
    static func noScoreLead(coverage: String, least: String, low: String, high: String) -> Words {
        Words(
            vi: "Chưa chấm điểm chung: mới có số liệu của \(coverage) trọng số, dưới mức tối thiểu "
                + "\(least). Khi đủ số liệu, điểm nằm trong khoảng \(low) đến \(high).",
            en: "No overall score: only \(coverage) of the weight has data, under the least of "
                + "\(least). Once all is known the score lies between \(low) and \(high).")
    }
    static let scoreRule = Words(
        vi:
            "Điểm của một chỉ tiêu = 100 × thực hiện / mức phải đạt đến nay (chỉ tiêu càng thấp càng "
            + "tốt: nghịch đảo), hoặc theo bậc đã khai báo, không quá mức trần; điểm chung = bình quân "
            + "theo trọng số của các chỉ tiêu có số liệu và kế hoạch",
        en:
            "Points of a line = 100 × figure / what is due by now (inverse for what is to be kept low), "
            + "or by declared steps, up to its cap; a score is the mean by weight of the lines with "
            + "figure and target")
    static let coverageRule = Words(
        vi:
            "Độ phủ = trọng số có số liệu / tổng trọng số; dưới mức tối thiểu đã khai báo thì không "
            + "chấm điểm. Khoảng: chỉ tiêu thiếu tính 0 điểm, và tính điểm trần",
        en: "Coverage = weight with data / all weight; below the declared least there is no score. "
            + "Bounds: missing lines at 0, and at their caps")
    static let rankBounds = Words(
        vi: "Khoảng xếp hạng: thứ hạng cao nhất và thấp nhất có thể có khi đủ số liệu",
        en: "Range of ranks: the highest and lowest that can be once all is known")
}

// MARK: Comparisons

extension Words {
    static let toDateOnYearBefore = Words(
        vi: "Lũy kế so với cùng kỳ", en: "Year to date on the year before")
    static let part = Words(vi: "Bộ phận", en: "Part")
    static let change = Words(vi: "Tăng, giảm", en: "Change")
    static let contributionPoints = Words(
        vi: "Đóng góp (điểm\u{A0}%)", en: "Contribution (points)")
    static let restOfGrowth = Words(vi: "Phần còn lại", en: "The rest")
    static let contributionRule = Words(
        vi:
            "Đóng góp = mức tăng, giảm của bộ phận / toàn bộ kỳ gốc × 100; các đóng góp đã làm tròn "
            + "sao cho cộng lại đúng bằng mức tăng chung. Phần còn lại gồm bộ phận thiếu số liệu và "
            + "phần không phân tổ",
        en:
            "Contribution = change of the part / whole of the earlier period × 100, rounded so that "
            + "all add up to the growth as printed. The rest is what lacks a figure or no part holds"
    )
    static func contributionLead(_ title: String, growth: String, base: String) -> Words {
        Words(vi: "\(title): \(growth) so với \(base).", en: "\(title): \(growth) on \(base).")
    }
    static let noGrowth = Words(
        vi:
            "Không tính được mức tăng: thiếu số liệu, kỳ gốc bằng 0, hoặc chuỗi số liệu bị gián đoạn.",
        en:
            "No growth can be told: a figure is missing, the earlier one is zero, or the series breaks."
    )
    static let place = Words(vi: "Hạng", en: "Rank")
    static let placeBefore = Words(vi: "Hạng kỳ gốc", en: "Rank before")
    static let placesGained = Words(vi: "Thay đổi hạng", en: "Places gained")
    static func rankRule(_ direction: Direction, base: String) -> Words {
        direction == .down
            ? Words(
                vi: "Xếp hạng từ giá trị thấp nhất; kỳ gốc: \(base); cùng giá trị thì cùng hạng",
                en: "Ranked from the lowest value; held against \(base); equal values share a rank")
            : Words(
                vi: "Xếp hạng từ giá trị cao nhất; kỳ gốc: \(base); cùng giá trị thì cùng hạng",
                en: "Ranked from the highest value; held against \(base); equal values share a rank"
            )
    }
    static let heatRule = Words(
        vi: "Ô càng đậm, giá trị càng cao trong chính dòng đó",
        en: "The darker a cell, the higher its value within its own row")
}

// MARK: Answers on a scale

extension Words {
    static let question = Words(vi: "Câu hỏi", en: "Question")
    static let questionCode = Words(vi: "Mã câu hỏi", en: "Code of the question")
    static let answers = Words(vi: "Số câu trả lời", en: "Answers")
    static let ratings = Words(vi: "Số đánh giá (tự nguyện)", en: "Ratings (voluntary)")
    static let ratingRate = Words(vi: "Tỷ lệ đánh giá", en: "Share rated")
    static let spread = Words(vi: "Phân bố", en: "Spread")
    static let spreadCaption = Words(
        vi: "Tỷ lệ câu trả lời theo mức", en: "Answers by step of the scale")
    static func answer(_ step: Int) -> Words { Words(vi: "Mức \(step)", en: "Answer \(step)") }
    static let respondentKind = Words(vi: "Người trả lời", en: "Respondents")
    static let otherRespondents = Words(vi: "Các nhóm còn lại", en: "All others")

    /// - Parameter kind: A code of the star; one without words is printed as it is.
    static func respondents(ofKind kind: String) -> Words {
        switch RespondentKind(rawValue: kind) {
        case .person: Words(vi: "Cá nhân", en: "Persons")
        case .organisation: Words(vi: "Tổ chức, doanh nghiệp", en: "Organisations, businesses")
        case nil: kind.isEmpty ? Words(vi: "Không ghi", en: "Not said") : Words(vi: kind, en: kind)
        }
    }

    static func foldedKinds(below: Int, names: String) -> Words {
        Words(
            vi: "Nhóm có dưới \(below) người trả lời được gộp với nhóm ít người kế tiếp: \(names)",
            en: "Groups of under \(below) respondents are put together with the next: \(names)")
    }

    static let otherQuestions = Words(vi: "Các câu hỏi khác", en: "Other questions")
    static let scaleRule = Words(
        vi: "Tỷ lệ phần trăm số câu trả lời theo mức 1 (thấp nhất) đến 5 (cao nhất)",
        en: "Percent of answers from 1, the lowest, to 5, the highest")
    static let ratingRule = Words(
        vi: "Đánh giá tự nguyện của người gửi phản ánh: không suy rộng cho người không đánh giá",
        en:
            "Voluntary ratings (tự nguyện) by those who sent a case: they do not stand for the others"
    )
    static let handlingMeasure = Words(
        vi: "Xử lý phản ánh (QĐ 766)", en: "Handling of cases (Decision 766)")
    static let ratingMeasure = Words(
        vi: "Đánh giá phản ánh (tự nguyện)", en: "Ratings of cases (voluntary)")
    static let surveyMeasure = Words(vi: "Phiếu khảo sát", en: "Survey")
    static let measure766 = Words(vi: "Mức độ hài lòng", en: "Satisfaction")
    static let ratingCount = Words(vi: "Số đánh giá (n)", en: "Ratings (n)")
    static let noOwnCaseInShort = Words(vi: "không có phản ánh", en: "no case")
    static let noOwnRating = Words(vi: "không ai đánh giá", en: "nobody rated")
    static let noOwnForm = Words(vi: "không có phiếu trả lời", en: "no form answered")
    static let notToldApart = Words(vi: "không công bố riêng", en: "not published alone")
    static let measuresRule = Words(
        vi:
            "Ba thước đo của ba nguồn khác nhau, đặt cạnh nhau theo cơ quan để đối chiếu, không cộng "
            + "gộp, không thay thế cho nhau",
        en: "Three measures of three sources, side by side by agency; they are never added up, and "
            + "none stands for another")
    static func notToldApartRule(below: Int) -> Words {
        Words(
            vi:
                "“Không công bố riêng”: dưới \(below) người trả lời, hoặc gộp với cơ quan như thế để "
                + "không suy ngược được",
            en: "“Not published alone”: under \(below) respondents, or put together with such an "
                + "agency so that nothing can be subtracted")
    }
    static let meanOfWhole = Words(
        vi: "Điểm trung bình toàn tỉnh", en: "Mean score of the province")
    static func foldedOwnQuestions(below: Int, names: String) -> Words {
        Words(
            vi:
                "Câu hỏi mà ở cơ quan nào đó có dưới \(below) người trả lời, hoặc suy ngược được, thì "
                + "gộp ở mọi cơ quan: \(names)",
            en: "Questions that under \(below) people answered of some agency, or that could be "
                + "subtracted out, are put together for all agencies: \(names)")
    }
    static func foldedQuestions(below: Int, names: String) -> Words {
        Words(
            vi:
                "Câu hỏi có dưới \(below) câu trả lời được gộp, cùng câu ít trả lời kế tiếp khi cần: "
                + names,
            en:
                "Questions with under \(below) answers are put together, with the next where needed: "
                + names)
    }
}
