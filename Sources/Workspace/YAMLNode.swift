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
    let position: FilePosition
    let value: YAMLNode
}
