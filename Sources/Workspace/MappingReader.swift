import PhusaModel

/// Reads one mapping by its key table.
///
/// Unknown and missing keys are told when it is made, wrong values when they are asked for. Every
/// accessor gives `nil` after a report, and for an absent key
/// that has no default.
final class MappingReader {
    let position: FilePosition
    let context: LoadContext
    let table: KeyTable
    private var entries: [String: YAMLEntry] = [:]
    /// Keys as they stand there, in order.
    private(set) var order: [String] = []
    /// Whether nothing in this mapping, and what it holds, was found wrong so far.
    private(set) var isSound = true
    private let parent: MappingReader?

    /// - Returns: `nil` after a report where the node is no mapping.
    init?(
        _ node: YAMLNode, table: KeyTable, context: LoadContext, parent: MappingReader? = nil
    ) {
        self.parent = parent
        position = node.position
        self.context = context
        self.table = table
        guard case .mapping(let entries) = node.content else {
            report(.shape(.mapping), at: node.position, found: node.shown)
            return nil
        }
        for entry in entries { take(entry) }
        for key in table.keys where key.presence == .required && self.entries[key.name] == nil {
            report(.missingKey(key.name), at: position, found: "")
        }
    }

    private func take(_ entry: YAMLEntry) {
        guard table.key(entry.key) != nil else {
            let names = table.keys.map(\.name)
            report(
                .unknownKey(allowed: names), at: entry.position, found: entry.key,
                suggestion: NearestName.find(entry.key, among: names))
            return
        }
        entries[entry.key] = entry
        order.append(entry.key)
        if entry.value.isAbsent {
            report(.value(.text), at: entry.value.position, found: "")
        }
    }

    func report(
        _ kind: DefinitionError.Kind, at position: FilePosition, found: String,
        suggestion: String? = nil
    ) {
        markBroken()
        context.report(kind, at: position, found: found, suggestion: suggestion)
    }

    /// Marks this mapping and those around it as broken; the mistake is told elsewhere.
    func markBroken() {
        isSound = false
        parent?.markBroken()
    }

    /// As ``LoadContext/check(_:in:at:)``; an unknown name breaks this mapping.
    @discardableResult
    func check(_ name: String, in names: KnownNames, at position: FilePosition) -> Bool {
        let isKnown = context.check(name, in: names, at: position)
        if !isKnown { markBroken() }
        return isKnown
    }

    func has(_ key: String) -> Bool { entries[key] != nil }

    /// Where the key's value stands, or the mapping where there is none.
    func position(of key: String) -> FilePosition { entries[key]?.value.position ?? position }

    func keyPosition(of key: String) -> FilePosition { entries[key]?.position ?? position }

    /// The node behind a key; `nil` where the key is absent or nothing stands behind it.
    func node(_ key: String) -> YAMLNode? {
        precondition(table.key(key) != nil, "\(table.name) has no key \(key)")
        guard let value = entries[key]?.value, !value.isAbsent else { return nil }
        return value
    }

    private func standard(_ key: String) -> String? {
        if entries[key] == nil, case .standard(let text) = table.key(key)?.presence { return text }
        return nil
    }

    // MARK: Scalars

    /// The text of a node, which must be a scalar.
    func text(of node: YAMLNode) -> String? {
        if case .text(let text, _) = node.content { return text }
        report(.shape(.text), at: node.position, found: node.shown)
        return nil
    }

    /// A scalar, or its default, in the form that `parse` reads.
    func value<Value>(
        _ key: String, _ allowed: @autoclosure () -> AllowedValue, _ parse: (String) -> Value?
    ) -> Value? {
        if let standard = standard(key) { return parse(standard) }
        return node(key).flatMap { value(of: $0, allowed(), parse) }
    }

    func value<Value>(
        of node: YAMLNode, _ allowed: AllowedValue, _ parse: (String) -> Value?
    ) -> Value? {
        guard let text = text(of: node) else { return nil }
        if let value = parse(text) { return value }
        var suggestion: String?
        if case .oneOf(let choices) = allowed {
            suggestion = NearestName.find(text, among: choices)
        }
        report(.value(allowed), at: node.position, found: text, suggestion: suggestion)
        return nil
    }

