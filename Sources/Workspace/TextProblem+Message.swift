import PhusaModel

// Advice to the next editor: all words about a report's text stand in this file.

extension TextProblem {
    var sentence: Words {
        switch self {
        case .openBrace: Words(vi: "ngoặc { không đóng", en: "brace { is not closed")
        case .strayBrace: Words(vi: "ngoặc } không mở", en: "brace } closes nothing")
        case .unused: Words(vi: "số khai báo mà không dùng", en: "figure that no body prints")
        case .oneLanguage:
            Words(
                vi: "số chỉ có trong một ngôn ngữ", en: "figure that one language alone prints")
        case .noSatisfaction:
            Words(
                vi: "báo cáo không có mục satisfaction", en: "report without a satisfaction section"
            )
        case .noSubmissions:
            Words(
                vi: "báo cáo không có mục submissions", en: "report without a submissions section")
        }
    }

    var expectation: Words {
        switch self {
        case .openBrace, .strayBrace:
            Words(
                vi: "{tên số}, hoặc {{ và }} để in dấu ngoặc",
                en: "{name of a figure}, or {{ and }} to print a brace")
        case .unused: Words(vi: "tên này trong body", en: "its name in the body")
        case .oneLanguage: Words(vi: "cùng số trong vi và en", en: "the same figures in vi and en")
        case .noSatisfaction:
            Words(
                vi: "mục satisfaction, theo ngưỡng của nó số được tính",
                en: "a satisfaction section, by whose thresholds the figure is told")
        case .noSubmissions:
            Words(
                vi: "mục submissions, theo phạm vi của nó số được tính",
                en: "a submissions section, by whose scope the figure is told")
        }
    }

    var advice: Words {
        switch self {
        case .openBrace, .strayBrace: Words(vi: "đóng ngoặc", en: "close the braces")
        case .unused: Words(vi: "dùng số này, hoặc bỏ đi", en: "print the figure, or remove it")
        case .oneLanguage:
            Words(
                vi: "thêm {tên số} vào ngôn ngữ kia", en: "add {name} to the other language")
        case .noSatisfaction: Words(vi: "thêm mục satisfaction", en: "add a satisfaction section")
        case .noSubmissions: Words(vi: "thêm mục submissions", en: "add a submissions section")
        }
    }
}
