import PhusaModel
import Testing

@testable import Workspace

@Suite("OwnershipCheck")
struct OwnershipCheckTests {
    private static let first = "skhdt/kinh-te/contract.yml"
    private static let second = "syt/thuoc/contract.yml"

    /// The mistakes once the second feed covers what is given.
    private func told(_ cover: String, applies: String = "") -> [String] {
        var files = ValidWorkspace.files
        files[Self.second]?.replace("covers: {indicators: [YT.*], areas: '84'}", with: cover)
        if !applies.isEmpty {
            files[Self.second]?.replace("owner:", with: "applies: {from: \(applies)}\nowner:")
        }
        return ValidWorkspace.errors(in: files).map(\.id)
    }

    @Test("lets two feeds share all but one of indicator, area and kind of period")
    func apart() {
        #expect(told("covers: {indicators: [YT.*]}") == [])
        #expect(told("covers: {indicators: [NS.*], areas: '86'}") == [])
        #expect(told("covers: {indicators: [NS.*], areas: '84', periods: [year]}") == [])
    }

    @Test("refuses one area above, below or the same as the other's")
    func areas() {
        for area in ["'84'", "'842'", "VN"] {
            let cover = "covers: {indicators: [NS.01], areas: \(area), periods: [month]}"
            #expect(told(cover) == ["definition.ownership"])
        }
        #expect(told("covers: {indicators: [NS.01]}") == ["definition.ownership"])
    }

    @Test("lets a feed take over from a contract that has ended")
    func time() {
        var files = ValidWorkspace.files
        files[Self.second]?.replace("[YT.*]", with: "[NS.*]")
        #expect(ValidWorkspace.errors(in: files).map(\.id) == ["definition.ownership"])
        let next = files[Self.first]?
            .replacing("from: 2024-01-01", with: "from: 2025-01-01")
            .replacing("['NS.*']", with: "['YT.*']")
        files["skhdt/kinh-te/contract-2025.yml"] = next
        files[Self.second]?.replace("owner:", with: "applies: {from: 2025-01-01}\nowner:")
        #expect(ValidWorkspace.errors(in: files).map { $0.message(.en) } == [])
    }

    @Test("refuses two contracts of one dataset that start on one day")
    func sameStart() {
        var files = ValidWorkspace.files
        files["skhdt/kinh-te/contract-2025.yml"] = files[Self.first]
        let errors = ValidWorkspace.errors(in: files)
        #expect(errors.map(\.id) == ["definition.duplicate-name"])
        files["skhdt/kinh-te/contract-2025.yml"]?.replace("2024-01-01", with: "2025-01-01")
        #expect(ValidWorkspace.errors(in: files).isEmpty)
    }

    @Test("tells of files that are missing and of files that stand nowhere")
    func paths() {
        var files = ValidWorkspace.files
        files["catalogue/agencies.yml"] = nil
        files["catalogue/unit.yml"] = "- a\n"
        files["syt/thuoc/pipelines.yml"] = "a: b\n"
        files["catalogue/area-change.csv"] = "a,b\n"
        let errors = ValidWorkspace.errors(in: files)
        #expect(
            Set(errors.map { "\($0.position.path) \($0.id)" }).isSuperset(of: [
                "catalogue/agencies.yml definition.missing-file",
                "catalogue/unit.yml definition.unknown-file",
                "syt/thuoc/pipelines.yml definition.unknown-file",
                "catalogue/area-change.csv definition.unknown-file",
            ]))
        #expect(
            errors.first { $0.position.path == "catalogue/unit.yml" }?.suggestion == "units.yml")
    }

    @Test("asks for the edition of an indicator whose code is not unique")
    func ambiguous() {
        var files = ValidWorkspace.files
        let path = "catalogue/indicators/kinh-te.yml"
        files[path]?.replace(
            "indicator: NS.02\n  edition: 05/2023", with: "indicator: NS.01\n  edition: 02/2026")
        files["skhdt/kinh-te/chi-tieu.csv"]?.replace("NS.02", with: "NS.01")
        let errors = ValidWorkspace.errors(in: files)
        #expect(Set(errors.map(\.id)) == ["definition.ambiguous-indicator"])
        for path in ["catalogue/kpis/tra-vinh.yml", "reports/kpi-thang.yml"] {
            for key in ["indicator: ", "indicators: ["] {
                files[path]?.replace("\(key)NS.01", with: "\(key)05/2023|NS.01|default")
            }
        }
        #expect(ValidWorkspace.errors(in: files).map { $0.message(.en) } == [])
    }
}
