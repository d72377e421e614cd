import PhusaModel

/// A node of a definition, with its place; texts are in NFC and not interpreted.
struct YAMLNode {
    let position: FilePosition
    let content: Content

    indirect enum Content {
        /// `isPlain`: without quotes, so that an empty one is no value at all.
        case text(String, isPlain: Bool)
        case list([YAMLNode])
        case mapping([YAMLEntry])
    }

    /// Whether nothing stands behind the key.
    var isAbsent: Bool {
        if case .text("", isPlain: true) = content { true } else { false }
    }

    /// The place of a character of its text, so many characters behind the first; of a text on one
    /// line.
    func position(of offset: Int) -> FilePosition {
        var place = position
        if case .text(_, isPlain: false) = content { place.column += 1 }
        place.column += offset
        return place
    }

    /// What stands there, in short, for an error.
    var shown: String {
        switch content {
        case .text(let text, _): text
        case .list: "[…]"
        case .mapping: "{…}"
        }
    }
}

/// A key and its value.
struct YAMLEntry {
    let key: String
    /// Whether the key stands without quotes.
    let isPlain: Bool
    let position: FilePosition
    let value: YAMLNode

    /// The key as a text of its own.
    var keyNode: YAMLNode { YAMLNode(position: position, content: .text(key, isPlain: isPlain)) }
}
