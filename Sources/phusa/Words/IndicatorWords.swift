import PhusaModel

enum IndicatorWords {
    static func lines(_ indicator: Indicator, datasets: [String]) -> [Words] {
        let key = indicator.key
        let senders = datasets.joined(separator: ", ")
        let axes = indicator.breakdowns.isEmpty ? "–" : indicator.breakdowns.joined(separator: ", ")
        return [
            Words(
                vi: "\(key.code)  \(indicator.title.vi)", en: "\(key.code)  \(indicator.title.en)"),
            Words(
                vi: "  bộ chỉ tiêu   \(key.edition), phương pháp \(key.methodology)",
                en: "  edition      \(key.edition), methodology \(key.methodology)"),
            Words(
                vi: "  đơn vị        \(indicator.unit), hiện \(indicator.decimals) số lẻ",
                en: "  unit         \(indicator.unit), shown with \(indicator.decimals) decimals"),
            Words(
                vi:
                    "  gộp           theo thời gian: \(indicator.overTime.rawValue), theo địa bàn: \(indicator.overArea.rawValue)",
                en:
                    "  aggregation  over time: \(indicator.overTime.rawValue), over areas: \(indicator.overArea.rawValue)"
            ),
            Words(vi: "  phân tổ       \(axes)", en: "  breakdowns   \(axes)"),
            Words(
                vi: "  cơ quan       \(indicator.agency)", en: "  agency       \(indicator.agency)"),
            Words(
                vi: "  nguồn         \(indicator.source)", en: "  source       \(indicator.source)"),
            Words(
                vi: "  nạp từ        \(senders.isEmpty ? "–" : senders)",
                en: "  loaded from  \(senders.isEmpty ? "–" : senders)"),
            Words(
                vi: "  định nghĩa    \(indicator.definedAt)",
                en: "  defined at   \(indicator.definedAt)"),
        ]
    }
}
