import Foundation

extension DirtyCase {
    /// The same cell twice.
    static var keys: [DirtyCase] {
        let lines = Sound.statistics
        return [
            statistics("keys/trung-khoa-bang-nhau", lines + [lines[25]], excluded: 1),
            statistics(
                "keys/trung-khoa-khac-nhau", lines + [lines[20]].setting(1, 5, to: "20.000"),
                breaking: [Breach("fact.duplicate", line: 21), Breach("fact.duplicate", line: 27)]),
            feedback(
                "keys/trung-ma-phan-anh",
                Sound.feedback + [Sound.feedback[6].replacing("\"Zalo\"", "\"Ứng dụng\"")],
                breaking: [
                    Breach("contract.unique", line: 7),
                    Breach("contract.unique", line: Sound.feedback.count + 1),
                ]),
        ]
    }

    /// Compression and encodings.
    static var bytes: [DirtyCase] {
        let lines = Sound.statistics
        let whole = phusa_fixtures.bytes(lines)
        let middle = whole.count / 2
        let members =
            Gzip.member(Array(whole[..<middle])) + Gzip.member(Array(whole[middle...]))
        return [
            raw(
                "gzip/nen-bi-cat", Array(Gzip.member(whole).dropLast(60)), isPacked: true,
                .refused, records: 0, breaking: [Breach("file.compression")]),
            raw("gzip/nhieu-doan", members, isPacked: true, records: lines.count - 1),
            raw(
                "encodings/dong-khong-utf8", replacing(lines, 4, "chế biến", with: [0xc3, 0x28]),
                records: lines.count - 1, breaking: [Breach("record.encoding", line: 4)]),
            raw(
                "encodings/utf-16", [0xff, 0xfe] + utf16(lines), .refused, records: 0,
                breaking: [Breach("file.encoding")]),
            raw(
                "encodings/byte-nul", replacing(lines, 9, "Bán lẻ", with: [0x42, 0x00]),
                records: lines.count - 1, breaking: [Breach("record.nul", line: 9)]),
            raw(
                "encodings/nfd-va-dau-hoa", decomposed(lines.map { $0.replacing("hóa", "hoá") }),
                records: lines.count - 1),
            raw(
                "kinds/xlsx",
                [0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0] + Array("xl/workbook.xml".utf8),
                .refused, records: 0, breaking: [Breach("file.kind")]),
            raw(
                "kinds/pdf", Array("%PDF-1.7\n%\u{e2}\u{e3}\n1 0 obj\n".utf8), .refused,
                records: 0, breaking: [Breach("file.kind")]),
        ]
    }

    private static func raw(
        _ folder: String, _ bytes: [UInt8], isPacked: Bool = false,
        _ outcome: Outcome = .accepted, records: Int, breaking breaches: [Breach] = []
    ) -> DirtyCase {
        DirtyCase(
            folder: folder, dataset: StatisticsFeed.code,
            name: Sound.statisticsName + (isPacked ? ".gz" : ""), bytes: bytes, outcome: outcome,
            records: records, breaches: breaches)
    }

    /// The file with the first `text` of a line replaced by bytes that are no text.
    private static func replacing(
        _ lines: [String], _ number: Int, _ text: String, with bytes: [UInt8]
    ) -> [UInt8] {
        var result: [UInt8] = []
        for (index, line) in lines.enumerated() {
            var part = Array(line.utf8)
            let wanted = Array(text.utf8)
            if index + 1 == number,
                let start = part.indices.first(where: { part[$0...].starts(with: wanted) })
            {
                part.replaceSubrange(start..<start + wanted.count, with: bytes)
            }
            result += part + [0x0a]
        }
        return result
    }

    private static func utf16(_ lines: [String]) -> [UInt8] {
        (lines.joined(separator: "\n") + "\n").utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    }

    /// As a Mac writes it: base letters and marks apart.
    private static func decomposed(_ lines: [String]) -> [UInt8] {
        Array((lines.joined(separator: "\n") + "\n").decomposedStringWithCanonicalMapping.utf8)
    }
}

extension String {
    func replacing(_ old: String, _ new: String) -> String {
        replacingOccurrences(of: old, with: new)
    }
}
