extension Violation {
    /// Whether a text is of printable ASCII and Latin letters alone, so that nothing in it hides or
    /// joins what stands around it: nearly every text is, and needs no look at each scalar's
    /// properties.
    ///
    /// Letters are U+00C0 to U+027F and U+1E80 to U+1EFF, all of Vietnamese; U+00D7 and U+00F7 among
    /// them are signs, which show as well. `false` says nothing: the text has to be looked at.
    package static func isPlain(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var index = 0
            while index < bytes.count {
                switch bytes[index] {
                case 0x20...0x7E: index += 1
                case 0xC3...0xC9: index += 2
                case 0xE1 where bytes[index + 1] == 0xBA || bytes[index + 1] == 0xBB: index += 3
                default: return false
                }
            }
            return true
        }
    }
}
