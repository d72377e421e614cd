import PhusaModel

// All words of the reports, in both languages. Advice to the next editor: a sentence that is built
// from parts is a function here, never a concatenation in a section.

// MARK: Frame

extension Words {
    static let nation = Words(
        vi: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", en: "SOCIALIST REPUBLIC OF VIET NAM")
    static let motto = Words(
        vi: "Độc lập - Tự do - Hạnh phúc", en: "Independence - Freedom - Happiness")
    static let number = Words(vi: "Số: ……/BC", en: "No.: ……/BC")
    static let preparedBy = Words(vi: "Người lập báo cáo", en: "Prepared by")
    static let headOfOffice = Words(vi: "Thủ trưởng đơn vị", en: "Head of the office")
    static let signHere = Words(vi: "(Ký, ghi rõ họ tên)", en: "(Signature, full name)")
    static let dataTable = Words(vi: "Bảng số liệu của biểu đồ", en: "Data of the chart")
    static let notePrefix = Words(vi: "Ghi chú:", en: "Notes:")

    static func asOf(_ moment: String) -> Words {
        Words(vi: "Số liệu cập nhật đến \(moment)", en: "Figures known at \(moment)")
    }
    static func placeAndDate(_ place: String, _ day: String) -> Words {
        Words(vi: "\(place), \(day)", en: "\(place), \(day)")
    }
    /// - Parameter build: `nil` for a report that is only looked at.
    static func footer(build: Int?, hash: String, version: String) -> Words {
        let number =
            build.map { Words(vi: "Bản dựng số \($0)", en: "Build \($0)") }
            ?? Words(vi: "Bản xem thử, chưa phát hành", en: "Preview, not published")
        return Words(
            vi: "\(number.vi) · định nghĩa \(hash) · Phù Sa \(version)",
            en: "\(number.en) · definitions \(hash) · Phù Sa \(version)")
    }

    static func addressee(_ addressee: String) -> Words {
        Words(vi: "Kính gửi: \(addressee)", en: "To: \(addressee)")
    }

    /// - Returns: `nil` where neither is named.
    static func commission(askedBy: String?, paper: String?) -> Words? {
        switch (askedBy, paper) {
        case (let person?, let paper?):
            Words(
                vi: "Lập theo yêu cầu của \(person), văn bản số \(paper)",
                en: "Made at the request of \(person), document \(paper)")
        case (let person?, nil):
            Words(vi: "Lập theo yêu cầu của \(person)", en: "Made at the request of \(person)")
        case (nil, let paper?):
            Words(vi: "Lập theo văn bản số \(paper)", en: "Made by document \(paper)")
        case (nil, nil): nil
        }
    }
}

// MARK: Figures and their standing

extension Words {
    static let noFigure = Words(vi: "chưa có số liệu", en: "no figure yet")
    static let leftEmpty = Words(vi: "nơi gửi bỏ trống", en: "left empty by the sender")
    static let withheld = Words(vi: "bảo mật", en: "confidential")
    static let notEnough = Words(vi: "không đủ dữ liệu", en: "not enough data")
    static let met = Words(vi: "Đạt", en: "On track")
    static let watch = Words(vi: "Cần chú ý", en: "Watch")
    static let missed = Words(vi: "Chưa đạt", en: "Behind")
    static let noTarget = Words(vi: "không có kế hoạch", en: "no target")
    static let points = Words(vi: "điểm", en: "points")
    static let zeroLegend = Words(vi: "“-”: không phát sinh", en: "“-”: nothing occurred")
    static let withheldLegend = Words(
        vi: "“×”: có số liệu nhưng không công bố, lý do ghi bên dưới",
        en: "“×”: a figure that is not published, reason below")
    static let protectsAnother = Words(
        vi: "không công bố để bảo vệ số khác", en: "withheld to protect another figure")
    static func freeFrom(_ day: String) -> Words {
        Words(vi: "công bố từ \(day)", en: "published from \(day)")
    }
    static let missingLegend = Words(
        vi: "“…”: không có số liệu, lý do ghi bên dưới", en: "“…”: no figure, reason below")

