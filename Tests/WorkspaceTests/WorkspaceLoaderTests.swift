import PhusaModel
import Testing

@testable import Workspace

@Suite("WorkspaceLoader")
struct WorkspaceLoaderTests {
    @Test("reads a workspace without mistakes")
    func valid() throws {
        let errors = ValidWorkspace.errors(in: ValidWorkspace.files)
        #expect(errors.map { $0.message(.en) } == [])
        let workspace = try ValidWorkspace.load()
        #expect(workspace.centre.area == "84")
        #expect(workspace.centre.holidays.count == 6)
        #expect(workspace.centre.drops == "drops")
        #expect(workspace.catalogue.units.units.map(\.code) == ["tấn", "%"])
        #expect(workspace.catalogue.areas.areas.count == 5)
        #expect(workspace.catalogue.indicators.count == 4)
        #expect(workspace.catalogue.indicators[0].definedAt == "catalogue/indicators/kinh-te.yml:1")
        #expect(workspace.catalogue.kpiSets[0].groups[0].lines[0].direction == .up)
        #expect(workspace.catalogue.seasons[0].yearsBack == 1)
        #expect(workspace.reports[0].sections.count == 19)
        #expect(workspace.catalogue.questions.map(\.code) == ["q1", "q2"])
        #expect(workspace.catalogue.questions[1].title == Words(vi: "Thái độ", en: "Manners"))
        #expect(
            workspace.datasets.map(\.code) == [
                "skhdt.kinh-te.thang", "syt.ca-benh.ngay", "syt.thuoc.thang",
            ])
    }

    @Test("reads a contract with its defaults")
    func contract() throws {
        let dataset = try #require(try ValidWorkspace.load().dataset("skhdt.kinh-te.thang"))
        let contract = dataset.contracts[0]
        #expect(contract.file.delimiter == UInt8(ascii: ";"))
        #expect(contract.file.quote == UInt8(ascii: "\""))
        #expect(contract.file.numbers == .vietnamese)
        #expect(contract.file.unpackedByteCountMax == FileDefinition.unpackedByteCountMaxDefault)
        #expect(contract.covers.indicators.map(\.code) == ["NS.01", "NS.02"])
        #expect(contract.covers.areaRoot == "84")
        #expect(contract.accept.quarantinedPercent == ExactDecimal(2))
        #expect(contract.columns[4].marks == ["-": .zero, "...": .missing])
        #expect(contract.columns[0].numbers == nil)
        #expect(contract.drift == DriftPolicy(newColumn: .refuseFile, badValue: .quarantineRow))
        #expect(dataset.codeMaps["chi-tieu"]?.values(for: "SẢN LƯỢNG  lúa") == ["NS.01", "lúa"])
        #expect(dataset.corrections[0].change?.value == "47,0")
    }

    @Test("reads names for blank headers, and short forms of days and moments")
    func blankHeadersAndShortForms() throws {
        var files = ValidWorkspace.files
        files["syt/ca-benh/contract.yml"]?.replace(
            "format: csv}", with: "format: csv, blank_headers: {1: STT, 5: Tỷ lệ}}")
        files["syt/ca-benh/contract.yml"]?.replace(
            "as: huyen}", with: "as: huyen}\n  - {name: Lúc, as: luc, type: moment, date: M/d/yyyy}"
        )
        let errors = ValidWorkspace.errors(in: files)
        #expect(errors.map { $0.message(.en) } == [])
        let dataset = try #require(try ValidWorkspace.load(files).dataset("syt.ca-benh.ngay"))
        #expect(dataset.contracts[0].file.blankHeaders == [1: "STT", 5: "Tỷ lệ"])
        #expect(dataset.contracts[0].columns.map(\.dateForm).contains("M/d/yyyy"))
    }

    @Test("lets a record's line be loaded, and a day stand for its period")
    func lineAndDay() throws {
        var files = ValidWorkspace.files
        files["syt/ca-benh/pipeline.yml"]?.replace("case_code: ma", with: "case_code: record.line")
        files["syt/thuoc/contract.yml"]?.replace(
            "type: period, periods: [month]", with: "type: date, date: d/M/yyyy")
        #expect(ValidWorkspace.errors(in: files).map { $0.message(.en) } == [])
    }

    @Test("reads the steps of a pipeline in their types")
    func pipeline() throws {
        let dataset = try #require(try ValidWorkspace.load().dataset("skhdt.kinh-te.thang"))
        let steps = dataset.pipeline.steps
        #expect(steps.count == 8)
        #expect(
            steps[5]
                == .filter(
                    keep: .and(
                        .compare(.notEqual, .column("loai", .text), .text("Tổng số")),
                        .compare(.greater, .column("he_so", .decimal), .decimal(.zero))),
                    reason: "Dòng tổng"))
        #expect(dataset.pipeline.load.mode == .replace)
    }

    @Test("puts the key columns of a fact first, in the order of the key")
    func fact() throws {
        let schema = try ValidWorkspace.load().schema
        let fact = try #require(schema.fact(named: "fact_observation"))
        #expect(
            fact.keyColumns.map(\.name) == [
                "period_id", "indicator_id", "area_id", "breakdown_id",
            ])
        #expect(fact.payloadColumns.map(\.name) == ["status", "value", "mark", "conf"])
        #expect(
            schema.dimension(named: "dim_crop")?.members
                == .rows([["lua", "Lúa", "100"], ["ngo", "Ngô", ""]]))
    }

    @Test("gives the mistakes of all files at once, in order")
    func allAtOnce() {
        var files = ValidWorkspace.files
        files["phusa.yml"]?.replace("language: vi", with: "language: vn")
        files["catalogue/units.yml"]?.replace("factor: 1000", with: "factor: 0")
        files["reports/kpi-thang.yml"] = "a: &x 1\n"
        files["syt/thuoc/pipeline.yml"]?.replace("mode: merge", with: "mode: murge")
        let errors = ValidWorkspace.errors(in: files)
        #expect(
            errors.map(\.position.path) == [
                "catalogue/units.yml", "phusa.yml", "reports/kpi-thang.yml",
                "syt/thuoc/pipeline.yml",
            ])
        #expect(errors == errors.sorted())
    }

    @Test("tells one broken unit once, not for every indicator that uses it")
    func noFollowers() {
        var files = ValidWorkspace.files
        files["catalogue/units.yml"] = "- {unit: tấn\n"
        #expect(ValidWorkspace.errors(in: files).map(\.position.path) == ["catalogue/units.yml"])
        files["catalogue/units.yml"] = ValidWorkspace.files["catalogue/units.yml"]
        files["skhdt/kinh-te/contract.yml"] = "contract: [\n"
        let errors = ValidWorkspace.errors(in: files)
        #expect(Set(errors.map(\.position.path)) == ["skhdt/kinh-te/contract.yml"])
    }

    @Test("reads on after a repeated key")
    func afterRepeatedKey() {
        var files = ValidWorkspace.files
        files["phusa.yml"]?.append("language: en\nlanguage: vi\nstat: x\n")
        let errors = ValidWorkspace.errors(in: files)
        #expect(
            errors.map(\.id) == [
                "definition.duplicate-key", "definition.duplicate-key", "definition.unknown-key",
            ])
        #expect(errors.map(\.position.line) == [16, 17, 18])
    }

    @Test("keeps what a dataset's figures depend on")
    func relevant() throws {
        let files = DefinitionFiles(files: ValidWorkspace.files.mapValues { Array($0.utf8) })
        let workspace = try ValidWorkspace.load()
        let dataset = try #require(workspace.dataset("syt.thuoc.thang"))
        let paths = files.relevant(to: dataset, in: workspace).files.keys
        #expect(paths.contains("phusa.yml") && paths.contains("syt/thuoc/pipeline.yml"))
        #expect(paths.contains("warehouse/crops.csv") && paths.contains("catalogue/areas.csv"))
        #expect(
            !paths.contains("reports/kpi-thang.yml") && !paths.contains("syt/ca-benh/contract.yml"))
    }
}

@Suite("Damaged files")
struct DamagedFileTests {
    @Test("are refused or read, never a crash", arguments: ValidWorkspace.files.keys.sorted())
    func damaged(_ path: String) {
        let bytes = Array((ValidWorkspace.files[path] ?? "").utf8)
        var files = ValidWorkspace.files.mapValues { Array($0.utf8) }
        for step in 0..<12 {
            var damaged = bytes
            let place = (step * 7919 + 13) % bytes.count
            switch step % 4 {
            case 0: damaged = Array(bytes[..<place])
            case 1: damaged[place] = Array("{[:-*&!|>'\"#,\t\r".utf8)[step]
            case 2: damaged.remove(at: place)
            default: damaged = damaged.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
            }
            files[path] = damaged
            let result = Result { try WorkspaceLoader.load(DefinitionFiles(files: files)) }
            switch result {
            case .success: break
            case .failure(let error):
                #expect((error as? DefinitionErrors)?.errors.isEmpty == false)
                #expect(step % 4 != 3, "CRLF reads as LF does")
            }
        }
    }
}
