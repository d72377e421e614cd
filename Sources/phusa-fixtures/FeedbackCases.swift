/// One invented case of the field-feedback system, from received to rated.
///
/// No names, no texts: nothing in it leads to a person.
struct FeedbackCase {
    let code: String
    let commune: String
    let category: String
    let channel: String
    let agency: String
    let received: Minute
    let due: Minute
    let assigned: Minute
    let started: Minute
    /// Asked for more time, if it was.
    let extended: Minute?
    let closed: Minute
    /// 1 to 5, and when it was given; most people do not rate.
    let rating: (score: Int, at: Minute)?

    /// The system went into service in January 2021.
    static let firstMonth = Month(2021, 1)

    private static let categories: [(name: String, weight: Int, days: Int, department: String)] = [
        ("Hạ tầng đô thị", 22, 7, "sxd"), ("Môi trường", 24, 5, "stnmt"),
        ("Giao thông", 20, 5, "sgtvt"), ("An ninh trật tự", 12, 3, "sldtbxh"),
        ("Điện nước", 9, 3, "sct"), ("Thủ tục hành chính", 8, 5, "stp"), ("Khác", 5, 10, "stttt"),
    ]
    private static let channels = ["Zalo", "Ứng dụng", "Tổng đài 1022", "Cổng thông tin"]

    /// All cases received in a month, by time of receipt.
    static func cases(_ plan: Plan, _ month: Month) -> [FeedbackCase] {
        guard month >= firstMonth else { return [] }
        var random = plan.random("ttth", month.index)
        let months = month.index - firstMonth.index
        let count = (34 + months * 11 / 10 + random.int(0...9)) * plan.scale
        let first = Minute(month.first, minute: 0).number
        let last = first + month.dayCount * 1440 - 1
        let times = (0..<count).map { _ in random.int(first...last) }.sorted()
        return times.enumerated().map { make($0 + 1, Minute(number: $1), month, &random) }
    }

    private static func make(
        _ number: Int, _ received: Minute, _ month: Month, _ random: inout SplitMix64
    ) -> FeedbackCase {
        let category = categories[random.index(weights: categories.map(\.weight))]
        let district = Province.districts[random.index(weights: Province.weights)]
        let isLocal = random.chance(740)
        let allowed = category.days * 1440
        let assigned = received.number + random.int(12...900)
        let started = assigned + random.int(60...1_800)
        let isSlow = random.chance(isLocal ? 110 : 150)
        let percent = isSlow ? random.int(102...240) : random.int(18...98)
        let closed = max(started + 30, received.number + allowed * percent / 100)
        let moods = isSlow ? [22, 24, 26, 18, 10] : [3, 5, 16, 38, 38]
        let score = random.index(weights: moods) + 1
        let rating =
            random.chance(430)
            ? (score: score, at: Minute(number: closed + random.int(30...4_000))) : nil
        return FeedbackCase(
            code: "PA-\(month.year)\(padded(month.month, 2))-\(padded(number, 4))",
            commune: random.pick(district.communes), category: category.name,
            channel: channels[random.index(weights: [46, 22, 24, 8])],
            agency: isLocal ? district.agency : category.department, received: received,
            due: Minute(number: received.number + allowed), assigned: Minute(number: assigned),
            started: Minute(number: started),
            extended: percent > 130 ? Minute(number: received.number + allowed - 60) : nil,
            closed: Minute(number: closed), rating: rating)
    }
}

/// Cases by month of receipt, as they stand on the day of the file: newline-delimited, gzip.
enum FeedbackFeed: Feed {
    static let code = "ttth.phan-anh.thang"

    static func write(_ plan: Plan, to sink: (Drop) throws -> Void) rethrows {
        for month in plan.months where month >= FeedbackCase.firstMonth {
            try sink(drop(plan, month, on: vintage(month, after: 1, day: 3)))
            guard month.month % 6 == 0 else { continue }
            try sink(drop(plan, month, on: vintage(month, after: 2, day: 3)))
        }
    }

    static func drop(_ plan: Plan, _ month: Month, on day: Day) -> Drop {
        let lines = FeedbackCase.cases(plan, month).map { record($0, on: day) }
        return Drop(
            "ttth/phananh-\(month.code)-\(day.code).ndjson",
            gzip: lines.joined(separator: "\n") + "\n")
    }

    static func record(_ item: FeedbackCase, on day: Day) -> String {
        let now = Minute(day, minute: 0)
        let isClosed = item.closed < now
        let rating = item.rating.flatMap { $0.at < now ? "\($0.score)" : nil } ?? "null"
        let state =
            isClosed ? "da-xu-ly" : item.started < now ? "dang-xu-ly" : "da-phan-cong"
        return "{\"ma_phan_anh\": \"\(item.code)\", \"ma_xa\": \"\(item.commune)\", "
            + "\"don_vi_xu_ly\": \"\(item.agency)\", \"linh_vuc\": \(quoted(item.category)), "
            + "\"kenh\": \(quoted(item.channel)), \"tiep_nhan\": \"\(item.received.code)\", "
            + "\"han_xu_ly\": \"\(item.due.code)\", "
            + "\"hoan_thanh\": \(isClosed ? "\"\(item.closed.code)\"" : "null"), "
            + "\"trang_thai\": \"\(state)\", \"danh_gia\": \(rating)}"
    }
}

/// The handling log of the same cases, by quarter of receipt.
enum FeedbackLogFeed: Feed {
    static let code = "ttth.nhat-ky.quy"

    static func write(_ plan: Plan, to sink: (Drop) throws -> Void) rethrows {
        for end in plan.quarterEnds where end >= FeedbackCase.firstMonth {
            let day = vintage(end, after: 1, day: 11)
            let cases = (-2...0).flatMap { FeedbackCase.cases(plan, end.adding($0)) }
            let lines = cases.flatMap { records($0, on: day) }
            try sink(
                Drop(
                    "ttth/nhatky-\(end.year)-Q\(end.quarter)-\(day.code).ndjson",
                    gzip: lines.joined(separator: "\n") + "\n"))
        }
    }

    static func records(_ item: FeedbackCase, on day: Day) -> [String] {
        let steps: [(String, Minute?, String)] = [
            ("tiep-nhan", item.received, "ttth"), ("da-phan-cong", item.assigned, "ttth"),
            ("dang-xu-ly", item.started, item.agency), ("gia-han", item.extended, item.agency),
            ("da-xu-ly", item.closed, item.agency), ("da-danh-gia", item.rating?.at, "ttth"),
        ]
        let now = Minute(day, minute: 0)
        let happened = steps.compactMap { state, time, agency in
            time.map { (state: state, time: $0, agency: agency) }
        }
        .filter { $0.time < now }
        .sorted { $0.time < $1.time }
        return happened.enumerated().map { index, step in
            "{\"ma_phan_anh\": \"\(item.code)\", \"ma_xa\": \"\(item.commune)\", "
                + "\"buoc\": \(index + 1), \"thoi_diem\": \"\(step.time.code)\", "
                + "\"trang_thai\": \"\(step.state)\", \"don_vi\": \"\(step.agency)\"}"
        }
    }
}