    static func missing(months: String) -> Words {
        Words(vi: "thiếu \(months)", en: "\(months) missing")
    }
}

// MARK: Figures in sentences

extension Words {
    /// - Parameter size: Without a sign.
    static func moved(_ movement: Amount.Movement, by size: String) -> Words {
        switch movement {
        case .up: Words(vi: "tăng \(size)", en: "up \(size)")
        case .down: Words(vi: "giảm \(size)", en: "down \(size)")
        case .unchanged: Words(vi: "không đổi", en: "unchanged")
        case .slight: Words(vi: "gần như không đổi", en: "almost unchanged")
        }
    }
    static let brokenSeries = Words(
        vi: "không so sánh được vì chuỗi số liệu gián đoạn",
        en: "not comparable, as the series breaks")
    static let noBase = Words(vi: "chưa có cơ sở so sánh", en: "nothing to compare with")
    static let figuresInText = Words(vi: "số liệu trong bài", en: "figures of the text")
    static let content = Words(vi: "Nội dung", en: "Content")
}

// MARK: KPI sections

extension Words {
    static let lineNumber = Words(vi: "TT", en: "No.")
    static let indicator = Words(vi: "Chỉ tiêu", en: "Indicator")
    static let unit = Words(vi: "Đơn vị", en: "Unit")
    static let figure = Words(vi: "Thực hiện", en: "Figure")
    static let status = Words(vi: "Tình trạng số liệu", en: "Status of the figure")
    static let onYearBefore = Words(vi: "So với cùng kỳ năm trước", en: "On the year before")
    static let onYearBeforeShort = Words(vi: "so với cùng kỳ", en: "on the year before")
    static let unitOfChange = Words(vi: "Đơn vị thay đổi", en: "Unit of change")
    static let yearToDate = Words(vi: "Lũy kế từ đầu năm", en: "Year to date")
    static let target = Words(vi: "Kế hoạch", en: "Target")
    static let targetPeriod = Words(vi: "Kỳ kế hoạch", en: "Period of the target")
    static let shareOfTarget = Words(vi: "% kế hoạch", en: "% of target")
    static let standing = Words(vi: "Đánh giá", en: "Standing")
    static let source = Words(vi: "Nguồn", en: "Source")

    static func onPrevious(_ kind: PeriodKind) -> Words {
        switch kind {
        case .month: Words(vi: "So với tháng trước", en: "On the month before")
        case .quarter: Words(vi: "So với quý trước", en: "On the quarter before")
        case .year: Words(vi: "So với năm trước", en: "On the year before")
        default: Words(vi: "So với kỳ trước", en: "On the period before")
        }
    }
    static let ofYearTarget = Words(vi: "kế hoạch năm", en: "of the year's target")
    static let ofTarget = Words(vi: "kế hoạch", en: "of the target")
    static func targetOfYear(_ year: Int) -> Words {
        Words(vi: "Kế hoạch năm \(year)", en: "Target for \(year)")
    }
    static func summary(lines: Int, met: Int, watch: Int, missed: Int, open: Int) -> Words {
        Words(
            vi: "Trong \(lines) chỉ tiêu: \(met) đạt, \(watch) cần chú ý, \(missed) chưa đạt, "
                + "\(open) chưa đánh giá được (không có kế hoạch hoặc thiếu số liệu).",
            en: "Of \(lines) indicators: \(met) on track, \(watch) to watch, \(missed) behind, "
                + "\(open) not judged (no target, or figures missing).")
    }
    static func bands(green: String, amber: String) -> Words {
        Words(
            vi: "● Đạt: từ \(green) mức phải đạt; ◐ Cần chú ý: từ \(amber); "
                + "○ Chưa đạt: dưới \(amber)",
            en: "● On track: from \(green) of what is due; ◐ Watch: from \(amber); "
                + "○ Behind: below \(amber)")
    }
    static let ownBands = Words(
        vi: "● Đạt, ◐ Cần chú ý, ○ Chưa đạt: theo ngưỡng riêng của từng chỉ tiêu",
        en: "● On track, ◐ Watch, ○ Behind: by each indicator's own bands")
    static func pace(months: Int) -> Words {
        Words(
            vi: "Chỉ tiêu cộng dồn: lũy kế so với tiến độ bình quân, tức \(months)/12 kế hoạch năm",
            en: "Indicators that add up: year to date against an even pace, \(months)/12 of the "
                + "year's target")
    }
    static let inverse = Words(
        vi: "Chỉ tiêu càng thấp càng tốt (↓) được đánh giá theo tỷ lệ nghịch đảo: "
            + "mức phải đạt / thực hiện",
        en: "Indicators to be kept low (↓) are judged by the inverse ratio: due / figure")
    static let pointsNote = Words(
        vi: "Chỉ tiêu là tỷ lệ được so sánh bằng điểm phần trăm (điểm %)",
        en: "Rates are compared in percentage points")
    static func more(_ count: Int) -> Words {
        Words(
            vi: "Còn \(count) chỉ tiêu khác trong bảng chi tiết.",
            en: "\(count) more indicators stand in the table.")
    }
}

// MARK: Charts

extension Words {
    static let period = Words(vi: "Kỳ", en: "Period")
    static let area = Words(vi: "Địa bàn", en: "Area")
    static let value = Words(vi: "Giá trị", en: "Value")
    static let notFinalPoint = Words(vi: "Số chưa chính thức", en: "Not final")
    static let whole = Words(vi: "Toàn địa bàn", en: "The whole area")
    static func gaps(_ periods: String) -> Words {
        Words(vi: "Không có số liệu: \(periods)", en: "No figure: \(periods)")
    }
    static let evenPace = Words(vi: "Kế hoạch năm, chia đều", en: "Year's target, evenly spread")
    static let chartOrder = Words(
        vi: "Xếp theo giá trị giảm dần", en: "Sorted by value, highest first")

