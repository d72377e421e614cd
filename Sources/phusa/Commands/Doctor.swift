import ArgumentParser
import PhusaModel
import Runs

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: Help.words(
            vi: "Kiểm tra máy, cấu hình, vùng nhận, kho lưu trữ và kho dữ liệu.",
            en: "Looks at the machine, workspace, drop zone, archive and warehouse."),
        discussion: Help.words(vi: "Ví dụ: phusa doctor", en: "Example: phusa doctor"))

    @OptionGroup var common: CommonOptions
    @OptionGroup var warehouse: WarehouseOptions

    func run() async throws {
        let site = try common.site()
        let findings = await HealthCheck(site: site, access: warehouse.access(site)).findings()
        if common.json {
            try Output.json(findings)
        } else {
            for finding in findings {
                let sign = finding.isSound ? "✓" : "✗"
                try Output.line("\(sign) \(finding.words.text(common.language(site)))")
                if let advice = finding.advice {
                    try Output.line("    \(advice.text(common.language(site)))")
                }
            }
        }
        if findings.contains(where: { !$0.isSound }) {
            throw CommandFailure(exit: .dataRefused, message: nil)
        }
    }
}
