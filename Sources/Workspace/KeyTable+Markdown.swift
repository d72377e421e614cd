extension DefinitionKind {
    /// The keys of the kind's files as tables of a documentation page, one for each mapping.
    package var keyTablesMarkdown: String {
        table.withNested.filter { $0.name != "words" }.map(\.markdown).joined(separator: "\n")
    }
}

extension KeyTable {
    fileprivate var markdown: String {
        var lines = ["### `\(name)`", ""]
        if isSingleKey { lines += ["Exactly one of these keys.", ""] }
        lines += [
            "| key | value | default | meaning | example |", "| --- | --- | --- | --- | --- |",
        ]
        for key in keys {
            let example = key.example.replacing("|", with: "\\|")
            lines.append(
                "| `\(key.name)` | \(key.type.markdown) | \(key.presence.markdown) "
                    + "| \(key.about.replacing("|", with: "\\|")) | `\(example)` |")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension KeyTable.Presence {
    fileprivate var markdown: String {
        switch self {
        case .required: "required"
        case .optional: "none"
        case .standard(let text): text.isEmpty ? "`''`" : "`\(text)`"
        }
    }
}

extension ValueType {
    fileprivate var markdown: String {
        switch self {
        case .text: "text, not empty"
        case .anyText: "text"
        case .words: "`{vi: …, en: …}`"
        case .whole(let minimum, let maximum):
            maximum == Int.max
                ? "whole number from \(minimum)" : "whole number, \(minimum) to \(maximum)"
        case .decimal: "number"
        case .decimalFromZero: "number from 0"
        case .positiveDecimal: "number above 0"
        case .percent: "share, 0% to 100%"
        case .day: "day, `yyyy-MM-dd`"
        case .daySpan: "day, or `day..day`"
        case .dayOrPeriod: "day, `yyyy-MM-dd`, or period, `2021`, `2021-Q1`, `2021-01`"
        case .period: "period, `2021`, `2021-Q1`, `2021-01`"
        case .decimalOrNone: "number, or `none`"
        case .flag: "`true`, `false`"
        case .byte: "one ASCII character"
        case .decimalMark: "one ASCII character, no digit"
        case .groupMark: "one ASCII character, `space`, `nbsp`"
        case .choice(let choices): choices.map { "`\($0)`" }.joined(separator: ", ")
        case .form(let form): "text, `\(form.rawValue.replacing("|", with: "\\|"))`"
        case .pattern: "name pattern"
        case .expression: "expression"
        case .formula: "formula, or `none`: <doc:Formulas>"
        case .dateForm: "`dd` or `d`, `MM` or `M`, `yyyy`, with `/`, `-` or `.`"
        case .areaEdition: "day, `at-vintage`, `at-period-end`"
        case .kindOfColumn: "kind of column, with `?` for null"
        case .reference: "name that is defined elsewhere"
        case .list(let inner): "list of: \(inner.markdown)"
        case .map(let inner): "mapping of names to: \(inner.markdown)"
        case .mapping(let table): "mapping `\(table.name)`"
        case .fileOrMapping(let table): "file name, or mapping `\(table.name)`"
        }
    }
}
