import Foundation
import PhusaModel
import Testing

@testable import Workspace

/// The pages of the format are written from the loader's own tables and from files that load;
/// `PHUSA_REWRITE_DOCS=1` writes them anew, to be read in the diff.
@Suite("Documentation of the format")
struct DocumentationTests {
    private static let examples: [DefinitionKind: String] = [
        .centre: "phusa.yml", .units: "catalogue/units.yml", .agencies: "catalogue/agencies.yml",
        .breakdowns: "catalogue/breakdowns.yml", .questions: "catalogue/questions.yml",
        .indicators: "catalogue/indicators/kinh-te.yml", .kpis: "catalogue/kpis/tra-vinh.yml",
        .dimension: "warehouse/dim_crop.yml", .fact: "warehouse/fact_observation.yml",
        .contract: "skhdt/kinh-te/contract.yml", .pipeline: "skhdt/kinh-te/pipeline.yml",
        .corrections: "skhdt/kinh-te/corrections.yml",
        .exemptions: "skhdt/kinh-te/exemptions.yml", .report: "reports/kpi-thang.yml",
    ]

    private static var catalogue: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .appendingPathComponent("Sources/Workspace/Workspace.docc")
    }

    private static func page(_ kind: DefinitionKind) throws -> String {
        let path = try #require(examples[kind])
        let example = try #require(ValidWorkspace.files[path])
        let list = kind.isList ? "A list of mappings" : "One mapping"
        return """
            # \(kind.rawValue)

            \(list) in `\(kind.place)`. Every text in the form `{vi: …, en: …}` needs both languages.

            ## Example

            ```yaml
            \(example.trimmingCharacters(in: .newlines))
            ```

            ## Keys

            \(kind.keyTablesMarkdown)
            """ + "\n"
    }

    @Test("documents every key and no other", arguments: DefinitionKind.allCases)
    func page(_ kind: DefinitionKind) throws {
        let url = Self.catalogue.appendingPathComponent("Format-\(kind.rawValue).md")
        let expected = try Self.page(kind)
        if ProcessInfo.processInfo.environment["PHUSA_REWRITE_DOCS"] == "1" {
            try Data(expected.utf8).write(to: url)
        }
        #expect(try String(contentsOf: url, encoding: .utf8) == expected)
        for key in kind.table.withNested.filter({ $0.name != "words" }).flatMap(\.keys) {
            #expect(expected.contains("| `\(key.name)` |"))
        }
    }

    @Test("lists every page in the catalogue's first")
    func index() throws {
        let url = Self.catalogue.appendingPathComponent("Workspace.md")
        let text = try String(contentsOf: url, encoding: .utf8)
        for kind in DefinitionKind.allCases {
            #expect(text.contains("<doc:Format-\(kind.rawValue)>"))
        }
    }

    @Test("gives no two mappings one name")
    func tableNames() {
        let tables = DefinitionKind.allCases.flatMap(\.table.withNested)
        for table in tables {
            let same = tables.filter { $0.name == table.name }
            #expect(same.allSatisfy { $0.keys.map(\.name) == table.keys.map(\.name) })
            #expect(Set(table.keys.map(\.name)).count == table.keys.count)
        }
    }

    @Test(
        "makes a schema whose references and required keys exist",
        arguments: DefinitionKind.allCases)
    func schema(_ kind: DefinitionKind) throws {
        let text = WorkspaceSchema.jsonSchema(for: kind)
        let schema = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        #expect((schema["type"] as? String == "array") == kind.isList)
        let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
        #expect(Set(definitions.keys) == Set(kind.table.withNested.map(\.name)))
        for definition in definitions.values {
            let properties = try #require(definition["properties"] as? [String: [String: Any]])
            #expect(definition["additionalProperties"] as? Bool == false)
            for name in definition["required"] as? [String] ?? [] {
                #expect(properties[name] != nil)
            }
        }
        for part in text.split(separator: "\"").filter({ $0.hasPrefix("#/$defs/") }) {
            #expect(definitions[String(part.dropFirst(8))] != nil)
        }
    }
}
