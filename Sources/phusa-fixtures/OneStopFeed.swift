/// Files of the one-stop offices by district and field: records below `data.rows`.
enum OneStopFeed: Feed {
    static let code = "ttpvhcc.ho-so.thang"

    private static let fields = ["DAT", "HOTICH", "KINHDOANH", "XAYDUNG", "BHXH", "KHAC"]
    private static let fieldWeights = [30, 38, 6, 7, 11, 8]

    /// What one office did with its files of a month.
    struct Count {
        var received = 0
        var online = 0
        var early = 0
        var onTime = 0
        var late = 0
        var overdue = 0

        static func + (left: Count, right: Count) -> Count {
            Count(
                received: left.received + right.received, online: left.online + right.online,
                early: left.early + right.early, onTime: left.onTime + right.onTime,
                late: left.late + right.late, overdue: left.overdue + right.overdue)
        }
    }

    static func write(_ plan: Plan, to sink: (Drop) throws -> Void) rethrows {
        for month in plan.months {
            // Late in the weeks of distancing.
            let isLate = month == Month(2021, 8)
            let day = vintage(month, after: 1, day: isLate ? 14 : 3)
            try sink(
                Drop("ttpvhcc/hoso-\(month.code)-\(day.code).json", gzip: text(plan, month)))
        }
    }

    static func text(_ plan: Plan, _ month: Month) -> String {
        let rows = records(plan, month).joined(separator: ",\n")
        return "{\"phien_ban\": \"1.2\", \"data\": {\"thang\": \"\(month.code)\", \"rows\": [\n"
            + rows + "\n]}}\n"
    }

    static func records(_ plan: Plan, _ month: Month) -> [String] {
        var random = plan.random("ttpvhcc", month.index)
        let total = Series.files.value(month, &random)
        // A fifth comes to the departments' counters and counts for the province alone.
        let offices = allocate(total, by: Province.weights.map { $0 * 8 / 10 } + [200])
        var province = [Count](repeating: Count(), count: fields.count)
        var records: [String] = []
        for (index, files) in offices.enumerated() {
            let parts = allocate(files, by: fieldWeights.map { $0 * random.int(88...112) })
            let counts = zip(fields, parts).map { count($0, $1, month, &random) }
            for field in fields.indices { province[field] = province[field] + counts[field] }
            guard index < Province.districts.count else { continue }
            records += rows(Province.districts[index].code, counts)
        }
        return rows(Province.code, province) + records
    }

    private static func count(
        _ field: String, _ files: Int, _ month: Month, _ random: inout SplitMix64
    ) -> Count {
        let settled = files * random.int(940...1020) / 1000
        let lateShare = (field == "DAT" ? 52 : 9) + random.int(-6...9) - (month.year - 2020) * 2
        let distancing = month >= Month(2021, 7) && month <= Month(2021, 10)
        let late = settled * max(1, lateShare * (distancing ? 2 : 1)) / 1000
        let online = files * min(860, 130 + (month.index - Month(2020, 1).index) * 11) / 1000
        let early = (settled - late) * random.int(560...720) / 1000
        return Count(
            received: files, online: online, early: early, onTime: settled - late - early,
            late: late, overdue: late * random.int(10...35) / 100)
    }

    private static func rows(_ area: String, _ counts: [Count]) -> [String] {
        [row(area, nil, counts.reduce(Count(), +))]
            + zip(fields, counts).map { row(area, $0, $1) }
    }

    private static func row(_ area: String, _ field: String?, _ count: Count) -> String {
        let settled = max(1, count.early + count.onTime + count.late)
        let inTime = Fixed((count.early + count.onTime) * 100, over: settled, scale: 2).plain
        let online = Fixed(count.online * 100, over: max(1, count.received), scale: 2).plain
        let name = field.map { "\"\($0)\"" } ?? "null"
        return "{\"ma_dia_ban\": \"\(area)\", \"linh_vuc\": \(name), "
            + "\"hs_tiep_nhan\": \(count.received), \"hs_truc_tuyen\": \(count.online), "
            + "\"hs_truoc_han\": \(count.early), \"hs_dung_han\": \(count.onTime), "
            + "\"hs_tre_han\": \(count.late), \"hs_qua_han\": \(count.overdue), "
            + "\"hs_ty_le_dung_han\": \(inTime), \"hs_ty_le_truc_tuyen\": \(online)}"
    }
}