    static func trendSummary(first: String, last: String, count: Int, missing: Int) -> Words {
        Words(
            vi: "\(count) kỳ, từ \(first) đến \(last)"
                + (missing > 0 ? "; \(missing) kỳ không có số liệu, đường để hở" : ""),
            en: "\(count) periods, from \(first) to \(last)"
                + (missing > 0 ? "; \(missing) without a figure, shown as gaps" : ""))
    }
}

// MARK: Satisfaction

extension Words {
    static let agency = Words(vi: "Cơ quan", en: "Agency")
    static let formsIssued = Words(vi: "Số phiếu phát ra", en: "Forms issued")
    static let respondents = Words(vi: "Số người trả lời (n)", en: "Respondents (n)")
    static let responseRate = Words(vi: "Tỷ lệ trả lời", en: "Response rate")
    static let shareSatisfied = Words(vi: "Tỷ lệ hài lòng", en: "Share satisfied")
    static let interval = Words(vi: "Khoảng tin cậy 95\u{A0}%", en: "95 % interval")
    static let intervalLow = Words(vi: "Cận dưới 95\u{A0}%", en: "95 % low")
    static let intervalHigh = Words(vi: "Cận trên 95\u{A0}%", en: "95 % high")
    static let meanScore = Words(vi: "Điểm trung bình (1–5)", en: "Mean score (1–5)")
    static let rank = Words(vi: "Khoảng xếp hạng", en: "Range of ranks")
    static let total = Words(vi: "Chung", en: "Total")
    static let voluntary = Words(vi: "tự nguyện", en: "voluntary")
    static let remark = Words(vi: "Ghi chú", en: "Remark")
    static let smallSample = Words(vi: "n nhỏ", en: "small n")
    static let noAnswers = Words(
        vi: "Không đủ dữ liệu: trong kỳ không có phiếu nào được trả lời.",
        en: "Not enough data: nobody answered in this period.")

