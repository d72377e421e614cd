import PhusaModel

/// What the sections have gathered so far: everything of a report but its blocks.
struct ReportDraft {
    var register = SourceRegister()
    var cells: [ReportCell] = []
    private(set) var warnings: [String] = []

    /// Notes a warning once.
    mutating func warn(_ warning: String) {
        if !warnings.contains(warning) { warnings.append(warning) }
    }
}

/// The drops behind the figures of a report, numbered in the order of their first use.
struct SourceRegister {
    struct Entry {
        var origin: FigureOrigin
        var lines: Set<Int>
    }

    private(set) var entries: [Entry] = []
    private var indexByDrop: [String: Int] = [:]

    /// Notes the line of an origin.
    ///
    /// - Returns: The number that the sources section gives its drop, from 1.
    mutating func cite(_ origin: FigureOrigin) -> Int {
        let drop = [origin.dataset, origin.path, origin.sha256, origin.formula ?? ""]
            .joined(separator: "\u{0}")
        if let index = indexByDrop[drop] {
            entries[index].lines.insert(origin.line)
            // A formula's figures come about day by day: the last of them is what it is known since.
            if origin.formula != nil, origin.knownAt > entries[index].origin.knownAt {
                entries[index].origin = origin
            }
            return index + 1
        }
        indexByDrop[drop] = entries.count
        entries.append(Entry(origin: origin, lines: [origin.line]))
        return entries.count
    }
}

extension ReportDraft {
    /// Names the drops that the answers or cases of the report's period stand on as sources.
    mutating func cite(_ subject: TallySubject, _ setting: ReportSetting) throws {
        for origin in try setting.source.origins(of: subject, period: setting.period) {
            _ = register.cite(origin)
        }
    }
}
