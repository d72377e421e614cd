import PhusaModel
import Testing

@testable import Reporting

@Suite("Sections on submissions, reminders and handling")
struct OperationsSectionTests {
    private static func submission(
        _ agency: (String, String), _ month: Int, _ state: SubmissionState, daysLate: Int = 0
    ) -> Submission {
        let period = Make.month(2025, month)
        return Submission(
            agency: agency.0, agencyName: agency.1, dataset: "\(agency.0).so-lieu.thang",
            period: period, dueOn: period.end.adding(days: 3),
            receivedAt: state.isReceived ? Moment(startOf: period.end.adding(days: 2)) : nil,
            state: state, workingDaysLate: daysLate, path: nil, answerable: "Chánh Văn phòng",
            contact: "\(agency.0)@example.org")
    }

    private static let health = ("syt", "Sở Y tế")
    private static let interior = ("snv", "Sở Nội vụ")

    /// The figures are those of 5 April 2025: March's are due on the 4th.
    private static var source: SampleFigures {
        var source = SampleFigures()
        source.submissions = [
            submission(health, 1, .onTime), submission(health, 2, .copy, daysLate: 20),
            submission(health, 3, .missing, daysLate: 1), submission(interior, 1, .late),
            submission(interior, 2, .exempted), submission(interior, 3, .onTime),
            submission(interior, 4, .missing),
        ]
        return source
    }

    private func submissions(_ periodCount: Int, agency: String? = nil) throws -> ReportDocument {
        let scope = SubmissionScope(periodCount: periodCount, agency: agency)
        return try Build.sections([.submissions(title: Build.title, scope: scope)], Self.source)
    }

    @Test("rates are of what was due and not exempted, up to the report's period")
    func rates() throws {
        let document = try submissions(12)
        func value(_ row: String, _ column: String) -> String? {
            document.cells.first { $0.row == row && $0.column == column }?.value
        }
        #expect(value("syt.so-lieu.thang", "Đến hạn") == "3")
        #expect(value("syt.so-lieu.thang", "Còn thiếu") == "2")
        #expect(value("syt.so-lieu.thang", "Đầy đủ") == "33.333333")
        #expect(value("snv.so-lieu.thang", "Đến hạn") == "2", "one is exempted, April is not asked")
        #expect(value("snv.so-lieu.thang", "Được miễn") == "1")
        #expect(value("snv.so-lieu.thang", "Đầy đủ") == "100")
        #expect(document.html.contains("≡ chép lại kỳ trước"))
        #expect(document.csv.contains("chép lại kỳ trước") && !document.csv.contains("≡;"))
        #expect(document.html.contains("Số liệu quá hạn chưa nhận đủ"))
    }

    @Test("fewer periods, or one agency, leave the others out of the rates too")
    func narrowed() throws {
        let recent = try submissions(1)
        #expect(recent.cells.first { $0.column == "Đến hạn" }?.value == "1")
        let one = try submissions(12, agency: "snv")
        #expect(Set(one.cells.map(\.row)) == ["snv.so-lieu.thang"])
        #expect(one.html.contains("Không cơ quan nào còn nợ"))
    }

    @Test("a letter goes to each agency that owes, with what, since when and whom to ask")
    func reminders() throws {
        let html = try Build.sections(
            [.reminders(title: Build.title, agency: nil)], Self.source
        ).html
        #expect(html.contains("Kính gửi: Sở Y tế") && !html.contains("Kính gửi: Sở Nội vụ"))
        #expect(html.contains("Tháng 2/2025") && html.contains("04/04/2025"))
        #expect(html.contains("syt@example.org"))
        var both = Self.source
        both.submissions.append(Self.submission(("stc", "Sở Tài chính"), 3, .refused))
        let letters = try Build.sections([.reminders(title: Build.title, agency: nil)], both)
        #expect(letters.html.split(separator: "Kính gửi:").count == 3)
        #expect(letters.html.split(separator: "<h3 class=\"new-page\">").count == 2)
        let nobody = try Build.sections(
            [.reminders(title: Build.title, agency: "snv")], Self.source)
        #expect(nobody.html.contains("Không cơ quan nào còn nợ"))
    }

