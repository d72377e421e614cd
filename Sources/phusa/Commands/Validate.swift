import ArgumentParser
import Foundation
import PhusaModel
import Reporting
import Runs
import Storage

struct Validate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: Help.words(
            vi: "Kiểm tra tệp trước khi gửi, không cần cơ sở dữ liệu; kết quả như ở trung tâm.",
            en:
                "Checks files before they are sent, without a database; the verdict is the centre's."
        ),
        discussion: Help.words(
            vi: "Ví dụ: phusa validate ktxh-2025-M03-2025-04-06.csv",
            en: "Example: phusa validate ktxh-2025-M03-2025-04-06.csv"))

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(Help.words(vi: "Các tệp cần kiểm tra.", en: "The files.")))
    var files: [String]

    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Mã bộ dữ liệu, khi nhiều bộ nhận cùng một tên tệp.",
                en: "Code of the dataset, where several claim the name.")))
    var dataset: String?

    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Ngày nhận, YYYY-MM-DD (mặc định: hôm nay).",
                en: "Day of receipt, YYYY-MM-DD (default: today).")))
    var received: String?

    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "Thư mục để ghi phiếu của từng tệp: TÊN.receipt.html và TÊN.receipt.json.",
                en: "Folder for each file's receipt: NAME.receipt.html and NAME.receipt.json."),
            valueName: "dir"))
    var receipt: String?

    func run() async throws {
        let site = try common.site()
        let day = try receivedDay()
        var worst = ExitStatus.success
        var judged: [JudgedFile] = []
        var isUnreadable = false
        for file in files {
            let result: OfflineCheck.Result
            do throws(StorageError) {
                result = try OfflineCheck(site: site).judge(
                    file, dataset: dataset, receivedOn: day, forReceipt: receipt != nil)
            } catch {
                // The others are judged all the same; the status tells that one could not be read.
                Output.message("phusa: " + Failure.words(error).text(common.language(site)))
                isUnreadable = true
                continue
            }
            try writeReceipt(of: result, site)
            if result.verdict.outcome != .accepted { worst = .dataRefused }
            // The words of thousands of breaches are dear: only those that are shown are made.
            if common.json {
                judged.append(JudgedFile(path: file, result))
            } else {
                try Output.line(
                    ValidateWords.text(file, result, language: common.language(site)))
            }
        }
        if common.json { try Output.json(judged) }
        if isUnreadable { throw CommandFailure(exit: .cannotRead, message: nil) }
        if worst != .success { throw CommandFailure(exit: worst, message: nil) }
    }

    private func writeReceipt(of result: OfflineCheck.Result, _ site: Site) throws {
        guard let receipt, let content = result.receipt else { return }
        try ReceiptFiles(base: "\(receipt)/\(content.file.name).receipt").write(
            content, centre: site.workspace.centre, language: common.language(site))
    }

    private func receivedDay() throws -> CalendarDay {
        guard let received else { return Moment.now().day }
        guard let day = CalendarDay(received) else {
            throw ValidationError(
                Help.words(
                    vi: "--received cần một ngày dạng YYYY-MM-DD, không phải '\(received)'",
                    en: "--received takes a day as YYYY-MM-DD, not '\(received)'"))
        }
        return day
    }
}

/// A verdict for machines: the shape of `phusa validate --json`.
struct JudgedFile: Encodable {
    struct Breach: Encodable {
        let rule: String
        let line: Int
        let column: Int
        let name: String?
        let found: String
        let messageVi: String
        let messageEn: String

        init(_ violation: Violation) {
            rule = violation.rule.rawValue
            line = violation.position.line
            column = violation.position.column
            name = violation.column
            found = violation.found
            messageVi = violation.message(.vi)
            messageEn = violation.message(.en)
        }
    }

    let file: String
    let dataset: String?
    let vintage: String?
    let verdict: String
    let records: RecordCounts
    let read: Int
    let offered: Int
    let quarantined: Int
    let excluded: Int
    let violations: [Breach]
    let corrections: [AppliedCorrection]

    init(path: String, _ result: OfflineCheck.Result) {
        file = path
        dataset = result.drop?.dataset
        vintage = result.drop?.vintage.day.description
        verdict = result.verdict.outcome.rawValue
        records = result.verdict.records
        read = result.verdict.cells.read
        offered = result.verdict.offeredCellCount
        quarantined = result.verdict.cells.quarantined
        excluded = result.verdict.cells.excluded
        violations =
            (result.verdict.violations
            + result.verdict.quarantine.flatMap {
                [$0.violation] + $0.others
            }).map(Breach.init)
        corrections = result.verdict.corrections
    }
}
