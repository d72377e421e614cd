import PhusaModel

/// Bytes of a field, borrowed from a batch for the time of one call.
typealias FieldBytes = UnsafeBufferPointer<UInt8>

/// How much work a text still needs before it can be stored.
enum TextForm {
    /// UTF-8 in NFC already.
    case composed
    /// May hold sequences that NFC writes otherwise.
    case uncertain
    /// Holds a control character other than tab, line feed and carriage return.
    case control
}

extension UnsafeBufferPointer where Element == UInt8 {
    /// The bytes without blanks and what cannot be seen at both ends; those inside stay.
    ///
    /// That is also no-break spaces, zero-width characters and byte order marks.
    func trimmed() -> FieldBytes {
        var first = 0
        var last = count
        while first < last {
            let width = blankWidth(at: first, before: last)
            if width == 0 { break }
            first += width
        }
        while first < last {
            let width = blankWidth(endingAt: last, from: first)
            if width == 0 { break }
            last -= width
        }
        return FieldBytes(rebasing: self[first..<last])
    }

    private func blankWidth(at index: Int, before end: Int) -> Int {
        let byte = self[index]
        if byte < 0x80 { return Self.isBlank(byte) ? 1 : 0 }
        if index + 1 < end, Self.isBlank(byte, self[index + 1]) { return 2 }
        if index + 2 < end, Self.isBlank(byte, self[index + 1], self[index + 2]) { return 3 }
        return 0
    }

    private func blankWidth(endingAt end: Int, from start: Int) -> Int {
        let byte = self[end - 1]
        if byte < 0x80 { return Self.isBlank(byte) ? 1 : 0 }
        if end - 2 >= start, Self.isBlank(self[end - 2], byte) { return 2 }
        if end - 3 >= start, Self.isBlank(self[end - 3], self[end - 2], byte) { return 3 }
        return 0
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    /// U+00A0.
    private static func isBlank(_ first: UInt8, _ second: UInt8) -> Bool {
        first == 0xC2 && second == 0xA0
    }

    /// U+2000 to U+200F, U+202F, U+205F, U+2060, U+3000, U+FEFF.
    private static func isBlank(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second) {
        case (0xE2, 0x80): third <= 0x8F || third == 0xAF
        case (0xE2, 0x81): third == 0x9F || third == 0xA0
        case (0xE3, 0x80): third == 0x80
        case (0xEF, 0xBB): third == 0xBF
        default: false
        }
    }

    /// Whether the text, trimmed, has at least one character and no control character but perhaps
    /// one of those that a text may have; told eight bytes at a time.
    ///
    /// Only a yes is certain.
    func isPlainText() -> Bool {
        guard count > 0, let base = UnsafeRawPointer(baseAddress), self[0] > 0x20 else {
            return false
        }
        // Where a blank of several bytes may begin.
        if self[0] == 0xE2 || self[0] == 0xE3 || self[0] == 0xEF { return false }
        guard count >= 8 else { return !contains(where: Self.mayBeControl) }
        var hits: UInt64 = 0
        var place = 0
        while place < count {
            let word = base.loadUnaligned(
                fromByteOffset: Swift.min(place, count - 8), as: UInt64.self)
            hits |= ByteLanes.controls(word)
            hits |= ByteLanes.equal(word, ByteLanes.all(0x7F))
            hits |= ByteLanes.equal(word, ByteLanes.all(0xC2))
            place += 8
        }
        return hits == 0
    }

    /// C2 begins those from U+0080 to U+009F, and the no-break space.
    private static func mayBeControl(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == 0xC2
    }

    /// What the bytes still need.
    ///
    /// Letters of Vietnamese in NFC are known by their ranges, so that
    /// they cost no conversion: U+0080 to U+02FF, U+1E00 to U+1EFF, U+2002 to U+203F.
    func textForm() -> TextForm {
        var index = 0
        var form = TextForm.composed
        while index < count {
            let byte = self[index]
            switch byte {
            case 0x20..<0x7F, 0x09, 0x0A, 0x0D:
                index += 1
            case 0x00..<0x80:
                return .control
            case 0xC2 where index + 1 < count && self[index + 1] < 0xA0:
                return .control
            case 0xC2...0xCB:
                index += 2
            case 0xE1 where index + 2 < count && (0xB8...0xBB).contains(self[index + 1]):
                index += 3
            case 0xE2
            where index + 2 < count && self[index + 1] == 0x80 && self[index + 2] >= 0x82:
                index += 3
            default:
                form = .uncertain
                index += 1
            }
        }
        return form
    }

    func equals(_ other: [UInt8]) -> Bool { other.withUnsafeBufferPointer { equals($0) } }

    /// Eight bytes at a time, the last eight perhaps twice.
    func equals(_ other: FieldBytes) -> Bool {
        guard count == other.count else { return false }
        guard count >= 8, let left = UnsafeRawPointer(baseAddress),
            let right = UnsafeRawPointer(other.baseAddress)
        else {
            for index in 0..<count where self[index] != other[index] { return false }
            return true
        }
        var offset = 0
        while offset < count {
            let place = Swift.min(offset, count - 8)
            let word = left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            if word != right.loadUnaligned(fromByteOffset: place, as: UInt64.self) { return false }
            offset += 8
        }
        return true
    }

    /// The text for a message: enough of it to be cut there, and no more.
    func shown() -> String {
        String(decoding: prefix(FieldBytes.shownByteCountMax), as: UTF8.self)
    }

    /// More than four bytes for each character that a violation keeps.
    static var shownByteCountMax: Int { 400 }
}

extension Collection<UInt8> {
    /// Characters (Unicode scalars) in valid UTF-8.
    func characterCount() -> Int {
        var total = 0
        for byte in self where byte & 0xC0 != 0x80 { total += 1 }
        return total
    }
}

/// Trims, folds runs of blanks into one, and composes: the form in which headers are compared.
func normalisedHeader(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in composed(trimmedText(text)).unicodeScalars {
        let isBlank = scalar.properties.isWhitespace
        if isBlank, scalars.last == " " { continue }
        scalars.append(isBlank ? " " : scalar)
    }
    return String(scalars)
}

/// The text without blanks and invisible characters at both ends.
func trimmedText(_ text: String) -> String {
    var text = text
    return text.withUTF8 { String(decoding: $0.trimmed(), as: UTF8.self) }
}
