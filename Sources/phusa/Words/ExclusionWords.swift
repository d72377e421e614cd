import PhusaModel
import Reporting

enum ExclusionWords {
    static func line(_ exclusion: Exclusion) -> Words {
        let cause = exclusion.cause.words
        let reason = exclusion.reason.isEmpty ? "" : " (\(exclusion.reason))"
        let cells = exclusion.cellCount
        guard exclusion.line > 0 else {
            return Words(
                vi: "cả tệp, \(cells) ô: \(cause.vi)\(reason)",
                en: "the whole file, \(cells) cells: \(cause.en)\(reason)")
        }
        return Words(
            vi: "dòng \(exclusion.line), \(cells) ô: \(cause.vi)\(reason)",
            en: "line \(exclusion.line), \(cells) cells: \(cause.en)\(reason)")
    }
}
