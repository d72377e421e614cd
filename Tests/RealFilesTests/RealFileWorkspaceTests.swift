import Foundation
import PhusaModel
import Runs
import Testing

/// What the workspace itself promises; needs none of the tables.
struct RealFileWorkspaceTests {
    private let workspace: WorkspaceDefinition

    init() throws { workspace = try Site(folder: RealFiles.workspace).workspace }

    @Test("holds nothing but YAML, CSV and its own explanation")
    func holdsDefinitionsAlone() throws {
        let files = try FileManager.default.subpathsOfDirectory(atPath: RealFiles.workspace)
            .filter { $0.contains(".") }
        let others = files.filter { !$0.hasSuffix(".yml") && !$0.hasSuffix(".csv") }
        #expect(others == ["README.md"])
    }

    @Test("claims the name of every table by one dataset", arguments: RealFiles.names)
    func claimsEveryTable(name: String) {
        let claims = workspace.datasets.filter { dataset in
            dataset.contracts.contains {
                $0.file.name.match(RealFiles.dropName(name)) != nil
            }
        }
        #expect(claims.count == 1)
    }

    @Test("claims the name of every other file by one dataset", arguments: PublishedFile.all)
    func claimsEveryFile(file: PublishedFile) {
        let parts = file.drop.split(separator: "/").map(String.init)
        let claims = workspace.datasets.filter { dataset in
            dataset.contracts.contains {
                $0.owner.agency == parts[0] && $0.file.name.match(parts[1]) != nil
            }
        }
        #expect(claims.count == 1)
    }

    @Test("lists 34 provinces after the mergers of 2025")
    func listsProvincesOf2025() throws {
        let date = try #require(CalendarDay("2025-07-01"))
        let provinces = workspace.catalogue.areas.areas.filter {
            $0.level == .province && $0.isValid(on: date)
        }
        #expect(Set(provinces.map(\.code)).count == 34)
        #expect(provinces.count == 34)
    }

    @Test(
        "lists 64 provinces until Ha Tay became part of Ha Noi, and 63 from then on",
        arguments: [("1995-12-31", 64), ("2008-07-31", 64), ("2008-08-01", 63), ("2016-12-31", 63)])
    func listsProvinces(day: String, count: Int) throws {
        let date = try #require(CalendarDay(day))
        let list = workspace.catalogue.areas
        let provinces = list.areas.filter { $0.level == .province && $0.isValid(on: date) }
        #expect(provinces.count == count)
        #expect(Set(provinces.map(\.code)).count == count)
        let regions = ["V1", "V2", "V3", "V4", "V5", "V6"]
        #expect(provinces.allSatisfy { regions.contains($0.parent) })
        #expect(
            regions.allSatisfy { code in
                list.index(code: code, on: date).map { list.areas[$0].parent } == "VN"
            })
    }

    @Test("reads every spelling of a place alike in all four datasets")
    func readsSpellings() throws {
        let maps = workspace.datasets.compactMap { $0.codeMaps["dia-ban"] }
        #expect(maps.count == 4)
        let list = workspace.catalogue.areas.areas
        let codes = Set(list.filter { $0.code == "VN" || !$0.parent.isEmpty }.map(\.code))
            .filter { !$0.hasPrefix("US-") }
        for map in maps {
            #expect(map.values == maps[0].values)
            #expect(Set(map.values.values.flatMap(\.self)) == codes)
        }
        let spellings = [
            " WHOLE COUNTRY": "VN", "WHOLE COUNTRY": "VN", "Thai  Nguyen": "19", "Tra Vinh": "84",
            "TP.Ho Chi Minh": "79", "TP. Ho Chi Minh": "79", "Bình Dinh": "52", "Soc Trang": "94",
        ]
        for (spelling, code) in spellings { #expect(maps[0].values(for: spelling) == [code]) }
    }
}
