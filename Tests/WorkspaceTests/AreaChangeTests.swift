import PhusaModel
import Testing

@testable import Workspace

@Suite("catalogue/area-changes.csv")
struct AreaChangeTests {
    private static let areas = """
        level,code,name,parent,valid_from,valid_to
        country,VN,Việt Nam,,,
        province,84,Trà Vinh,VN,,
        district,842,Trà Vinh,84,,2025-07-01
        commune,00001,Phường 1,842,,2025-07-01
        commune,00002,Phường 2,842,,2025-07-01
        commune,00003,Phường 3,842,,2025-07-01
        commune,00001,Phường Trà Vinh,84,2025-07-01,
        commune,00003,Phường Long Đức,84,2025-07-01,
        province,86,Vĩnh Long,VN,,

        """
    private static let changes = """
        on,from,to,relation,basis,weight,decree
        2025-07-01,842,,abolished,all,,NQ 202
        2025-07-01,00001,00001,merged,all,1,QĐ 19
        2025-07-01,00002,00001,split,population,1,QĐ 19
        2025-07-01,00002,00001,split,land,0.4,QĐ 19
        2025-07-01,00002,00003,split,land,0.6,QĐ 19
        2025-07-01,00003,00003,unchanged,all,1,QĐ 19

        """

    private static func files(_ changes: String?) -> [String: String] {
        var files = ValidWorkspace.files
        files["catalogue/areas.csv"] = areas
        files["catalogue/area-changes.csv"] = changes
        // A district of the small workspace that this list does not have.
        return files.mapValues { $0.replacing("'844'", with: "'842'") }
    }

    @Test("reads what became of each version, with bases and exact weights")
    func sound() throws {
        let catalogue = try ValidWorkspace.load(Self.files(Self.changes)).catalogue
        #expect(catalogue.areaChanges.count == 6)
        let land = catalogue.areaChanges[3]
        #expect(land.from.name == "Phường 2" && land.to?.name == "Phường Trà Vinh")
        #expect(land.weight == ExactDecimal("0.4") && land.basis == .land)
        #expect(land.relation == .split && land.decree == "QĐ 19")
        #expect(land.on.description == "2025-07-01")
        #expect(catalogue.areaChanges[0].to == nil)
    }

    @Test("may be missing, and then no end needs a successor")
    func missing() throws {
        #expect(try ValidWorkspace.load(Self.files(nil)).catalogue.areaChanges.isEmpty)
    }

    @Test("makes no dataset stale: what became of areas changes no figure as it was loaded")
    func relevance() throws {
        let files = Self.files(Self.changes).mapValues { Array($0.utf8) }
        let workspace = try WorkspaceLoader.load(DefinitionFiles(files: files))
        for dataset in workspace.datasets {
            let relevant = DefinitionFiles(files: files).relevant(to: dataset, in: workspace)
            #expect(relevant.files["catalogue/area-changes.csv"] == nil)
            #expect(relevant.files["catalogue/areas.csv"] != nil)
        }
    }

    private static let broken: [(String, String, String, String?)] = [
        ("on,from", "day,from", "area-changes.csv:1:1 csv", nil),
        ("2025-07-01,842", "1/7/2025,842", "area-changes.csv:2:1 value", nil),
        (
            "2025-07-01,842,", "2025-07-01,8421,", "area-changes.csv:2:2 unknown-name", nil
        ),
        ("2025-07-01,00003,", "2025-06-30,00003,", "area-changes.csv:7:2 area-change", nil),
        ("00003,00003,unch", "00003,842,unch", "area-changes.csv:7:3 area-change", nil),
        ("merged,all,1", "mergd,all,1", "area-changes.csv:3:4 value", "merged"),
        ("split,population", "split,people", "area-changes.csv:4:5 value", nil),
        ("land,0.4", "land,0.5", "area-changes.csv:5:6 area-change", nil),
        ("land,0.4", "land,1.4", "area-changes.csv:5:6 value", nil),
        ("merged,all,1", "merged,all,0.5", "area-changes.csv:3:6 value", nil),
        ("abolished,all,,NQ 202", "abolished,all,,", "area-changes.csv:2:7 value", nil),
        ("842,,abolished", "842,86,abolished", "area-changes.csv:2:3 not-applicable", nil),
        ("00001,00001,merged", "00001,,merged", "area-changes.csv:3:3 unknown-name", nil),
        ("2025-07-01,00003,00003,unchanged,all,1,QĐ 19\n", "", "areas.csv:7:6 area-change", nil),
        (
            "2025-07-01,00003,00003,unchanged,all,1,QĐ 19\n",
            "2025-07-01,00003,00003,unchanged,all,1,QĐ 19\n"
                + "2025-07-01,842,,abolished,all,,NQ 202\n", "area-changes.csv:8:2 duplicate-name",
            nil
        ),
    ]

    @Test("tells each mistake once, at its place", arguments: broken.indices)
    func mistakes(_ index: Int) {
        let (old, new, place, suggestion) = Self.broken[index]
        #expect(Self.changes.contains(old))
        let text = Self.changes.replacing(old, with: new, maxReplacements: 1)
        let errors = ValidWorkspace.errors(in: Self.files(text))
        let told = errors.map { error in
            "\(error.position) \(error.id)".replacing("catalogue/", with: "")
                .replacing("definition.", with: "")
        }
        #expect(told == [place])
        #expect(errors.first { $0.suggestion != nil }?.suggestion == suggestion)
    }

    @Test("tells all mistakes at once, and leaves sound rows in peace")
    func together() {
        let text = Self.changes.replacing("merged,all,1", with: "mergd,al,2")
            .replacing("land,0.6", with: "land,x")
        let errors = ValidWorkspace.errors(in: Self.files(text))
        #expect(
            errors.map { "\($0.position.line):\($0.position.column)" } == ["3:4", "3:5", "6:6"])
    }
}
