import PhusaModel

/// From a delivered file to the bytes of UTF-8 text that readers take apart.
enum DropOpener {
    /// Unpacks, tells kind and encoding, converts, and drops a byte order mark.
    static func open(
        _ delivered: FileSource, name: DropName, file: FileDefinition
    ) throws(ExtractionError) -> any ByteSource {
        let unpacked = try unpack(delivered, name: name, file: file)
        guard !unpacked.head.isEmpty else { throw name.refusal(.fileEmpty) }
        if let kind = FileKind.told(by: unpacked.head) {
            throw name.refusal(
                .fileKind, found: kind.rawValue,
                expected: .oneOf(list: "format", values: [file.format.rawValue]))
        }
        return try convert(unpacked, name: name, file: file)
    }

    private static func unpack(
        _ delivered: FileSource, name: DropName, file: FileDefinition
    ) throws(ExtractionError) -> PeekedSource {
        let peeked = try PeekedSource(delivered, byteCount: ExtractionLimit.headByteCount)
        if peeked.head.starts(with: FileKind.gzipMagic) {
            let plain = try GzipSource(
                peeked, name: name, byteCountMax: file.unpackedByteCountMax)
            return try PeekedSource(plain, byteCount: ExtractionLimit.headByteCount)
        }
        guard delivered.byteCount <= file.unpackedByteCountMax else {
            throw name.refusal(
                .fileTooLarge, found: "\(delivered.byteCount)",
                expected: .byteCount(maximum: file.unpackedByteCountMax))
        }
        return peeked
    }

    private static func convert(
        _ source: PeekedSource, name: DropName, file: FileDefinition
    ) throws(ExtractionError) -> any ByteSource {
        let encoding = DeclaredEncoding(file.encoding)
        if let fault = EncodingCheck.fault(of: source.head, declared: encoding, format: file.format)
        {
            throw name.refusal(
                .fileEncoding, found: fault.found, expected: .encoding(file.encoding.uppercased()),
                suggestion: fault.likely)
        }
        let text: PeekedSource
        switch encoding {
        case .utf8: text = source
        case .other(let label):
            // One byte more than the mark tells whether anything follows it.
            text = try PeekedSource(
                IconvSource(source, encoding: label, name: name),
                byteCount: byteOrderMark.count + 1)
        }
        let markCount = text.head.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        guard text.head.count > markCount else { throw name.refusal(.fileEmpty) }
        text.drop(markCount)
        return text
    }

    /// U+FEFF in UTF-8.
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}

/// What a file is where it is neither CSV nor JSON, told by its first bytes.
enum FileKind: String {
    case xlsx, docx, pptx, ods, zip, pdf, gzip, xls, rar, html, xml, bzip2, xz, zstd, parquet
    case sevenZip = "7z"

    static let gzipMagic: [UInt8] = [0x1F, 0x8B]
    private static let zipMagic: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

    private static let magics: [([UInt8], FileKind)] = [
        (Array("%PDF-".utf8), .pdf), (gzipMagic, .gzip),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .xls),
        (Array("Rar!".utf8) + [0x1A, 0x07], .rar),
        (Array("7z".utf8) + [0xBC, 0xAF, 0x27, 0x1C], .sevenZip), (Array("BZh".utf8), .bzip2),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], .xz), ([0x28, 0xB5, 0x2F, 0xFD], .zstd),
        (Array("PAR1".utf8), .parquet), ([0x50, 0x4B, 0x05, 0x06], .zip),
    ]
    /// In lower case; web pages are at times delivered as tables.
    private static let markups: [(String, FileKind)] = [
        ("<!doctype html", .html), ("<html", .html), ("<table", .html), ("<?xml", .xml),
    ]
    /// Names of entries that tell an office file from a plain archive.
    private static let entries: [(String, FileKind)] = [
        ("xl/", .xlsx), ("word/", .docx), ("ppt/", .pptx),
        ("application/vnd.oasis.opendocument.spreadsheet", .ods),
    ]

    /// `nil` for what may be text.
    static func told(by head: [UInt8]) -> FileKind? {
        if head.starts(with: zipMagic) { return archive(head) }
        if let hit = magics.first(where: { head.starts(with: $0.0) }) { return hit.1 }
        let start = head.prefix(64).drop { $0 <= 0x20 }.map { byte in
            (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
        }
        return markups.first { start.starts(with: $0.0.utf8) }?.1
    }

    private static func archive(_ head: [UInt8]) -> FileKind {
        entries.first { contains(head, Array($0.0.utf8)) }?.1 ?? .zip
    }

    private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        bytes.indices.contains { bytes[$0] == part[0] && bytes[$0...].starts(with: part) }
    }
}
