import PhusaModel
import PhusaTestSupport
import Testing
import Warehouse

@Suite("Ledger")
struct LedgerTests {
    private let warehouse: ScratchWarehouse
    private let connection: Connection
    private let writer: LedgerWriter
    private let reader: LedgerReader

    init() async throws {
        warehouse = try await ScratchWarehouse()
        connection = try warehouse.connect()
        writer = LedgerWriter(connection)
        reader = LedgerReader(connection)
    }

    private func moment(_ text: String) throws -> Moment { try #require(Moment(text)) }

    private func event(
        _ key: String, _ kind: EventKind = .drop, dataset: Int, scope: [String] = ["p1"],
        known: String = "2025-01-01T00:00:00Z", sequence: Int = 0, content: String = "c"
    ) throws -> NewEvent {
        NewEvent(
            key: key, kind: kind, datasetID: dataset, scope: scope, knownAt: try moment(known),
            sequence: sequence, definitions: "d", content: content, reason: "lý do", actor: "an")
    }

    private func drop(
        dataset: Int, sha: Character = "a", outcome: NewDrop.Outcome = .refused,
        event: Int? = nil, period: String? = nil
    ) throws -> NewDrop {
        NewDrop(
            datasetID: dataset, path: "syt/a\0.csv", sha256: String(repeating: sha, count: 64),
            byteCount: 5_000_000_000,
            vintage: Vintage(
                moment: try moment("2025-04-05T17:00:00Z"), sequence: 2, isDeclared: true),
            receivedAt: try moment("2025-04-06T01:02:03.5Z"), period: period, outcome: outcome,
            definitions: "d", eventID: event, runID: nil,
            records: RecordCounts(read: 6, accepted: 3, quarantined: 2, excluded: 1),
            cells: CellCounts(
                read: 10, loaded: 4, unchanged: 3, quarantined: 2, excluded: 1, closed: 9),
            violations: [violation(found: "x")])
    }

    private func violation(found: String) -> Violation {
        Violation(
            rule: .contractRange,
            position: FilePosition(path: "syt/a␀.csv", line: 118, column: 3, byte: 4_000_000_000),
            column: "Tỷ lệ\t%", found: found,
            expected: .range(minimum: "0", maximum: "100"), suggestion: "47,0")
    }

    // MARK: Runs

    @Test("keeps a run from start to finish")
    func run() throws {
        let new = NewRun(
            actor: "an", host: "may", command: "run", programVersion: "1.0", definitions: "d")
        let id = try writer.startRun(new)
        #expect(try reader.run(id)?.state == .running)
        #expect(try reader.run(id)?.finishedAt == nil)
        try writer.finishRun(id, .done, summary: #"{"drops": 3}"#)
        let run = try #require(try reader.run(id))
        #expect(run.state == .done && run.finishedAt != nil && run.summary == #"{"drops": 3}"#)
        #expect(run.actor == "an" && run.command == "run" && run.definitions == "d")
        let second = try writer.startRun(new)
        #expect(try reader.runs(limit: 5).map(\.id) == [second, id])
        #expect(try reader.run(999) == nil)
    }

    @Test("closes runs whose session is gone, and leaves the others alone")
    func abandoned() throws {
        let new = NewRun(
            actor: "an", host: "may", command: "run", programVersion: "1.0", definitions: nil)
        let victim = try warehouse.connect()
        let dead = try LedgerWriter(victim).startRun(new)
        let alive = try writer.startRun(new)
        #expect(try writer.closeAbandonedRuns().isEmpty)
        _ = try connection.query(
            "SELECT pg_terminate_backend($1, 5000)", [.int(Int(victim.backendProcessID))])
        #expect(try writer.closeAbandonedRuns() == [dead])
        #expect(try reader.run(dead)?.state == .interrupted)
        #expect(try reader.run(alive)?.state == .running)
    }

    // MARK: Events

    @Test("gives a dataset one id")
    func dataset() throws {
        let id = try writer.datasetID(code: "syt.a.thang", agency: "syt")
        #expect(try writer.datasetID(code: "syt.a.thang", agency: "syt") == id)
        #expect(try writer.datasetID(code: "syt.b.thang", agency: "syt") != id)
        #expect(try reader.datasetID(code: "syt.a.thang") == id)
        #expect(try reader.datasetID(code: "syt.z.thang") == nil)
    }

    @Test("records an event once, by its key")
    func eventOnce() throws {
        let dataset = try writer.datasetID(code: "a.b.c", agency: "a")
        var new = try event("k", dataset: dataset, scope: ["p1", "p|2"])
        new.recordedAt = try moment("2025-02-01T00:00:00.25Z")
        let first = try writer.insertEvent(new)
        let second = try writer.insertEvent(new)
        #expect(first.isNew && !second.isNew && first.id == second.id)
        #expect(try reader.event(first.id)?.event == new)
        #expect(try reader.event(key: "k")?.id == first.id)
        var future = try event("f", dataset: dataset, known: "2999-01-01T00:00:00Z")
        #expect(try failure { _ = try writer.insertEvent(future) }.kind == .constraint)
        future.datasetID = 999
        future.knownAt = new.knownAt
        #expect(try failure { _ = try writer.insertEvent(future) }.sqlState == "23503")
    }

    @Test("lists events as they are folded: when known, kind, sequence, content")
    func eventOrder() throws {
        let dataset = try writer.datasetID(code: "a.b.c", agency: "a")
        let other = try writer.datasetID(code: "a.b.d", agency: "a")
        let later = "2025-01-02T00:00:00Z"
        let events = try [
            event("9", dataset: dataset, known: "2024-12-31T00:00:00Z", sequence: 9),
            event("8", dataset: dataset, content: "A"), event("7", dataset: dataset, content: "a"),
            event("6", dataset: dataset, sequence: 1, content: "0"),
            event("5", .release, dataset: dataset), event("4", .replay, dataset: dataset),
            event("3", .withdrawal, dataset: dataset, scope: ["p2"]),
            event("2", .correction, dataset: dataset), event("1", .restatement, dataset: dataset),
            event("0", .definition, dataset: dataset, scope: ["p2", "p3"]),
            event("z", dataset: dataset, scope: ["p3"], known: later),
        ]
        for event in events.shuffled() { _ = try writer.insertEvent(event) }
        _ = try writer.insertEvent(event("o", dataset: other))
        #expect(try reader.events(datasetID: dataset).map(\.event.key) == events.map(\.key))
        let touching = try reader.events(datasetID: dataset, touching: ["p2", "p9"])
        #expect(touching.map(\.event.key) == ["3", "2", "0"])
        #expect(
            try reader.events(datasetID: dataset, touching: []).map(\.event.key) == ["2"],
            "a correction is about the whole dataset")
    }

    @Test("knows whether an event is the last of its periods")
    func laterEvent() throws {
        let dataset = try writer.datasetID(code: "a.b.c", agency: "a")
        let stored = try event("k", dataset: dataset, scope: ["p1", "p2"], sequence: 1)
        _ = try writer.insertEvent(stored)
        #expect(try !reader.hasLaterEvent(than: stored))
        #expect(try reader.hasLaterEvent(than: event("x", dataset: dataset, scope: ["p2"])))
        #expect(try !reader.hasLaterEvent(than: event("x", dataset: dataset, scope: ["p3"])))
        #expect(
            try reader.hasLaterEvent(than: event("x", dataset: dataset, sequence: 1, content: "b")))
        #expect(
            try !reader.hasLaterEvent(than: event("x", dataset: dataset, sequence: 1, content: "d"))
        )
        #expect(try !reader.hasLaterEvent(than: event("x", .release, dataset: dataset)))
        #expect(try !reader.hasLaterEvent(than: event("x", dataset: dataset + 1)))
    }

    // MARK: Drops

    @Test("keeps a drop with its verdict and finds it by identity")
    func dropRoundTrip() throws {
        let dataset = try writer.datasetID(code: "syt.a.thang", agency: "syt")
        let eventID = try writer.insertEvent(event("k", dataset: dataset)).id
        var new = try drop(dataset: dataset, outcome: .loaded, event: eventID, period: "p1")
        let id = try writer.insertDrop(new)
        new.path = "syt/a␀.csv"
        let found = try reader.drop(
            datasetID: dataset, sha256: new.sha256, vintage: new.vintage, period: "p1")
        #expect(found?.id == id && found?.dataset == "syt.a.thang" && found?.drop == new)
        #expect(
            try reader.drop(
                datasetID: dataset, sha256: new.sha256, vintage: new.vintage, period: nil) == nil)
        #expect(try reader.drops(DropFilter(dataset: "syt.a.thang", outcome: .loaded)).count == 1)
        #expect(try reader.drops(DropFilter(outcome: .held)).isEmpty)
        try writer.updateDrop(
            id, outcome: .withdrawn, eventID: eventID, records: new.records, cells: new.cells)
        #expect(try reader.drop(id)?.drop.outcome == .withdrawn)
    }

    @Test("takes the same drop once, and a refused one as often as it is judged")
    func dropIdentity() throws {
        let dataset = try writer.datasetID(code: "a.b.c", agency: "a")
        let first = try writer.insertDrop(drop(dataset: dataset))
        #expect(try writer.insertDrop(drop(dataset: dataset)) != first)
        _ = try writer.insertDrop(drop(dataset: dataset, outcome: .held))
        for outcome in [NewDrop.Outcome.held, .withdrawn] {
            let again = try failure {
                _ = try writer.insertDrop(drop(dataset: dataset, outcome: outcome))
            }
            #expect(again.constraint == "drop_identity")
        }
        _ = try writer.insertDrop(drop(dataset: dataset, outcome: .held, period: "p2"))
        _ = try writer.insertDrop(drop(dataset: dataset, sha: "b", outcome: .held))
        let eventless = try failure {
            _ = try writer.insertDrop(drop(dataset: dataset, sha: "c", outcome: .loaded))
        }
        #expect(eventless.constraint == "drop_loaded_by_event")
    }

    @Test("refuses counts that do not balance")
    func balances() throws {
        let dataset = try writer.datasetID(code: "a.b.c", agency: "a")
        var records = try drop(dataset: dataset)
        records.records.accepted += 1
        #expect(
            try failure { _ = try writer.insertDrop(records) }.constraint == "drop_records_balance")
        var cells = try drop(dataset: dataset)
        cells.cells.unchanged -= 1
        #expect(try failure { _ = try writer.insertDrop(cells) }.constraint == "drop_cells_balance")
        #expect(try reader.drops().isEmpty)
    }

    // MARK: Records

    @Test("keeps quarantined records to the byte, with all their breaches")
    func quarantine() throws {
        let dataset = try writer.datasetID(code: "syt.a.thang", agency: "syt")
        let dropID = try writer.insertDrop(drop(dataset: dataset))
        let raw = (0...255).map { UInt8($0) }
        let hard = QuarantinedRecord(
            violation: violation(found: "a\\N\t\n\r\"'\\u0000 ộ"),
            others: [violation(found: "zero \0 \\u0000 \\")], raw: raw, cellCount: 12)
        let long = QuarantinedRecord(
            violation: violation(found: String(repeating: "dài", count: 99)), others: [], raw: [],
            cellCount: 0)
        try writer.insertQuarantine([hard, long], dropID: dropID)
        let found = try reader.quarantine(QuarantineFilter(dropID: dropID))
        var pictured = hard
        pictured.others[0].found = "zero ␀ \\u0000 \\"
        #expect(found.map(\.record) == [pictured, long])
        #expect(found.allSatisfy { $0.state == .open && $0.dataset == "syt.a.thang" })
        #expect(try reader.quarantine(limit: 1).count == 1)
        #expect(try reader.quarantine(QuarantineFilter(rule: "contract.code")).isEmpty)
        #expect(try reader.quarantine(QuarantineFilter(dataset: "syt.a.thang")).count == 2)
    }

    @Test("decides on a quarantined record once")
    func closeQuarantine() throws {
        let dataset = try writer.datasetID(code: "a.b.c", agency: "a")
        let dropID = try writer.insertDrop(drop(dataset: dataset))
        let record = QuarantinedRecord(
            violation: violation(found: "x"), others: [], raw: [], cellCount: 1)
        try writer.insertQuarantine([record, record, record], dropID: dropID)
        let ids = try reader.quarantine().map(\.id)
        #expect(
            try writer.closeQuarantine(
                [ids[0], ids[1]], state: .waived, actor: "an", reason: "số cũ") == 2)
        #expect(try writer.closeQuarantine(ids, state: .fixed, actor: "bình", reason: nil) == 1)
        let waived = try reader.quarantine(QuarantineFilter(state: .waived))
        #expect(waived.map(\.id) == [ids[0], ids[1]])
        #expect(waived[0].changedBy == "an" && waived[0].reason == "số cũ")
        #expect(waived[0].changedAt != nil)
        #expect(try reader.quarantine(QuarantineFilter(state: .open)).isEmpty)
    }

    @Test("keeps exclusions and corrections, and removes them before a drop is read anew")
    func exclusions() throws {
        let dataset = try writer.datasetID(code: "a.b.c", agency: "a")
        let dropID = try writer.insertDrop(drop(dataset: dataset))
        let exclusion = Exclusion(
            cause: .emptyCell, reason: "Dòng\ttổng", line: 7, cellCount: 3, isWholeRecord: false)
        try writer.insertExclusions([exclusion], dropID: dropID)
        try writer.insertCorrections(
            [
                AppliedCorrection(
                    correction: "2025-001", line: 7, column: "ky", found: "", value: "x")
            ],
            dropID: dropID)
        let rows = try connection.query(
            """
            SELECT e.cause, e.reason, e.line, e.cells, e.is_whole_record, c.correction, c.found
            FROM ledger.exclusion e JOIN ledger.applied_correction c USING (drop_id, line)
            """)
        #expect(rows.text(0, 0) == "empty-cell" && rows.text(0, 1) == "Dòng\ttổng")
        #expect(rows.int(0, 2) == 7 && rows.int(0, 3) == 3 && rows.bool(0, 4) == false)
        #expect(rows.text(0, 5) == "2025-001" && rows.text(0, 6) == "")
        try writer.deleteExclusionsAndCorrections(dropID: dropID)
        let left =
            "SELECT (SELECT count(*) FROM ledger.exclusion) + count(*) FROM ledger.applied_correction"
        #expect(try connection.query(left).int(0, 0) == 0)
    }

    // MARK: Locks

    @Test("locks a dataset for one session and says who has it")
    func lock() throws {
        let holder = try warehouse.connect(applicationName: "phusa an@may 4711 run")
        #expect(try AdvisoryLock.tryLock(dataset: 7, on: holder))
        #expect(try !AdvisoryLock.tryLock(dataset: 7, on: connection))
        #expect(try AdvisoryLock.tryLock(dataset: 8, on: connection))
        let who = try #require(try AdvisoryLock.holder(of: 7, on: connection))
        #expect(who.applicationName == "phusa an@may 4711 run")
        #expect(who.backendProcessID == Int(holder.backendProcessID) && who.connectedAt != nil)
        #expect(try AdvisoryLock.holder(of: 9, on: connection) == nil)
        try AdvisoryLock.unlock(dataset: 7, on: holder)
        #expect(try AdvisoryLock.holder(of: 7, on: connection) == nil)
        #expect(try AdvisoryLock.tryLock(dataset: 7, on: connection))
    }

    @Test("lets one publish at a time, until its transaction ends")
    func publishLock() throws {
        let other = try warehouse.connect()
        try other.execute("SET lock_timeout = 50")
        try connection.begin()
        try AdvisoryLock.waitForPublishing(on: connection)
        try other.begin()
        #expect(try failure { try AdvisoryLock.waitForPublishing(on: other) }.kind == .lockTimeout)
        other.rollback()
        try connection.commit()
        try other.begin()
        try AdvisoryLock.waitForPublishing(on: other)
        other.rollback()
    }
}
