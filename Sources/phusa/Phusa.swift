import ArgumentParser

@main
struct Phusa: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "phusa",
        abstract: Help.words(
            vi: "Nạp số liệu các cơ quan vào kho và lập báo cáo, không mất một dòng nào.",
            en: "Loads agencies' figures into a warehouse and reports on them; no row is lost."),
        discussion: Help.words(
            vi: "Ví dụ: phusa run && phusa report build kpi-thang --period 2025-M03",
            en: "Example: phusa run && phusa report build kpi-thang --period 2025-M03"),
        version: ProgramVersion.text,
        subcommands: [
            Lint.self, TestCommand.self, Validate.self, Preview.self, Plan.self, Run.self,
            Rerun.self, Retry.self,
            NightlyCommand.self, Late.self, RunsCommand.self, Withdraw.self, Release.self,
            ReceiptCommand.self,
            Quarantine.self, Mapping.self, Why.self, IndicatorCommand.self, AreaCommand.self,
            Report.self,
            WarehouseCommand.self,
            Deploy.self, Explain.self, Doctor.self,
        ])

    static func main() async {
        await Failure.run(Phusa.self)
    }
}
