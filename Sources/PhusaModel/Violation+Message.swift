extension Violation {
    /// The four facts for people, over four lines without a line end at the last.
    ///
    /// ```
    /// syt/giuong-2025-Q1.csv:118:3: error: value out of range [contract.range]
    ///   found     "470" in ty_le
    ///   expected  a value from 0 to 100
    ///   do        the decimal mark looks lost: …
    /// ```
    ///
    /// Nothing in it can move a terminal's cursor or hide text: see ``escaped(_:)``.
    package func message(_ language: Language) -> String {
        let isVietnamese = language == .vi
        let path = Self.escaped(position.path)
        let place = "\(path):\(position.line):\(position.column)"
        let lines = [
            "\(place): \(isVietnamese ? "lỗi" : "error"): \(sentence(language)) [\(rule.rawValue)]",
            (isVietnamese ? "  thấy      " : "  found     ") + finding(language),
            (isVietnamese ? "  cần       " : "  expected  ") + expectation(language),
            (isVietnamese ? "  sửa       " : "  do        ") + advice(language),
        ]
        return lines.joined(separator: "\n")
    }

    /// What is wrong, as a clause without a full stop.
    package func sentence(_ language: Language) -> String {
        guard rule == .correctionGuard, column == nil else { return rule.title(language) }
        return language == .vi
            ? "không có dòng nào khớp với điều chỉnh" : "no record matches the correction"
    }

    /// What was expected, as a clause without a full stop.
    package func expectation(_ language: Language) -> String {
        if rule == .correctionGuard, case .oneOf(let id, let values) = expected {
            let held = values.map { "\"\(Self.escaped($0))\"" }.joined(separator: ", ")
            return language == .vi
                ? "\(held) theo điều chỉnh \(Self.escaped(id))"
                : "\(held), for correction \(Self.escaped(id))"
        }
        return expected.words(language, rule: rule)
    }

    /// What to do, as a clause without a full stop.
    package func advice(_ language: Language) -> String {
        let isVietnamese = language == .vi
        if let suggestion {
            let shown = "\"\(Self.escaped(suggestion))\""
            return question(shown, isVietnamese) + rule.advice(language)
        }
        if looksShiftedByDecimalMark {
            return isVietnamese
                ? "có vẻ bị mất dấu thập phân: hãy sửa rồi gửi lại, hoặc ghi điều chỉnh vào "
                    + "corrections.yml"
                : "the decimal mark looks lost: mend and resend, or record a correction in "
                    + "corrections.yml"
        }
        return rule.advice(language)
    }

    /// The suggestion as a question: of a missing column it is what the file has in its place.
    private func question(_ shown: String, _ isVietnamese: Bool) -> String {
        if rule == .fileMissingColumn {
            return isVietnamese
                ? "tệp có cột \(shown), có phải cột này viết khác đi? "
                : "the file has a column \(shown): is it this one, spelt otherwise? "
        }
        if rule == .fileEncoding {
            return isVietnamese
                ? "có vẻ tệp đang ở bảng mã \(shown): "
                : "the file seems to be in \(shown): "
        }
        return isVietnamese ? "có phải ý là \(shown)? " : "did you mean \(shown)? "
    }

    /// The offending value, quoted, with its column.
    private func finding(_ language: Language) -> String {
        let isVietnamese = language == .vi
        let nothing = isVietnamese ? "không có gì" : "nothing"
        let value = found.isEmpty ? nothing : "\"\(Self.escaped(found))\""
        guard let column, !column.isEmpty else { return value }
        return value + (isVietnamese ? " ở cột " : " in ") + Self.escaped(column)
    }

    /// Whether a whole number out of range would fit it with a decimal mark before its last digit or
    /// its last two.
    private var looksShiftedByDecimalMark: Bool {
        guard rule == .contractRange, case .range(let minimum, let maximum) = expected,
            let value = ExactDecimal(found), value.scale == 0
        else { return false }
        let low = minimum.flatMap { ExactDecimal($0) }
        let high = maximum.flatMap { ExactDecimal($0) }
        return [1, 2].contains { shift in
            guard let shifted = ExactDecimal(mantissa: value.mantissa, scale: shift) else {
                return false
            }
            return (low.map { $0 <= shifted } ?? true) && (high.map { shifted <= $0 } ?? true)
        }
    }

    /// The text for a terminal and a log: quotes and backslashes escaped, and all that is invisible
    /// or would change what stands around it written as `\u{…}`.
    package static func escaped(_ text: String) -> String {
        if isPlain(text), !text.utf8.contains(where: { $0 == 0x22 || $0 == 0x5C }) { return text }
        var shown = ""
        for (index, scalar) in text.unicodeScalars.enumerated() {
            switch scalar {
            case "\"": shown += "\\\""
            case "\\": shown += "\\\\"
            case "\n": shown += "\\n"
            case "\r": shown += "\\r"
            case "\t": shown += "\\t"
            default:
                let isHidden = hides(scalar) || (index == 0 && joins(scalar))
                shown +=
                    isHidden ? "\\u{\(String(scalar.value, radix: 16).uppercased())}" : "\(scalar)"
            }
        }
        return shown
    }

    private static func hides(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            true
        case .spaceSeparator: scalar != " "
        default: false
        }
    }

    /// Whether a mark would join the quote in front of it.
    private static func joins(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }
}

