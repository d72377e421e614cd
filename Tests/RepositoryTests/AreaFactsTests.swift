import Foundation
import PhusaModel
import Testing
import Workspace

/// What the shipped lists say of the reform of 1 July 2025.
@Suite("Areas of the shipped workspace")
struct AreaFactsTests {
    private let list: AreaList
    private let bridge: AreaBridge
    private let changes: [AreaChange]

    init() throws {
        let folder = Repository.root.appending(path: "Pipelines").path
        let catalogue = try WorkspaceLoader.load(DefinitionFiles(readingFolder: folder)).catalogue
        list = catalogue.areas
        changes = catalogue.areaChanges
        bridge = AreaBridge(changes)
    }

    private static let before = CalendarDay(year: 2025, month: 6, day: 30)
    private static let after = CalendarDay(year: 2025, month: 7, day: 1)

    private func communes(on day: CalendarDay) -> [Int] {
        list.areas.indices.filter {
            list.areas[$0].level == .commune && list.areas[$0].isValid(on: day)
        }
    }

    /// A name as agencies write it.
    private func spellings(_ name: String) -> [String] {
        let swaps = [
            ("òa", "oà"), ("oà", "òa"), ("óa", "oá"), ("oá", "óa"), ("ùy", "uỳ"), ("úy", "uý"),
        ]
        var spellings = [
            name, name.uppercased(), "  " + name.replacing(" ", with: "  ") + " ",
            name.decomposedStringWithCanonicalMapping,
        ]
        // In open syllables alone: "Toàn" has one spelling.
        spellings += swaps.map { old, new in
            name.split(separator: " ").map { word in
                word.hasSuffix(old) ? word.dropLast(old.count) + new : word
            }.joined(separator: " ")
        }
        for (roman, arabic) in [("I", "1"), ("II", "2"), ("III", "3"), ("IV", "4"), ("V", "5")] {
            if name.hasSuffix(" " + arabic) {
                spellings += [String(name.dropLast(arabic.count)) + roman]
                spellings += [String(name.dropLast(arabic.count)) + "0" + arabic]
            }
            if name.hasSuffix(" " + roman) {
                spellings.append(String(name.dropLast(roman.count)) + arabic)
            }
        }
        return spellings
    }

    @Test(
        "each of the 212 old and 84 new communes is found by code and by every spelling of its name"
    )
    func names() throws {
        var spellingCount = 0
        for (day, count) in [(Self.before, 212), (Self.after, 84)] {
            let day = try #require(day)
            let communes = communes(on: day)
            #expect(communes.count == count)
            for index in communes {
                let area = list.areas[index]
                #expect(list.index(code: area.code, on: day) == index)
                for name in spellings(area.name) {
                    spellingCount += 1
                    let found = list.indices(named: name, within: area.parent, on: day)
                    #expect(found == [index], "\(name) in \(area.parent)")
                }
            }
        }
        #expect(spellingCount > 3_000)
    }

    @Test("a name without its kind is found, one with other marks or in another district is not")
    func limits() throws {
        let day = try #require(Self.before)
        func codes(_ name: String, _ parent: String) -> [String] {
            list.indices(named: name, within: parent, on: day).map { list.areas[$0].code }
        }
        #expect(codes("Long Đức", "842") == ["29263"])
        #expect(codes("Phường Long Đức", "842").isEmpty)
        #expect(codes("long duc", "842").isEmpty)
        #expect(codes("Long Đức", "844").isEmpty)
        #expect(codes("Phường 1", "84").count == 3 || codes("Phường 1", "84").count == 2)
        #expect(codes("Hoà Tú 2", "94") == codes("Xã Hòa Tú II", "94"))
        #expect(codes("Hoà Tú 2", "94").count == 1)
    }

    @Test("212 communes became 84: 204 merged whole, 8 unchanged, and nothing is lost")
    func reform() throws {
        let (before, after) = (try #require(Self.before), try #require(Self.after))
        var (old, new) = (Int128(0), ExactDecimal.zero)
        var targets: Set<Area> = []
        for index in communes(on: before) {
            let area = list.areas[index]
            let parts = try bridge.parts(of: area, on: after)
            #expect(parts.count == 1 && parts.first?.weight == ExactDecimal(1))
            let value = Int128(index * 7_919 % 1_000_003)
            old += value
            let share = try #require(ExactDecimal(mantissa: value, scale: 3))
            new = try #require(new.adding(share))
            targets.formUnion(parts.map(\.area))
        }
        #expect(ExactDecimal(mantissa: old, scale: 3) == new)
        #expect(targets == Set(communes(on: after).map { list.areas[$0] }))
        let july = changes.filter { $0.on == after && $0.from.level == .commune }
        #expect(july.count { $0.relation == .merged } == 204)
        #expect(july.count { $0.relation == .unchanged } == 8)
        #expect(changes.count { $0.relation == .abolished } == 20)
    }

    @Test("the changes of 2024 and January 2025 are steps of the way")
    func steps() throws {
        let after = try #require(Self.after)
        for (code, day, target) in [
            ("31513", "2024-08-31", "31522"), ("29245", "2024-12-31", "29242"),
            ("29251", "2024-12-31", "29242"),
        ] {
            let start = try #require(CalendarDay(day))
            let index = try #require(list.index(code: code, on: start))
            let between = try #require(CalendarDay("2025-06-30"))
            let area = list.areas[index]
            #expect(try bridge.parts(of: area, on: between).map(\.area.code) == [target])
            #expect(try bridge.parts(of: area, on: after).count == 1)
        }
    }

    @Test("six communes lie over two former districts, so districts are not continued")
    func districts() throws {
        let after = try #require(Self.after)
        var districts: [String: Set<String>] = [:]
        for index in communes(on: try #require(Self.before)) {
            let area = list.areas[index]
            for part in try bridge.parts(of: area, on: after) {
                districts[part.area.code, default: []].insert(area.parent)
            }
        }
        let straddling = districts.filter { $0.value.count > 1 }.keys.sorted()
        #expect(straddling == ["29254", "29398", "29530", "31552", "31684", "31741"])
        let district = try #require(list.versions(of: "842").first)
        #expect(throws: AreaBridge.Obstacle.self) { try bridge.parts(of: district, on: after) }
    }
}
