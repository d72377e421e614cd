import PhusaModel

extension WorkspaceLoader {
    /// The `file:` of a contract.
    func file(_ reader: MappingReader) -> FileDefinition? {
        let name = reader.pattern("name")
        if let name { checkCaptures(name, reader: reader) }
        let format: FileFormat? = reader.choice("format")
        let encoding = reader.text("encoding")
        let delimiter = reader.value("delimiter", .byte) { $0 == "tab" ? 0x09 : Self.byte($0) }
        let quote = reader.value("quote", .byte, Self.byte)
        if let delimiter, delimiter == quote {
            reader.report(
                .notApplicable(because: "quote"), at: reader.position(of: "delimiter"),
                found: reader.text("delimiter") ?? "")
        }
        let skipped = reader.whole("skip_lines")
        let headers = reader.whole("header_rows")
        let blanks = blankHeaders(reader)
        let records = reader.text("records")
        let byteCountMax = reader.whole("max_unpacked")
        let numbers = numberFormat(reader, standard: .undeclared)
        if let format { checkFormatKeys(format, reader: reader) }
        guard let name, let format, let encoding, let delimiter, let quote, let skipped,
            let headers, let byteCountMax, let numbers
        else { return nil }
        return FileDefinition(
            name: name, format: format, encoding: encoding, delimiter: delimiter, quote: quote,
            skippedLineCount: skipped, headerLineCount: headers, blankHeaders: blanks,
            recordPath: records?.split(separator: ".").map(String.init) ?? [], numbers: numbers,
            unpackedByteCountMax: byteCountMax)
    }

    /// Names by place; a place is a whole number from 1.
    private func blankHeaders(_ reader: MappingReader) -> [Int: String] {
        var headers: [Int: String] = [:]
        for entry in reader.map("blank_headers") {
            guard let place = Int(entry.key), (1...10_000).contains(place) else {
                reader.report(
                    .value(.whole(minimum: 1, maximum: 10_000)), at: entry.position,
                    found: entry.key)
                continue
            }
            headers[place] = reader.text(of: entry.value, type: .text)
        }
        return headers
    }

    /// Keys of one format alone.
    private func checkFormatKeys(_ format: FileFormat, reader: MappingReader) {
        let foreign =
            format == .csv
            ? ["records"] : ["delimiter", "quote", "skip_lines", "header_rows", "blank_headers"]
        for key in foreign where reader.has(key) {
            reader.report(
                .notApplicable(because: "format: " + format.rawValue),
                at: reader.keyPosition(of: key), found: key)
        }
    }

    /// Captures that runs read have the kind that they read.
    private func checkCaptures(_ name: NamePattern, reader: MappingReader) {
        let forms = ["vintage": "{vintage:date}", "sequence": "{sequence:digits"]
        for capture in name.captureNames.sorted() {
            guard let form = forms[capture], !name.text.contains(form) else { continue }
            let shown = form.hasSuffix("}") ? form : form + "}"
            reader.report(
                .value(.oneOf([shown])), at: reader.position(of: "name"), found: name.text)
        }
    }

    private static func byte(_ text: String) -> UInt8? {
        guard text.utf8.count == 1, let byte = text.utf8.first, byte > 0x20, byte < 0x7F
        else { return nil }
        return byte
    }

    /// `decimal:` and `group:`; what is not given is as in `standard`.
    func numberFormat(_ reader: MappingReader, standard: NumberFormat) -> NumberFormat? {
        var decimalMark: UInt8? = standard.decimalMark
        if reader.has("decimal") {
            decimalMark = reader.value("decimal", .decimalMark) { text in
                Self.byte(text).flatMap { Self.isNumberByte($0) ? nil : $0 }
            }
        }
        var groupMark: [UInt8]? = standard.groupMark
        if reader.has("group") { groupMark = reader.value("group", .groupMark, Self.groupMark) }
        guard let decimalMark, let groupMark else { return nil }
        if groupMark == [decimalMark] {
            let key = reader.has("group") ? "group" : "decimal"
            reader.report(
                .notApplicable(because: key == "group" ? "decimal" : "group"),
                at: reader.position(of: key), found: reader.text(key) ?? "")
            return nil
        }
        return NumberFormat(
            decimalMark: decimalMark, groupMark: groupMark,
            isDeclared: standard.isDeclared || reader.has("decimal") || reader.has("group"))
    }

    private static func groupMark(_ text: String) -> [UInt8]? {
        switch text {
        case "": return []
        case "space", " ": return [0x20]
        case "nbsp", "\u{A0}": return [0xC2, 0xA0]
        default:
            guard let byte = byte(text), !isNumberByte(byte) else { return nil }
            return [byte]
        }
    }

    /// Digits, signs and the letter of an exponent cannot be marks.
    private static func isNumberByte(_ byte: UInt8) -> Bool {
        "0123456789-+eE".utf8.contains(byte)
    }
}