// MARK: Words that breaches share

extension Violation {
    /// All that ``sentence(_:)``, ``expectation(_:)`` and ``advice(_:)`` are made of: breaches with
    /// equal keys have the same words, byte for byte.
    ///
    /// Thousands of rows share few of them. Texts are compared by their bytes: to Swift `ộ` equals
    /// `o` with two marks, yet each breach keeps its own spelling.
    package struct WordsKey: Hashable, Sendable {
        private let rule: Rule
        private let expected: Expectation
        private let suggestion: String?
        private let hasColumn: Bool
        private let looksShifted: Bool

        fileprivate init(_ violation: Violation) {
            rule = violation.rule
            expected = violation.expected
            suggestion = violation.suggestion
            hasColumn = violation.column != nil
            looksShifted = violation.looksShiftedByDecimalMark
        }

        private var texts: [String] { expected.texts + (suggestion.map { [$0] } ?? []) }

        package static func == (left: WordsKey, right: WordsKey) -> Bool {
            left.rule == right.rule && left.hasColumn == right.hasColumn
                && left.looksShifted == right.looksShifted && left.expected == right.expected
                && left.suggestion == right.suggestion
                && left.texts.elementsEqual(right.texts) { $0.utf8.elementsEqual($1.utf8) }
        }

        package func hash(into hasher: inout Hasher) {
            hasher.combine(rule)
            for var text in texts {
                text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
            }
        }
    }

    package var wordsKey: WordsKey { WordsKey(self) }
}

extension Expectation {
    /// Every text in it, in order.
    fileprivate var texts: [String] {
        switch self {
        case .ruleKept, .value, .unambiguousDecimal, .integer, .moment, .period, .periodForm,
            .boolean, .fieldCount, .characterCount, .byteCount, .recordByteCount, .emptyLineCount,
            .unique, .rows, .loadedIndicator:
            []
        case .date(let text), .periodWithin(let text), .pattern(let text), .encoding(let text),
            .unit(let text), .cover(let text), .vintage(let text), .message(let text):
            [text]
        case .decimal(let first, let second), .code(let first, let second),
            .share(let first, let second), .sum(let first, let second),
            .noLess(let first, let second), .noMore(let first, let second):
            [first, second]
        case .range(let minimum, let maximum): [minimum, maximum].compactMap { $0 }
        case .oneOf(let list, let values): [list] + values
        case .columns(let names): names
        }
    }
}
