import PhusaModel

/// Trà Vinh in small: the catalogue and reports that the golden files are made of.
enum SampleWorkspace {
    static func make(
        indicators: [Indicator] = indicators, kpiSets: [KPISet] = [kpis],
        name: Words = Words(
            vi: "Trung tâm Điều hành thông minh (IOC)", en: "Intelligent Operations Centre (IOC)"),
        breakdowns: [BreakdownAxis] = [], areas: [Area] = [], questions: [SurveyQuestion] = [],
        agencies: [Agency] = []
    ) -> WorkspaceDefinition {
        let centre = CentreDefinition(
            code: "ioc-tra-vinh", name: name,
            parent: Words(vi: "Văn phòng UBND tỉnh Trà Vinh", en: "Office of Trà Vinh Province"),
            place: "Trà Vinh", area: "84", language: .vi, drops: "drops", state: ".phusa",
            archive: nil, holidays: [], workedDays: [])
        let catalogue = Catalogue(
            units: UnitList(units), areas: AreaList(areas), agencies: agencies,
            indicators: indicators,
            breakdowns: breakdowns, seasons: [], kpiSets: kpiSets,
            questions: questions)
        return WorkspaceDefinition(
            centre: centre, catalogue: catalogue, schema: StarSchema(dimensions: [], facts: []),
            datasets: [], reports: [])
    }

    private static func unit(
        _ code: String, _ dimension: String, en: String? = nil
    ) -> UnitOfMeasure {
        UnitOfMeasure(
            code: code, title: Words(vi: code, en: en ?? code), dimension: dimension,
            factor: ExactDecimal(1), aliases: [])
    }

    static let units = [
        unit("tỷ đồng", "money", en: "billion VND"), unit("%", "ratio"),
        unit("tấn", "mass", en: "tonnes"),
        unit("doanh nghiệp", "count", en: "enterprises"),
        unit("triệu USD", "usd", en: "million USD"),
        unit("lượt người", "count", en: "visits"), unit("vụ", "count", en: "cases"),
        unit("giường/10.000 dân", "beds", en: "beds per 10,000"),
    ]

    static let indicators = [
        Make.indicator("NS.01", "Thu ngân sách nhà nước trên địa bàn", decimals: 1),
        Make.indicator("NS.02", "Chi ngân sách địa phương", decimals: 1, direction: .none),
        Make.indicator("DT.01", "Giải ngân vốn đầu tư công", decimals: 1),
        Make.indicator(
            "CN.01", "Chỉ số sản xuất công nghiệp so với cùng kỳ", unit: "%", overTime: .none),
        Make.indicator(
            "TM.01", "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng", decimals: 0),
        Make.indicator("TM.02", "Kim ngạch xuất khẩu", unit: "triệu USD", decimals: 2),
        Make.indicator("NN.01", "Sản lượng thủy sản", unit: "tấn", decimals: 0),
        Make.indicator(
            "DN.01", "Doanh nghiệp đăng ký thành lập mới", unit: "doanh nghiệp", decimals: 0),
        Make.indicator("DL.01", "Lượt khách du lịch", unit: "lượt người", decimals: 0),
        Make.indicator(
            "LD.01", "Tỷ lệ thất nghiệp", unit: "%", overTime: .none, decimals: 2, direction: .down),
        Make.indicator(
            "YT.01", "Giường bệnh trên 10.000 dân", unit: "giường/10.000 dân", overTime: .last),
        Make.indicator(
            "YT.02", "Tỷ lệ bao phủ bảo hiểm y tế", unit: "%", overTime: .last, decimals: 2),
        Make.indicator("AT.01", "Tai nạn giao thông", unit: "vụ", decimals: 0, direction: .down),
        Make.indicator(
            "DV.01", "Hồ sơ giải quyết đúng hạn", unit: "%", overTime: .none, decimals: 1),
    ]

    static let kpis = KPISet(
        code: "tra-vinh-2025",
        title: Words(vi: "Chỉ tiêu điều hành 2025", en: "Leaders' indicators 2025"),
        groups: [
            group(
                Words(vi: "Kinh tế", en: "Economy"),
                ["NS.01", "NS.02", "DT.01", "CN.01", "TM.01", "TM.02", "NN.01", "DN.01", "DL.01"]),
            group(Words(vi: "Xã hội", en: "Society"), ["LD.01", "YT.01", "YT.02", "AT.01"]),
            group(Words(vi: "Hành chính công", en: "Public administration"), ["DV.01"]),
        ])

    private static func group(_ title: Words, _ codes: [String]) -> KPIGroup {
        KPIGroup(
            title: title,
            lines: codes.map { code in
                Make.line(
                    code, direction: indicators.first { $0.key.code == code }?.direction ?? .none)
            })
    }

    static let kpiReport = ReportDefinition(
        code: "kpi-thang",
        title: Words(vi: "Báo cáo chỉ tiêu điều hành tháng", en: "Monthly KPI report"),
        period: .month,
        sections: [
            .headline(title: Words(vi: "Điểm chính", en: "Headline"), kpis: "tra-vinh-2025"),
            .kpiTable(title: Words(vi: "Bảng chỉ tiêu", en: "Indicators"), kpis: "tra-vinh-2025"),
            .trend(
                title: Words(vi: "Thu ngân sách theo tháng", en: "Budget revenue by month"),
                indicator: Make.key("NS.01"), breakdown: "", periodCount: 24),
            .trend(
                title: Words(vi: "Tỷ lệ thất nghiệp", en: "Unemployment"),
                indicator: Make.key("LD.01"), breakdown: "", periodCount: 12),
            .areas(
                title: Words(vi: "Thu ngân sách theo địa bàn", en: "Budget revenue by district"),
                indicator: Make.key("NS.01"), level: .district),
            .text(title: Words(vi: "Nhận định chung", en: "In short"), inShort),
            .sources(title: Words(vi: "Nguồn số liệu", en: "Sources")),
        ], definedAt: "reports/kpi-thang.yml:1")

