/// A monthly sheet of the statistics office, made by a test.
struct MonthlySheet {
    struct Line {
        let name: String
        let unit: String
        var value: String

        init(_ name: String, _ unit: String, _ value: String) {
            self.name = name
            self.unit = unit
            self.value = value
        }
    }

    /// Month of 2024.
    let month: Int
    var status = "Sơ bộ"
    var lines: [Line]

    /// Ten figures that differ between months and editions.
    ///
    /// - Parameter edition: Added to each value.
    static func sample(month: Int, edition: Int = 0, status: String = "Sơ bộ") -> MonthlySheet {
        let base = month * 100 + edition
        return MonthlySheet(
            month: month, status: status,
            lines: [
                Line("Chỉ số sản xuất công nghiệp (IIP)", "chỉ số", "10\(month % 10),\(edition)"),
                Line("Sản lượng điện sản xuất", "triệu kWh", "2.\(base)"),
                Line("Số lượt khách du lịch", "lượt người", "119.\(base)"),
                Line("Sản lượng thủy sản", "tấn", "19.\(base)"),
                Line("  Thủy sản nuôi trồng", "tấn", "13.\(base)"),
                Line("  Thủy sản khai thác", "tấn", "6.000"),
                Line("Sản lượng tôm nuôi", "tấn", "6.585"),
                Line("Số vụ tai nạn giao thông", "vụ", "\(base % 17)"),
                Line("Số người chết do tai nạn giao thông", "người", "4"),
                Line("Trị giá xuất khẩu hàng hóa", "nghìn USD", "45.\(base)"),
            ])
    }

    var text: String {
        let period = "Tháng \(month)/2024"
        let body = lines.enumerated().map { index, line in
            "\(index + 1);\(line.name);\(line.unit);\(period);\(line.value);\(status)"
        }
        return (["STT;Chỉ tiêu;Đơn vị tính;Kỳ;Giá trị;Trạng thái"] + body)
            .joined(separator: "\n") + "\n"
    }

    /// The name of the drop that states the sheet on a day, `MM-DD` of 2024.
    func path(_ day: String) -> String {
        "ctk/ktxh-2024-M\(month < 10 ? "0" : "")\(month)-2024-\(day).csv"
    }
}