    static func design(_ words: String) -> Words {
        Words(vi: "Thiết kế mẫu: \(words)", en: "Sample design: \(words)")
    }
    static let noDesign = Words(
        vi: "Đánh giá tự nguyện, không có thiết kế mẫu: không suy rộng, không in khoảng tin cậy",
        en: "Voluntary ratings (tự nguyện) without a sample design: they stand for those who "
            + "answered, and no interval is printed")
    static func satisfiedRule(from: Int) -> Words {
        Words(
            vi: "Tỷ lệ hài lòng = số câu trả lời từ \(from) điểm trở lên / tổng số câu trả lời; "
                + "n là số người trả lời ít nhất một câu",
            en: "Share satisfied = answers of \(from) or more / all answers; n counts respondents "
                + "with at least one answer")
    }
    static let intervalRule = Words(
        vi: "Khoảng tin cậy Wilson 95 %, có tính đến các câu trả lời của cùng một người không độc "
            + "lập với nhau; khoảng xếp hạng: thứ hạng cao nhất và thấp nhất có thể có",
        en: "95 % Wilson interval that allows for answers of one person not being independent; "
            + "range of ranks: the highest and lowest rank that can be")
    static func smallSampleRule(_ count: Int) -> Words {
        Words(
            vi: "“n nhỏ”: dưới \(count) người trả lời, độ tin cậy thấp",
            en: "“small n”: under \(count) respondents, low reliability")
    }
    static func foldedRule(below: Int, names: String) -> Words {
        Words(
            vi: "Không công bố riêng cơ quan có dưới \(below) người trả lời; được gộp, cùng cơ "
                + "quan nhỏ kế tiếp khi cần để không suy ngược được: \(names)",
            en: "Agencies with under \(below) respondents are not published alone; put together, "
                + "with the next smallest where needed so that nothing can be subtracted: \(names)")
    }
    static func suppressedRule(below: Int) -> Words {
        Words(
            vi: "Không công bố: cả kỳ có dưới \(below) người trả lời",
            en: "Not published: under \(below) respondents in all")
    }
    static func othersCount(_ count: Int) -> Words {
        Words(vi: "Các cơ quan khác (\(count) cơ quan)", en: "Other agencies (\(count))")
    }
    static func satisfactionLead(share: String, low: String?, high: String?, count: String) -> Words
    {
        let viRange = low.flatMap { low in high.map { " (khoảng tin cậy 95 %: \(low) đến \($0))" } }
        let enRange = low.flatMap { low in high.map { " (95 % interval \(low) to \($0))" } }
        return Words(
            vi: "\(share) câu trả lời ở mức hài lòng trở lên\(viRange ?? ", đánh giá tự nguyện"), "
                + "từ \(count) người trả lời.",
            en: "\(share) of answers are satisfied\(enRange ?? ", voluntary ratings"), from "
                + "\(count) respondents.")
    }
}

// MARK: Cases

extension Words {
    static let received = Words(vi: "Tiếp nhận", en: "Received")
    static let closedInTime = Words(vi: "Xử lý đúng hạn", en: "Closed in time")
    static let closedLate = Words(vi: "Xử lý trễ hạn", en: "Closed late")
    static let open = Words(vi: "Đang xử lý", en: "Open")
    static let openOverdue = Words(vi: "trong đó quá hạn", en: "of which overdue")
    static let openWithinTerm = Words(vi: "Đang xử lý, còn hạn", en: "Open, within term")
    static let openPastDue = Words(vi: "Đang xử lý, quá hạn", en: "Open, overdue")
    static let onTimeRate = Words(vi: "Tỷ lệ đúng hạn", en: "On-time rate")
    static let rule766 = Words(vi: "Mức độ hài lòng (QĐ 766)", en: "Satisfaction (Decision 766)")
    static let silence = Words(vi: "Tỷ lệ không đánh giá", en: "Share not rated")
    static let structure = Words(vi: "Cơ cấu", en: "Make-up")
    static let cohortRule = Words(
        vi: "Tính theo phản ánh tiếp nhận trong kỳ; tình trạng tại thời điểm của số liệu",
        en: "Cases received in the period, as they stood at the moment of the figures")
    static let onTimeRule = Words(
        vi: "Tỷ lệ đúng hạn = xử lý đúng hạn / tiếp nhận",
        en: "On-time rate = closed in time / received")
    static let rule766Text = Words(
        vi: "Mức độ hài lòng theo Quyết định 766/QĐ-TTg = (tiếp nhận − trễ hạn hoặc bị đánh giá "
            + "không hài lòng) / tiếp nhận; mỗi phản ánh tính một lần, đang xử lý mà quá hạn là trễ, "
            + "không đánh giá được coi là hài lòng, vì vậy in kèm tỷ lệ không đánh giá",
        en: "Satisfaction by Decision 766/QĐ-TTg = (received − late or rated not satisfied) / "
            + "received; each case once, open past due is late, silence counts as satisfied and is "
            + "therefore printed beside it")
    static let noCases = Words(
        vi: "Không đủ dữ liệu: trong kỳ không tiếp nhận phản ánh nào.",
        en: "Not enough data: no case was received in this period.")
    static func casesLead(count: String, onTime: String, satisfied: String, silent: String) -> Words
    {
        Words(
            vi: "Tiếp nhận \(count) phản ánh; \(onTime) được xử lý đúng hạn; mức độ hài lòng theo "
                + "Quyết định 766 là \(satisfied), trong khi \(silent) phản ánh không được đánh giá.",
            en: "\(count) cases received; \(onTime) closed in time; satisfaction by Decision 766 "
                + "is \(satisfied), while \(silent) of cases were not rated.")
    }
}

// MARK: Sources

extension Words {
    static let sources = Words(vi: "Nguồn số liệu", en: "Sources")
    static let dataset = Words(vi: "Bộ dữ liệu", en: "Dataset")
    static let file = Words(vi: "Tệp", en: "File")
    static let vintage = Words(vi: "Công bố", en: "Vintage")
    static let lines = Words(vi: "Dòng", en: "Lines")
    static let noSources = Words(
        vi: "Báo cáo này được tính từ dữ liệu khảo sát và phản ánh trong kho tại thời điểm ghi ở "
            + "đầu báo cáo; không trích dẫn số liệu thống kê nào.",
        en: "This report is computed from survey and case records in the warehouse at the moment "
            + "named at its head; it cites no statistical figure.")
    static let computed = Words(vi: "tính tại trung tâm", en: "computed at the centre")
    static let whyCommand = Words(
        vi: "Truy vết một con số đến dòng của tệp gốc:",
        en: "To trace a figure to the line of its file:")
}

// MARK: Revisions

extension Words {
    static let noPreviousReport = Words(
        vi: "Đây là báo cáo đầu tiên của loại này: chưa có số đã in để so sánh.",
        en: "This is the first report of its kind: nothing was printed before.")
    static let printed = Words(vi: "Đã in", en: "Printed")
    static let now = Words(vi: "Nay", en: "Now")
    static let difference = Words(vi: "Chênh lệch", en: "Difference")
    static func revised(count: String, build: String, period: String) -> Words {
        Words(
            vi: "So với báo cáo đã phát hành trước (bản số \(build), \(period)), "
                + "số liệu in trong cả hai mà nay khác: \(count).",
            en: "Figures printed in the report before (build \(build), \(period)) and in this one "
                + "that are others now: \(count).")
    }
    static func moreRevisions(_ count: String) -> Words {
        Words(
            vi: "\(count) số khác nằm trong tệp CSV của báo cáo",
            en: "\(count) more are in the report's CSV")
    }
}

// MARK: Warnings

extension Words {
    static func warnKPISet(_ code: String) -> Words {
        Words(
            vi: "Bộ chỉ tiêu “\(code)” không có trong danh mục; mục này để trống",
            en: "KPI set “\(code)” is not in the catalogue; the section stays empty")
    }
    static func warnIndicator(_ key: String) -> Words {
        Words(
            vi: "Chỉ tiêu “\(key)” không có trong danh mục",
            en: "Indicator “\(key)” is not in the catalogue")
    }
    static func warnMissing(section: String, rows: String) -> Words {
        Words(
            vi: "\(section): chưa có số liệu của \(rows)",
            en: "\(section): no figure for \(rows)")
    }
    static func warnBalance(agency: String) -> Words {
        Words(
            vi: "\(agency): số phản ánh tiếp nhận khác tổng đúng hạn + trễ hạn + đang xử lý",
            en: "\(agency): cases received differ from in time + late + open")
    }
    static func warnSuppressed(section: String) -> Words {
        Words(
            vi: "\(section): quá ít người trả lời, không công bố số liệu",
            en: "\(section): too few respondents, nothing is published")
    }
    static func warnEmpty(section: String) -> Words {
        Words(vi: "\(section): không có dữ liệu trong kỳ", en: "\(section): no data in the period")
    }
    static func warnPeriod(expected: String, found: String) -> Words {
        Words(
            vi: "Báo cáo được khai báo cho kỳ “\(expected)” nhưng được lập cho kỳ “\(found)”",
            en: "The report is declared for periods of kind “\(expected)” but was built for "
                + "“\(found)”")
    }
}
