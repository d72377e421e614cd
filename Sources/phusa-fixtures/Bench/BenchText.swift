import Glibc

/// Rows as the bytes of a file.
struct BenchText {
    private(set) var bytes: [UInt8] = []
    private let isJSON: Bool
    private var isFirst = true

    /// Kinds of faulty rows.
    static let faultCount = 8
    private static let units = ["đồng", "nghìn đồng", "triệu đồng", "tỷ đồng"]
    private static let sexes = ["", "M", "F"]
    private static let header =
        "Kỳ,Mã địa bàn,Tên địa bàn,Mã chỉ tiêu,Giới tính,Giá trị,Đơn vị tính,Trạng thái,Ghi chú\n"

    init(isJSON: Bool) { self.isJSON = isJSON }

    mutating func begin() { bytes += Array((isJSON ? "[\n" : Self.header).utf8) }

    mutating func end() { if isJSON { bytes += Array("\n]\n".utf8) } }

    mutating func write(to file: UnsafeMutablePointer<FILE>) {
        fwrite(bytes, 1, bytes.count, file)
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func append(_ row: BenchSet.Row, of set: BenchSet) {
        var period = set.first.adding(row.month).code
        var area = BenchWorkspace.areaCode(row.area)
        var indicator = BenchWorkspace.indicatorCode(row.indicator)
        var sex = Self.sexes[row.sex]
        var value = isJSON ? Self.plain(row.value) : Self.grouped(row.value)
        var unit = Self.units[row.unit]
        switch row.fault {
        case 0: period = "2020-M13"
        case 1: area = "99999"
        case 2: indicator = "BM.9999"
        case 3: sex = "X"
        case 4: value = "không có"
        case 5: value = ""
        case 6: unit = "đồng tiền"
        case 7: value = "1.23.4,5"
        default: break
        }
        if isJSON {
            appendJSON(period, area, indicator, sex, value, unit, row)
        } else {
            let note = "Theo báo cáo số \(row.note)/BC, \"\"đã rà soát\"\""
            let line =
                "\(period),\(area),\(BenchWorkspace.areaName(row.area)),\(indicator),\(sex),"
                + "\"\(value)\",\(unit),A,\"\(note)\"\n"
            bytes.append(contentsOf: line.utf8)
        }
    }

    private mutating func appendJSON(
        _ period: String, _ area: String, _ indicator: String, _ sex: String, _ value: String,
        _ unit: String, _ row: BenchSet.Row
    ) {
        if !isFirst { bytes += [0x2C, 0x0A] }
        isFirst = false
        let isNumber = row.fault.map { ![4, 5, 7].contains($0) } ?? true
        let sexText = sex.isEmpty ? "null" : "\"\(sex)\""
        let text =
            "{\"Kỳ\":\"\(period)\",\"Mã địa bàn\":\"\(area)\","
            + "\"Tên địa bàn\":\"\(BenchWorkspace.areaName(row.area))\","
            + "\"Mã chỉ tiêu\":\"\(indicator)\",\"Giới tính\":\(sexText),"
            + "\"Giá trị\":\(isNumber ? value : "\"\(value)\""),\"Đơn vị tính\":\"\(unit)\","
            + "\"Trạng thái\":\"A\","
            + "\"Ghi chú\":\"Theo báo cáo số \(row.note)/BC, \\\"đã rà soát\\\"\"}"
        bytes.append(contentsOf: text.utf8)
    }

    /// `1234567.25`.
    private static func plain(_ hundredths: Int) -> String {
        "\(hundredths / 100).\(padded(hundredths % 100, 2))"
    }

    /// `1.234.567,25`.
    private static func grouped(_ hundredths: Int) -> String {
        var groups: [String] = []
        var whole = hundredths / 100
        while whole >= 1_000 {
            groups.append(padded(whole % 1_000, 3))
            whole /= 1_000
        }
        groups.append("\(whole)")
        return groups.reversed().joined(separator: ".") + "," + padded(hundredths % 100, 2)
    }
}
