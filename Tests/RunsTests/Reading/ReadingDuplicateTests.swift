import PhusaModel
import Runs
import Testing

@Suite("Reading a drop: cells stated twice")
struct ReadingDuplicateTests {
    private let header = ReadingSample.header

    @Test("T28: counts equal cells once: the first line stands")
    func equal() throws {
        let reading = try ReadingSample().read(
            header + "NN.01;842;2025-M03;tạ;10\nNN.01;844;2025-M03;tạ;10\n"
                + "NN.01;842;tháng 3/2025;tấn;1,0\n")
        #expect(reading.rows.rows.map(\.line) == [2, 3])
        #expect(
            reading.verdict.exclusions == [
                Exclusion(
                    cause: .repeated, reason: "", line: 4, cellCount: 1, isWholeRecord: true)
            ])
        #expect(reading.verdict.records == RecordCounts(read: 3, accepted: 2, excluded: 1))
        #expect(reading.verdict.areBalanced)
    }

    @Test("T28: quarantines every record of a cell with different values, and spares the cell")
    func different() throws {
        let lines = [
            "NN.01;842;2025-M03;tạ;10", "NN.01;844;2025-M03;tạ;10", "NN.01;842;2025-M03;tạ;10,5",
            "NN.01;842;2025-M03;tạ;10",
        ]
        let reading = try ReadingSample().read(header + lines.joined(separator: "\n"))
        let verdict = reading.verdict
        #expect(
            verdict.breaches == ["fact.duplicate:2:1", "fact.duplicate:4:1", "fact.duplicate:5:1"])
        #expect(
            verdict.quarantine.map(\.violation.expected) == [
                .unique(firstLine: 4), .unique(firstLine: 2), .unique(firstLine: 2),
            ])
        #expect(
            verdict.quarantine[0].violation.found
                == "2025-M03; 05/2023|NN.01|default; district|842|-infinity")
        #expect(
            verdict.quarantine.map { String(decoding: $0.raw, as: UTF8.self) } == [
                lines[0], lines[2], lines[3],
            ])
        #expect(verdict.quarantine.allSatisfy { $0.violation.position.byte != nil })
        #expect(reading.rows.rows.map(\.line) == [3])
        #expect(reading.rows.spared.map(\.line) == [2, 4, 5])
        #expect(reading.rows.spared.allSatisfy { $0.payloadByteCount == 0 })
        #expect(verdict.areBalanced)
    }

    @Test("leaves out a repeated cell of a record that has others")
    func cellOfWide() throws {
        let header = "Mã chỉ tiêu;Đơn vị hành chính;Năm 2023;Năm 2024\n"
        let reading = try ReadingSample(isWide: true).read(
            header + "NN.01;84;1;\nNN.01;84;1;2\n")
        #expect(reading.rows.rows.map(\.line) == [2, 3])
        #expect(reading.verdict.exclusions.map(\.cause) == [.emptyCell, .repeated])
        #expect(reading.verdict.exclusions.map(\.isWholeRecord) == [false, false])
        #expect(reading.verdict.records.accepted == 2)
        #expect(reading.verdict.areBalanced)
    }

    @Test("lets an equal cell stand when its first record goes for another reason")
    func firstRejected() throws {
        let header = "Mã chỉ tiêu;Đơn vị hành chính;Năm 2023;Năm 2024\n"
        let reading = try ReadingSample(isWide: true).read(
            header + "NN.01;84;1;2\nNN.01;84;;3\nNN.01;84;1;\n")
        #expect(reading.verdict.breaches == ["fact.duplicate:2:1", "fact.duplicate:3:1"])
        #expect(reading.rows.rows.map(\.line) == [4])
        #expect(reading.rows.spared.map(\.line) == [2, 2, 3])
        #expect(reading.verdict.areBalanced)
    }

    @Test("finds the bytes of a record that a later one made wrong")
    func late() throws {
        var sample = ReadingSample()
        sample.unique = ["ma"]
        let first = "NN.01;842;2025-M03;tạ;10"
        let reading = try sample.read(
            header + "\(first)\nDS.01;842;2025-M03;người;1\nNN.01;844;2025-M03;tạ;3\n")
        #expect(reading.verdict.breaches == ["contract.unique:2:1", "contract.unique:4:1"])
        #expect(String(decoding: reading.verdict.quarantine[0].raw, as: UTF8.self) == first)
        #expect(reading.verdict.quarantine[0].violation.position.byte == header.utf8.count)
        #expect(reading.rows.rows.map(\.line) == [3])
        #expect(reading.rows.spared.map(\.line) == [2, 4])
        #expect(reading.verdict.areBalanced)
    }
}