    /// A text in the form that the key's type asks for.
    func text(_ key: String) -> String? {
        if let standard = standard(key) { return standard }
        guard let type = table.key(key)?.type else { return nil }
        return node(key).flatMap { text(of: $0, type: type) }
    }

    func text(of node: YAMLNode, type: ValueType) -> String? {
        switch type {
        case .anyText: return text(of: node)
        case .form(let form):
            return value(of: node, .form(form.rawValue)) { form.matches($0) ? $0 : nil }
        case .choice(let choices):
            return value(of: node, .oneOf(choices)) { choices.contains($0) ? $0 : nil }
        default: return value(of: node, .text) { $0.isEmpty ? nil : $0 }
        }
    }

    func choice<Value: RawRepresentable<String>>(_ key: String) -> Value? {
        text(key).flatMap { Value(rawValue: $0) }
    }

    func flag(_ key: String) -> Bool? {
        value(key, .flag) { $0 == "true" ? true : $0 == "false" ? false : nil }
    }

    func whole(_ key: String) -> Int? {
        guard case .whole(let minimum, let maximum) = table.key(key)?.type else { return nil }
        return value(key, .whole(minimum: minimum, maximum: maximum)) { text in
            guard let number = Int(text), String(number) == text else { return nil }
            return (minimum...maximum).contains(number) ? number : nil
        }
    }

    func decimal(_ key: String) -> ExactDecimal? { value(key, .decimal) { ExactDecimal($0) } }
    func day(_ key: String) -> CalendarDay? { value(key, .day) { CalendarDay($0) } }

    func pattern(_ key: String) -> NamePattern? { node(key).flatMap { pattern(of: $0) } }

    func pattern(of node: YAMLNode) -> NamePattern? {
        guard let text = text(of: node) else { return nil }
        do throws(NamePattern.SyntaxError) {
            return try NamePattern(text)
        } catch {
            report(
                .value(.pattern(error.reason)), at: node.position(of: error.column - 1), found: text
            )
            return nil
        }
    }

    // MARK: Collections

    /// The items of a list; empty where the key is absent.
    func items(_ key: String) -> [YAMLNode] {
        guard let node = node(key) else { return [] }
        if case .list(let items) = node.content {
            for item in items where item.isAbsent {
                report(.value(.text), at: item.position, found: "")
            }
            return items.filter { !$0.isAbsent }
        }
        report(.shape(.list), at: node.position, found: node.shown)
        return []
    }

    /// The items of a list that are texts in the form of the list's type.
    func texts(_ key: String) -> [(text: String, position: FilePosition)] {
        guard case .list(let type) = table.key(key)?.type else { return [] }
        return items(key).compactMap { node in
            text(of: node, type: type).map { ($0, node.position) }
        }
    }

    /// The entries of an open mapping; empty where the key is absent.
    func map(_ key: String) -> [YAMLEntry] {
        guard let node = node(key) else { return [] }
        if case .mapping(let entries) = node.content {
            for entry in entries where entry.value.isAbsent {
                report(.value(.text), at: entry.value.position, found: "")
            }
            return entries.filter { !$0.value.isAbsent }
        }
        report(.shape(.mapping), at: node.position, found: node.shown)
        return []
    }

    /// The mapping behind a key.
    func nested(_ key: String) -> MappingReader? {
        guard let node = node(key), let table = table.key(key)?.type.table else { return nil }
        return nested(node, table: table)
    }

    /// The mappings of the list behind a key.
    func nestedList(_ key: String) -> [MappingReader] {
        guard let table = table.key(key)?.type.table else { return [] }
        return items(key).compactMap { nested($0, table: table) }
    }

    /// A mapping within this one: what is wrong with it breaks both.
    func nested(_ node: YAMLNode, table: KeyTable) -> MappingReader? {
        MappingReader(node, table: table, context: context, parent: self)
    }

    func words(_ key: String) -> Words? {
        guard let reader = nested(key), let vi = reader.text("vi"), let en = reader.text("en")
        else { return nil }
        return Words(vi: vi, en: en)
    }

    /// The one key of a step or a section; `nil` after a report where there are more or none.
    func singleKey() -> String? {
        if order.count == 1 { return order.first }
        if isSound {
            report(
                .shape(.singleKey), at: position, found: order.joined(separator: ", "))
        }
        return nil
    }
}
