/// Schools by term and district: two title lines, a header of two rows, one column a measure.
enum EducationFeed: Feed {
    static let code = "sgddt.giao-duc.hoc-ky"

    /// Pupils of the province, and pupils a class, a teacher, a school.
    private typealias Level = (
        name: String, pupils: Int, perClass: Int, perTeacher: Int, perSchool: Int
    )
    private static let levels: [Level] = [
        ("Mầm non", 38_200, 27, 15, 310),
        ("Tiểu học", 84_600, 26, 19, 415),
        ("THCS", 58_900, 35, 17, 620),
        ("THPT", 23_700, 38, 16, 720),
    ]

    static func write(_ plan: Plan, to sink: (Drop) throws -> Void) rethrows {
        for month in plan.months where month.month % 6 == 0 && month.adding(-5) >= plan.first {
            let half = month.month / 6
            let day = vintage(month, after: 1, day: 11)
            try sink(
                Drop("sgddt/giaoduc-\(month.year)-S\(half)-\(day.code).csv", text(plan, month)))
        }
    }

    static func text(_ plan: Plan, _ month: Month) -> String {
        let isFirstTerm = month.month == 12
        let start = isFirstTerm ? month.year : month.year - 1
        var random = plan.random("sgddt", month.index)
        var rows = [
            "BIỂU TỔNG HỢP QUY MÔ GIÁO DỤC",
            "Học kỳ \(isFirstTerm ? "I" : "II") năm học \(start)-\(start + 1)",
            "Mã,Tên,Cấp,Quy mô,Quy mô,Quy mô,Quy mô,Quy mô",
            "huyện,huyện,học,Trường,Lớp,Học sinh,Học sinh nữ,Giáo viên",
        ]
        for level in levels {
            let pupils = level.pupils * (10_000 + (start - 2019) * 55) / 10_000
            let parts = allocate(pupils, by: Province.weights.map { $0 * random.int(92...108) })
            var totals = [0, 0, 0, 0, 0]
            var lines: [String] = []
            for (district, count) in zip(Province.districts, parts) {
                // Some leave during the year.
                let present = isFirstTerm ? count : count * random.int(988...998) / 1000
                let girls = present * random.int(480...505) / 1000
                let values = [
                    max(1, count / level.perSchool), max(1, present / level.perClass), present,
                    girls,
                    max(1, present / level.perTeacher),
                ]
                for index in values.indices { totals[index] += values[index] }
                lines.append(row(district.code, district.name, level.name, values))
            }
            rows += lines + [row(Province.code, Province.name, level.name, totals)]
        }
        return rows.joined(separator: "\n") + "\n"
    }

    private static func row(
        _ code: String, _ name: String, _ level: String, _ values: [Int]
    ) -> String {
        ([code, name, level] + values.map { Fixed($0).vietnamese }).joined(separator: ",")
    }
}
