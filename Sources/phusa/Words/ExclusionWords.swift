import PhusaModel

enum ExclusionWords {
    static func line(_ exclusion: Exclusion) -> Words {
        let cause = cause(exclusion.cause)
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

    private static func cause(_ cause: Exclusion.Cause) -> Words {
        switch cause {
        case .filter: Words(vi: "lọc theo khai báo", en: "left out by a filter")
        case .emptyCell: Words(vi: "ô trống", en: "an empty cell")
        case .repeated: Words(vi: "lặp lại y hệt một dòng trước", en: "repeats an earlier line")
        case .correction: Words(vi: "loại theo đính chính", en: "left out by a correction")
        case .refused: Words(vi: "chờ cùng tệp bị từ chối", en: "waits with its refused file")
        case .held: Words(vi: "chờ cùng tệp tạm giữ", en: "waits with its held file")
        }
    }
}
