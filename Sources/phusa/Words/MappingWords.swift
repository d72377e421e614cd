import PhusaModel
import Runs

enum MappingWords {
    /// A dataset's maps, one after the other: entries, then what none of them knows.
    static func text(
        _ mappings: DatasetMappings, leavesOutUsed: Bool, language: Language
    ) -> String {
        var lines = [head(mappings).text(language)]
        for map in mappings.maps {
            lines.append("  " + head(map).text(language))
            for entry in map.entries where entry.records == 0 || !leavesOutUsed {
                lines.append("    " + line(entry).text(language))
            }
            lines += map.missing.flatMap { self.lines($0, language) }
        }
        for names in mappings.names {
            lines.append("  \(names.rule.rawValue)")
            lines += names.missing.flatMap { self.lines($0, language) }
        }
        lines += mappings.unusedIndicators.map { "  " + line($0).text(language) }
        for drop in mappings.unread {
            lines.append("  " + unread(drop.path).text(language))
            lines += drop.violations.map { $0.message(language) }
        }
        return lines.joined(separator: "\n")
    }

    private static func head(_ mappings: DatasetMappings) -> Words {
        Words(
            vi: "\(mappings.dataset): đã đọc lại \(mappings.drops) tệp còn hiệu lực",
            en: "\(mappings.dataset): \(mappings.drops) standing drops read again")
    }

    private static func head(_ map: DatasetMappings.Map) -> Words {
        let (all, unused) = (map.entries.count, map.unused.count)
        let missing = map.missing.count
        return Words(
            vi: "\(map.name).csv: \(all) mục, \(unused) không dùng, thiếu \(missing) giá trị",
            en: "\(map.name).csv: \(all) entries, \(unused) unused, \(missing) values missing")
    }

    private static func line(_ entry: DatasetMappings.Entry) -> Words {
        let place = "\(entry.position.path):\(entry.position.line)"
        let pair = "\"\(entry.key)\" → \(entry.values.joined(separator: ", "))"
        return entry.records == 0
            ? Words(vi: "\(place): \(pair): không dùng", en: "\(place): \(pair): unused")
            : Words(
                vi: "\(place): \(pair): \(entry.records) bản ghi",
                en: "\(place): \(pair): \(entry.records) records")
    }

    private static func lines(
        _ missing: DatasetMappings.Missing, _ language: Language
    ) -> [String] {
        let found = "\"\(Violation.escaped(missing.found))\""
        let place = "\(Violation.escaped(missing.position.path)):\(missing.position.line)"
        let nearest = missing.suggestion.map { "\"\(Violation.escaped($0))\"" }
        let words = Words(
            vi: "thiếu \(found): \(missing.records) bản ghi cách ly, đầu tiên \(place)"
                + (nearest.map { "; gần nhất: \($0)" } ?? ""),
            en: "missing \(found): \(missing.records) records in quarantine, first \(place)"
                + (nearest.map { "; nearest: \($0)" } ?? ""))
        return ["    " + words.text(language)]
    }

    private static func line(_ indicator: DatasetMappings.UnusedIndicator) -> Words {
        Words(
            vi: "\(indicator.definedAt): chỉ tiêu \(indicator.indicator): chưa tệp nào nói tới",
            en: "\(indicator.definedAt): indicator \(indicator.indicator): no drop speaks of it")
    }

    private static func unread(_ path: String) -> Words {
        let path = Violation.escaped(path)
        return Words(
            vi: "\(path): cấu hình hiện nay không đọc được tệp này",
            en: "\(path): today's definitions do not read this drop")
    }
}
