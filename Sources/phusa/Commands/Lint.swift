import ArgumentParser
import PhusaModel
import Runs
import Workspace

struct Lint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: Help.words(
            vi: "Kiểm tra toàn bộ cấu hình và nêu mọi lỗi một lần.",
            en: "Checks the whole workspace and names every mistake at once."),
        discussion: Help.words(vi: "Ví dụ: phusa lint", en: "Example: phusa lint"))

    @OptionGroup var common: CommonOptions

    @Option(
        help: ArgumentHelp(
            Help.words(
                vi: "In JSON Schema của một loại tệp cho trình soạn thảo: \(Lint.kinds).",
                en: "Print the JSON Schema of a kind of file for editors: \(Lint.kinds).")))
    var schema: DefinitionKind?

    fileprivate static let kinds = DefinitionKind.allCases.map(\.rawValue).joined(separator: ", ")

    /// The shape of `phusa lint --json`.
    private struct Report: Encodable {
        let errors: [DefinitionReport]
        let datasets: Int
        let indicators: Int
        let facts: Int
        let reports: Int
    }

    func run() async throws {
        if let schema { return try Output.json(text: WorkspaceSchema.jsonSchema(for: schema)) }
        do {
            let site = try common.site()
            let workspace = site.workspace
            if common.json {
                try Output.json(
                    Report(
                        errors: [], datasets: workspace.datasets.count,
                        indicators: workspace.catalogue.indicators.count,
                        facts: workspace.schema.facts.count, reports: workspace.reports.count))
            } else {
                try Output.line(
                    LintWords.fine(workspace).text(common.language(site)))
            }
        } catch let errors as DefinitionErrors {
            guard common.json else { throw errors }
            try Output.json(
                Report(
                    errors: errors.errors.map(DefinitionReport.init), datasets: 0, indicators: 0,
                    facts: 0, reports: 0))
            throw CommandFailure(exit: .definition, message: nil)
        }
    }
}

extension DefinitionKind: ExpressibleByArgument {}

/// A mistake of the workspace for machines.
struct DefinitionReport: Encodable {
    let id: String
    let position: FilePosition
    let found: String
    let messageVi: String
    let messageEn: String

    init(_ error: DefinitionError) {
        id = error.id
        position = error.position
        found = error.found
        messageVi = error.message(.vi)
        messageEn = error.message(.en)
    }
}