    /// Each kind of amount that a sentence can hold, those that are absent among them.
    private static let inShort = TextDefinition(
        vi: TextBody([
            .plain("Thu ngân sách đạt "), .figure("thu"), .plain(", "), .figure("thu_cung_ky"),
            .plain(" so với cùng kỳ; lũy kế "), .figure("thu_luy_ke"), .plain(", bằng "),
            .figure("thu_dat"), .plain(" kế hoạch năm.\n\nTỷ lệ thất nghiệp "),
            .figure("that_nghiep"), .plain(", "), .figure("that_nghiep_thang_truoc"),
            .plain(" so với tháng trước; giường bệnh "), .figure("giuong"), .plain("."),
        ]),
        en: TextBody([
            .plain("Revenue came to "), .figure("thu"), .plain(", "), .figure("thu_cung_ky"),
            .plain(" on the year before; since January "), .figure("thu_luy_ke"), .plain(", "),
            .figure("thu_dat"), .plain(" of the year's target.\n\nUnemployment stood at "),
            .figure("that_nghiep"), .plain(", "), .figure("that_nghiep_thang_truoc"),
            .plain(" on the month before; hospital beds "), .figure("giuong"), .plain("."),
        ]),
        figures: [
            "thu": .indicator(IndicatorFigure(indicator: Make.key("NS.01"))),
            "thu_cung_ky": .indicator(
                IndicatorFigure(indicator: Make.key("NS.01"), show: .change)),
            "thu_luy_ke": .indicator(
                IndicatorFigure(indicator: Make.key("NS.01"), show: .yearToDate)),
            "thu_dat": .indicator(
                IndicatorFigure(indicator: Make.key("NS.01"), show: .ofTarget)),
            "that_nghiep": .indicator(IndicatorFigure(indicator: Make.key("LD.01"))),
            "that_nghiep_thang_truoc": .indicator(
                IndicatorFigure(indicator: Make.key("LD.01"), show: .change, base: .previous)),
            "giuong": .indicator(IndicatorFigure(indicator: Make.key("YT.01"))),
        ])

    static let survey = SurveyDefinition(
        design: Words(
            vi: "chọn ngẫu nhiên hệ thống 1/10 hồ sơ đã trả kết quả tại từng cơ quan",
            en: "systematic random sample, one in ten settled files of each agency"),
        satisfiedFrom: 4, reliableFrom: 30, confidentialBelow: 5)

    static let satisfactionReport = ReportDefinition(
        code: "hai-long-thang",
        title: Words(
            vi: "Báo cáo mức độ hài lòng và xử lý phản ánh", en: "Satisfaction and feedback report"),
        period: .month,
        sections: [
            .satisfaction(
                title: Words(vi: "Mức độ hài lòng theo cơ quan", en: "Satisfaction by agency"),
                survey: survey),
            .cases(
                title: Words(
                    vi: "Phản ánh hiện trường theo cơ quan", en: "Feedback cases by agency")),
            .text(
                title: Words(vi: "Cách đọc báo cáo", en: "How to read this report"),
                TextDefinition(
                    plain: Words(
                        vi:
                            "Hai thước đo trên đây trả lời hai câu hỏi khác nhau và không thay thế cho nhau: tỷ "
                            + "lệ hài lòng là ý kiến của người được khảo sát, mức độ hài lòng theo Quyết định "
                            + "766/QĐ-TTg là kết quả xử lý phản ánh.",
                        en:
                            "The two measures above answer different questions: the share satisfied is what "
                            + "people in the survey said, satisfaction by Decision 766/QĐ-TTg is how cases "
                            + "were handled."))),
        ], definedAt: "reports/hai-long-thang.yml:1")

    /// About one agency at a time.
    static let agencyReport = ReportDefinition(
        code: "co-quan",
        title: Words(vi: "Báo cáo kết quả của cơ quan", en: "Results of the agency"),
        subject: .eachAgency, addressee: Words(vi: "UBND tỉnh", en: "the People's Committee"),
        period: .month,
        sections: [
            .measures(
                title: Words(vi: "Ba thước đo", en: "Three measures"), survey: survey),
            .satisfaction(
                title: Words(vi: "Mức độ hài lòng", en: "Satisfaction"), survey: survey),
            .analysis(
                title: Words(vi: "Phân bố theo câu hỏi", en: "Answers by question"),
                .distribution(
                    ScaleDefinition(
                        subject: .surveyAnswers, grouping: .question, reliableFrom: 30,
                        confidentialBelow: 5))),
            .cases(title: Words(vi: "Phản ánh hiện trường", en: "Feedback cases")),
        ], definedAt: "reports/co-quan.yml:1")

    /// The measures of all agencies beside each other.
    static let measuresReport = ReportDefinition(
        code: "ba-thuoc-do",
        title: Words(vi: "Ba thước đo theo cơ quan", en: "Three measures by agency"),
        period: .month,
        sections: [
            .measures(title: Words(vi: "Ba thước đo", en: "Three measures"), survey: survey)
        ], definedAt: "reports/ba-thuoc-do.yml:1")

    static let agencies = [
        Agency(
            code: "stnmt", name: "Sở Tài nguyên và Môi trường", kind: "department", validFrom: nil,
            validTo: nil)
    ]
}
