import Foundation
import Testing

/// Everything that the shipped reports print is asked of the star again, by SQL that shares nothing
/// with the program.
@Suite("Figures of the shipped reports that are made from others")
struct ShippedFigureTests {
    private struct Built: Decodable {
        let report: String
        let agency: String?
        let further: [String]
    }

    struct Page: Decodable {
        struct Figure: Decodable {
            let section: String
            let row: String
            let column: String
            let value: Decimal?
            let period: String
            let indicator: String?
            let area: String?
            /// Name of the agency that the report is about.
            var agency: String?
        }
        let period: String
        var figures: [Figure]
    }

    /// Columns that have tests of their own: intervals (`StatisticsTests`), scores and what is left to
    /// the plan (`KPIScoreTests`), working hours and reopened cases (`HandlingTests`), what was owed
    /// (`SubmissionTests`), what was withdrawn or corrected (`OperationsSectionTests`), values of the star (`ShippedReportTests`).
    private static let others: Set<String> = [
        "Cận dưới 95 %", "Cận trên 95 %", "Điểm", "Độ phủ", "Thấp nhất có thể", "Cao nhất có thể",
        "Điểm đạt", "Còn đến kế hoạch", "Bình quân tháng đã qua", "Trung vị (giờ làm việc)",
        "Phân vị 90 (giờ làm việc)", "Mở lại", "Đến hạn", "Được miễn", "Số lượt đúng hạn",
        "Số lượt trễ", "Còn thiếu", "Đúng hạn", "Đầy đủ", "Giá trị", "Thực hiện",
        "Đã rút", "Giá trị điều chỉnh",
    ]
    /// What is left over or put together is no member of a dimension: `DisclosureTests`.
    private static let rest = ["Phần còn lại", "Các cơ quan khác", "Các câu hỏi khác"]

    @Test("are those of plain SQL: growth, sums, plans, ranks, answers, cases and files")
    func equalSQL() async throws {
        let lab = try await Lab()
        try lab.setDropZone(Repository.drops)
        _ = try await lab.run()
        let oracle = try FigureOracle(lab)
        var counts: [String: Int] = [:]
        var wrong: [String: [String]] = [:]
        var toldCount = 0
        for page in try await pages(lab) {
            for figure in page.figures {
                guard !Self.rest.contains(where: figure.row.hasPrefix), let value = figure.value,
                    !Self.others.contains(figure.plainColumn)
                else { continue }
                let expected = try oracle.expected(figure, in: page.period)
                if !expected.contains(where: { abs($0 - value) <= figure.tolerance }) {
                    wrong[figure.plainColumn, default: []].append(
                        "\(page.period) \(figure.section), \(figure.row): \(value), not \(expected)"
                    )
                }
                counts[figure.plainColumn, default: 0] += 1
                if figure.section.contains("Nhận định chung") { toldCount += 1 }
            }
        }
        for (column, told) in wrong.sorted(by: { $0.key < $1.key }) {
            Issue.record("\(column): \(told.count) of \(counts[column] ?? 0), \(told.prefix(3))")
        }
        #expect(toldCount == 41, "figures in sentences: \(toldCount)")
        #expect(counts.count >= 25 && counts.values.reduce(0, +) > 1_000, "\(counts)")
    }

    /// All shipped reports, for their last period.
    private func pages(_ lab: Lab) async throws -> [Page] {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Repository.folder + "/Pipelines/reports"
        ).filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(4)) }
        let output = try await lab.phusa(
            ["report", "build"] + names.sorted()
                + [
                    "--format", "json", "--json", "--lang", "vi", "--asked-by", "Chủ tịch",
                    "--paper", "1/UBND",
                ])
        try #require(output.status == 0, "\(output.err)")
        let built = try output.decode([Built].self)
        #expect(Set(built.map(\.report)) == Set(names))
        let agencies = try lab.rows("select code, name from warehouse.dim_agency")
        return try built.map { report in
            let bytes = try Data(contentsOf: URL(filePath: try #require(report.further.first)))
            var page = try JSONDecoder().decode(Page.self, from: bytes)
            let agency = agencies.first { $0[0] == report.agency }?[1]
            for index in page.figures.indices { page.figures[index].agency = agency }
            return page
        }
    }
}

extension ShippedFigureTests.Page.Figure {
    /// The column without the measure that it stands under, in plain spaces.
    var plainColumn: String {
        let column = column.replacing("\u{A0}", with: " ")
        for measure in ["Phiếu khảo sát: ", "Xử lý phản ánh (QĐ 766): "]
        where column.hasPrefix(measure) {
            let own = String(column.dropFirst(measure.count))
            return own == "Mức độ hài lòng" ? own + " (QĐ 766)" : own
        }
        if let name = Self.otherNames[column] { return name }
        let ratings = "Đánh giá phản ánh (tự nguyện): "
        guard column.hasPrefix(ratings) else { return column }
        let own = column.dropFirst(ratings.count)
        return own == "Số đánh giá (n)" ? "Số đánh giá (tự nguyện)" : String(own)
    }

    private static let otherNames = [
        "Đang xử lý, quá hạn": "trong đó quá hạn",
        "Điểm trung bình toàn tỉnh": "Điểm trung bình (1–5)",
    ]

    /// What the row may be called in the star: a question by its code, all of it or the part of the
    /// agency that the report is about.
    var rows: [String] {
        if row == "Toàn tỉnh" { return ["Chung"] }
        let name = row.firstMatch(of: /\((q\d)\)$/).map { String($0.1) } ?? row
        if column == "Điểm trung bình toàn tỉnh" { return [name, "Chung"] }
        guard let agency else { return [name] }
        return [name, name == "Chung" ? agency : "\(agency)|\(name)"]
    }

    /// Half of the last digit that is printed: growth has one decimal, shares have six.
    var tolerance: Decimal {
        switch plainColumn {
        case "So với tháng trước", "So với cùng kỳ năm trước", "Lũy kế so với cùng kỳ":
            Decimal(5) / 100
        // Rounded so that the parts add up to the whole.
        case "Đóng góp (điểm %)": Decimal(1) / 100
        default: Decimal(1) / 1_000_000
        }
    }
}
