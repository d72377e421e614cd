import ArgumentParser
import PhusaModel
import Runs
import Warehouse

extension IndicatorCommand {
    struct Preview: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "preview",
            abstract: Help.words(
                vi:
                    "Trước khi áp dụng một tệp chỉ tiêu: số liệu nào thêm, đổi, mất, báo cáo nào đổi.",
                en:
                    "Before a file of indicators is applied: which figures appear, move or vanish."),
            discussion: Help.words(
                vi:
                    "Tệp được coi như nằm ở catalogue/indicators/ dưới tên của nó, thay tệp cùng tên; "
                    + "không ghi gì.\nVí dụ: phusa indicator preview ~/nhap/tinh.yml",
                en: "The file is taken as if it stood in catalogue/indicators/ under its name, in "
                    + "the place of one of that name; nothing is written.\n"
                    + "Example: phusa indicator preview ~/drafts/tinh.yml"))

        @OptionGroup var common: CommonOptions
        @OptionGroup var warehouse: WarehouseOptions
        @Argument(
            help: ArgumentHelp(
                Help.words(
                    vi: "Tệp YAML có định nghĩa chỉ tiêu.",
                    en: "A YAML file with definitions of indicators.")),
            completion: .file(extensions: ["yml"]))
        var file: String

        func validate() throws {
            guard file.hasSuffix(".yml") else {
                throw ValidationError(
                    Help.words(
                        vi: "cần một tệp .yml, không phải '\(file)'",
                        en: "a .yml file is expected, not '\(file)'"))
            }
        }

        func run() async throws {
            let site = try common.site().trying(draft: file)
            let setting = try await warehouse.setting(
                site, purpose: "indicator preview", isDryRun: true)
            let result = try DefinitionOutlook(setting: setting).look()
            if common.json { return try Output.json(PreviewEntry(result, site.workspace)) }
            try Output.line(
                IndicatorPreviewWords(
                    result: result, workspace: site.workspace, language: common.language(site)
                ).text(file))
        }
    }
}

/// What a preview finds, for machines.
private struct PreviewEntry: Encodable {
    let figures: [Move]
    let renewed: Int
    let reports: [String]
    let movedReports: [MovedReport]

    struct Move: Encodable {
        let indicator: String
        let area: String
        let period: String
        let breakdown: String
        let before: Side?
        let after: Side?
        let difference: String?
    }

    struct Side: Encodable {
        let value: String?
        let status: String

        init(_ side: FigureMove.Side) {
            value = side.value?.description
            status = side.status.rawValue
        }
    }

    init(_ result: DefinitionOutlook.Result, _ workspace: WorkspaceDefinition) {
        figures = result.moves.map {
            Move(
                indicator: $0.indicator.description, area: $0.areaCode,
                period: $0.period.description, breakdown: $0.breakdown.text,
                before: $0.before.map(Side.init), after: $0.after.map(Side.init),
                difference: $0.difference?.description)
        }
        renewed = result.renewedCount
        reports = workspace.reports(showing: Set(IndicatorPreviewWords.indicators(result))).map(
            \.code)
        movedReports = result.movedReports
    }

    private enum CodingKeys: String, CodingKey {
        case figures, renewed, reports, movedReports = "moved_reports"
    }
}