    @Test("files are counted by dataset, and each outcome adds up to the whole")
    func files() throws {
        var source = SampleFigures()
        source.drops = [
            DropTally(
                dataset: "syt.y-te.thang", agencyCode: "syt", agencyName: "Sở Y tế", loadedCount: 2,
                refusedCount: 1, heldCount: 0, withdrawnCount: 0, recordCount: 900,
                quarantinedCount: 7,
                correctionCount: 1),
            DropTally(
                dataset: "stc.ngan-sach.thang", agencyCode: "stc", agencyName: "Sở Tài chính",
                loadedCount: 1, refusedCount: 0, heldCount: 1, withdrawnCount: 1, recordCount: 100,
                quarantinedCount: 0, correctionCount: 0),
        ]
        let document = try Build.sections([.files(title: Build.title)], source)
        func value(_ row: String, _ column: String) -> String? {
            document.cells.first { $0.row == row && $0.column == column }?.value
        }
        #expect(value("syt.y-te.thang", "Tệp nhận") == "3" && value("Chung", "Tệp nhận") == "6")
        #expect(value("Chung", "Bản ghi cách ly") == "7")
        #expect(document.html.contains("Nhận 6 tệp: từ chối 1, tạm giữ 1; 7 bản ghi bị cách ly."))
        let nothing = try Build.sections([.files(title: Build.title)], SampleFigures())
        #expect(nothing.html.contains("không nhận tệp nào"))
    }

    // MARK: Handling

    private static func feedback(
        _ number: Int, _ agency: (String, String), hours: Int?, category: String = "Giao thông"
    ) -> FeedbackCase {
        // Monday 3 March 2025, 7:30.
        let received = Moment(startOf: CalendarDay(number: 20_150)).adding(seconds: 27_000)
        let closed = hours.map { received.adding(seconds: Int64($0) * 3_600) }
        return FeedbackCase(
            code: "PA-\(number)", agencyCode: agency.0, agencyName: agency.1, category: category,
            channel: "Zalo", receivedAt: received, dueAt: received.adding(seconds: 3 * 3_600),
            closedAt: closed, rating: nil,
            steps: [])
    }

    private func handling(agency: String? = nil, basis: CaseBasis = .received) throws
        -> ReportDocument
    {
        var source = SampleFigures()
        source.feedback = [
            Self.feedback(1, Self.health, hours: 2), Self.feedback(2, Self.health, hours: 4),
            Self.feedback(3, Self.health, hours: nil),
            Self.feedback(4, Self.interior, hours: 1, category: "Môi trường"),
        ]
        let definition = HandlingDefinition(
            basis: basis, groupings: [.agency, .category],
            states: [
                .init(code: "dang-xu-ly", title: Words(vi: "Bắt đầu", en: "Begun")),
                .init(code: "da-xu-ly", title: Words(vi: "Đã xử lý", en: "Done")),
            ],
            done: "da-xu-ly", agency: agency)
        return try Build.sections(
            [.handling(title: Build.title, handling: definition)], source)
    }

    @Test("prints counts, rates and times by each grouping, and which cases they are")
    func tables() throws {
        let document = try handling()
        func value(_ row: String, _ column: String) -> String? {
            document.cells.first { $0.row == row && $0.column == column }?.value
        }
        #expect(value("Sở Y tế", "Tiếp nhận") == "3" && value("Giao thông", "Tiếp nhận") == "3")
        #expect(value("Sở Y tế", "Xử lý đúng hạn") == "1")
        #expect(value("Sở Y tế", "trong đó quá hạn") == "1")
        #expect(value("Sở Y tế", "Trung vị (giờ làm việc)") == "4")
        #expect(value("Sở Y tế", "Phân vị 90 (giờ làm việc)") == "", "it falls among the open")
        #expect(value("Sở Y tế", "Còn mở") == "33.333333")
        #expect(
            value("Chung", "Tiếp nhận") == "4" && value("Chung", "Trung vị (giờ làm việc)") == "2")
        #expect(document.html.contains("chưa đạt tới"))
        #expect(document.html.contains("chưa có nhật ký xử lý"))
        #expect(document.html.contains("phản ánh tiếp nhận trong kỳ"))
        #expect(document.html.contains("7:30–11:30, 13:30–17:00"))
        #expect(document.html.contains("Theo lĩnh vực") && !document.html.contains("Theo kênh"))
    }

    @Test("may be about one agency, and about the cases closed in the period")
    func narrowedHandling() throws {
        let one = try handling(agency: "snv")
        #expect(Set(one.cells.map(\.row)) == ["Sở Nội vụ", "Môi trường", "Chung"])
        let flow = try handling(basis: .closed)
        #expect(flow.html.contains("phản ánh xử lý xong trong kỳ"))
        #expect(!flow.cells.contains { $0.column == "Đang xử lý" || $0.column == "Còn mở" })
    }
}
