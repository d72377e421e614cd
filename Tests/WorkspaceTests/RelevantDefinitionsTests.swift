import PhusaModel
import Testing

@testable import Workspace

@Suite("Definitions that figures depend on")
struct RelevantDefinitionsTests {
    /// What is kept for a dataset of a workspace whose `phusa.yml` had a text replaced.
    private func relevant(
        to code: String, replacing old: String = "", with new: String = ""
    ) throws -> DefinitionFiles {
        var files = ValidWorkspace.files
        if !old.isEmpty {
            let text = try #require(files["phusa.yml"])
            #expect(text.contains(old))
            files["phusa.yml"] = text.replacing(old, with: new)
        }
        let workspace = try ValidWorkspace.load(files)
        return DefinitionFiles(files: files.mapValues { Array($0.utf8) })
            .relevant(to: try #require(workspace.dataset(code)), in: workspace)
    }

    /// The codes of datasets by whether a contract locks their periods.
    private func codes(locking: Bool) throws -> [String] {
        try ValidWorkspace.load().datasets.filter { dataset in
            dataset.contracts.contains { $0.due?.locksAfter != nil } == locking
        }.map(\.code)
    }

    @Test(
        "are the same whatever is said of folders, names, metrics and hooks",
        arguments: [
            ("metrics: ../phusa.prom", "archive: ../kho"), ("place: Trà Vinh", "place: Vĩnh Long"),
            ("language: vi", "language: en"), ("timeout: 30s", "timeout: 31s"),
            ("code: ioc-tra-vinh", "code: ioc"), ("language: vi", "drops: x\nlanguage: vi"),
        ])
    func independent(_ old: String, _ new: String) throws {
        for dataset in try ValidWorkspace.load().datasets {
            let before = try relevant(to: dataset.code)
            let after = try relevant(to: dataset.code, replacing: old, with: new)
            #expect(before.serialised == after.serialised)
        }
    }

    @Test("are the same whatever a survey asks in words")
    func questions() throws {
        let path = "catalogue/questions.yml"
        var files = ValidWorkspace.files
        let workspace = try ValidWorkspace.load(files)
        let dataset = try #require(workspace.datasets.first)
        let before = DefinitionFiles(files: files.mapValues { Array($0.utf8) })
            .relevant(to: dataset, in: workspace)
        files[path]?.replace("Thái độ", with: "Thái độ của công chức")
        let after = DefinitionFiles(files: files.mapValues { Array($0.utf8) })
            .relevant(to: dataset, in: workspace)
        #expect(files[path] != ValidWorkspace.files[path])
        #expect(before.serialised == after.serialised)
    }

    @Test("change with a season, whoever uses it")
    func season() throws {
        for dataset in try ValidWorkspace.load().datasets {
            let after = try relevant(
                to: dataset.code, replacing: "first_month: 11", with: "first_month: 10")
            #expect(try relevant(to: dataset.code).serialised != after.serialised)
        }
    }

    @Test("change with a holiday only where a period is locked after so many working days")
    func holiday() throws {
        let (old, new) = ("holidays: [2025-01-01, ", "holidays: [2025-01-01, 2025-04-07, ")
        let (locking, others) = (try codes(locking: true), try codes(locking: false))
        #expect(!locking.isEmpty && !others.isEmpty)
        for code in locking + others {
            let isSame =
                try relevant(to: code).serialised
                == relevant(to: code, replacing: old, with: new).serialised
            #expect(isSame == others.contains(code))
        }
    }

    @Test("are a workspace that reads as the whole one does, also from their archived form")
    func loads() throws {
        let whole = try ValidWorkspace.load()
        for dataset in whole.datasets {
            let files = try #require(
                DefinitionFiles(serialised: try relevant(to: dataset.code).serialised))
            let read = try WorkspaceLoader.load(files)
            #expect(read.datasets.map(\.code) == [dataset.code])
            #expect(read.catalogue.seasons == whole.catalogue.seasons)
            #expect(read.schema.facts.map(\.name) == whole.schema.facts.map(\.name))
            guard dataset.contracts.contains(where: { $0.due?.locksAfter != nil }) else { continue }
            #expect(read.centre.holidays == whole.centre.holidays)
            #expect(read.centre.workedDays == whole.centre.workedDays)
        }
    }

    @Test("keep the title of a season to the letter")
    func title() throws {
        let title = "Đông \"Xuân\" \\\\ 'sớm': #1 {a}"
        let files = try relevant(
            to: "syt.thuoc.thang", replacing: "vi: Đông Xuân",
            with: "vi: '" + title.replacing("'", with: "''") + "'")
        let seasons = try WorkspaceLoader.load(files).catalogue.seasons
        #expect(seasons.first?.title.vi == title)
    }
}
