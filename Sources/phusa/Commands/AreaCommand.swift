import ArgumentParser
import PhusaModel
import Runs

struct AreaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "area",
        abstract: Help.words(
            vi: "Đơn vị hành chính theo thời gian.", en: "Areas, which have their time."),
        discussion: Help.words(
            vi: "Ví dụ: phusa area history 29242", en: "Example: phusa area history 29242"),
        subcommands: [List.self, History.self, View.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: Help.words(
                vi: "Các đơn vị có hiệu lực vào một ngày.", en: "The areas in force on a day."),
            discussion: Help.words(
                vi: "Ví dụ: phusa area list --on 2025-06-30 --level commune --within 842",
                en: "Example: phusa area list --on 2025-06-30 --level commune --within 842"))

        @OptionGroup var common: CommonOptions
        @Option(
            help: ArgumentHelp(
                Help.words(
                    vi: "Ngày, YYYY-MM-DD (mặc định: hôm nay).",
                    en: "The day, YYYY-MM-DD (default: today).")))
        var on: DayArgument?
        @Option(
            help: ArgumentHelp(
                Help.words(vi: "Chỉ cấp này: \(levels).", en: "This level alone: \(levels).")))
        var level: AreaLevel?
        @Option(
            help: ArgumentHelp(
                Help.words(vi: "Mã đơn vị cấp trên.", en: "Code of an area above.")))
        var within: String?

        func run() async throws {
            let site = try common.site()
            let list = site.workspace.catalogue.areas
            let day = on?.day ?? Moment.now().day
            if let within, list.index(code: within, on: day) == nil {
                throw AreaWords.unknown(within, list, on: day)
            }
            let areas = list.areas.indices.filter { index in
                list.areas[index].isValid(on: day)
                    && (level.map { list.areas[index].level == $0 } ?? true)
                    && (within.map { list.isInSubtree(index, of: $0, on: day) } ?? true)
            }.map { list.areas[$0] }
            if common.json { return try Output.json(areas.map(AreaEntry.init)) }
            try Output.line(AreaWords.table(areas, common.language(site)).text)
        }
    }

    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "history",
            abstract: Help.words(
                vi: "Mọi phiên bản của một mã: từ đâu ra, chuyển về đâu, theo văn bản nào.",
                en: "All versions of a code: where from, where to, by which decree."),
            discussion: Help.words(
                vi: "Ví dụ: phusa area history 29242", en: "Example: phusa area history 29242"))

        @OptionGroup var common: CommonOptions
        @Argument(help: ArgumentHelp(Help.words(vi: "Mã đơn vị.", en: "Its code.")))
        var code: String

        func run() async throws {
            let site = try common.site()
            let catalogue = site.workspace.catalogue
            let versions = catalogue.areas.versions(of: code)
            guard !versions.isEmpty else {
                throw AreaWords.unknown(code, catalogue.areas, on: nil)
            }
            let bridge = AreaBridge(catalogue.areaChanges)
            if common.json {
                return try Output.json(versions.map { VersionEntry($0, bridge) })
            }
            for version in versions {
                for line in AreaWords.history(version, bridge, common.language(site)) {
                    try Output.line(line)
                }
            }
        }
    }

    static let levels = AreaLevel.allCases.map(\.rawValue).joined(separator: ", ")
}

extension AreaLevel: ExpressibleByArgument {}
extension AreaBasis: ExpressibleByArgument {}

/// A version of an area for machines.
struct AreaEntry: Encodable {
    let level: AreaLevel
    let code: String
    let name: String
    let parent: String
    let validFrom: CalendarDay?
    let validTo: CalendarDay?

    init(_ area: Area) {
        level = area.level
        code = area.code
        name = area.name
        parent = area.parent
        validFrom = area.validFrom
        validTo = area.validTo
    }
}

/// A version with what it came from and what became of it.
private struct VersionEntry: Encodable {
    struct Change: Encodable {
        let on: CalendarDay
        let area: AreaEntry?
        let relation: AreaChange.Relation
        let basis: AreaBasis
        let weight: ExactDecimal
        let decree: String

        init(_ change: AreaChange, _ area: Area?) {
            on = change.on
            self.area = area.map(AreaEntry.init)
            relation = change.relation
            basis = change.basis
            weight = change.weight
            decree = change.decree
        }
    }

    let area: AreaEntry
    let predecessors: [Change]
    let successors: [Change]

    init(_ version: Area, _ bridge: AreaBridge) {
        area = AreaEntry(version)
        predecessors = bridge.origins(of: version).map { Change($0, $0.from) }
        successors = bridge.successions(of: version).map { Change($0, $0.to) }
    }
}
