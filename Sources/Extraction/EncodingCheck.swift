import PhusaModel

/// The encoding that a contract declares: UTF-8 is checked, everything else converted.
enum DeclaredEncoding {
    case utf8
    /// A name for iconv.
    case other(String)

    init(_ name: String) {
        let upper = name.uppercased()
        self = upper == "UTF-8" || upper == "UTF8" ? .utf8 : .other(upper)
    }
}

/// Whether the beginning of a file can be what its contract declares.
enum EncodingCheck {
    struct Fault: Equatable {
        /// The bytes that tell, in hexadecimal, or how much is wrong.
        let found: String
        /// The encoding that the bytes look like.
        let likely: String
    }

    /// Names under which the byte order is told by a mark.
    private static let utf16LabelNames: Set = ["UTF-16", "UTF16", "UCS-2", "UNICODE"]

    static func fault(
        of head: [UInt8], declared: DeclaredEncoding, format: FileFormat
    ) -> Fault? {
        switch declared {
        case .other(let label):
            // Without a byte order mark the C library would guess: never mojibake.
            guard utf16LabelNames.contains(label), utf16Mark(head) == nil else { return nil }
            return Fault(found: hexadecimal(head), likely: utf16ByZeros(head) ?? "UTF-16")
        case .utf8:
            if let guess = utf16Mark(head) ?? utf16ByZeros(head) {
                return Fault(found: hexadecimal(head), likely: guess)
            }
            return mostlyInvalid(head, separator: separator(of: format))
        }
    }

    private static func separator(of format: FileFormat) -> UInt8 {
        format == .csv ? UInt8(ascii: "\n") : UInt8(ascii: "}")
    }

    private static func utf16Mark(_ head: [UInt8]) -> String? {
        if head.starts(with: [0xFF, 0xFE]) { return "UTF-16" }
        return head.starts(with: [0xFE, 0xFF]) ? "UTF-16" : nil
    }

    /// Text of mostly Latin letters in UTF-16 has a NUL in every other byte.
    private static func utf16ByZeros(_ head: [UInt8]) -> String? {
        let sample = head.prefix(64)
        guard sample.count >= 4 else { return nil }
        var zeroCounts = [0, 0]
        for (index, byte) in sample.enumerated() where byte == 0 { zeroCounts[index & 1] += 1 }
        let isMostlyZero = zeroCounts.map { $0 * 3 > sample.count }
        if isMostlyZero[1], zeroCounts[0] == 0 { return "UTF-16LE" }
        return isMostlyZero[0] && zeroCounts[1] == 0 ? "UTF-16BE" : nil
    }

    /// More than half of the records that the head holds in full are not UTF-8.
    private static func mostlyInvalid(_ head: [UInt8], separator: UInt8) -> Fault? {
        var pieces = head.split(separator: separator)
        let isCut = head.count == ExtractionLimit.headByteCount && head.last != separator
        if isCut, pieces.count > 1 { pieces.removeLast() }
        let invalid = pieces.filter { piece in
            piece.withUnsafeBufferPointer { UTF8Check.firstInvalid(in: $0) != nil }
        }
        guard invalid.count * 2 > pieces.count else { return nil }
        let share = "\(invalid.count)/\(pieces.count)"
        return Fault(found: share, likely: guess(for: Array(invalid.joined())))
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
            .joined(separator: " ")
    }

    // MARK: The guess

    /// Encodings in which Vietnamese text was written before Unicode, the commonest first.
    private static let candidates = ["CP1258", "TCVN5712-1", "VISCII"]
    private static let letters = Set(
        ("àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ")
            .unicodeScalars)

    /// About three quarters of the marked letters in Vietnamese text are among these.
    private static let commonLetters = Set("àáảạâấầđêếềệìíịóôốộơớờợưứ".unicodeScalars)

    /// The candidate under which the text looks most like Vietnamese: most of what is not ASCII is
    /// lower-case Vietnamese letters, and the common ones among them.
    private static func guess(for bytes: [UInt8]) -> String {
        let scored = candidates.map { ($0, likeness(of: bytes, in: $0)) }
        return scored.max { $0.1 < $1.1 }?.0 ?? candidates[0]
    }

    private static func likeness(of bytes: [UInt8], in encoding: String) -> Double {
        guard let converted = IconvSource.convert(bytes, from: encoding) else { return 0 }
        let text = composed(String(decoding: converted, as: UTF8.self))
        let others = text.unicodeScalars.filter { !$0.isASCII }
        let fittingCount = others.count { letters.contains($0) }
        let commonCount = others.count { commonLetters.contains($0) }
        return others.isEmpty ? 0 : Double(fittingCount + commonCount) / Double(others.count)
    }
}
