import PhusaModel

/// Which texts a column allows: a list, the keys of a code map, a pattern.
struct WordRules: Sendable {
    private let alias: String
    private let values: [String]
    private let codeMap: CodeMap?
    private let codes: String
    private let pattern: NamePattern?
    private var suggestions: [String: String?] = [:]

    /// Wrong texts of one column for which the nearest is looked for; the rest go without.
    private static let suggestionCountMax = 1_000
    /// Allowed values that a message lists; a longer list is named only.
    private static let listedCountMax = 8

    /// - Returns: `nil` for a column that allows any text.
    init?(_ column: ColumnContract, codeMaps: [String: CodeMap]) {
        guard !column.values.isEmpty || !column.codes.isEmpty || column.pattern != nil else {
            return nil
        }
        alias = column.alias
        values = column.values.map(composed)
        codes = column.codes
        codeMap = column.codes.isEmpty ? nil : codeMaps[column.codes]
        pattern = column.pattern
    }

    /// - Parameter bytes: UTF-8 in NFC.
    /// - Throws: A breach of `contract.code` or `contract.pattern`.
    mutating func check(_ bytes: FieldBytes) throws(Breach) {
        let text = String(decoding: bytes, as: UTF8.self)
        if !values.isEmpty, !values.contains(where: { $0.utf8.elementsEqual(bytes) }) {
            throw Breach(
                .contractCode, .oneOf(list: alias, values: listed(values)),
                suggestion: suggestion(for: text))
        }
        if !codes.isEmpty, codeMap?.values(for: text) == nil {
            let keys = codeMap.map { $0.values.count <= Self.listedCountMax ? $0.writtenKeys : [] }
            throw Breach(
                .contractCode, .oneOf(list: codes, values: keys ?? []),
                suggestion: suggestion(for: text))
        }
        if let pattern, pattern.match(text) == nil {
            throw Breach(.contractPattern, .pattern(pattern.text))
        }
    }

    private func listed(_ values: [String]) -> [String] {
        values.count <= Self.listedCountMax ? values : []
    }

    private mutating func suggestion(for text: String) -> String? {
        if let known = suggestions[text] { return known }
        guard suggestions.count < Self.suggestionCountMax else { return nil }
        let candidates = values.isEmpty ? codeMap?.writtenKeys ?? [] : values
        let nearest = NearestName.find(text, among: candidates)
        suggestions[text] = .some(nearest)
        return nearest
    }
}
